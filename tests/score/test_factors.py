"""The coefficients of the method, row by row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from site_audit.model import Dating, EvidenceGroup, ReadAs
from site_audit.rulepack.schema import Time
from site_audit.score.currency import age_of, currency_of, year_label
from site_audit.score.factors import completeness_of, factors_of, file_of, html_of, product_of
from site_audit.score.navigation import navigation_of
from tests.score.made import AS_OF, made_criterion, made_group, made_must

TABLE: list[tuple[Time, list[str | None]]] = [
    ("plan", ["1", "0.7", None, "0.85"]),
    ("event", ["1", "0.7", None, "0.85"]),
    ("report", ["1", "1", "0.7", "0.85"]),
    ("standing", ["1", "0.85", "0.7", "0.85"]),
]


@pytest.mark.parametrize(("kind", "row"), TABLE)
def test_currency_by_kind_and_year(kind: Time, row: list[str | None]) -> None:
    """Current, previous, older and no date at all, for each kind of criterion."""
    told = [currency_of(dating, kind, as_of=AS_OF) for dating in (Dating(year=2026), Dating(year=2025), Dating(year=2024), Dating())]
    assert told == [None if value is None else Decimal(value) for value in row]


@pytest.mark.parametrize(
    ("as_of", "kind", "expected"),
    [
        (date(2026, 8, 31), "plan", "current"),
        (date(2026, 9, 1), "plan", "current"),
        (date(2026, 9, 30), "plan", "current"),
        (date(2026, 10, 1), "plan", "previous"),
        (date(2026, 9, 1), "event", "previous"),
        (date(2026, 9, 30), "report", "previous"),
        (date(2026, 9, 30), "standing", "previous"),
        (date(2027, 9, 1), "plan", "older"),
    ],
)
def test_the_year_turns_on_1_september_with_a_month_of_grace_for_plans(as_of: date, kind: Time, expected: str) -> None:
    """A plan of 2025/26 stays current until 30 September 2026; nothing else does, and two years back stays archive."""
    assert age_of(Dating(year=2025), kind, as_of=as_of) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2026, 8, 31), "previous"), (date(2026, 9, 1), "current"), (date(2025, 8, 31), "older")]
)
def test_a_bare_day_belongs_to_the_year_it_falls_in(day: date, expected: str) -> None:
    """A day names its academic year where no year is stated."""
    assert age_of(Dating(day=day), "event", as_of=AS_OF) == expected


def test_next_years_plan_is_current() -> None:
    """A plan put up in August for the coming year is not old."""
    assert age_of(Dating(year=2026), "plan", as_of=date(2026, 8, 20)) == "current"


@pytest.mark.parametrize(
    ("dating", "expected"),
    [
        (Dating(year=2020, until=date(2026, 11, 23)), "1"),
        (Dating(until=date(9999, 12, 31)), "1"),
        (Dating(year=2023, until=date(2026, 11, 22)), "0.7"),
        (Dating(year=2026, until=date(2026, 10, 1)), "0.85"),
        (Dating(until=date(2026, 10, 1)), "0.85"),
        (Dating(until=date(2020, 1, 1)), "0.7"),
    ],
)
def test_an_agreement_is_current_while_its_term_runs(dating: Dating, expected: str) -> None:
    """To the last day of its term, whenever it was signed; afterwards it ages like anything else and is never current."""
    assert currency_of(dating, "standing", as_of=AS_OF) == Decimal(expected)


def test_a_term_does_not_save_a_plan() -> None:
    """Only agreements have a term that counts: a plan goes by its year."""
    assert currency_of(Dating(year=2024, until=date(2030, 1, 1)), "plan", as_of=AS_OF) is None


def test_a_year_is_named_for_a_person() -> None:
    """By the year, by the day, by the end of a term, or not at all."""
    told = [year_label(dating) for dating in (Dating(year=2025), Dating(day=date(2026, 5, 1)), Dating(until=date(2025, 1, 1)), Dating())]
    assert told == ["2025/26", "2025/26", "2024/25", ""]


@pytest.mark.parametrize(
    ("clicks", "in_section", "expected"),
    [(0, False, "1"), (2, False, "1"), (3, False, "0.95"), (4, False, "0.9"), (None, False, "0.9"), (None, True, "1"), (7, True, "1")],
)
def test_navigation(clicks: int | None, in_section: bool, expected: str) -> None:
    """Two clicks near, three a little less, more or only by sitemap least; the career section is always near."""
    assert navigation_of(clicks, in_section=in_section) == Decimal(expected)


@pytest.mark.parametrize(("met", "expected"), [("abcd", "1"), ("abc", "0.5"), ("ab", "0.5"), ("a", "0.2"), ("", "0.2")])
def test_completeness_of_four_requirements(met: str, expected: str) -> None:
    """All, at least half, fewer; reachability is not among those numbered."""
    criterion = made_criterion(musts=[*map(made_must, "abcd"), made_must("reachable", reachability=True)])
    assert completeness_of(criterion, made_group(met=tuple(met))) == Decimal(expected)


def test_completeness_of_three_requirements_needs_two_for_half() -> None:
    """One of three is less than half, two are more."""
    criterion = made_criterion(musts=[*map(made_must, "abc")])
    told = [completeness_of(criterion, made_group(met=met)) for met in (("a",), ("a", "b"))]
    assert told == [Decimal("0.2"), Decimal("0.5")]


def test_completeness_without_requirements_is_whole() -> None:
    """Nothing is missing where nothing is asked."""
    assert completeness_of(made_criterion(), made_group()) == 1


SCAN: dict[str, Any] = {"read_as": ReadAs.OCR, "savable": True}


@pytest.mark.parametrize(
    ("group", "html", "file"),
    [
        (made_group(), "1", "0.85"),
        (made_group(savable=True), "1", "1"),
        (made_group(**SCAN, ocr_confidence=0.8), "0.5", "0.85"),
        (made_group(**SCAN, ocr_confidence=0.79), "0.2", "0.85"),
        (made_group(**SCAN), "0.2", "0.85"),
    ],
)
def test_html_and_file(group: EvidenceGroup, html: str, file: str) -> None:
    """Text or scan, page or savable file."""
    assert (html_of(group), file_of(group)) == (Decimal(html), Decimal(file))


def test_only_the_letters_of_k_are_factors() -> None:
    """A factor the criterion does not ask for is left out and lowers nothing."""
    group = made_group(clicks=9, dating=Dating(year=2025))
    factors = factors_of(made_criterion(factors="th"), group, as_of=AS_OF)
    assert factors == (("found", Decimal(1)), ("currency", Decimal("0.85")), ("html", Decimal(1)))


def test_the_contracts_own_example() -> None:
    """1 · 0.5 · 1 · 0.95 · 1 · 1 = 0.475."""
    criterion = made_criterion(time="plan", musts=[made_must("a"), made_must("b")])
    factors = factors_of(criterion, made_group(met=("a",), clicks=3, savable=True), as_of=AS_OF)
    assert factors is not None
    assert product_of(factors) == Decimal("0.475")


def test_without_c_every_requirement_but_reachability_is_a_condition() -> None:
    """A missing requirement means not found; a missing path does not."""
    criterion = made_criterion(factors="nh", musts=[made_must("heading"), made_must("path", reachability=True)])
    assert factors_of(criterion, made_group(), as_of=AS_OF) is None
    assert factors_of(criterion, made_group(met=("heading",)), as_of=AS_OF) is not None


def test_no_claim_without_a_quote() -> None:
    """A group with no words to show carries nothing."""
    assert factors_of(made_criterion(), made_group(evidence=()), as_of=AS_OF) is None
