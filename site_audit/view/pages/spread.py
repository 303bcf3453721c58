"""How a direction, a criterion and a kind of failure spread over the schools of a district: numbers only, for page and JSON alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from site_audit.model import Audit, Outcome, Trouble
from site_audit.rulepack.schema import Criterion, Direction
from site_audit.view.pages.reserve import gains, lack
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.words import rounded

MEASURES = 3


@dataclass(frozen=True, slots=True)
class DirectionSpread:
    """One direction over the assessed schools; numbers are None where no school has a value. `best` and `weakest` are school ids."""

    direction: Direction
    schools: int
    mean: Decimal | None = None
    median: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    best: tuple[str, ...] = ()
    weakest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionSpread:
    """One criterion over the assessed schools: how often each outcome, Σ w·(1 − q), and the points the district's mean would win."""

    criterion: Criterion
    outcomes: tuple[tuple[Outcome, int], ...]
    lack: Decimal
    gain: Decimal


@dataclass(frozen=True, slots=True)
class TroubleSpread:
    """One kind of failure: how many addresses at how many schools."""

    trouble: Trouble
    addresses: int
    schools: int


def assessed(audits: Sequence[Audit]) -> tuple[Audit, ...]:
    """The schools that have an indicator."""
    return tuple(one for one in audits if one.indicator.value is not None)


def mean_value(audits: Sequence[Audit]) -> Decimal | None:
    """The mean indicator of the assessed schools."""
    values = [one.indicator.value for one in audits if one.indicator.value is not None]
    return sum(values, Decimal(0)) / len(values) if values else None


def direction_spread(audits: Sequence[Audit], direction: Direction) -> DirectionSpread:
    """Mean, median, extremes; schools are compared by the value as it is printed."""
    values = {one.school.id: value for one in assessed(audits) if (value := dict(one.indicator.directions).get(direction.id)) is not None}
    if not values:
        return DirectionSpread(direction, 0)
    low, high = min(values.values()), max(values.values())
    return DirectionSpread(
        direction,
        len(values),
        sum(values.values(), Decimal(0)) / len(values),
        median(values.values()),
        low,
        high,
        tuple(school for school, value in values.items() if rounded(value) == rounded(high)),
        tuple(school for school, value in values.items() if rounded(value) == rounded(low)),
    )


def criterion_spreads(audits: Sequence[Audit], rulebook: Rulebook) -> tuple[CriterionSpread, ...]:
    """All criteria of the pack, in its order."""
    schools = assessed(audits)
    gain = [gains(one, rulebook) for one in schools]
    findings = [{finding.criterion: finding for finding in one.findings} for one in schools]
    result = []
    for criterion in rulebook.criteria:
        own = [several[criterion.id] for several in findings if criterion.id in several]
        outcomes = tuple((outcome, sum(one.outcome is outcome for one in own)) for outcome in Outcome)
        won = sum((one.get(criterion.id, Decimal(0)) for one in gain), Decimal(0))
        result.append(CriterionSpread(criterion, outcomes, sum(map(lack, own), Decimal(0)), won / len(schools) if schools else Decimal(0)))
    return tuple(result)


def measures(spreads: Sequence[CriterionSpread]) -> tuple[CriterionSpread, ...]:
    """The measures that would lift the district most, by Σ w·(1 − q)."""
    lacking = [one for one in spreads if one.lack > 0]
    return tuple(sorted(lacking, key=lambda one: (-one.lack, -one.gain, one.criterion.id))[:MEASURES])


def trouble_spreads(audits: Sequence[Audit]) -> tuple[TroubleSpread, ...]:
    """Failures of all schools by kind, the most frequent first."""
    kinds = {failure.trouble for audit in audits for failure in audit.failures}
    counted = [
        TroubleSpread(
            kind,
            sum(failure.trouble is kind for audit in audits for failure in audit.failures),
            sum(any(failure.trouble is kind for failure in audit.failures) for audit in audits),
        )
        for kind in kinds
    ]
    return tuple(sorted(counted, key=lambda one: (-one.addresses, one.trouble.value)))
