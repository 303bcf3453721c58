"""Many schools: walk, judge, remember, publish. A bad school never stops the night."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import Protocol
from zoneinfo import ZoneInfo

from site_audit.crawl import Halt, Halted
from site_audit.errors import ConfigurationError, MachineError
from site_audit.executors import executor_for
from site_audit.logs import about
from site_audit.model import Audit, School
from site_audit.one_school import audit_again, audit_school
from site_audit.reports import RunResult, write_reports, write_school_report
from site_audit.score import METHOD
from site_audit.second_pass import audit_once_more, open_second_pass
from site_audit.settings import Settings
from site_audit.share import Share
from site_audit.store.leases import Lease
from site_audit.store.runs import Run, RunKind
from site_audit.upkeep import tidy
from site_audit.wiring import Parts

_log = logging.getLogger(__name__)


class Progress(Protocol):
    """Who wants to know how the night goes on."""

    def began(self, schools: int) -> None: ...

    def finished(self, audit: Audit) -> None: ...

    def again(self, schools: int) -> None:
        """All were walked; so many are asked once more for what did not open."""
        ...


def run_schools(
    schools: Sequence[School], parts: Parts, *, kind: RunKind, as_of: date, progress: Progress, unfinished: Run | None = None
) -> RunResult:
    """Audit the schools and write their reports; or, of an unfinished run, what is left of it, beside whoever else is at it.

    What is done stays remembered if the run is broken off or the program killed; a school in quiet hours waits for the next start.
    """
    run = unfinished or parts.ledger.open_run(
        schools, kind=kind, started_at=parts.now(), as_of=as_of, pack=parts.pack.identity, method=METHOD, settings=_told(parts.settings)
    )
    with Share(parts.ledger.leases, run.id) as share:
        progress.began(share.left().schools)
        waiting = _walk_all(run, parts, share, progress)
        while run.kind is RunKind.RUN and _ask_again(run, parts, progress) + share.left().schools > waiting:
            waiting = _walk_all(run, parts, share, progress)
        if waiting:
            return replace(write_reports(run.id, parts), waiting=waiting)
        return _reported(run, parts, share)


def rejudge(source: Run, parts: Parts, *, as_of: date, progress: Progress) -> RunResult:
    """Judge the kept captures of a run again, by the rules and the date given, with not one request to a school.

    Of a run that was broken off, the schools that had come to their end are judged.
    """
    schools = [school for school in parts.ledger.schools(source.walked) if parts.ledger.audit(source.walked, school.id)]
    _check_kept(source, schools, parts)
    run = parts.ledger.open_run(
        schools,
        kind=RunKind.REJUDGE,
        started_at=parts.now(),
        as_of=as_of,
        pack=parts.pack.identity,
        method=METHOD,
        settings=_told(parts.settings),
        source_run=source.id,
    )
    progress.began(len(schools))
    for school in schools:
        with about(run=run.id, school=school.id):
            audit = audit_again(school, run, parts, as_of)
        parts.ledger.save_audit(audit)
        progress.finished(audit)
    parts.ledger.finish_run(run.id, at=parts.now())
    return write_reports(run.id, parts)


def _check_kept(source: Run, schools: Sequence[School], parts: Parts) -> None:
    """One school's damage is that school's; where nothing at all is there, the wish was a mistake or the disk is not the right one."""
    if schools and all(parts.ledger.is_thinned(source.walked, school.id) for school in schools):
        days = parts.settings.archive.keep_days
        raise ConfigurationError(f"Страницы запуска {source.walked} больше не хранятся (archive.keep_days – {days}): судить заново нечего.")
    if any(parts.ledger.walk(source.walked, school.id) for school in schools) and not parts.archive.has(source.walked):
        folder = parts.archive.folder / source.walked
        raise MachineError(f"The archive of the run {source.walked} is not there: {folder}. Restore it from a backup.")


def check_site(school: School, parts: Parts, *, as_of: date, folder: Path) -> tuple[Audit, Path]:
    """Audit one site for its own school; the report goes to `folder`, nothing enters the operator's ledger."""
    run = parts.ledger.open_run([school], kind=RunKind.CHECK, started_at=parts.now(), as_of=as_of, pack=parts.pack.identity, method=METHOD)
    audit = audit_school(Lease(school, 1), run, parts, as_of)
    parts.ledger.save_audit(audit)
    parts.ledger.finish_run(run.id, at=parts.now())
    return audit, write_school_report(audit, parts, folder)


