"""From findings to the number: directions, interval, level, side figures, places."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from site_audit.model import Finding, Indicator, Outcome
from site_audit.score.indicator import METHOD, indicate, level_of, printed, rank
from tests.score.made import made_criterion, made_direction, made_finding

PRESENT, PARTIAL, ABSENT, UNKNOWN, NA = Outcome.PRESENT, Outcome.PARTIAL, Outcome.ABSENT, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE
DIRECTIONS = (made_direction("early", 1, "0.1"), made_direction("access", 0, "0.2"))
CRITERIA = (
    made_criterion("a1", direction="access"),
    made_criterion("a2", direction="access"),
    made_criterion("e1", direction="early"),
    made_criterion("e2", direction="early"),
)


def indicated(findings: Sequence[Finding]) -> Indicator:
    """The indicator over the two directions."""
    return indicate(findings, DIRECTIONS, CRITERIA)


def test_directions_are_weighed_by_w_and_criteria_by_weight() -> None:
    """access 100·(3·1+1·0)/4 = 75, early 100·0.5 = 50, value (0.2·75+0.1·50)/0.3 = 66.67."""
    told = indicated([made_finding("a1", PRESENT, "1", weight=3), made_finding("a2", ABSENT, "0"), made_finding("e1", PARTIAL, "0.5")])
    assert told.directions == (("access", Decimal(75)), ("early", Decimal(50)))
    assert told.value is not None
    assert (printed(told.value), told.level, told.method) == (Decimal("66.7"), "sufficient", METHOD)


def test_side_figures() -> None:
    """Pooled by w alone, and the share of criteria found among those known."""
    told = indicated([made_finding("a1", PRESENT, "1", weight=3), made_finding("a2", UNKNOWN, None), made_finding("e1", ABSENT, "0")])
    assert (told.pooled, told.found_share) == (Decimal(75), Decimal(50))


def test_unknown_makes_the_interval() -> None:
    """Left out of the value, 0 below, 1 above."""
    told = indicated([made_finding("a1", PARTIAL, "0.5"), made_finding("a2", UNKNOWN, None)])
    assert (told.low, told.value, told.high) == (Decimal(25), Decimal(50), Decimal(75))


def test_review_lowers_the_lower_end_only() -> None:
    """Counted 0 below, its own q in the value and above."""
    told = indicated([made_finding("a1", PRESENT, "0.8", review=True), made_finding("a2", PRESENT, "1")])
    assert (told.low, told.value, told.high) == (Decimal(50), Decimal(90), Decimal(90))


def test_a_direction_all_unknown_widens_the_interval_but_not_the_value() -> None:
    """It is null itself; its weight enters low and high."""
    told = indicated([made_finding("a1", PRESENT, "1"), made_finding("e1", UNKNOWN, None)])
    assert (told.directions[1], told.value, told.high) == (("early", None), Decimal(100), Decimal(100))
    assert told.low is not None
    assert printed(told.low) == Decimal("66.7")


def test_what_is_not_applicable_counts_nowhere() -> None:
    """Neither in a direction nor in the interval nor in the shares."""
    told = indicated([made_finding("a1", PRESENT, "1"), made_finding("a2", NA, None), made_finding("e1", NA, None)])
    assert (told.low, told.value, told.high, told.found_share) == (Decimal(100),) * 4
    assert told.directions[1] == ("early", None)


@pytest.mark.parametrize("outcome", [UNKNOWN, NA])
def test_nothing_known_is_not_assessed(outcome: Outcome) -> None:
    """All numbers are None, never 0."""
    told = indicated([made_finding("a1", outcome, None), made_finding("e1", outcome, None)])
    assert (told.value, told.low, told.high, told.level, told.found_share, told.pooled) == (None,) * 6


@pytest.mark.parametrize(
    ("value", "level"),
    [
        ("100", "high"),
        ("85", "high"),
        ("84.99", "sufficient"),
        ("65", "sufficient"),
        ("64.9999", "moderate"),
        ("40", "moderate"),
        ("39.96", "low"),
        ("0", "low"),
    ],
)
def test_levels_go_by_the_unrounded_value(value: str, level: str) -> None:
    """84.99 prints as 85.0 and is not yet high."""
    assert level_of(Decimal(value)) == level


def test_thirds_that_make_a_whole_are_whole() -> None:
    """Division noise must not push a school below a level's bound."""
    criteria = tuple(made_criterion(f"a{n}", direction="access") for n in range(3))
    third = Decimal(1) / Decimal(3)
    told = indicate(
        [made_finding(one.id, PARTIAL, third) for one in criteria] + [made_finding("e1", PRESENT, "1")],
        DIRECTIONS,
        (*criteria, CRITERIA[2]),
    )
    assert told.pooled == Decimal(50)


@pytest.mark.parametrize(("value", "shown"), [("72.35", "72.4"), ("72.349", "72.3"), ("72.25", "72.3"), ("0.05", "0.1"), ("100", "100.0")])
def test_one_digit_half_up(value: str, shown: str) -> None:
    """Half goes up, also where bankers would go to the even digit."""
    assert str(printed(Decimal(value))) == shown


def test_ties_share_a_place_by_the_printed_value() -> None:
    """1-2-2-4; a school not assessed takes no place."""
    values = {"d": Decimal("10"), "b": Decimal("50.04"), "a": Decimal("90"), "c": Decimal("49.96"), "x": None}
    assert rank(values) == {"a": 1, "b": 2, "c": 2, "d": 4}
