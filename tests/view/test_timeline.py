"""The events of a year by month."""

from __future__ import annotations

from datetime import date

from site_audit.model import Event
from site_audit.view.pages.timeline import STACKED, timeline
from site_audit.view.words import words_in

RU = words_in("ru")
TODAY = date(2026, 11, 23)


def _event(day: date | None) -> Event:
    return Event("Экскурсия на завод", "excursion", day, "8-9", "", "https://school1.example/news/1")


def test_a_month_shows_its_events_and_a_silent_one_none() -> None:
    """September comes first; the month of the audit is marked; other years and undated events are told beside."""
    days = [date(2026, 9, 4), date(2026, 9, 30), date(2027, 8, 31), date(2026, 8, 31), None]
    line = timeline(map(_event, days), TODAY, RU)
    assert line is not None and line.year == "2026/27"
    assert [one.number for one in line.months] == [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert [one.name for one in line.months if one.now] == ["ноя"]
    assert "1" in line.undated and "1" in line.others and "сен – 2" in line.says


def test_a_busy_month_is_counted() -> None:
    """More than fit are told by number."""
    line = timeline([_event(date(2026, 10, 1))] * (STACKED + 5), TODAY, RU)
    assert line is not None
    october = line.months[1]
    assert (len(october.dots), october.more, october.number) == (STACKED, "+5", STACKED + 5)


def test_without_events_there_is_no_picture() -> None:
    """An empty axis would say that nothing was done; the register says that nothing was found."""
    assert timeline((), TODAY, RU) is None
