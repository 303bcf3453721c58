"""Which of several evidence groups a finding takes, and what else is shown beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from site_audit.model import Candidate, Evidence, EvidenceGroup, Reason
from site_audit.rulepack.schema import Criterion
from site_audit.score.currency import year_label
from site_audit.score.factors import Factors, factors_of, product_of, unmet_musts
from site_audit.score.reasons import because

EVIDENCE_SHOWN: Final = 5
CANDIDATES_SHOWN: Final = 3
YEAR_BEGINS: Final = (9, 1)


@dataclass(frozen=True, slots=True)
class Judged:
    """An evidence group with its factors and their product."""

    group: EvidenceGroup
    factors: Factors
    q: Decimal


def ranked(criterion: Criterion, groups: Iterable[EvidenceGroup], *, as_of: date) -> tuple[Judged, ...]:
    """The groups that carry the criterion, the one a finding takes first: highest q, then newest date, then address."""
    judged: list[Judged] = []
    for group in groups:
        factors = factors_of(criterion, group, as_of=as_of)
        if factors is not None:
            judged.append(Judged(group, factors, product_of(factors)))
    return tuple(sorted(judged, key=lambda one: (-one.q, -_newness(one.group), one.group.url)))


def shown_evidence(judged: Sequence[Judged]) -> tuple[Evidence, ...]:
    """All evidence of the first group, then the best of each other, nothing twice, five at most."""
    first = judged[0].group.evidence if judged else ()
    distinct: dict[tuple[str, str, str], Evidence] = {}
    for one in (*first, *(other.group.evidence[0] for other in judged[1:])):
        distinct.setdefault((one.url, one.place, one.quote), one)
    return tuple(distinct.values())[:EVIDENCE_SHOWN]


def nearest(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The three near misses that came closest."""
    return tuple(sorted(candidates, key=lambda one: (-one.closeness, one.url, one.place))[:CANDIDATES_SHOWN])


def turned_down(criterion: Criterion, group: EvidenceGroup) -> tuple[Candidate, ...]:
    """A group that does not carry the criterion, as a near miss (nothing, where it has no words to show)."""
    if not group.evidence:
        return ()
    best = group.evidence[0]
    return (Candidate(criterion.id, best.url, best.place, best.quote, why_turned_down(criterion, group), closeness=1.0),)


def why_turned_down(criterion: Criterion, group: EvidenceGroup) -> Reason:
    """The requirement that is missing where all are conditions of found, else the year that is long over."""
    unmet = unmet_musts(criterion, group)
    if "c" not in criterion.factors and unmet:
        return because("must_unmet", unmet=", ".join(unmet))
    return because("archive_year", year=year_label(group.dating))


def _newness(group: EvidenceGroup) -> int:
    dating = group.dating
    if dating.day is not None:
        return dating.day.toordinal()
    return 0 if dating.year is None else date(dating.year, *YEAR_BEGINS).toordinal()
