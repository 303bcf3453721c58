"""Dates in Russian texts: absolute days, days without a year, months."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from site_audit.text.day_patterns import (
    BARE,
    BARE_SPAN,
    DATE_AFTER,
    DATE_BEFORE,
    DATE_WORD_BEFORE,
    HYPHENS,
    ISO,
    LAST_CODE_YEAR,
    LAST_HOUR,
    LEVELS,
    MAYBE_DAY,
    MONTH,
    MONTH_NAMES,
    NAME_AFTER,
    NUMBERS,
    NUMERIC,
    NUMERIC_SPAN,
    OPENING,
    OUTLINE_BEFORE,
    PREPOSITION_BEFORE,
    SECOND_YEAR,
    STAMP,
    STREET_BEFORE,
    THIS_YEAR,
    TWO_MONTHS,
    WORDS,
    YEAR_WORD,
)
from site_audit.text.months import IS_GENITIVE, month_number
from site_audit.text.spans import in_order, lowered


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and what of it is said.

    `day` is None without a year or for a month; `until` ends a stated span; `this_year` means «текущего года».
    """

    start: int
    end: int
    day: date | None
    month: int
    dayno: int | None
    year_known: bool
    kind: str  # "day" · "month" · "day_month"
    year: int | None = None
    until: date | None = None
    this_year: bool = False


@dataclass(frozen=True, slots=True)
class _Nothing:
    """A span that looks like a date and is none (30 февраля): it keeps its parts from being read as something else."""

    start: int
    end: int


_Hit = FoundDate | _Nothing


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """All dates of `text` in order. Impossible days are passed over."""
    return tuple(hit for hit in in_order((*_numbered(text), *_months(text))) if isinstance(hit, FoundDate))


def _numbered(text: str) -> Iterator[_Hit]:
    """Dates that begin with a number; each pattern is tried only where one stands, which is what makes this fast."""
    for number in NUMBERS.finditer(text):
        start, length = number.start(), number.end() - number.start()
        if length == 4:
            readers = _YEAR_FIRST
        elif length <= 2 and MAYBE_DAY.match(text, start):
            readers = _DAY_FIRST
        else:
            continue
        for pattern, read in readers:
            match = pattern.match(text, start)
            hit = read(text, match) if match else None
            if hit is not None:
                yield hit


def _months(text: str) -> Iterator[_Hit]:
    for name in MONTH_NAMES.finditer(lowered(text)):
        match = MONTH.match(text, name.start())
        hit = _read_month(text, match) if match else None
        if hit is not None:
            yield hit


def _full_year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return (2000 if int(digits) < 50 else 1900) + int(digits)


def _safe_day(year: int, month: int, dayno: int) -> date | None:
    try:
        return date(year, month, dayno)
    except ValueError:
        return None


def _after_year(text: str, end: int) -> int:
    word = YEAR_WORD.match(text, end)
    return word.end() if word else end


def _make(text: str, span: tuple[int, int], start_day: tuple[int | None, int, int], until: date | None = None) -> _Hit:
    """The date of (year, month, dayno) at `span`, the word «года» after it included."""
    year, month, dayno = start_day
    start, end = span
    if any(quote in text[start:end] for quote in '»"”'):
        opening = OPENING.search(text, max(0, start - 4), start)
        start = opening.start() if opening else start
    this_year = None if year is not None else THIS_YEAR.match(text, end)
    end = this_year.end() if this_year else _after_year(text, end) if year is not None else end
    leap = 2024  # a day without year may be 29 February
    day = _safe_day(year if year is not None else leap, month, dayno)
    if day is None:
        return _Nothing(start, end)
    if year is None:
        return FoundDate(start, end, None, month, dayno, False, "day_month", this_year=bool(this_year))
    return FoundDate(start, end, day, month, dayno, True, "day", year, until if until and until >= day else None)


def _read_numeric(text: str, match: re.Match[str]) -> _Hit | None:
    year = match["y"]
    sloppy = len(match["d"]) < 2 or len(match["m"]) < 2 or re.search(r"\s", match.group())
    if len(year) == 2 and (sloppy or _is_code(text, match) or OUTLINE_BEFORE.search(text, max(0, match.start() - 12), match.start())):
        return _Nothing(match.start(), match.end())
    return _make(text, match.span(), (_full_year(year), int(match["m"]), int(match["d"])))


def _is_code(text: str, match: re.Match[str]) -> bool:
    """Whether «09.02.07» is rather a specialty of a college than a day."""
    if (
        int(match["m"]) not in LEVELS
        or YEAR_WORD.match(text, match.end())
        or DATE_WORD_BEFORE.search(text, max(0, match.start() - 8), match.start())
    ):
        return False
    return _full_year(match["y"]) <= LAST_CODE_YEAR or bool(NAME_AFTER.match(text, match.end()))


