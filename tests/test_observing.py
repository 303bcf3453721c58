"""What is seen from outside: the figures of a ledger, and whether all is well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from site_audit.model import Trouble
from site_audit.observing import health_of, metrics_of
from site_audit.settings import Settings, Watching, load_settings
from site_audit.store.archive import Archive
from site_audit.store.ledger import Ledger
from site_audit.store.runs import RunKind
from site_audit.view.exposition import exposition, gauge, histogram
from tests.store import made

LATER = made.NIGHT + timedelta(hours=2)
SCHOOLS = tuple(made.school(number) for number in (1, 2, 3))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(tmp_path / "var" / "audit.db") as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of that folder that ask for no room on the disk."""
    return replace(load_settings(tmp_path, {}, {}), health=Watching(free_mb=0))


def _figures(ledger: Ledger, settings: Settings, now: datetime) -> dict[str, float]:
    found = re.findall(r"^([a-z][^ ]*) (\S+)$", exposition(metrics_of(ledger, settings, now=now)), re.MULTILINE)
    return {name: float(value) for name, value in found}


def _night(ledger: Ledger, folder: Path, *, finished: bool = True) -> str:
    """Two of three schools audited, one of them not assessed."""
    run = made.opened(ledger, *SCHOOLS).id
    with ledger.visit_book(run, "school-1") as note, Archive(folder / "var" / "archive").keeper(run, "school-1", noted=note) as keep:
        for visit in (made.visit(0), made.visit(1), made.failed(2), made.failed(3, trouble=Trouble.TIMEOUT)):
            keep(visit)
    ledger.keep_walk(run, "school-1", made.walk())
    ledger.save_audit(made.audit(run, 1))
    ledger.save_audit(made.audit(run, 2, None))
    if finished:
        ledger.finish_run(run, at=LATER)
    return run


def test_a_night_is_told_in_figures(ledger: Ledger, settings: Settings, tmp_path: Path) -> None:
    """Schools, pages, requests, bytes, failures by trouble, durations, and when the last good night was."""
    _night(ledger, tmp_path)
    told = _figures(ledger, settings, LATER)
    assert told['site_audit_run_schools{state="assessed"}'] == 1
    assert told['site_audit_run_schools{state="not_assessed"}'] == 1
    assert told['site_audit_run_schools{state="left"}'] == 1
    assert told["site_audit_run_pages"] == 2
    assert told["site_audit_run_requests"] == made.walk().requests
    assert told["site_audit_run_bytes"] > 100
    assert told['site_audit_run_failures{trouble="http_status"}'] == told['site_audit_run_failures{trouble="timeout"}'] == 1
    assert told['site_audit_run_failures{trouble="dns"}'] == 0
    assert told["site_audit_run_duration_seconds"] == pytest.approx((LATER - made.NIGHT).total_seconds(), abs=1)
    assert told['site_audit_run_school_seconds_bucket{le="10"}'] == told["site_audit_run_school_seconds_count"] == 1
    assert told["site_audit_last_good_night_timestamp_seconds"] == LATER.timestamp()
    assert told["site_audit_healthy"] == 1


def test_every_trouble_has_a_figure(ledger: Ledger, settings: Settings, tmp_path: Path) -> None:
    """A trouble that did not occur is told as 0: who draws a line of it needs a beginning."""
    _night(ledger, tmp_path)
    assert len([name for name in _figures(ledger, settings, LATER) if name.startswith("site_audit_run_failures")]) == len(Trouble)


def test_the_queue_is_that_of_the_run_that_goes_on(ledger: Ledger, settings: Settings, tmp_path: Path) -> None:
    """What is not done of it, who is at it; a finished one and one too old to be gone on with wait for nothing."""
    run = _night(ledger, tmp_path, finished=False)
    ledger.leases.take(run, "node/1/a", now=LATER.timestamp(), until=LATER.timestamp() + 60)
    told = _figures(ledger, settings, LATER)
    assert (told['site_audit_queue_schools{state="open"}'], told["site_audit_processes"]) == (1, 1)
    assert "site_audit_run_duration_seconds" not in told
    assert _figures(ledger, settings, LATER + timedelta(days=2))['site_audit_queue_schools{state="open"}'] == 0


