"""What is missing at a school, in numbers: the unearned weight of a criterion and what earning it would add to the indicator."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from site_audit.model import Audit, Finding, Outcome
from site_audit.view.pages.rulebook import Rulebook

JUDGED = (Outcome.PRESENT, Outcome.PARTIAL, Outcome.ABSENT)


@dataclass(frozen=True, slots=True)
class Sum:
    """A direction's sums over its judged criteria."""

    weight: Decimal
    earned: Decimal


def judged(audit: Audit) -> tuple[Finding, ...]:
    """The findings that count: neither unknown nor not applicable."""
    return tuple(one for one in audit.findings if one.outcome in JUDGED and one.score is not None)


def lack(finding: Finding) -> Decimal:
    """The unearned weight of one finding, w·(1 − q); 0 where nothing is judged."""
    if finding.outcome not in JUDGED or finding.score is None:
        return Decimal(0)
    return finding.weight * (1 - finding.score)


def sums(audit: Audit, rulebook: Rulebook) -> dict[str, Sum]:
    """Sums of w and w·q by direction, of the directions in which anything is judged."""
    directions = {criterion.id: criterion.direction for criterion in rulebook.criteria}
    result: dict[str, Sum] = {}
    for finding in judged(audit):
        direction = directions.get(finding.criterion)
        if direction is None or finding.score is None:
            continue
        before = result.get(direction, Sum(Decimal(0), Decimal(0)))
        result[direction] = Sum(before.weight + finding.weight, before.earned + finding.weight * finding.score)
    return result


def gains(audit: Audit, rulebook: Rulebook) -> dict[str, Decimal]:
    """By criterion: how many points the indicator would win if q rose to 1 and all else stayed."""
    of_direction = sums(audit, rulebook)
    weights = {one.id: one.weight for one in rulebook.directions if one.id in of_direction}
    whole = sum(weights.values(), Decimal(0))
    directions = {criterion.id: criterion.direction for criterion in rulebook.criteria}
    result: dict[str, Decimal] = {}
    for finding in judged(audit):
        direction = directions.get(finding.criterion)
        if direction in weights and whole:
            result[finding.criterion] = weights[direction] * 100 * lack(finding) / of_direction[direction].weight / whole
    return result
