"""The events of an academic year month by month: what a school did when, and when it was silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from site_audit.model import Event
from site_audit.text.dates import academic_label, academic_year_of
from site_audit.view.pages.address import NAME_LIMIT, clip
from site_audit.view.words import Words

FIRST, MONTHS = 9, 12
STACKED = 8  # dots in a column; more are counted above it


@dataclass(frozen=True, slots=True)
class Dot:
    """One event: how high it stands in its column, and what it says."""

    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Month:
    """One column. `at` is its middle in per cent of the width."""

    name: str
    at: str
    number: int
    dots: tuple[Dot, ...]
    more: str
    now: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A year of events. `says` tells the same in words."""

    year: str
    says: str
    months: tuple[Month, ...]
    undated: str
    others: str


def timeline(events: Iterable[Event], as_of: date, words: Words) -> Timeline | None:
    """The academic year that the day of the audit lies in; None where no event was found at all."""
    listed = tuple(events)
    if not listed:
        return None
    year = academic_year_of(as_of)
    own = sorted((one for one in listed if one.day and academic_year_of(one.day) == year), key=lambda one: (one.day or as_of, one.title))
    undated = sum(one.day is None for one in listed)
    others = len(listed) - len(own) - undated
    months = tuple(_month(place, own, as_of, words) for place in range(MONTHS))
    busy = ", ".join(f"{one.name} – {one.number}" for one in months if one.number)
    return Timeline(
        year=academic_label(year),
        says=words.say("timeline.says", year=academic_label(year), months=busy or words.say("timeline.none")),
        months=months,
        undated=words.say("timeline.undated", number=str(undated)) if undated else "",
        others=words.say("timeline.others", number=str(others)) if others else "",
    )


def _month(place: int, events: Iterable[Event], as_of: date, words: Words) -> Month:
    number = (FIRST - 1 + place) % MONTHS + 1
    own = [one for one in events if one.day and one.day.month == number]
    dots = tuple(Dot(level, clip(f"{words.day(one.day)} {one.title}", NAME_LIMIT)) for level, one in enumerate(own[:STACKED]))
    return Month(
        name=words.say(f"month_short.m{number}"),
        at=f"{(place + 0.5) * 100 / MONTHS:.2f}",
        number=len(own),
        dots=dots,
        more=f"+{len(own) - STACKED}" if len(own) > STACKED else "",
        now=number == as_of.month,
    )
