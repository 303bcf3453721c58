"""From 35 findings to one number: the information-openness indicator with its interval, directions, level and side figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Final

from site_audit.model import Finding, Indicator, Outcome
from site_audit.rulepack.schema import Criterion, Direction

METHOD: Final = "iio-1"
ZERO, ONE, HUNDRED = Decimal("0"), Decimal("1"), Decimal("100")
# Lower bounds of the levels, on the unrounded value: this method's own, not the regulation's.
LEVELS: Final = ((Decimal("85"), "high"), (Decimal("65"), "sufficient"), (Decimal("40"), "moderate"), (ZERO, "low"))
# Sums are taken with more digits than are kept, so that thirds that add up to 85 are 85 and not 84.99…9.
WORKING_DIGITS: Final = 60
SETTLED: Final = Context(prec=20)
FOUND: Final = frozenset({Outcome.PRESENT, Outcome.PARTIAL})


@dataclass(frozen=True, slots=True)
class _Part:
    """The applicable findings of one direction with its weight."""

    direction: str
    weight: Decimal
    findings: tuple[Finding, ...]


def indicate(findings: Sequence[Finding], directions: Sequence[Direction], criteria: Sequence[Criterion]) -> Indicator:
    """The indicator of one school. All its numbers are None where nothing could be assessed – never 0."""
    with localcontext() as context:
        context.prec = WORKING_DIGITS
        parts = _parts(findings, directions, criteria)
        known = tuple(finding for part in parts for finding in part.findings if finding.outcome is not Outcome.UNKNOWN)
        by_direction = tuple((part.direction, _settled(_openness(_known(part.findings), _known_q))) for part in parts)
        value = _settled(_overall(parts, _known, _known_q))
        if value is None:
            return Indicator(None, None, None, None, by_direction, None, None, METHOD)
        found = sum(finding.outcome in FOUND for finding in known)
        return Indicator(
            value=value,
            low=_settled(_overall(parts, _all, _low_q)),
            high=_settled(_overall(parts, _all, _high_q)),
            level=level_of(value),
            directions=by_direction,
            found_share=_settled(HUNDRED * found / len(known)),
            pooled=_settled(_openness(known, _known_q)),
            method=METHOD,
        )


def level_of(value: Decimal) -> str:
    """The level of an unrounded value."""
    return next(name for bound, name in LEVELS if value >= bound)


def printed(value: Decimal) -> Decimal:
    """A value as it is printed and ranked by: one digit, half up."""
    return value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def rank(values: Mapping[str, Decimal | None]) -> dict[str, int]:
    """Places by the printed value, best first; ties share a place (1-2-2-4). What was not assessed takes no place."""
    shown = {name: printed(value) for name, value in values.items() if value is not None}
    ordered = sorted(shown.values(), reverse=True)
    places = {name: ordered.index(value) + 1 for name, value in shown.items()}
    return dict(sorted(places.items(), key=lambda place: place[1]))


def _parts(findings: Sequence[Finding], directions: Sequence[Direction], criteria: Sequence[Criterion]) -> tuple[_Part, ...]:
    home = {criterion.id: criterion.direction for criterion in criteria}
    applicable = [finding for finding in findings if finding.outcome is not Outcome.NOT_APPLICABLE]
    return tuple(
        _Part(direction.id, direction.weight, tuple(one for one in applicable if home[one.criterion] == direction.id))
        for direction in sorted(directions, key=lambda direction: direction.number)
    )


def _all(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return findings


def _known(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.outcome is not Outcome.UNKNOWN)


def _known_q(finding: Finding) -> Decimal:
    return ZERO if finding.score is None else finding.score


def _low_q(finding: Finding) -> Decimal:
    return ZERO if finding.outcome is Outcome.UNKNOWN or finding.needs_review else _known_q(finding)


def _high_q(finding: Finding) -> Decimal:
    return ONE if finding.outcome is Outcome.UNKNOWN else _known_q(finding)


def _openness(findings: Sequence[Finding], q: Callable[[Finding], Decimal]) -> Decimal | None:
    """100 · Σ w·q ÷ Σ w; None where there is nothing to weigh."""
    if not findings:
        return None
    total = sum(finding.weight for finding in findings)
    return HUNDRED * sum((finding.weight * q(finding) for finding in findings), start=ZERO) / total


def _overall(
    parts: Sequence[_Part], which: Callable[[tuple[Finding, ...]], tuple[Finding, ...]], q: Callable[[Finding], Decimal]
) -> Decimal | None:
    """Σ W·D ÷ Σ W over the directions that have anything to weigh."""
    weighed = [(part.weight, openness) for part in parts if (openness := _openness(which(part.findings), q)) is not None]
    if not weighed:
        return None
    return sum((weight * openness for weight, openness in weighed), start=ZERO) / sum((weight for weight, _ in weighed), start=ZERO)


def _settled(value: Decimal | None) -> Decimal | None:
    return None if value is None else SETTLED.plus(value)
