"""The values that walk through the system.

`School → Link → Capture | Failure → Document → Evidence → Finding → Indicator → Audit`

Every value is frozen; sequences are tuples; datetimes carry their zone. Nothing here reads a clock, a file or a socket.
"""

from __future__ import annotations

from site_audit.model.found import (
    Approval,
    Candidate,
    CareerFile,
    Dating,
    Detected,
    Event,
    Evidence,
    EvidenceGroup,
    Outcome,
    Partner,
    Plan,
    Promise,
    Publication,
    Reason,
    Searched,
    Warning,
)
from site_audit.model.schools import School
from site_audit.model.site import (
    BY_HEADER,
    BY_PROPERTY,
    LEFT_SITE,
    Block,
    BlockKind,
    Capture,
    DateClaim,
    Document,
    Failure,
    Link,
    ReadAs,
    Seen,
    Sighting,
    Signature,
    Trouble,
    Visit,
    Zone,
)
from site_audit.model.verdicts import Audit, Finding, Indicator, PackId, Reach

__all__ = [
    "BY_HEADER",
    "BY_PROPERTY",
    "LEFT_SITE",
    "Approval",
    "Audit",
    "Block",
    "BlockKind",
    "Candidate",
    "Capture",
    "CareerFile",
    "DateClaim",
    "Dating",
    "Detected",
    "Document",
    "Event",
    "Evidence",
    "EvidenceGroup",
    "Failure",
    "Finding",
    "Indicator",
    "Link",
    "Outcome",
    "PackId",
    "Partner",
    "Plan",
    "Promise",
    "Publication",
    "Reach",
    "ReadAs",
    "Reason",
    "School",
    "Searched",
    "Seen",
    "Sighting",
    "Signature",
    "Trouble",
    "Visit",
    "Warning",
    "Zone",
]
