"""The same job mapped over schools: here, one after another, or in threads. The unit is the school, never the page."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Executor(Protocol):
    """Maps a job over items; results come as they are ready, beside their items. An item is taken when there is somebody to work at it."""

    def map(self, job: Callable[[Item], Result], items: Iterable[Item]) -> Generator[tuple[Item, Result], None, None]: ...


class Here:
    """One after another, in this thread."""

    def map(self, job: Callable[[Item], Result], items: Iterable[Item]) -> Generator[tuple[Item, Result], None, None]:
        """Results in the order of the items."""
        return ((item, job(item)) for item in items)


class Threads:
    """A few schools at once: while one site is being waited for, another is read."""

    def __init__(self, workers: int, *, broken_off: Callable[[], None] = lambda: None) -> None:
        self._workers = workers
        self._broken_off = broken_off

    def map(self, job: Callable[[Item], Result], items: Iterable[Item]) -> Generator[tuple[Item, Result], None, None]:
        """Results as they are ready. A broken-off iteration (Ctrl-C) starts no further job and waits only for those under way.

        These learn of it by `broken_off`, so that the wait is short.
        """
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix="school")
        waiting = iter(items)
        running: dict[Future[Result], Item] = {}
        try:
            _submit(pool, job, waiting, running, self._workers)
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield running.pop(future), future.result()
                _submit(pool, job, waiting, running, self._workers)
        except BaseException:
            self._broken_off()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _submit(
    pool: ThreadPoolExecutor,
    job: Callable[[Item], Result],
    waiting: Iterable[Item],
    running: dict[Future[Result], Item],
    workers: int,
) -> None:
    for item in waiting:
        running[pool.submit(job, item)] = item
        if len(running) >= workers:
            return


def executor_for(workers: int, *, broken_off: Callable[[], None] = lambda: None) -> Executor:
    """Threads where there is more than one worker."""
    return Threads(workers, broken_off=broken_off) if workers > 1 else Here()
