"""Many schools: walk, judge, remember, publish. A bad school never stops the night."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import inf
from pathlib import Path
from threading import Event
from typing import Protocol

from site_audit.audit import gather, judge
from site_audit.crawl import replay
from site_audit.errors import SiteAuditError
from site_audit.executors import executor_for
from site_audit.model import Audit, Failure, School, Seen, Sighting, Trouble
from site_audit.model import Link as SiteLink
from site_audit.publish import publish
from site_audit.score import METHOD, rank, with_same_text
from site_audit.settings import Settings
from site_audit.store.runs import Run, RunKind
from site_audit.view.html import render_district_html, render_runs_html, render_school_html
from site_audit.view.json import district_json, dumped, school_json
from site_audit.view.pages.district import district_page
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.pages.runs import RunFacts, RunsPage, runs_page
from site_audit.view.pages.school import school_page
from site_audit.wiring import Parts

_log = logging.getLogger(__name__)


class Progress(Protocol):
    """Who wants to know how the night goes on."""

    def began(self, schools: int) -> None: ...

    def finished(self, audit: Audit) -> None: ...


@dataclass(frozen=True, slots=True)
class RunResult:
    """What came of a run: its id, the audits in the order of the list, and where the reports lie."""

    run: str
    audits: tuple[Audit, ...]
    folder: Path

    @property
    def not_assessed(self) -> tuple[Audit, ...]:
        """Schools whose site showed nothing that could be judged."""
        return tuple(audit for audit in self.audits if audit.indicator.value is None)


def run_schools(schools: Sequence[School], parts: Parts, *, kind: RunKind, as_of: date, progress: Progress) -> RunResult:
    """Audit the schools and write their reports. What is finished stays remembered if the run is broken off."""
    settings = parts.settings
    run = parts.ledger.open_run(
        schools, kind=kind, started_at=parts.now(), as_of=as_of, pack=parts.pack.identity, method=METHOD, settings=_told(settings)
    )
    progress.began(len(schools))
    stop = Event()

    def job(school: School) -> Audit:
        audit = _audit(school, run, parts, as_of, stop)
        parts.ledger.save_audit(audit)
        return audit

    with closing(executor_for(settings.workers, broken_off=stop.set).map(job, schools)) as audits:
        for _, audit in audits:
            progress.finished(audit)
    parts.ledger.finish_run(run.id, at=parts.now())
    return write_reports(run.id, parts)


def rejudge(source: Run, parts: Parts, *, as_of: date, progress: Progress) -> RunResult:
    """Judge the kept captures of a run again, by the rules and the date given, with not one request to a school.

    Of a run that was broken off, the schools that had come to their end are judged.
    """
    schools = [school for school in parts.ledger.schools(source.walked) if parts.ledger.audit(source.walked, school.id)]
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
        audit = _again(school, run, parts, as_of)
        parts.ledger.save_audit(audit)
        progress.finished(audit)
    parts.ledger.finish_run(run.id, at=parts.now())
    return write_reports(run.id, parts)


def write_reports(run: str, parts: Parts) -> RunResult:
    """Write the reports of a run from the ledger: every school, the district, and the list of runs."""
    settings = parts.settings
    audits = with_same_text(tuple(parts.ledger.audits(run)))
    rulebook = Rulebook(parts.pack.criteria, parts.pack.directions, parts.pack.norms)
    publish(_run_files(run, audits, rulebook, settings), settings.out)
    publish([("index.html", render_runs_html(_runs(parts)).encode())], settings.out)
    return RunResult(run, audits, settings.out / run)


def write_school_report(audit: Audit, parts: Parts, folder: Path) -> Path:
    """Write the report of one school alone (for `check`) and return its page."""
    rulebook = Rulebook(parts.pack.criteria, parts.pack.directions, parts.pack.norms)
    page = school_page(audit, rulebook, district=parts.settings.district, home="")
    files = [
        (f"{folder.name}/index.html", render_school_html(page).encode()),
        (f"{folder.name}/report.json", dumped(school_json(audit, rulebook, district=parts.settings.district)).encode()),
    ]
    return publish(files, folder.parent)[0]


def check_site(school: School, parts: Parts, *, as_of: date, folder: Path) -> tuple[Audit, Path]:
    """Audit one site for its own school; the report goes to `folder`, nothing enters the operator's ledger."""
    run = parts.ledger.open_run([school], kind=RunKind.CHECK, started_at=parts.now(), as_of=as_of, pack=parts.pack.identity, method=METHOD)
    audit = _audit(school, run, parts, as_of, Event())
    parts.ledger.save_audit(audit)
    parts.ledger.finish_run(run.id, at=parts.now())
    return audit, write_school_report(audit, parts, folder)


