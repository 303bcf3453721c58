"""The same job over many schools: here or in threads, every result once, nothing begun after a break."""

from __future__ import annotations

from collections.abc import Generator
from threading import Barrier, Event, Lock, current_thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.executors import Executor, Here, Threads, executor_for

BOTH = [Here(), Threads(3)]


@pytest.mark.parametrize("executor", BOTH, ids=["here", "threads"])
@pytest.mark.parametrize("count", [0, 1, 3, 10])
def test_every_item_comes_back_with_its_result(executor: Executor, count: int) -> None:
    """Each item once, beside what its job returned."""
    assert sorted(executor.map(lambda number: number * 2, range(count))) == [(number, number * 2) for number in range(count)]


def test_here_keeps_the_order() -> None:
    """One after another means in the order of the list, and only when asked for."""
    begun: list[int] = []
    results = Here().map(lambda number: begun.append(number), [3, 1, 2])
    assert begun == []
    assert [item for item, _ in results] == begun == [3, 1, 2]


def test_threads_work_at_once() -> None:
    """Two jobs that wait for each other both finish: they run at the same time."""
    barrier = Barrier(2, timeout=20)
    assert sorted(Threads(2).map(lambda item: barrier.wait() >= 0, "ab")) == [("a", True), ("b", True)]


def test_no_more_jobs_at_once_than_workers() -> None:
    """However long the list, only so many schools are asked at a time."""
    lock, under_way, most = Lock(), 0, 0

    def job(item: int) -> str:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        name = current_thread().name
        with lock:
            under_way -= 1
        return name

    names = {name for _, name in Threads(3).map(job, range(40))}
    assert most <= 3
    assert all(name.startswith("school") for name in names)


def test_a_broken_off_run_begins_nothing_more() -> None:
    """After Ctrl-C only the jobs under way are waited for."""
    begun: list[int] = []
    results = Threads(2).map(lambda number: begun.append(number), range(50))
    assert isinstance(results, Generator)
    next(results)
    results.close()
    assert len(begun) <= 2


def test_jobs_under_way_learn_of_a_break() -> None:
    """A job that would go on for long is told to end: the break waits for it no longer than it takes to look."""
    broken_off = Event()
    results = Threads(2, broken_off=broken_off.set).map(lambda number: number == 0 or broken_off.wait(20), range(2))
    next(results)
    results.close()
    assert broken_off.is_set()


@pytest.mark.parametrize("executor", BOTH, ids=["here", "threads"])
def test_our_own_error_is_not_hidden(executor: Executor) -> None:
    """What a job raises reaches the one who asked."""

    def job(number: int) -> int:
        return 1 // number

    with pytest.raises(ZeroDivisionError):
        list(executor.map(job, [1, 0, 1]))


@given(st.integers(1, 6), st.lists(st.integers(), max_size=12))
def test_threads_give_what_one_after_another_gives(workers: int, items: list[int]) -> None:
    """Any number of workers, any list: the same pairs."""
    assert sorted(Threads(workers).map(abs, items)) == sorted(Here().map(abs, items))


@pytest.mark.parametrize(("workers", "kind"), [(1, Here), (0, Here), (2, Threads)])
def test_threads_only_for_more_than_one(workers: int, kind: type) -> None:
    """One worker needs no threads."""
    assert isinstance(executor_for(workers), kind)
