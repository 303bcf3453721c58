"""Leases: every school of a run is taken by one process at a time, and none is lost with the process that had it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from site_audit.store.leases import NOBODY, Left
from site_audit.store.ledger import Ledger
from tests.store import made
from tests.store.test_ledger import _kept

NOW, LATER = 1_000.0, 1_060.0


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger in a file."""
    with Ledger(tmp_path / "audit.db") as one:
        yield one


def _take(ledger: Ledger, run: str, owner: str, now: float = NOW) -> str | None:
    lease = ledger.leases.take(run, owner, now=now, until=now + 60.0)
    return lease.school.id if lease else None


def test_each_school_is_taken_once(ledger: Ledger) -> None:
    """In the order of the list, by whoever asks first; then there is nothing to take."""
    run = made.opened(ledger, *(made.school(number) for number in range(3))).id
    assert [_take(ledger, run, owner) for owner in "abab"] == ["school-0", "school-1", "school-2", None]


def test_many_takers_at_once_share_without_a_double(ledger: Ledger) -> None:
    """Eight threads take forty schools: each comes once."""
    run = made.opened(ledger, *(made.school(number) for number in range(40))).id

    def all_of(owner: str) -> list[str]:
        return [school for school in iter(lambda: _take(ledger, run, owner), None) if school]

    with ThreadPoolExecutor(8) as pool:
        taken = [school for some in pool.map(all_of, "abcdefgh") for school in some]
    assert sorted(taken) == sorted(f"school-{number}" for number in range(40))


def test_schools_of_one_platform_are_brought_apart(ledger: Ledger) -> None:
    """Those who work at once are at different servers as long as there are any."""
    schools = [
        replace(made.school(number), url=f"http://s{number}.{host}/") for number, host in enumerate(["ucoz.ru"] * 3 + ["a.example"] * 2)
    ]
    run = made.opened(ledger, *schools).id
    assert [_take(ledger, run, "a") for _ in schools] == ["school-0", "school-3", "school-1", "school-4", "school-2"]


def test_a_lease_that_ran_out_is_free(ledger: Ledger) -> None:
    """Heartbeats hold it; without them another process takes the school, and the first owner learns that it is gone."""
    run = made.opened(ledger).id
    assert _take(ledger, run, "dead") == "school-1"
    assert ledger.leases.beat(run, "dead", until=LATER + 60.0) == {"school-1"}
    assert _take(ledger, run, "other", LATER) is None
    assert _take(ledger, run, "other", LATER + 60.0) == "school-1"
    assert ledger.leases.beat(run, "dead", until=LATER + 200.0) == frozenset()


def test_an_audit_of_somebody_elses_school_is_not_kept(ledger: Ledger) -> None:
    """Whoever lost the lease comes too late; none is judged twice."""
    run = made.opened(ledger).id
    _take(ledger, run, "late")
    _take(ledger, run, "quick", LATER)
    audit = made.audit(run)
    assert ledger.save_audit(audit, owner="quick")
    assert not ledger.save_audit(replace(audit, seconds=1.0), owner="late")
    assert not ledger.save_audit(replace(audit, seconds=1.0), owner="quick")
    assert ledger.audit(run, "school-1") == audit
    assert _take(ledger, run, "third", LATER + 999.0) is None


def test_what_is_left_is_told(ledger: Ledger) -> None:
    """How many schools, how many of them put off, and who is at work."""
    run = made.opened(ledger, *(made.school(number) for number in range(4))).id
    for owner in "ab":
        _take(ledger, run, owner)
    ledger.leases.release(run, "b", "school-1", until=LATER)
    ledger.save_audit(made.audit(run, 2))
    assert ledger.leases.left(run, now=NOW) == Left(3, 1, frozenset("a"))
    assert ledger.leases.left(run, now=LATER + 1) == Left(3, 0, frozenset())


def test_what_was_put_off_is_taken_when_its_time_comes(ledger: Ledger) -> None:
    """Not before, unless somebody begins the run again and looks for himself."""
    run = made.opened(ledger).id
    _take(ledger, run, "a")
    ledger.leases.release(run, "a", "school-1", until=LATER)
    assert _take(ledger, run, "b") is None
    ledger.leases.free(run, (NOBODY,))
    assert _take(ledger, run, "b") == "school-1"


def test_attempts_without_a_step_forward_are_counted(ledger: Ledger) -> None:
    """An attempt that begins with more visits kept than the one before it is a first one again."""
    run = made.opened(ledger).id
    counted = []
    for kept in (0, 0, 0, 2, 2, 3):
        with ledger.visit_book(run, "school-1") as note:
            for number in range(kept):
                note(made.visit(number), _kept(number))
        lease = ledger.leases.take(run, "a", now=NOW, until=NOW)
        assert lease is not None
        counted.append(lease.attempt)
    assert counted == [1, 2, 3, 1, 2, 1]


def test_reports_are_written_by_one(ledger: Ledger) -> None:
    """Two processes never write them at once; who dies over them is followed; a finished run has them."""
    run = made.opened(ledger).id
    assert ledger.leases.take_reports(run, "a", now=NOW, until=LATER)
    assert not ledger.leases.take_reports(run, "b", now=NOW, until=LATER)
    assert ledger.leases.take_reports(run, "b", now=LATER, until=LATER + 60.0)
    assert not ledger.leases.reported(run)
    ledger.finish_run(run, at=made.NIGHT)
    assert ledger.leases.reported(run)
    assert not ledger.leases.take_reports(run, "a", now=LATER + 99.0, until=LATER + 199.0)
