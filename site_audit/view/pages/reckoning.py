"""How the number came about, line by line: weights and qualities, sums of directions, the indicator."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from site_audit.model import Audit, Outcome
from site_audit.view.pages.reserve import Sum, sums
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.words import UNSAID, Words


@dataclass(frozen=True, slots=True)
class Line:
    """One direction: Σw, Σw·q, its value, its weight and what it brings; dashes where nothing is judged."""

    number: int
    title: str
    weights: str
    earned: str
    value: str
    share: str
    brings: str


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All lines and the last step. `total` is empty where nothing could be judged."""

    lines: tuple[Line, ...]
    shares: str
    brought: str
    total: str
    unknown: str
    review: str


def reckoning(audit: Audit, rulebook: Rulebook, words: Words) -> Reckoning:
    """The computation of the indicator, from the findings and the directions' values in the audit."""
    of_direction = sums(audit, rulebook)
    values = dict(audit.indicator.directions)
    judged = [one for one in rulebook.in_order() if values.get(one.id) is not None]
    shares = sum((one.weight for one in judged), Decimal(0))
    brought = sum((one.weight * (values[one.id] or 0) for one in judged), Decimal(0))
    value = audit.indicator.value
    total = "" if value is None else f"{words.exact(brought)} ÷ {words.exact(shares)} = {words.number(value)}"
    return Reckoning(
        lines=tuple(
            _line(one.number, words.wording(one.title), values.get(one.id), of_direction.get(one.id), one.weight, words)
            for one in rulebook.in_order()
        ),
        shares=words.exact(shares),
        brought=words.exact(brought),
        total=total,
        unknown=words.count("criterion", sum(one.outcome is Outcome.UNKNOWN for one in audit.findings)),
        review=words.count("criterion", sum(one.needs_review for one in audit.findings)),
    )


def _line(number: int, title: str, value: Decimal | None, of_direction: Sum | None, weight: Decimal, words: Words) -> Line:
    if value is None or of_direction is None:
        return Line(number, title, UNSAID, UNSAID, UNSAID, words.exact(weight), UNSAID)
    return Line(
        number,
        title,
        words.exact(of_direction.weight),
        words.exact(of_direction.earned),
        words.number(value),
        words.exact(weight),
        words.exact(weight * value),
    )
