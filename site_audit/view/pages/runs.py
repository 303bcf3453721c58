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


def runs_page(runs: Sequence[RunFacts], *, district: District, locale: Locale = "ru") -> RunsPage:
    """The list of runs, newest first; each leads to its own `index.html`."""
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
    return RunsPage(locale, district, rows)
