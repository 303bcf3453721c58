"""A process's share of a run: held while it lives, followed when it dies, given up when it stood still for too long."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from site_audit.model import PackId, School
from site_audit.share import Share, is_alive, is_gone, unfinished_run
from site_audit.store.ledger import Ledger
from site_audit.store.runs import RunKind
from tests.crawl.walking import Clock
from tests.store import made

SCHOOLS = tuple(made.school(number) for number in range(3))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger in a file."""
    with Ledger(tmp_path / "audit.db") as one:
        yield one


def _dead(ledger: Ledger) -> str:
    """The owner of leases whose process, on this machine, has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait(60)
    return f"{Share(ledger.leases, '').owner.partition('/')[0]}/{ended.pid}/00000000"


def test_a_share_takes_what_nobody_is_at(ledger: Ledger) -> None:
    """Two shares of one run divide it; a school is taken when there is somebody to work at it, not before."""
    run = made.opened(ledger, *SCHOOLS).id
    with Share(ledger.leases, run) as one, Share(ledger.leases, run) as other:
        mine, theirs = one.schools(), other.schools()
        assert [next(mine).school.id, next(theirs).school.id, next(mine).school.id] == ["school-0", "school-1", "school-2"]
        assert next(theirs, None) is None
        assert one.left().owners == {one.owner, other.owner}


def test_the_end_of_a_share_gives_up_what_it_held(ledger: Ledger) -> None:
    """Ctrl-C included: the next start need not wait for leases to run out."""
    run = made.opened(ledger, *SCHOOLS).id
    with pytest.raises(KeyboardInterrupt), Share(ledger.leases, run) as broken:
        next(broken.schools())
        raise KeyboardInterrupt
    with Share(ledger.leases, run) as again:
        assert [lease.school.id for lease in again.schools()] == ["school-0", "school-1", "school-2"]


def test_a_dead_process_is_followed_at_once(ledger: Ledger) -> None:
    """Its leases have not run out, but it is seen to be gone; one of another machine is waited for."""
    run = made.opened(ledger, *SCHOOLS).id
    for owner in (_dead(ledger), "elsewhere/1/00000000"):
        assert ledger.leases.take(run, owner, now=0.0, until=9e9)
    with Share(ledger.leases, run) as share:
        assert [lease.school.id for lease in share.schools()] == ["school-0", "school-2"]
        assert share.left().owners == {share.owner, "elsewhere/1/00000000"}


def test_a_process_that_dies_while_others_wait_is_followed(ledger: Ledger) -> None:
    """Whoever has nothing to do looks after the others."""
    run = made.opened(ledger, *SCHOOLS[:1]).id
    with Share(ledger.leases, run) as share:
        assert ledger.leases.take(run, _dead(ledger), now=0.0, until=9e9)
        assert next(share.schools(), None) is None
        share.wait()
        assert next(share.schools()).school.id == "school-0"


def test_who_is_gone(ledger: Ledger) -> None:
    """Known of processes of this machine only; a number that is ours again is no sign of life."""
    with Share(ledger.leases, "run") as share:
        node = share.owner.partition("/")[0]
        assert not is_gone(share.owner)
        assert is_gone(f"{node}/{os.getpid()}/ffffffff")
        assert is_gone(_dead(ledger))
        assert not is_gone(f"{node}/{os.getppid()}/ffffffff")
        assert not is_gone("elsewhere/1/ffffffff")
        assert not is_gone("")
    assert is_gone(share.owner)


def test_whoever_stood_still_learns_what_was_lost(ledger: Ledger) -> None:
    """A process halted for longer than its leases keeps what nobody took meanwhile, and lets go of the rest before it asks again."""
    run = made.opened(ledger, *SCHOOLS).id
    clock = Clock()
    with Share(ledger.leases, run, clock=clock) as share:
        assert [lease.school.id for lease in share.schools()] == ["school-0", "school-1", "school-2"]
        clock.moment += 100.0
        assert ledger.leases.take(run, "other", now=clock.moment, until=clock.moment + 60.0)
        assert [share.holds(one.id) for one in SCHOOLS] == [False, True, True]


def test_a_school_put_off_is_not_taken_again_before_its_time(ledger: Ledger) -> None:
    """Not by this share and not by another; a new start of the run looks for itself."""
    run = made.opened(ledger, *SCHOOLS[:1]).id
    with Share(ledger.leases, run) as share:
        lease = next(share.schools())
        share.put_off(lease.school.id, 3 * 3600.0)
        assert (next(share.schools(), None), share.holds(lease.school.id)) == (None, False)
        assert (share.left().schools, share.left().put_off) == (1, 1)
    with Share(ledger.leases, run) as again:
        assert next(again.schools()).school.id == "school-0"


HOUR = timedelta(hours=1)


def _found(
    ledger: Ledger, schools: Sequence[School] = SCHOOLS, *, pack: PackId = made.PACK, as_of: date | None = None, later: timedelta = HOUR
) -> tuple[str, str] | None:
    found = unfinished_run(ledger, schools, pack=pack, method="iio-1", as_of=as_of, now=made.NIGHT + later)
    return (found.run.id, found.why_not) if found else None


def test_an_unfinished_run_of_the_same_list_is_found(ledger: Ledger) -> None:
    """By list and date; asked for by day or not, where it judged by the day of its start."""
    run = made.opened(ledger, *SCHOOLS).id
    assert _found(ledger) == _found(ledger, as_of=made.TODAY) == (run, "")
    assert _found(ledger, SCHOOLS[:2]) is None
    assert _found(ledger, SCHOOLS[::-1]) is None
    assert _found(ledger, as_of=date(2026, 1, 1)) is None


def test_a_run_of_yesterday_or_of_other_rules_is_told_and_not_continued(ledger: Ledger) -> None:
    """Pages of yesterday are no sight of today, and half a run by each of two rule packs is none by either."""
    run = made.opened(ledger, *SCHOOLS).id
    assert _found(ledger, later=timedelta(hours=25)) == (run, "old")
    assert _found(ledger, pack=PackId("career", "2", "sha256:1")) == (run, "rules")


def test_only_the_last_run_of_a_list_is_continued(ledger: Ledger) -> None:
    """Once the list was audited to the end, what was broken off before is of no use; runs of other lists and kinds do not count."""
    first = made.opened(ledger, *SCHOOLS)
    second = made.opened(ledger, *SCHOOLS, started_at=made.NIGHT + HOUR)
    other = made.opened(ledger, *SCHOOLS[:1], started_at=made.NIGHT + HOUR)
    made.opened(ledger, *SCHOOLS, started_at=made.NIGHT + HOUR, kind=RunKind.DEMO)
    ledger.finish_run(other.id, at=made.NIGHT)
    assert _found(ledger, later=2 * HOUR) == (second.id, "")
    ledger.finish_run(second.id, at=made.NIGHT + HOUR)
    assert _found(ledger, later=2 * HOUR) is None
    assert first.finished_at is None


def test_whether_somebody_is_at_an_unfinished_run(ledger: Ledger) -> None:
    """A living owner of a lease makes it a run under way."""
    run = made.opened(ledger, *SCHOOLS).id

    def alive() -> bool:
        found = unfinished_run(ledger, SCHOOLS, pack=made.PACK, method="iio-1", as_of=None, now=datetime.now().astimezone())
        return found is not None and is_alive(found)

    with Share(ledger.leases, run) as share:
        assert not alive()
        next(share.schools())
        assert alive()
    assert not alive()
