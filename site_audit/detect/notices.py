"""Lines that tell of a day without any verb: «14.10.2026 9 «А»: экскурсия на элеватор», a log's row, a caption under a dated heading."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from site_audit.detect.around import Around
from site_audit.model import BlockKind
from site_audit.text.dates import FoundDate, academic_year_of

_YEAR_BEGINS = 9  # September
_TOP_LINES = 6
_LEAD = re.compile(r"\W*(?:\[[^\]]{1,12}\]|(?:фото|рис)\w*\.?\s?\d{0,3}|\d{1,2}[.)])?\W*", re.IGNORECASE)
_NOTHING_ELSE = re.compile(r"(?:опубликовано|добавлено|размещено|дата|г|года|в|админ\w*|\d{1,2}:\d{2}|\W)*", re.IGNORECASE)


def tells_of_a_past_day(around: Around) -> bool:
    """Whether the match stands in an entry of a day that is over: by its own beginning, its row, the heading above, the news' date line."""
    day = _own_day(around) or _heading_day(around) or _stamp(around)
    return day is not None and day <= around.today


def noted(around: Around) -> bool:
    """The same of an entry alone – a chronicle's, a log's, a caption –, which carries its day or stands under a heading with it."""
    day = _own_day(around) or _heading_day(around)
    return day is not None and day <= around.today


def _own_day(around: Around) -> date | None:
    line = around.sheet.lines[around.line]
    facts = around.sheet.facts(around.line)
    dates = facts.dates
    if not dates:
        return None
    lead = _LEAD.match(facts.text)
    if line.kind is not BlockKind.ROW and dates[0].start > (lead.end() if lead else 0):
        return None
    return _day(dates[0], around.today)


def _heading_day(around: Around) -> date | None:
    """The day the nearest heading names: «Живые руки. 5 «А», 20.11.2026»."""
    above = around.sheet.context(around.line)[:1]
    return next((found.day for line in above for found in around.sheet.facts(line).dates if found.day), None)


def _stamp(around: Around) -> date | None:
    """The date line of a piece of news: a line that holds nothing else, in the passage or at the page's top."""
    sheet = around.sheet
    if not sheet.document.is_page:
        return None
    lines = sheet.passage(around.line) if sheet.is_listing else (*sheet.passage(around.line), *range(min(_TOP_LINES, len(sheet.lines))))
    for line in lines:
        text = sheet.facts(line).text
        for found in sheet.facts(line).dates[:1]:
            if found.day and _NOTHING_ELSE.fullmatch(text[: found.start] + text[found.end :]):
                return found.day
    return None


def _day(found: FoundDate, today: date) -> date | None:
    """The day itself; of one without its year that of the running academic year."""
    if found.day is None and found.dayno and not found.year_known:
        year = academic_year_of(today)
        with suppress(ValueError):
            return date(year if found.month >= _YEAR_BEGINS else year + 1, found.month, found.dayno)
    return found.day