def test_an_empty_ledger_has_figures_and_is_well(ledger: Ledger, settings: Settings) -> None:
    """Before the first run nothing is wrong."""
    told = _figures(ledger, settings, LATER)
    assert told["site_audit_runs"] == 0 and told["site_audit_healthy"] == 1
    assert told["site_audit_ledger_bytes"] > 0


def _codes(ledger: Ledger, settings: Settings, now: datetime) -> list[str]:
    return [fault.code for fault in health_of(ledger, settings, now=now).faults]


def test_a_night_that_is_missing_is_told(ledger: Ledger, settings: Settings, tmp_path: Path) -> None:
    """After the hours of the setting, also where no run ever came to its end; 0 means that nobody watches."""
    _night(ledger, tmp_path)
    assert _codes(ledger, settings, LATER + timedelta(hours=35)) == []
    assert _codes(ledger, settings, LATER + timedelta(hours=37)) == ["night"]
    silent = replace(settings, health=Watching(free_mb=0, night_hours=0))
    assert _codes(ledger, silent, LATER + timedelta(days=37)) == []


def test_runs_that_never_end_are_no_good_nights(ledger: Ledger, settings: Settings, tmp_path: Path) -> None:
    """A program that begins every night and ends none is not well; a rejudgement is no night."""
    run = _night(ledger, tmp_path, finished=False)
    again = made.opened(ledger, *SCHOOLS, started_at=LATER, kind=RunKind.REJUDGE, source_run=run)
    ledger.finish_run(again.id, at=LATER)
    assert _codes(ledger, settings, LATER + timedelta(days=2)) == ["night"]


def test_a_clock_that_went_back_is_told(ledger: Ledger, settings: Settings, tmp_path: Path) -> None:
    """A run that began tomorrow means that today is wrong."""
    _night(ledger, tmp_path)
    assert _codes(ledger, settings, made.NIGHT - timedelta(days=1)) == ["clock"]


def test_a_disk_that_fills_is_told(ledger: Ledger, settings: Settings) -> None:
    """Less room than the setting asks for is a fault that names the folder; so is a ledger that does not answer."""
    greedy = replace(settings, health=Watching(free_mb=10**7))
    (fault,) = {one.code: one for one in health_of(ledger, greedy, now=LATER).faults}.values()
    assert fault.code == "disk" and "health.free_mb" in fault.sentence


def test_a_ledger_that_is_no_ledger_is_told(ledger: Ledger, settings: Settings, tmp_path: Path) -> None:
    """Damage that comes while the program serves is a fault with a sentence, not an error."""
    ledger.close()
    for path in (tmp_path / "var").glob("audit.db*"):
        path.write_bytes(b"no database" * 1_000)
    (fault,) = health_of(ledger, settings, now=LATER).faults
    assert fault.code == "ledger" and "restore it from a backup" in fault.sentence


def test_the_text_is_what_prometheus_reads() -> None:
    """Two lines about each metric, then its samples; signs that mean something there are escaped; buckets grow."""
    text = exposition(
        (
            gauge("a_seconds", "How long\nit took.", 1.5),
            gauge("unknown", "Nobody knows.", None),
            histogram("b", "Sizes.", (1.0, 5.0, 50.0), (1, 10)),
            replace(gauge("c", "Named.", 3), samples=(replace(gauge("c", "", 3).samples[0], labels=(("of", 'say "x"\\\n'),)),)),
        )
    )
    assert text.splitlines() == [
        "# HELP a_seconds How long\\nit took.",
        "# TYPE a_seconds gauge",
        "a_seconds 1.5",
        "# HELP b Sizes.",
        "# TYPE b histogram",
        'b_bucket{le="1"} 1',
        'b_bucket{le="10"} 2',
        'b_bucket{le="+Inf"} 3',
        "b_sum 56",
        "b_count 3",
        "# HELP c Named.",
        "# TYPE c gauge",
        'c{of="say \\"x\\"\\\\\\n"} 3',
    ]
