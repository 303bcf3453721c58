"""The list of runs, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from site_audit.settings import District
from site_audit.view.words import Locale, words_in


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What is known of one run."""

    run: str
    started_at: datetime
    schools: int
    assessed: int
    mean: Decimal | None
    pack: str = ""


@dataclass(frozen=True, slots=True)
class MonitoringFacts:
    """What is known of one monitoring; `final_run` is empty while it is open."""

    name: str
    first_run: str
    final_run: str
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class MonitoringRow:
    """One line of the list of monitorings."""

    name: str
    href: str
    first: str
    final: str
    state: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """One line of the list."""

    run: str
    href: str
    started: str
    schools: str
    assessed: str
    mean: str
    pack: str


@dataclass(frozen=True, slots=True)
class RunsPage:
    """The front page of the reports."""

    locale: Locale
    district: District
    rows: tuple[RunRow, ...]
    monitorings: tuple[MonitoringRow, ...] = ()


def runs_page(
    runs: Sequence[RunFacts], *, monitorings: Sequence[MonitoringFacts] = (), district: District, locale: Locale = "ru"
) -> RunsPage:
    """The list of runs, newest first, each leading to its own `index.html`; above it the monitorings."""
    words = words_in(locale)
    newest = sorted(runs, key=lambda one: (one.started_at, one.run), reverse=True)
    rows = tuple(
        RunRow(
            one.run,
            f"{one.run}/index.html",
            words.moment(one.started_at),
            str(one.schools),
            str(one.assessed),
            words.number(one.mean),
            one.pack,
        )
        for one in newest
    )
    named = tuple(
        MonitoringRow(
            one.name,
            f"monitoring/{one.first_run}/index.html",
            words.day(one.opened_at.date()),
            words.day(one.closed_at.date() if one.closed_at else None),
            words.say("runs.monitoring_closed" if one.final_run else "runs.monitoring_open"),
        )
        for one in monitorings
    )
    return RunsPage(locale, district, rows, named)
