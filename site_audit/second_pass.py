"""The end of the night: what did not open and may open some hours later is asked once more, and only then is it unknown.

The walk is walked again by what was kept of it. Only the addresses whose trouble may pass are hidden from it, so they are asked, and what
they lead to is followed; what comes is kept as `late` and counts instead of what came before. So a program killed on the way goes on
here as it goes on with any walk.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from site_audit.audit import gather, judge
from site_audit.crawl import Halt, Halted, left_after, may_pass, nothing_earlier
from site_audit.errors import SiteAuditError
from site_audit.model import Aside, Audit, Failure, Link, School, Seen, Trouble, Visit
from site_audit.one_school import MOST_ATTEMPTS, replayed, walk_before
from site_audit.store.leases import Lease
from site_audit.store.runs import Run
from site_audit.wiring import Parts

_log = logging.getLogger(__name__)

LEAST_SHARE = 3  # a school whose time is up is given a third of it once more: its addresses had their turn, and some took a time-out each
ASKED_AGAIN = "asked_again"  # the note of a walk, with the number of addresses


def open_second_pass(run: Run, parts: Parts) -> int:
    """Give out once more every school of which something may have passed; returns how many."""
    once = parts.ledger.passes.walked_once(run.id)
    wanted = {school for school, failures in once.items() if any(map(may_pass, failures))}
    if len(wanted) < len(once):  # a stub is told from a page by reading it: of that the audit knows
        wanted |= {audit.school.id for audit in parts.ledger.audits(run.id) if audit.school.id in once and _stubs(audit)}
    return parts.ledger.passes.open_again(run.id, sorted(wanted))


def audit_once_more(lease: Lease, run: Run, parts: Parts, *, halt: Halt, held: Halt) -> Audit:
    """Ask a school for what did not open, and judge all that was seen of it; where that goes wrong, the first audit stands."""
    school = lease.school
    first, walk = parts.ledger.audit(run.id, school.id), parts.ledger.walk(run.id, school.id)
    assert first is not None and walk is not None  # only a school with both is given out again
    if lease.attempt > MOST_ATTEMPTS:
        _log.error("school %s: the program ended over its second pass %d times; its first audit stands", school.id, MOST_ATTEMPTS)
        return _as_it_was(first, walk, run, parts)
    try:
        halt()
        with parts.shelf() as aside:
            again = _walked_again(school, run, parts, walk, _stubs(first), halt, held, aside)
            seen = _taken_together(school, run, parts, again, aside)
            parts.ledger.keep_walk(run.id, school.id, replace(seen, sightings=()), twice=True)
            return judge(school, seen, parts.pack, run=run.id, at=parts.now(), as_of=run.as_of)
    except (SiteAuditError, Halted):
        raise
    except Exception:
        _log.exception("school %s: an unexpected error in its second pass; its first audit stands", school.id)
        return _as_it_was(first, walk, run, parts)


def _as_it_was(audit: Audit, walk: Seen, run: Run, parts: Parts) -> Audit:
    parts.ledger.keep_walk(run.id, audit.school.id, walk, twice=True)
    return audit


def _stubs(audit: Audit) -> frozenset[str]:
    return frozenset(one.url for one in audit.failures if one.trouble is Trouble.BLOCK_PAGE)


def _walked_again(school: School, run: Run, parts: Parts, walk: Seen, stubs: Collection[str], halt: Halt, held: Halt, aside: Aside) -> Seen:
    night_before = walk_before(school, run, parts)
    with (
        parts.ledger.visit_book(run.id, school.id, again=True) as note,
        parts.archive.keeper(run.id, school.id, noted=note, earlier=night_before) as keeping,
        parts.tools(school) as tools,
    ):
        note.write()

        def keep(visit: Visit) -> None:
            held()
            keeping(replace(visit, late=True))

        def before(link: Link) -> Visit | None:
            visit = keeping.before(link)
            while visit is not None and not visit.late and _is_hidden(visit, stubs):
                visit = keeping.before(link)
            return visit

        time_s = walk.seconds + max(tools.limits.school_s - walk.seconds, tools.limits.school_s / LEAST_SHARE)
        longer = replace(tools, limits=replace(tools.limits, school_s=time_s))
        known = parts.archive.earlier(night_before, school.id) if night_before else nothing_earlier
        return gather(school, longer, keep=keep, as_of=run.as_of, before=before, earlier=known, halt=halt, aside=aside)


def _is_hidden(visit: Visit, stubs: Collection[str]) -> bool:
    return may_pass(visit.got) if isinstance(visit.got, Failure) else visit.got.url in stubs


def _taken_together(school: School, run: Run, parts: Parts, again: Seen, aside: Aside) -> Seen:
    """What both passes saw, as the archive brings it again: judged anew some day, the audit is the same."""
    asked: Counter[str] = Counter()
    early: set[str] = set()
    late: set[str] = set()

    def told(visit: Visit) -> None:
        asked.update(dict(visit.asked))
        (late if visit.late else early).add(visit.link.url)

    with parts.reader() as reader:
        seen = replayed(school, run.id, parts, again, reader, aside, told=told)
    return replace(
        seen,
        left=left_after(again.left, seen.sightings),
        requests=asked.total(),
        asked=tuple(asked.most_common()),
        notes=(*again.notes, f"{ASKED_AGAIN}:{len(early & late)}"),
    )
