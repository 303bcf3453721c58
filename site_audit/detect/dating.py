"""When a piece of evidence belongs to: which date or academic year won, where it stood, and whether it was stated or inferred.

The order of trust follows the kind of thing: a plan is dated by its title, its approval, its file's name, its text; an event by the
sentence, the card, the page; a standing fact by the newest date of its own passage. Dates of laws and letters date nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import unquote

from site_audit.detect.around import Around
from site_audit.detect.facts import Facts
from site_audit.model import BY_HEADER, BY_PROPERTY, BlockKind, Dating
from site_audit.text.dates import FoundDate, academic_year_of, find_dates, find_years, relative_day, url_date

_UNTIL = re.compile(
    r"(?:действ\w+|срок\w*|заключ\w+|соглашени\w+|договор\w*)[^;]{0,60}?\b(?:до|по)\s+(?:конца\s+)?"
    r"(?:(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<full>20\d{2})|(?:31\s+декабря\s+)?(?P<year>20\d{2}))\s*(?:г|год|\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(r"(?:^|\W)(?:с|со|начиная с)\s+(?:1\s+сентября\s+)?$", re.IGNORECASE)
_LEAVERS = re.compile(r"(?:выпуск|выпускник)\w*\s+(?:(?:в|за)\s+)?$", re.IGNORECASE)
_TERM = re.compile(r"срок\w*\s+(?:действия\s+)?(?:на\s+)?(?P<years>\d|один|два|три|пять)\s*(?:\(\w+\)\s*)?(?:год|лет)", re.IGNORECASE)
_ENDLESS = re.compile(r"бессрочн|неопредел[её]нн\w+ срок|пролонг", re.IGNORECASE)
_NUMBERS = {"один": 1, "два": 2, "три": 3, "пять": 5}
_ENDLESS_UNTIL = date(9999, 12, 31)
_TOP_LINES = 6
_LOOK_BACK = 60
#: Plans for a year are approved from June, orders and regulations from August on.
_PLANS_SINCE, _ACTS_SINCE = 6, 8


def date_of(kind: str, around: Around, *, current: int) -> Dating:
    """The dating of one hit. `kind` is the criterion's `time`, `current` the academic year of the audit."""
    match kind:
        case "plan":
            found = _first(_of_plan(around, current))
        case "event":
            found = _first(_of_event(around, current))
        case "announcement":
            found = _of_announcement(around)
        case _:
            found = _newest(around, current)
    return found or _of_page(around, current, stated=kind == "event") or Dating()


def claims_of(around: Around, *, current: int) -> tuple[Dating, ...]:
    """All that dates a file as a whole, one claim a source, the one to be trusted most first; a year told once more is left out."""
    found: dict[str, Dating] = {}
    for dating in (*_of_plan(around, current), *_claimed(around)):
        if dating.day or dating.year not in {each.year for each in found.values()}:
            found.setdefault(dating.source, dating)
    return tuple(found.values())


def _first(datings: Iterable[Dating]) -> Dating | None:
    return next(iter(datings), None)


# ------------------------------------------------------------ plans


def _of_plan(around: Around, current: int) -> Iterator[Dating]:
    sheet = around.sheet
    for source, lines in (("title", around.lines("title")), ("heading", around.lines("context")), ("text", around.lines("passage"))):
        yield from _years(around, lines, source, current, calendar=source != "text")
    head = [number for number, _ in enumerate(sheet.lines[:20])]
    for line in head:
        for approval in sheet.facts(line).approvals:
            if approval.day and not approval.outside:
                yield Dating(approval.day, _year_meant(approval.day, _PLANS_SINCE), "approval")
    for signature in sheet.signatures:
        if signature.day:
            yield Dating(signature.day, _year_meant(signature.day, _PLANS_SINCE), "signature")
    yield from _from_name(around, current)
    yield from _years(around, around.lines("page"), "text", current, calendar=False)


def _year_meant(day: date, since_month: int) -> int:
    """The academic year an approval is for: what is approved in late summer is for the year to come."""
    return day.year if day.month >= since_month else academic_year_of(day)


def _from_name(around: Around, current: int) -> Iterator[Dating]:
    name = unquote(around.sheet.url.rsplit("/", 1)[-1]).replace("_", " ")
    for year in find_years(name):
        if year.kind == "academic":
            yield Dating(None, year.year, "file name")


