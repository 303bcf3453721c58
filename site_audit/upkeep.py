"""What is kept for so long and no longer: the archive is thinned, documents that nobody asks for any more are swept."""

from __future__ import annotations

from site_audit.store.retention import Rule, Thinned, thin
from site_audit.wiring import Parts


def tidy(parts: Parts) -> Thinned:
    """Take away what the settings say is not kept any more."""
    keeping, now = parts.settings.archive, parts.now()
    parts.documents.sweep(now=now)
    rule = Rule.of(now, keep_days=keeping.keep_days, keep_evidence_days=keeping.keep_evidence_days)
    return thin(parts.ledger, parts.archive, rule)
