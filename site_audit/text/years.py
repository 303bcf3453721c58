"""Academic and calendar years in Russian texts. An academic year runs 1 September – 31 August and is named by the year it starts in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from site_audit.text.spans import in_order, lowered


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A stated year: of kind "academic" (the year it starts in) or "calendar"."""

    start: int
    end: int
    year: int
    kind: str


_SEPTEMBER = 9
_FIRST_TWO_DIGIT = 2012  # before, «2011-12» may as well be December
_DASHES = r"[-–—‑−/\\]"
_OF_SCHOOL = r"(?:\s?-?(?:й|ый|го|ом)(?!\w))?\s{0,3}уч(?:ебн\w{1,4}|\.)?\s?-?г(?:од\w{0,3}|\.|г\.|\b)"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_MAYBE_YEAR = re.compile(r"\d{2}\s?(?:[-–—‑−/\\]|и\s)|20\d{2}")
_ACADEMIC = _pattern(
    rf"(20\d{{2}})(?<![\d/]20\d\d)(?<!\d[.-]20\d\d)(?:\s?г\.?)?\s{{0,2}}(?:{_DASHES}"
    rf"|\sи\s)\s{{0,2}}(20\d{{2}}|\d{{2}})(?!\d)(?![-./]\d)(?P<school>{_OF_SCHOOL})?"
)
_SHORT = _pattern(rf"(?<![\d./-])(\d{{2}})\s?{_DASHES}\s?(\d{{2}})(?!\d){_OF_SCHOOL}")
_CALENDAR = _pattern(
    r"(20\d{2})(?<![\d./№-]20\d\d)(?<!№\s20\d\d)(?!\d)\s{0,2}(?P<word>год(?:а|у|ом|ов)?\b|г\."
    r"|г(?!\w))(?!\s?(?:р\.|рожд|выпуск|постройк))"
)
_FOR_YEAR = _pattern(r"(20\d{2})(?<=\bна\s20\d\d)(?=\s?(?:$|[).,;:»\"|]\s?(?!\d)))")
_NOT_CALENDAR = _pattern(
    r"(?:(?:\bдо|\bк|\bсо?|\bот|\bпо|\bпосле|\bначиная с|\bпозднее|\bв период до)\s{1,2}(?:конца\s|начала\s)?|©\s?|\(c\)\s?|copyright\s?"
    r"|[-–—/\\]\s?|\d\sи\s|\d[.»\"”]\s?|(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр"
    r"|ноябр|декабр)\w{0,3},?\s{0,2}|\b(?:0[1-9]|1[0-2])\s)$"
)
_COPYRIGHT = _pattern(r"(?:©|\(c\)|copyright)\s?$")
_LOOK_BACK = 20


def find_years(text: str) -> tuple[FoundYear, ...]:
    """The academic and calendar years that `text` states; years of laws' terms, targets and birth are left out."""
    if not _MAYBE_YEAR.search(text):
        return ()
    return in_order((*_academic(text), *_short(text), *_calendar(text)))


def academic_year_of(day: date) -> int:
    """The year in which the academic year of `day` starts.

    >>> academic_year_of(date(2026, 11, 23)), academic_year_of(date(2026, 8, 31))
    (2026, 2025)
    """
    return day.year if day.month >= _SEPTEMBER else day.year - 1


def academic_label(year: int) -> str:
    """How an academic year is printed.

    >>> academic_label(2026)
    '2026/27'
    """
    return f"{year}/{(year + 1) % 100:02d}"


def _academic(text: str) -> Iterator[FoundYear]:
    for match in _ACADEMIC.finditer(text):
        first, second = int(match[1]), match[2]
        follows = int(second) == first + 1 if len(second) == 4 else int(second) == (first + 1) % 100
        doubtful = len(second) == 2 and first < _FIRST_TWO_DIGIT and not match["school"]
        if follows and not doubtful and not _COPYRIGHT.search(text, max(0, match.start() - _LOOK_BACK), match.start()):
            yield FoundYear(match.start(), match.end(), first, "academic")


def _short(text: str) -> Iterator[FoundYear]:
    if "уч" not in lowered(text):
        return
    for match in _SHORT.finditer(text):
        first = int(match[1])
        if int(match[2]) == (first + 1) % 100:
            yield FoundYear(match.start(), match.end(), 2000 + first, "academic")


def _calendar(text: str) -> Iterator[FoundYear]:
    for match in _CALENDAR.finditer(text):
        if not _NOT_CALENDAR.search(text, max(0, match.start() - _LOOK_BACK), match.start()):
            yield FoundYear(match.start(), match.end(), int(match[1]), "calendar")
    for match in _FOR_YEAR.finditer(text):
        yield FoundYear(match.start(1), match.end(1), int(match[1]), "calendar")
