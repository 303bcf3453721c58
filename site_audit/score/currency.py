"""Is it of this academic year? The year runs 1 September – 31 August and is judged as of the audit's date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from site_audit.model import Dating
from site_audit.rulepack.schema import Time
from site_audit.text.dates import academic_label, academic_year_of


class Age(StrEnum):
    """How old a piece of evidence is, in academic years."""

    CURRENT = "current"
    PREVIOUS = "previous"
    OLDER = "older"
    UNDATED = "undated"


# Method iio-1, table of `time` kinds: the coefficients 1 / 0.85 / 0.7 are Infometer's for «актуальность». None = archive, found is 0.
CURRENCY: Final[dict[Time, dict[Age, Decimal | None]]] = {
    "plan": {Age.CURRENT: Decimal("1"), Age.PREVIOUS: Decimal("0.7"), Age.OLDER: None, Age.UNDATED: Decimal("0.85")},
    "event": {Age.CURRENT: Decimal("1"), Age.PREVIOUS: Decimal("0.7"), Age.OLDER: None, Age.UNDATED: Decimal("0.85")},
    "report": {Age.CURRENT: Decimal("1"), Age.PREVIOUS: Decimal("1"), Age.OLDER: Decimal("0.7"), Age.UNDATED: Decimal("0.85")},
    "standing": {Age.CURRENT: Decimal("1"), Age.PREVIOUS: Decimal("0.85"), Age.OLDER: Decimal("0.7"), Age.UNDATED: Decimal("0.85")},
}
REVIEWED_IF_UNDATED: Final[frozenset[Time]] = frozenset({"plan", "event", "report"})
SEPTEMBER: Final = 9


def year_of(dating: Dating) -> int | None:
    """The academic year a dating names, by its start; a bare day names the year it falls in."""
    if dating.year is not None:
        return dating.year
    return academic_year_of(dating.day) if dating.day is not None else None


def year_label(dating: Dating) -> str:
    """A year for a person, as 2025/26; empty where none is known. An agreement known by its end alone is named by that end."""
    year = year_of(dating)
    if year is None and dating.until is not None:
        year = academic_year_of(dating.until)
    return "" if year is None else academic_label(year)


def age_of(dating: Dating, kind: Time, *, as_of: date) -> Age:
    """The column of the table a dating belongs to."""
    if kind == "standing" and dating.until is not None:
        return _age_of_term(dating, dating.until, as_of)
    year = year_of(dating)
    if year is None:
        return Age.UNDATED
    age = _age(year, as_of)
    in_grace = kind == "plan" and as_of.month == SEPTEMBER
    return Age.CURRENT if age is Age.PREVIOUS and in_grace else age


def currency_of(dating: Dating, kind: Time, *, as_of: date) -> Decimal | None:
    """The coefficient; None where what is so old belongs to the archive and does not count as found."""
    return CURRENCY[kind][age_of(dating, kind, as_of=as_of)]


def _age(year: int, as_of: date) -> Age:
    behind = academic_year_of(as_of) - year
    if behind <= 0:
        return Age.CURRENT
    return Age.PREVIOUS if behind == 1 else Age.OLDER


def _age_of_term(dating: Dating, until: date, as_of: date) -> Age:
    """A stated term that still runs is current whatever its first day; one that has run out is never better than last year's."""
    if until >= as_of:
        return Age.CURRENT
    year = year_of(dating)
    age = _age(academic_year_of(until) if year is None else year, as_of)
    return Age.PREVIOUS if age is Age.CURRENT else age
