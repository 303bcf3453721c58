"""One school of a run: walked, or its walk gone on with, and judged; or its kept walk judged again. Our faults are no fault of a school."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from site_audit.audit import gather, judge
from site_audit.crawl import Halt, Halted, Reader, go_on, nothing_earlier, replay, superseded
from site_audit.errors import SiteAuditError
from site_audit.model import Aside, Audit, Failure, Link, School, Seen, Sighting, Trouble, Visit
from site_audit.store.archive import ArchiveDamaged
from site_audit.store.leases import Lease
from site_audit.store.runs import Run, RunKind
from site_audit.wiring import Parts

_log = logging.getLogger(__name__)

LEANT_ON_STAYS = timedelta(days=2)  # a run lasts a day at most
MOST_ATTEMPTS = 3  # a school over which the program ends each time without a step forward is left to its unknowns


def audit_school(lease: Lease, run: Run, parts: Parts, as_of: date, *, halt: Halt = go_on, held: Halt = go_on) -> Audit:
    """Audit a school. `halt` ends the walk before the next request, `held` before anything more is kept; both by raising `Halted`."""
    school = lease.school
    if lease.attempt > MOST_ATTEMPTS:
        _log.error("school %s: the program ended over it %d times without a step forward", school.id, MOST_ATTEMPTS)
        return crashed(school, run, parts, as_of, "process ended")
    if parts.ledger.walk(run.id, school.id) is not None:  # an earlier attempt was killed between the walk's end and the judgement's
        return audit_again(school, run, parts, as_of)
    try:
        halt()
        with parts.shelf() as aside:
            seen = _walked(school, run, parts, halt, held, aside)
            parts.ledger.keep_walk(run.id, school.id, replace(seen, sightings=()))
            return judge(school, seen, parts.pack, run=run.id, at=parts.now(), as_of=as_of)
    except (SiteAuditError, Halted):
        raise  # broken off, or the operator's settings or the machine: it would be so for every school, and no school is to blame
    except Exception as error:
        _log.exception("school %s: an unexpected error; all its findings are unknown", school.id)
        return crashed(school, run, parts, as_of, type(error).__name__)


def _walked(school: School, run: Run, parts: Parts, halt: Halt, held: Halt, aside: Aside) -> Seen:
    """Walk the site; what an earlier attempt kept is taken from the archive instead of being asked for again."""
    earlier = walk_before(school, run, parts)
    with (
        parts.ledger.visit_book(run.id, school.id) as note,
        parts.archive.keeper(run.id, school.id, noted=note, earlier=earlier) as keeping,
        parts.tools(school) as tools,
    ):
        note.write()  # so that the next attempt, if there must be one, knows how far this one began

        def keep(visit: Visit) -> None:
            held()
            keeping(visit)

        known = parts.archive.earlier(earlier, school.id) if earlier else nothing_earlier
        return gather(school, tools, keep=keep, as_of=run.as_of, before=keeping.before, earlier=known, halt=halt, aside=aside)


def walk_before(school: School, run: Run, parts: Parts) -> str:
    """The run whose walk of the school this one may lean on; "" where there is none, or nothing before may count.

    A check is somebody's wish to know how it is now. And what the archive may be about to part with is leant on by nobody.
    """
    since = parts.now() - timedelta(days=parts.settings.archive.keep_days) + LEANT_ON_STAYS
    return "" if run.kind is RunKind.CHECK else parts.ledger.walk_before(run, school.id, since=since)


def audit_again(school: School, run: Run, parts: Parts, as_of: date) -> Audit:
    """Judge what was kept of a school's walk, with not one request to it."""
    if parts.ledger.is_thinned(run.walked, school.id):
        return crashed(school, run, parts, as_of, "archive thinned", "archive_thinned")
    walk = parts.ledger.walk(run.walked, school.id)
    before = parts.ledger.audit(run.walked, school.id)
    if walk is None:  # the walk crashed: what it had kept by then is not the site
        return crashed(school, run, parts, as_of, next((one.detail for one in before.failures), "") if before else "")
    try:
        with parts.reader() as reader, parts.shelf() as aside:
            seen = replayed(school, run.walked, parts, walk, reader, aside)
            return judge(school, seen, parts.pack, run=run.id, at=before.audited_at if before else parts.now(), as_of=as_of)
    except ArchiveDamaged as error:
        _log.error("school %s cannot be judged again, its findings are unknown: %s", school.id, error)
        return crashed(school, run, parts, as_of, "archive damaged", "archive_damaged")
    except SiteAuditError:
        raise
    except Exception as error:
        _log.exception("school %s: an unexpected error while judging again", school.id)
        return crashed(school, run, parts, as_of, type(error).__name__)


def replayed(
    school: School, run: str, parts: Parts, walk: Seen, reader: Reader, aside: Aside, *, told: Callable[[Visit], None] = lambda visit: None
) -> Seen:
    """The walk filled again from the archive. Every visit is `told`, those too in whose place a later one of the same address counts."""
    noted = parts.ledger.visits(run, school.id)

    def visits() -> Iterator[Visit]:
        for visit in parts.archive.visits(run, school.id, expected=len(noted)):
            told(visit)
            yield visit

    return replay(visits(), walk, reader, without=superseded(row.link for row in noted), aside=aside)


def crashed(school: School, run: Run, parts: Parts, as_of: date, detail: str, *notes: str) -> Audit:
    """An audit of unknowns: our fault, so nothing is claimed and nothing is held against the school."""
    failure = Failure(school.url, Trouble.CRASHED, detail)
    seen = Seen(school.url, (Sighting(Link(school.url), 0, None, failure=failure),), notes=notes)
    return judge(school, seen, parts.pack, run=run.id, at=parts.now(), as_of=as_of)
