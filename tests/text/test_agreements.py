"""Agreements: number, day of signing, end of the term."""

from __future__ import annotations

from datetime import date

import pytest

from site_audit.text.agreements import find_agreements


@pytest.mark.parametrize(
    ("text", "number", "day", "until"),
    [
        ("Договор о сотрудничестве № 14 от 02.09.2026 с колледжем", "14", date(2026, 9, 2), None),
        ("Соглашение от 3 сентября 2026 года № 5/26 действует до 31.08.2027", "5/26", date(2026, 9, 3), date(2027, 8, 31)),
        ("Договор с СПК «Колос» № 3-К от 15.03.2024, бессрочно", "3-К", date(2024, 3, 15), date.max),
        ("договора с ГБПОУ «Колледж № 3» от 03.09.2026", "", date(2026, 9, 3), None),
        ("Договор № 7 с МБОУ СОШ № 12 по 30.06.2027", "7", None, date(2027, 6, 30)),
    ],
)
def test_an_agreement_is_read(text: str, number: str, day: date | None, until: date | None) -> None:
    """The number of a school or college is none of the agreement; the end of a term is no day of signing."""
    (found,) = find_agreements(text)
    assert (found.number, found.day, found.until) == (number, day, until)


@pytest.mark.parametrize("text", ["заключён договор о сотрудничестве", "Договор с колледжем № 5", "приказ № 7 от 01.09.2026", ""])
def test_without_number_and_day_there_is_nothing_to_tell(text: str) -> None:
    """A mere word, the number of a college and an order are no told agreement."""
    assert find_agreements(text) == ()


def test_two_agreements_of_a_text_are_two() -> None:
    """Each keeps its own number."""
    found = find_agreements("Договор № 1 от 01.09.2026 с колледжем; договор № 2 от 02.09.2026 с заводом")
    assert [(one.number, one.day) for one in found] == [("1", date(2026, 9, 1)), ("2", date(2026, 9, 2))]