def _years(around: Around, lines: list[int], source: str, current: int, *, calendar: bool) -> Iterator[Dating]:
    found: list[int] = []
    for line in lines:
        if _of_a_norm(around, line):
            continue
        found += _years_of(around.sheet.facts(line), current, calendar=calendar)
    if found:
        yield Dating(None, max(found), source)


def _years_of(facts: Facts, current: int, *, calendar: bool = True) -> list[int]:
    """The academic years a line speaks of. Since when something goes on («с 2023 года») is no date of it.

    A document headed «на 2026 год» holds through 2026: it is current while that year runs. A leavers' year («выпуск 2025 года») ended in
    its summer.
    """
    found: list[int] = []
    for year in facts.years:
        before = _before(facts, year.start)
        if _SINCE.search(before):
            continue
        if year.kind == "academic":
            found.append(year.year)
        elif calendar and _LEAVERS.search(before):
            found.append(year.year - 1)
        elif calendar:
            found.append(min(year.year, current))
    return found


def _before(facts: Facts, place: int) -> str:
    """The words before a date, as far as «начиная с 1 сентября» goes; all that stands before would cost the square of a text's dates."""
    return facts.text[max(0, place - _LOOK_BACK) : place]


# ------------------------------------------------------------ events


def _of_event(around: Around, current: int) -> Iterator[Dating]:
    sheet = around.sheet
    lines = [around.line, *around.lines("passage")]
    surroundings = _dated_beside(around, lines) or _surrounding_year(around, current)
    for line in lines:
        if _of_a_norm(around, line):
            continue
        for found in sheet.facts(line).dates:
            if found.day:
                yield Dating(found.day, academic_year_of(found.day), "text")
            elif completed := _completed(found, around, surroundings, current):
                yield completed
    for line in around.lines("context"):
        for found in sheet.facts(line).dates:
            if found.day:
                yield Dating(found.day, academic_year_of(found.day), "heading")
    yield from _years(around, [*lines, *around.lines("context")], "text", current, calendar=True)
    published = _published(around)
    if published:
        for line in lines:
            told = relative_day(sheet.facts(line).text, published.day) if published.day else None
            if told:
                yield Dating(told, academic_year_of(told), published.source)


def _of_announcement(around: Around) -> Dating | None:
    """An announcement is dated by the day it came out, not by the day it calls to: the newest full date that is not yet to come."""
    dates = (found.day for line in around.lines("passage") for found in around.sheet.facts(line).dates)
    day = max((day for day in dates if day and day <= around.today), default=None)
    return Dating(day, academic_year_of(day), "text") if day else _published(around)


def _dated_beside(around: Around, lines: list[int]) -> Dating | None:
    """A full date in the same passage: «8 октября» beside «09.10.2026» is of its year."""
    days = (found.day for line in lines for found in around.sheet.facts(line).dates if found.day and not _of_a_norm(around, line))
    day = next(days, None)
    return Dating(day, academic_year_of(day), "text") if day else None


def _completed(found: FoundDate, around: Around, surroundings: Dating | None, current: int) -> Dating | None:
    """A month, or a day without its year, made a day: by the year it names, by «текущего года», by what stands around."""
    if found.year:
        told = date(found.year, found.month, 1)
        return Dating(told, academic_year_of(told), "text")
    if found.this_year:
        read = around.sheet.sighting.fetched_at
        day = _existing(read.year if read else current + 1, found.month, found.dayno)
        return Dating(day, academic_year_of(day), "text", stated=False) if day else None
    if surroundings is None or surroundings.year is None:
        return None
    day = _day_in(surroundings.year, found.month, found.dayno)
    return Dating(day, surroundings.year, surroundings.source, stated=surroundings.stated) if day else None


def _surrounding_year(around: Around, current: int) -> Dating | None:
    """The academic year a date without a year belongs to: of the page's own claims, its years, its other dates."""
    claimed = _published(around)
    if claimed:
        return claimed
    stated = _first(_years(around, [*around.lines("passage"), *around.lines("context")], "text", current, calendar=False))
    if stated:
        return Dating(None, stated.year, "text")
    lines = [line for line in around.lines("page") if not _of_a_norm(around, line)]
    days = [found.day for line in lines for found in around.sheet.facts(line).dates if found.day]
    if days:
        newest = max(days)
        return Dating(newest, academic_year_of(newest), "surroundings", stated=False)
    return None


def _day_in(year: int, month: int, day: int | None) -> date | None:
    return _existing(year if month >= 9 else year + 1, month, day)


