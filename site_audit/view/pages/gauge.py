"""A value between 0 and 100 with its interval, as a person reads it and as a bar is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from site_audit.model import Indicator
from site_audit.view.words import Words


@dataclass(frozen=True, slots=True)
class Gauge:
    """`value`, `low`, `high` are texts; `at`, `start`, `width` are per cents of the bar's length, for drawing."""

    assessed: bool
    value: str = ""
    low: str = ""
    high: str = ""
    level: str = ""
    level_code: str = ""
    at: str = "0"
    start: str = "0"
    width: str = "0"


def gauge(indicator: Indicator, words: Words) -> Gauge:
    """The indicator with its interval and level."""
    value = indicator.value
    if value is None:
        return Gauge(False, level=words.say("not_assessed"))
    low = indicator.low if indicator.low is not None else value
    high = indicator.high if indicator.high is not None else value
    return Gauge(
        True,
        words.number(value),
        words.number(low),
        words.number(high),
        words.code("level", indicator.level or ""),
        indicator.level or "",
        percent(value),
        percent(low),
        percent(high - low),
    )


def percent(value: Decimal) -> str:
    """A length on a bar of 100, always with a point, kept within the bar."""
    return f"{min(max(value, Decimal(0)), Decimal(100)):.1f}"