def _read_numeric_span(text: str, match: re.Match[str]) -> _Hit | None:
    year, month = _full_year(match["y"]), int(match["m2"])
    until = _safe_day(year, month, int(match["d2"]))
    first = int(match["m"] or month)
    if until is None:
        return None
    begin = _safe_day(year - 1 if first > month else year, first, int(match["d"]))
    if begin is None or begin > until:
        return None
    return _make(text, match.span(), (begin.year, begin.month, begin.day), until)


def _read_plain(text: str, match: re.Match[str]) -> _Hit | None:
    return _make(text, match.span(), (_full_year(match["y"]), int(match["m"]), int(match["d"])))


def _year_of(text: str, match: re.Match[str], month: int) -> tuple[int | None, int]:
    """The year of a worded date and where it ends: «15 февраля 2025-2026» of an academic year is 2026."""
    if not match["y"]:
        return None, match.end()
    year = _full_year(match["y"])
    second = SECOND_YEAR.match(text, match.end("y"))
    if second and _full_year(second[1]) == year + 1:
        return (year if month >= 9 else year + 1), second.end()
    return year, match.end("y")


def _read_words(text: str, match: re.Match[str]) -> _Hit | None:
    month = month_number(match["m"])
    year, end = _year_of(text, match, month)
    if year is None:
        if not IS_GENITIVE.fullmatch(match["m"]):
            return None
        if STREET_BEFORE.search(text, max(0, match.start() - 14), match.start()):
            return _Nothing(match.start(), match.end())
    start, dayno, until = match.start(), int(match["d"]), None
    if match["d2"]:
        last = int(match["d2"])
        if not 1 <= dayno < last:
            start, dayno = match.start("d2"), last
        until = _safe_day(year, month, last) if year is not None else None
    return _make(text, (start, end), (year, month, dayno), until if dayno != (until and until.day) else None)


def _read_two_months(text: str, match: re.Match[str]) -> _Hit | None:
    month, last_month = month_number(match["m"]), month_number(match["m2"])
    last_year, end = _year_of(text, match, last_month)
    year = int(match["y1"]) if match["y1"] else last_year
    if year is not None and not match["y1"] and month > last_month:
        year -= 1
    until = _safe_day(last_year, last_month, int(match["d2"])) if last_year is not None else None
    return _make(text, (match.start(), end), (year, month, int(match["d"])), until)


def _read_month(text: str, match: re.Match[str]) -> _Hit | None:
    month, last = month_number(match["m"]), month_number(match["m2"]) if match["m2"] else None
    if not match["y"]:
        return FoundDate(*match.span(), None, month, None, False, "month") if _is_bare_month(text, match) else None
    year = int(match["y"])
    until = date(year, last, monthrange(year, last)[1]) if last else None
    if last and last < month:
        year -= 1
    return FoundDate(match.start(), _after_year(text, match.end()), None, month, None, True, "month", year, until)


def _is_bare_month(text: str, match: re.Match[str]) -> bool:
    """A month without year; a capital in mid-sentence is a name («Красный Октябрь», «Марта»)."""
    if not match.group()[0].isupper():
        return match["m"] not in {"марта", "мая", "августа"} or bool(match["m2"])
    before = text[max(0, match.start() - 3) : match.start()].rstrip()
    return match["m"].lower() not in {"марта", "мая", "августа"} and (not before or before[-1] in ".|:;(!?–-/")


def _read_bare(text: str, match: re.Match[str]) -> _Hit | None:
    start, end = match.span()
    late = int(match["d"]) > LAST_HOUR and PREPOSITION_BEFORE.search(text, max(0, start - 4), start)
    if late or DATE_BEFORE.search(text, max(0, start - 24), start) or DATE_AFTER.match(text, end):
        return _make(text, (start, end), (None, int(match["m"]), int(match["d"])))
    return None


def _read_bare_span(text: str, match: re.Match[str]) -> _Hit | None:
    return _make(text, (match.start("d"), match.end()), (None, int(match["m"]), int(match["d"])))


_Readers = tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], _Hit | None]], ...]
_YEAR_FIRST: _Readers = ((ISO, _read_plain),)
_DAY_FIRST: _Readers = (
    (NUMERIC, _read_numeric),
    (NUMERIC_SPAN, _read_numeric_span),
    (STAMP, _read_plain),
    (HYPHENS, _read_plain),
    (WORDS, _read_words),
    (TWO_MONTHS, _read_two_months),
    (BARE_SPAN, _read_bare_span),
    (BARE, _read_bare),
)
