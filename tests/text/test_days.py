"""Days, months and yearless days in texts."""

from __future__ import annotations

from datetime import date

import pytest

from site_audit.text.dates import find_dates

DAYS = [
    ("17.04.2014г.", "17.04.2014г.", date(2014, 4, 17)),
    ("Приказ от 25.05. 2023 г. № 12", "25.05. 2023 г.", date(2023, 5, 25)),
    ("от «29»08 2025 г.", "«29»08 2025 г.", date(2025, 8, 29)),
    ("от «28» августа 2025", "«28» августа 2025", date(2025, 8, 28)),
    ("встреча 15 октября 2026 г. прошла", "15 октября 2026 г.", date(2026, 10, 15)),
    ("договор 27.05.20 подписан", "27.05.20", date(2020, 5, 27)),
    ("2026-02-13", "2026-02-13", date(2026, 2, 13)),
    ("12 окт. 2025", "12 окт. 2025", date(2025, 10, 12)),
    ("6 Май 2016", "6 Май 2016", date(2016, 5, 6)),
    ("Экскурсия19.02.2026", "19.02.2026", date(2026, 2, 19)),
    ("МАОУ СОШ № 5, 15 октября 2026", "15 октября 2026", date(2026, 10, 15)),
    ("01/09/2026", "01/09/2026", date(2026, 9, 1)),
    ("24-10-2023", "24-10-2023", date(2023, 10, 24)),
    ("15 февраля 2025-2026 учебного года", "15 февраля 2025-2026", date(2026, 2, 15)),
    ("от 30.08.24", "30.08.24", date(2024, 8, 30)),
    ("3-го мая 2026 года", "3-го мая 2026 года", date(2026, 5, 3)),
    ("15\u00a0октября\u00a02026\u00a0г.", "15\u00a0октября\u00a02026\u00a0г.", date(2026, 10, 15)),
]
SPANS = [
    ("14-15 октября 2026 г.", date(2026, 10, 14), date(2026, 10, 15)),
    ("с 1 по 10 декабря 2026 г.", date(2026, 12, 1), date(2026, 12, 10)),
    ("с 28 октября по 3 ноября 2026 г.", date(2026, 10, 28), date(2026, 11, 3)),
    ("29 декабря 2025 – 11 января 2026", date(2025, 12, 29), date(2026, 1, 11)),
    ("с 25 декабря по 8 января 2026 года", date(2025, 12, 25), date(2026, 1, 8)),
    ("1, 8 и 15 октября 2026", date(2026, 10, 1), date(2026, 10, 15)),
    ("с 01.12 по 10.12.2026", date(2026, 12, 1), date(2026, 12, 10)),
    ("14-15.10.2026", date(2026, 10, 14), date(2026, 10, 15)),
]
YEARLESS = [
    ("27 февраля девятые классы", 2, 27),
    ("24 апреля текущего года", 4, 24),
    ("понедельник, 12.10", 10, 12),
    ("12.10 в 14:00 собрание", 10, 12),
    ("сдать до 25.12", 12, 25),
]
NOTHING = [
    "8 (86385) 2-34-56",
    "ИНН 6149001234",
    "пункт 1.10.2",
    "192.168.10.20",
    "начало в 12.10",
    "с 9.00 до 12.10",
    "до 25.12 руб.",
    "30 февраля 2025 года",
    "31.11.2026",
    "версия 12.10.25",
    "8-928-12-10-2023",
    "ул. 8 Марта, 5",
    "№ 12.10",
    "09.02.07 Информационные системы",
    "43.02.15",
    "100 страниц",
    "Колхоз «Красный Октябрь»",
    "Марта Ивановна",
    "",
]


@pytest.mark.parametrize(("text", "quote", "day"), DAYS)
def test_a_day_is_found_with_its_words(text: str, quote: str, day: date) -> None:
    """A full date is read, and its offsets enclose exactly its words."""
    (found,) = find_dates(text)
    assert (text[found.start : found.end], found.day, found.kind, found.year_known) == (quote, day, "day", True)


@pytest.mark.parametrize(("text", "first", "last"), SPANS)
def test_a_span_gives_its_first_and_last_day(text: str, first: date, last: date) -> None:
    """Of several days the first is the date and the last its end."""
    (found,) = find_dates(text)
    assert (found.day, found.until) == (first, last)


@pytest.mark.parametrize(("text", "month", "dayno"), YEARLESS)
def test_a_day_without_a_year_keeps_month_and_day(text: str, month: int, dayno: int) -> None:
    """A day without a year is told as such."""
    (found,) = find_dates(text)
    assert (found.kind, found.day, found.month, found.dayno, found.year_known) == ("day_month", None, month, dayno, False)


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    """Numbers, times, codes, streets and impossible days are no dates."""
    assert find_dates(text) == ()


@pytest.mark.parametrize("text", ["октябрь 2026", "в октябре 2026 г.", "ОКТЯБРЬ 2026 ГОДА"])
def test_a_month_with_its_year_is_found(text: str) -> None:
    """A month has a year and no day."""
    (found,) = find_dates(text)
    assert (found.kind, found.year, found.month, found.dayno, found.day) == ("month", 2026, 10, None, None)


def test_a_month_of_a_plan_may_lack_its_year() -> None:
    """The terms of a plan's table are months alone."""
    (found,) = find_dates("Сентябрь-октябрь")
    assert (found.kind, found.month, found.year_known) == ("month", 9, False)


def test_the_current_year_is_marked() -> None:
    """«Текущего года» is told apart from a missing year."""
    assert find_dates("24 апреля текущего года")[0].this_year
    assert not find_dates("24 апреля")[0].this_year


def test_several_dates_come_in_order() -> None:
    """One item may report several events."""
    assert [found.day for found in find_dates("31.03.2022; 06.04.2022; 19 мая 2022")] == [
        date(2022, 3, 31),
        date(2022, 4, 6),
        date(2022, 5, 19),
    ]
