"""What is seen of the program from outside: whether it is well, and its figures. Values only; who serves or prints them is another matter.

health = health_of(ledger, settings, now=now)            # .ok, .faults
text = exposition(metrics_of(ledger, settings, now=now))  # for Prometheus
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from site_audit import __version__
from site_audit.errors import MachineError
from site_audit.model import Trouble
from site_audit.settings import Settings
from site_audit.share import OLDEST
from site_audit.store.ledger import Ledger
from site_audit.store.runs import Run, RunKind
from site_audit.view.exposition import Metric, Sample, by_label, gauge, histogram

_MB = 1_000_000
_SECONDS = (10, 30, 60, 120, 300, 600, 900, 1_800)  # how long a school takes: from a stub to the most it is given
_AHEAD = timedelta(minutes=5)  # clocks of two machines that share a ledger may differ by so much


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not well: a code for machines, a sentence for the one who must act."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the program is well, and if not, why."""

    faults: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Nothing is wrong."""
        return not self.faults


def health_of(ledger: Ledger, settings: Settings, *, now: datetime) -> Health:
    """Whether the ledger answers, the disk has room and can be written, the clock is right, and the last night is not too long ago."""
    return Health((*_faults_of_disk(settings), *_faults_of_nights(ledger, settings, now)))


def metrics_of(ledger: Ledger, settings: Settings, *, now: datetime) -> tuple[Metric, ...]:
    """The figures of the newest run and of the last good night, the queue, and what lies on the disk."""
    runs = tuple(run for run in ledger.runs() if run.kind in (RunKind.RUN, RunKind.DEMO))
    newest, good = next(iter(runs), None), last_good_night(ledger)
    health = health_of(ledger, settings, now=now)
    return (
        Metric("site_audit_info", "The version of the program.", (Sample(1, (("version", __version__),)),)),
        gauge("site_audit_healthy", "1 where nothing is wrong; the faults are told by /healthz.", float(health.ok)),
        by_label("site_audit_fault", "What is wrong now, by code.", "code", ((one, 1) for one in sorted({f.code for f in health.faults}))),
        gauge("site_audit_runs", "Runs that the ledger remembers.", len(runs)),
        gauge(
            "site_audit_last_good_night_timestamp_seconds",
            "When the last run over all schools came to its end.",
            good.finished_at.timestamp() if good and good.finished_at else None,
        ),
        *(_of_run(newest, ledger, settings) if newest else ()),
        *_of_queue(newest, ledger, now),
        gauge("site_audit_ledger_bytes", "The size of the ledger.", _size(settings.var / "audit.db")),
        gauge("site_audit_archive_bytes", "The size of all kept pages and files.", _size(settings.var / "archive")),
        gauge("site_audit_disk_free_bytes", "Free room where the ledger and the archive lie.", _free(settings.var)),
    )


def last_good_night(ledger: Ledger) -> Run | None:
    """The newest run over all schools that came to its end; None where there was none yet."""
    return ledger.latest_run((RunKind.RUN,), finished=True)


# ------------------------------------------------------------ what is wrong


def _faults_of_disk(settings: Settings) -> Iterator[Fault]:
    for folder in dict.fromkeys((settings.var, settings.out)):
        there = _nearest(folder)
        if not os.access(there, os.W_OK):
            yield Fault("read_only", f"В папку {there} нельзя писать: проверьте права и не смонтирован ли диск только для чтения.")
        elif (free := shutil.disk_usage(there).free // _MB) < settings.health.free_mb:
            said = f"осталось {free} МБ, нужно не меньше {settings.health.free_mb} (health.free_mb)"
            yield Fault("disk", f"На диске папки {there} мало места: {said}. Освободите место.")


def _faults_of_nights(ledger: Ledger, settings: Settings, now: datetime) -> Iterator[Fault]:
    try:
        runs, good = ledger.runs(), last_good_night(ledger)
    except MachineError as error:
        yield Fault("ledger", error.message)
        return
    ahead = max((moment for run in runs for moment in (run.started_at, run.finished_at) if moment), default=now)
    if ahead > now + _AHEAD:
        yield Fault(
            "clock", f"Часы отстают: в журнале есть запуск от {ahead:%Y-%m-%d %H:%M}, а сейчас {now:%Y-%m-%d %H:%M}. Проверьте время."
        )
    hours = settings.health.night_hours
    since = good.finished_at if good else min((run.started_at for run in runs if run.kind is RunKind.RUN), default=None)
    if hours and since and now - since > timedelta(hours=hours):
        said = f"последний законченный запуск – {since:%Y-%m-%d %H:%M}" if good else "ни один запуск не закончен"
        yield Fault("night", f"Давно не было удачной ночи: {said}, ждали не реже чем раз в {hours:g} ч (health.night_hours).")


# ------------------------------------------------------------ figures


def _of_run(run: Run, ledger: Ledger, settings: Settings) -> Iterator[Metric]:
    counted = ledger.counts.of(run.id, run.walked)
    took = (run.finished_at - run.started_at).total_seconds() if run.finished_at else None
    schools = {
        "assessed": counted.assessed,
        "not_assessed": counted.audited - counted.assessed,
        "left": counted.schools - counted.audited,
    }
    yield gauge("site_audit_run_started_timestamp_seconds", "When the newest run began.", run.started_at.timestamp())
    yield gauge("site_audit_run_duration_seconds", "How long the newest run took; not there while it goes on.", took)
    yield by_label("site_audit_run_schools", "Schools of the newest run by what came of them.", "state", schools.items())
    yield gauge("site_audit_run_pages", "Pages and files that came in the newest run.", counted.captures)
    yield gauge("site_audit_run_requests", "Requests of the newest run.", counted.requests)
    yield gauge("site_audit_run_bytes", "What the newest run has added to the archive.", _size(settings.var / "archive" / run.walked))
    troubles = ((one.value, counted.troubles.get(one.value, 0)) for one in Trouble)
    yield by_label("site_audit_run_failures", "Addresses of the newest run that did not come, by trouble.", "trouble", troubles)
    yield gauge("site_audit_run_findings_to_review", "Findings of the newest run that ask for a person's eye.", counted.needs_review)
    yield histogram("site_audit_run_school_seconds", "How long the walks of the newest run took.", counted.seconds, _SECONDS)


def _of_queue(newest: Run | None, ledger: Ledger, now: datetime) -> Iterator[Metric]:
    """Schools that wait. A run that is too old to be gone on with waits for nothing."""
    going_on = newest if newest and not newest.finished_at and now - newest.started_at <= OLDEST else None
    left = ledger.leases.left(going_on.id, now=now.timestamp()) if going_on else None
    waiting = {"open": left.schools - left.put_off, "put_off": left.put_off} if left else {"open": 0, "put_off": 0}
    yield by_label("site_audit_queue_schools", "Schools of the run that goes on which are not done.", "state", waiting.items())
    yield gauge("site_audit_processes", "Processes at work on it.", len(left.owners) if left else 0)


def _size(place: Path) -> int:
    """The bytes of a file or of all files below a folder; what goes in this very moment counts nothing."""
    total = 0
    for path in (place, *place.rglob("*")) if place.is_dir() else (place,):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total


def _free(folder: Path) -> int:
    return shutil.disk_usage(_nearest(folder)).free


def _nearest(folder: Path) -> Path:
    """The folder, or what is there of the way to it."""
    return next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