def _existing(year: int, month: int, day: int | None) -> date | None:
    """The day, or None where the year has none such (29 February)."""
    try:
        return date(year, month, day or 1)
    except ValueError:
        return None


# ------------------------------------------------------------ standing facts and reports


def _newest(around: Around, current: int) -> Dating | None:
    sheet = around.sheet
    titled = _first(_years(around, around.lines("context"), "title", current, calendar=True))
    text = " ".join(sheet.facts(line).text for line in around.lines("passage"))
    until = term_of(text)
    if titled:
        return Dating(titled.day, titled.year, titled.source, until=until)
    days: list[date] = []
    years: list[int] = []
    table = sheet.lines[around.line].kind is BlockKind.ROW
    for line in (_table_of(around) if table else around.lines("passage")) + around.lines("title"):
        if _of_a_norm(around, line):
            continue
        facts = sheet.facts(line)
        days += [found.day for found in facts.dates if found.day and (found.until or not _SINCE.search(_before(facts, found.start)))]
        days += [approval.day for approval in facts.approvals if approval.day and not approval.outside]
        years += _years_of(facts, current)
    days = [day for day in days if academic_year_of(day) <= current + 1]
    newest = max(days, default=None)
    approved = any(sheet.facts(line).approvals for line in around.lines("passage") + around.lines("title"))
    years += [_year_meant(newest, _ACTS_SINCE if approved else 9)] if newest else []
    if years or until:
        return Dating(newest, max(years, default=None), "text", until=until)
    beside = (_years(around, around.lines(scope), "text", current, calendar=False) for scope in ("section", "page"))
    return _first(dating for found in beside for dating in found) or _first(_from_name(around, current))


def _table_of(around: Around) -> list[int]:
    """The rows of the table a row stands in."""
    lines = around.sheet.lines
    first = last = around.line
    while first > 0 and lines[first - 1].kind is BlockKind.ROW:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].kind is BlockKind.ROW:
        last += 1
    return list(range(first, last + 1))


def term_of(text: str) -> date | None:
    """The end of a stated term: «действует до 31.12.2027», «сроком на три года» from its date on, «бессрочный»; None if none is."""
    if _ENDLESS.search(text):
        return _ENDLESS_UNTIL
    ends: list[date] = []
    for match in _UNTIL.finditer(text):
        if match["full"]:
            try:
                ends.append(date(int(match["full"]), int(match["month"]), int(match["day"])))
            except ValueError:
                continue
        elif match["year"]:
            ends.append(date(int(match["year"]), 12, 31))
    lasting = _TERM.search(text)
    begun = next((found.day for found in find_dates(text) if found.day), None) if lasting else None
    if lasting and begun:
        years = _NUMBERS.get(lasting["years"].lower()) or int(lasting["years"])
        ends.append(date(begun.year + years, begun.month, 28 if (begun.month, begun.day) == (2, 29) else begun.day))
    return max(ends, default=None)


# ------------------------------------------------------------ what the page claims


def _published(around: Around) -> Dating | None:
    """The day the page itself claims: markup, address, the date line at its top."""
    sheet = around.sheet
    if sheet.is_listing:
        return None
    for claim in sheet.document.dates:
        if claim.source not in (BY_PROPERTY, BY_HEADER):
            return Dating(claim.day, academic_year_of(claim.day), claim.source)
    addressed = url_date(sheet.url)
    if addressed:
        return Dating(addressed, academic_year_of(addressed), "url")
    for line in range(min(_TOP_LINES, len(sheet.lines))):
        for found in sheet.facts(line).dates:
            if found.day and not _of_a_norm(around, line):
                return Dating(found.day, academic_year_of(found.day), "text")
    return None


def _of_page(around: Around, current: int, *, stated: bool) -> Dating | None:
    published = _published(around)
    if published:
        return Dating(published.day, published.year, published.source, stated=stated)
    return _first(_claimed(around))


def _claimed(around: Around) -> Iterator[Dating]:
    """What the file or its server claims: never more than a guess of ours."""
    for claim in around.sheet.document.dates:
        yield Dating(claim.day, academic_year_of(claim.day), claim.source, stated=False)


def _of_a_norm(around: Around, line: int) -> bool:
    """Whether the line speaks of a law, a ministry's order or letter: its dates are not the school's."""
    norm = around.cues.get("norm")
    if norm is None:
        return False
    first, last = around.sheet.words(range(line, line + 1))
    return around.sheet.reading.stands(norm, first, last)
