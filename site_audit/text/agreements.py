"""Agreements told in a text: «договор о сотрудничестве № 14 от 02.09.2026»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from site_audit.text.days import find_dates
from site_audit.text.spans import lowered

_ACT = re.compile(r"(?<!\w)(?:договор|соглашени|меморандум|контракт)[а-я]{0,3}(?!\w)")
_NUMBER = re.compile(r"№\s{0,2}(?P<number>[\w./-]{0,12}\d[\w./-]{0,12})")
_OF_ANOTHER = re.compile(
    r"(?:школ\w*|сош|оош|лице\w+|гимнази\w+|колледж\w*|училищ\w+|част\w+|сад\w*|пр\w{0,5}|завод\w*|приказ\w*|закон\w*|[«\"]?\w+завод\w*)[»\"\s]{0,3}$"
)
_BETWEEN = re.compile(r"[\s,]{0,3}(?:г\.?|года)?[\s,]{0,3}")
_BEFORE_DATE = re.compile(r"[\s,(]{0,3}(?:от|подписан\w{0,2})\s{0,2}")
_TO = re.compile(r"(?<!\w)(?:до|по)\s{1,2}$")
_ENDLESS = re.compile(r"бессрочн|пролонг|неопредел[её]нн\w+ срок")
_REACH, _MOST = 220, 50


@dataclass(frozen=True, slots=True)
class FoundAgreement:
    """An agreement with what is told of it; number and day may be missing, but not both."""

    start: int
    end: int
    number: str = ""
    day: date | None = None
    until: date | None = None  # the end of its term; the last day there is where it has none


def find_agreements(text: str) -> tuple[FoundAgreement, ...]:
    """The agreements of `text` that have a number or a day of signing, in order."""
    low = lowered(text)
    starts = [match.start() for match in _ACT.finditer(low)][:_MOST]
    found = []
    for at, start in enumerate(starts):
        end = min(start + _REACH, starts[at + 1] if at + 1 < len(starts) else len(text))
        one = _agreement(text, low, start, end)
        if one.number or one.day:
            found.append(one)
    return tuple(found)


def _agreement(text: str, low: str, start: int, end: int) -> FoundAgreement:
    stretch = low[start:end]
    number = next((match for match in _NUMBER.finditer(stretch) if not _OF_ANOTHER.search(stretch[: match.start()])), None)
    days = [found for found in find_dates(text[start:end]) if found.day and _is_of_signing(stretch, found.start, number)]
    last = max([number.end() if number else 0, *(found.end for found in days[:1])])
    told = text[start + number.start("number") : start + number.end("number")].rstrip(".") if number else ""
    return FoundAgreement(start, start + last, told, days[0].day if days else None, _until(text, stretch, start, end))


def _until(text: str, stretch: str, start: int, end: int) -> date | None:
    """The end of the term: the latest date behind «до» or «по»; date.max where the agreement is said to go on."""
    dates = [found.until or found.day for found in find_dates(text[start:end]) if _TO.search(stretch[: found.start]) or found.until]
    told = [day for day in dates if day is not None]
    return max(told) if told else date.max if _ENDLESS.search(stretch) else None


def _is_of_signing(stretch: str, at: int, number: re.Match[str] | None) -> bool:
    """Whether a date is that of the agreement: «от 2.09.2026», or right behind its number; «до 2027» ends it."""
    before = stretch[max(0, at - 14) : at]
    words = list(_BEFORE_DATE.finditer(before))
    if words and words[-1].end() == len(before):
        return True
    return number is not None and at - number.end() >= 0 and _BETWEEN.fullmatch(stretch[number.end() : at]) is not None
