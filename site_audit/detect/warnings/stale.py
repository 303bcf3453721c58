"""An invitation whose day is long over and that still stands on the front of the section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from site_audit.detect.sheet import Sheet
from site_audit.model import Warning

STALE_AFTER = timedelta(days=60)
_INVITES = re.compile(
    r"\bприглаша(?:ем|ет|ют|ются|ется)\b|\bсосто(?:ится|ятся)\b|\bпройд(?:[её]т|ут)\b|\bжд[её]м\s(?:вас|всех|ребят|гостей)\b"
    r"|\bбуд(?:ет|ут)\s(?:проводиться|проходить|организован\w*|проведен\w*)\b",
    re.IGNORECASE,
)
_MOST_LINES = 2_000
_LINES_OF_A_CARD = 12


def stale_announcement(sheet: Sheet, *, today: date) -> Iterator[Warning]:
    """At most one warning a front, its detail the day invited to. In a list of news only the newest entry stands as if it were of today."""
    days: dict[int, date] = {}
    invited: list[int] = []
    for number, line in enumerate(sheet.lines[:_MOST_LINES]):
        if line.echo:
            continue
        if (day := _last_day(sheet, number)) is not None:
            days[number] = day
        if _INVITES.search(line.text):
            invited.append(number)
    newest = max(days.values(), default=None)
    for number in invited:
        told = _day_of(sheet, number, days)
        if told is None or today - told <= STALE_AFTER or (sheet.is_listing and told != newest):
            continue
        yield Warning("stale_announcement", sheet.url, told.isoformat())
        return


def _day_of(sheet: Sheet, number: int, days: dict[int, date]) -> date | None:
    """The last day told with an invitation: in its own line, in its card, or in the heading it stands under."""
    if number in days:
        return days[number]
    around = sheet.passage(number) if sheet.lines[number].item else range(number, number + 1)
    told = [days[near] for near in around[:_LINES_OF_A_CARD] if near in days]
    if told:
        return max(told)
    return next((days[above] for above in sheet.context(number)[:1] if above in days), None)


def _last_day(sheet: Sheet, number: int) -> date | None:
    """The last day a line names; the days of orders and minutes are not meant."""
    facts = sheet.facts(number)
    dates = [found for found in facts.dates if found.day is not None]
    if not dates:
        return None
    acts = [(approval.start, approval.end) for approval in facts.approvals]
    days = [found.until or found.day for found in dates if not any(start <= found.start < end for start, end in acts)]
    return max((day for day in days if day is not None), default=None)
