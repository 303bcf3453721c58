"""What it comes to: reach, findings, indicator, the audit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from site_audit.model.found import Candidate, CareerFile, Evidence, Outcome, Reason, Searched, TextPrint, Warning
from site_audit.model.registers import Event, Partner, Plan
from site_audit.model.schools import School
from site_audit.model.seen import Thrift, Unfollowed
from site_audit.model.site import Failure


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the walk reached. `gaps` are the codes of what kept it from being enough."""

    pages: int
    documents: int
    unreadable: int
    failures: int
    frontier_exhausted: bool
    enough: bool
    gaps: tuple[Reason, ...] = ()
    unfollowed: tuple[Unfollowed, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What is concluded of one criterion. `score` is q (None where unknown or not applicable)."""

    criterion: str
    outcome: Outcome
    score: Decimal | None
    weight: int
    needs_review: bool
    factors: tuple[tuple[str, Decimal], ...]
    reason: Reason
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    searched: Searched | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """The information-openness indicator, unrounded; None where a school could not be assessed."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    level: str | None  # high · sufficient · moderate · low
    directions: tuple[tuple[str, Decimal | None], ...]
    found_share: Decimal | None
    pooled: Decimal | None  # the plain Infometer figure: all criteria pooled by weight
    method: str


@dataclass(frozen=True, slots=True)
class PackId:
    id: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Audit:
    """One school once. The last value of the walk: everything a report says is in it."""

    school: School
    run: str
    audited_at: datetime
    as_of: date
    pack: PackId
    indicator: Indicator
    reach: Reach
    findings: tuple[Finding, ...]
    plans: tuple[Plan, ...] = ()
    events: tuple[Event, ...] = ()
    partners: tuple[Partner, ...] = ()
    files: tuple[CareerFile, ...] = ()
    failures: tuple[Failure, ...] = ()
    warnings: tuple[Warning, ...] = ()
    notes: tuple[str, ...] = ()
    requests: int = 0
    seconds: float = 0.0
    visited: tuple[str, ...] = field(default=())
    asked: tuple[tuple[str, int], ...] = ()  # the requests by host, the busiest first
    prints: tuple[TextPrint, ...] = ()  # of the career pages and files, to tell texts that several schools show
    thrift: Thrift = field(default_factory=Thrift)