# ------------------------------------------------------------ one school of a run


class _BrokenOff(Exception):
    """The run was broken off in the middle of a walk; nothing is said of that school."""


def _audit(school: School, run: Run, parts: Parts, as_of: date, stop: Event) -> Audit:
    try:
        with (
            parts.ledger.visit_book(run.id, school.id) as note,
            parts.archive.keeper(run.id, school.id, noted=note) as keep,
            parts.tools(school) as tools,
        ):
            seen = gather(school, replace(tools, clock=lambda: inf if stop.is_set() else tools.clock()), keep=keep)
        if stop.is_set():
            raise _BrokenOff
        parts.ledger.keep_walk(run.id, school.id, replace(seen, sightings=()))
        return judge(school, seen, parts.pack, run=run.id, at=parts.now(), as_of=as_of)
    except (SiteAuditError, _BrokenOff):
        raise  # broken off, or the operator's settings or the machine: it would be so for every school, and no school is to blame
    except Exception as error:
        _log.exception("school %s: an unexpected error; all its findings are unknown", school.id)
        return _crashed(school, run, parts, as_of, type(error).__name__)


def _again(school: School, run: Run, parts: Parts, as_of: date) -> Audit:
    walk = parts.ledger.walk(run.walked, school.id)
    before = parts.ledger.audit(run.walked, school.id)
    if walk is None:  # the walk crashed: what it had kept by then is not the site
        return _crashed(school, run, parts, as_of, next((one.detail for one in before.failures), "") if before else "")
    try:
        with parts.reader() as reader:
            expected = len(parts.ledger.visits(run.walked, school.id))
            seen = replay(parts.archive.visits(run.walked, school.id, expected=expected), walk, reader)
        return judge(school, seen, parts.pack, run=run.id, at=before.audited_at if before else parts.now(), as_of=as_of)
    except SiteAuditError:
        raise
    except Exception as error:
        _log.exception("school %s: an unexpected error while judging again", school.id)
        return _crashed(school, run, parts, as_of, type(error).__name__)


def _crashed(school: School, run: Run, parts: Parts, as_of: date, detail: str) -> Audit:
    """An audit of unknowns: our fault, so nothing is claimed and nothing is held against the school."""
    failure = Failure(school.url, Trouble.CRASHED, detail)
    seen = Seen(school.url, (Sighting(SiteLink(school.url), 0, None, failure=failure),))
    return judge(school, seen, parts.pack, run=run.id, at=parts.now(), as_of=as_of)


# ------------------------------------------------------------ reports


def _run_files(run: str, audits: tuple[Audit, ...], rulebook: Rulebook, settings: Settings) -> Iterator[tuple[str, bytes]]:
    ranks = rank({audit.school.id: audit.indicator.value for audit in audits})
    for audit in audits:
        page = school_page(audit, rulebook, district=settings.district)
        yield f"{run}/schools/{audit.school.id}.html", render_school_html(page).encode()
        yield f"{run}/schools/{audit.school.id}.json", dumped(school_json(audit, rulebook, district=settings.district)).encode()
    district = district_page(audits, rulebook, ranks=ranks, district=settings.district)
    yield f"{run}/index.html", render_district_html(district).encode()
    yield f"{run}/district.json", dumped(district_json(audits, rulebook, ranks=ranks, district=settings.district)).encode()


def _runs(parts: Parts) -> RunsPage:
    facts = []
    for run in parts.ledger.runs():
        if run.kind is RunKind.CHECK or not (parts.settings.out / run.id / "index.html").is_file():
            continue
        values = [audit.indicator.value for audit in parts.ledger.audits(run.id)]
        known = [value for value in values if value is not None]
        mean = sum(known, Decimal(0)) / len(known) if known else None
        facts.append(RunFacts(run.id, run.started_at, len(values), len(known), mean, f"{run.pack.id} {run.pack.version}"))
    return runs_page(facts, district=parts.settings.district)


def _told(settings: Settings) -> dict[str, object]:
    return {key: origin for key, origin in settings.origins}
