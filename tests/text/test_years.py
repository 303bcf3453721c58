"""Academic and calendar years, dates in addresses, relative days."""

from __future__ import annotations

from datetime import date

import pytest

from site_audit.text.dates import academic_label, academic_year_of, find_years, relative_day, url_date

ACADEMIC = [
    ("2025-2026", 2025),
    ("План на 2025/26", 2025),
    ("2025/2026 уч.г.", 2025),
    ("2025 и 2026", 2025),
    ("на 25-26 учебный год", 2025),
    ("2026–2027 учебный год", 2026),
    ("2026 — 2027 УЧЕБНЫЙ ГОД", 2026),
    ("2011-12 учебный год", 2011),
    ("в 2025-2026-м учебном году", 2025),
]
CALENDAR = [("План работы на 2026 год", 2026), ("в 2026 году", 2026), ("2026 г.", 2026), ("План на 2026", 2026)]
NO_YEAR = [
    "2024–2030 годы",
    "2024 – 2030 годы",
    "до 2030 года",
    "к 2030 году",
    "© 2011–2026",
    "© 2025-2026",
    "80 лет Победы",
    "2008 года рождения",
    "15 октября 2026 г.",
    "01.09.2026 г.",
    "25-26 учащихся",
    "2026-02-13",
    "2011-12",
    "№ 2026 г.",
    "с 2019 года",
    "",
]
ADDRESSES = [
    ("https://school.example/news/2026-02-13", date(2026, 2, 13)),
    ("https://school.example/news/ekskursija/2016-11-14-1159", date(2016, 11, 14)),
    ("https://school.example/news/2024/01/18/news_3/?id=1", date(2024, 1, 18)),
    ("https://school.example:2024/2024/03/14/", date(2024, 3, 14)),
    ("https://school.example/doc/plan_01.09.2026.pdf", date(2026, 9, 1)),
    ("https://school.example/doc/prikaz_27102021.pdf", date(2021, 10, 27)),
    ("https://school2014.example/p/20261012", None),
    ("https://school.example/file/card?id=20261012", None),
    ("https://school.example/2026/13/45/", None),
    ("http://[broken/2026-02-13", None),
]


@pytest.mark.parametrize(("text", "year"), ACADEMIC)
def test_an_academic_year_is_named_by_its_start(text: str, year: int) -> None:
    """All customary spellings of an academic year are read."""
    assert [(found.kind, found.year) for found in find_years(text)] == [("academic", year)]


@pytest.mark.parametrize(("text", "year"), CALENDAR)
def test_a_calendar_year_is_told_apart(text: str, year: int) -> None:
    """A document for a calendar year says so."""
    assert [(found.kind, found.year) for found in find_years(text)] == [("calendar", year)]


@pytest.mark.parametrize("text", NO_YEAR)
def test_targets_terms_births_and_dates_are_no_years(text: str) -> None:
    """Strategy terms, copyright lines, births and the years of dates state no year of a document."""
    assert find_years(text) == ()


@pytest.mark.parametrize(("url", "day"), ADDRESSES)
def test_an_address_may_name_a_day(url: str, day: date | None) -> None:
    """Only the path of an address counts, never host, port or id."""
    assert url_date(url) == day


@pytest.mark.parametrize(("day", "year"), [(date(2026, 11, 23), 2026), (date(2026, 9, 1), 2026), (date(2026, 8, 31), 2025)])
def test_an_academic_year_starts_in_september(day: date, year: int) -> None:
    """The first of September opens the year."""
    assert academic_year_of(day) == year


def test_the_label_of_an_academic_year_has_a_short_second_year() -> None:
    """Labels are as in reports, over the turn of a century too."""
    assert (academic_label(2026), academic_label(2099)) == ("2026/27", "2099/00")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Сегодня ребята побывали", date(2026, 3, 2)),
        ("Вчера прошла встреча", date(2026, 3, 1)),
        ("На этой неделе классы посетили", date(2026, 3, 2)),
        ("В начале недели школьники", date(2026, 3, 2)),
        ("Состоялась встреча", None),
        ("сегодняшние выпускники", None),
    ],
)
def test_a_relative_day_counts_from_publication(text: str, day: date | None) -> None:
    """«Вчера» is the day before the publication."""
    assert relative_day(text, date(2026, 3, 2)) == day