# ------------------------------------------------------------ the share of this process


class _BrokenOff(Halted):
    """The run was broken off in the middle of a walk; nothing is said of that school."""


class _TakenOver(Halted):
    """This process stood still for so long that another one has taken the school."""


class _Quiet(Halted):
    """The school's quiet hours have begun; nothing is said of it before they are over and the walk has gone on."""

    def __init__(self, left_s: float) -> None:
        super().__init__(left_s)
        self.left_s = left_s


def _walk_all(run: Run, parts: Parts, share: Share, progress: Progress) -> int:
    """Work until nothing is left but schools that wait for their hour; returns how many these are."""
    while (left := share.left()).schools:
        _work_off(run, parts, share, progress)
        left = share.left()
        if left.schools == left.put_off:
            break
        share.wait()  # others are at the rest; should they be killed, it falls to us
    return left.schools


def _ask_again(run: Run, parts: Parts, progress: Progress) -> int:
    """Open the second pass over what did not open; a demo and a check are over when they were walked."""
    opened = open_second_pass(run, parts)
    if opened:
        _log.info("run %s: %d schools are asked once more for what did not open", run.id, opened)
        progress.again(opened)
    return opened


def _work_off(run: Run, parts: Parts, share: Share, progress: Progress) -> None:
    """Audit all schools that nobody else is at."""
    stop = Event()

    def job(lease: Lease) -> Audit | None:
        with about(run=run.id, school=lease.school.id):
            return audited(lease)

    def audited(lease: Lease) -> Audit | None:
        school = lease.school
        try:
            halt, held = _halt(school, run, parts, share, stop), _held(school, share)
            if parts.ledger.passes.is_again(run.id, school.id):
                audit = audit_once_more(lease, run, parts, halt=halt, held=held)
            else:
                audit = audit_school(lease, run, parts, run.as_of, halt=halt, held=held)
        except _Quiet as quiet:
            share.put_off(school.id, quiet.left_s)
            return None
        except _TakenOver:
            _log.warning("school %s: another process has taken it over while this one stood still", school.id)
            return None
        return audit if parts.ledger.save_audit(audit, owner=share.owner) else None

    with closing(executor_for(parts.settings.workers, broken_off=stop.set).map(job, share.schools())) as audits:
        for _, audit in audits:
            if audit is not None:
                progress.finished(audit)


def _held(school: School, share: Share) -> Halt:
    def held() -> None:
        if not share.holds(school.id):
            raise _TakenOver

    return held


def _halt(school: School, run: Run, parts: Parts, share: Share, stop: Event) -> Halt:
    """What ends a walk from outside. Quiet hours bind the nightly run alone: a demo and a check are somebody's wish of this moment."""
    hours = parts.settings.limits.quiet_hours if run.kind is RunKind.RUN else None
    zone = ZoneInfo(school.timezone or parts.settings.timezone)

    held = _held(school, share)

    def halt() -> None:
        if stop.is_set():
            raise _BrokenOff
        held()
        if hours is not None and hours.hold(now := parts.now().astimezone(zone)):
            raise _Quiet((hours.over(now) - now).total_seconds())

    return halt


def _reported(run: Run, parts: Parts, share: Share) -> RunResult:
    """Write the reports, or wait until another process of this run has: two must not write them at once."""
    while not parts.ledger.leases.reported(run.id):
        if share.take_reports():
            result = write_reports(run.id, parts)
            parts.ledger.finish_run(run.id, at=parts.now())
            _tidy(parts)
            return result
        share.wait()
    return RunResult(run.id, tuple(parts.ledger.audits(run.id)), parts.settings.out / run.id)


def _tidy(parts: Parts) -> None:
    """Take away what is not kept any more. The night is done by then: a fault here is told and costs it nothing."""
    try:
        tidy(parts)
    except (MachineError, OSError) as error:
        _log.warning("what is kept no more could not be taken away: %s", error)


def _told(settings: Settings) -> dict[str, object]:
    return {key: origin for key, origin in settings.origins}
