"""Monitorings in the ledger: one at a time, by name, first and final run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from site_audit.errors import ConfigurationError
from site_audit.store.ledger import Ledger

from .made import NIGHT, opened


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(tmp_path / "audit.db") as ledger:
        yield ledger


def test_a_monitoring_is_opened_and_closed(ledger: Ledger) -> None:
    """It is found by its name however typed, with both runs, after the ledger was read anew."""
    first, final = opened(ledger), opened(ledger, started_at=NIGHT + timedelta(days=30))
    known = ledger.monitorings
    made = known.open("  Осень   2026 ", first_run=first.id, at=NIGHT)
    assert made.name == "Осень 2026" and made.is_open
    closed = known.close(made, final_run=final.id, at=NIGHT + timedelta(days=31))
    assert known.named("осень 2026") == closed and not closed.is_open
    assert (closed.first_run, closed.final_run) == (first.id, final.id)


def test_one_is_open_at_a_time(ledger: Ledger) -> None:
    """What a school mends counts for one monitoring; the sentence names the open one."""
    first = opened(ledger)
    ledger.monitorings.open("Осень", first_run=first.id, at=NIGHT)
    with pytest.raises(ConfigurationError, match="Осень"):
        ledger.monitorings.open("Весна", first_run=first.id, at=NIGHT)


def test_a_name_is_taken_once(ledger: Ledger) -> None:
    """Also after it was closed, and also in other letters."""
    first, final = opened(ledger), opened(ledger, started_at=NIGHT + timedelta(days=1))
    made = ledger.monitorings.open("Осень", first_run=first.id, at=NIGHT)
    ledger.monitorings.close(made, final_run=final.id, at=NIGHT)
    with pytest.raises(ConfigurationError, match="уже есть"):
        ledger.monitorings.open("ОСЕНЬ", first_run=final.id, at=NIGHT)


def test_the_first_run_is_not_the_final_one(ledger: Ledger) -> None:
    """A monitoring closed at once would show no gain at all."""
    first = opened(ledger)
    made = ledger.monitorings.open("Осень", first_run=first.id, at=NIGHT)
    with pytest.raises(ConfigurationError, match="ещё не было"):
        ledger.monitorings.close(made, final_run=first.id, at=NIGHT)


@pytest.mark.parametrize("name", ["", "   ", "я" * 201])
def test_a_name_must_be_sayable(ledger: Ledger, name: str) -> None:
    """An empty name and an endless one are refused."""
    with pytest.raises(ConfigurationError, match="знаков"):
        ledger.monitorings.open(name, first_run=opened(ledger).id, at=NIGHT)
