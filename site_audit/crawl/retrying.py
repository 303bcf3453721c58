"""Asking again, within bounds: what may pass by itself is asked again after a while; a dead site is not asked twice at every address."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from site_audit.crawl.answers import Answer, Asker, Busy
from site_audit.model import Failure, Trouble

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 60.0  # a site that wants a longer rest is left alone
PATIENCE_S = 180.0  # waiting for one school in all
DEAD_AFTER = 3  # addresses in a row that failed for good
PASSING = {Trouble.CONNECT: 9, Trouble.TRUNCATED: 9, Trouble.TIMEOUT: 1}  # how often at most; a time-out has cost its time already


class Retrying:
    """Repeats what may pass: a refused or cut connection, one time-out, a server that says it is busy."""

    def __init__(self, inner: Asker, *, retries: int, sleep: Callable[[float], None]) -> None:
        self._inner = inner
        self._retries = retries
        self._sleep = sleep
        self._patience_s = PATIENCE_S
        self._failed_in_row = 0

    def ask(self, url: str) -> Answer:
        """The first good answer, or the last bad one."""
        answer = self._inner.ask(url)
        for attempt, wait in enumerate(self._waits()):
            if not _passing(answer, attempt) or not self._wait(answer, wait):
                break
            answer = self._inner.ask(url)
        failed = isinstance(answer, Busy) or (isinstance(answer, Failure) and answer.trouble in PASSING)
        self._failed_in_row = self._failed_in_row + 1 if failed else 0
        return answer.failure if isinstance(answer, Busy) else answer

    def close(self) -> None:
        """Close all connections."""
        self._inner.close()

    def _waits(self) -> Iterator[float]:
        if self._failed_in_row < DEAD_AFTER:
            yield from (FIRST_WAIT_S * 2**attempt for attempt in range(self._retries))

    def _wait(self, answer: Answer, wait: float) -> bool:
        """Wait as long as the server asks, or the back-off says; False where that is too long."""
        if isinstance(answer, Busy) and answer.wait_s is not None:
            wait = max(wait, answer.wait_s)
        if wait > min(LONGEST_WAIT_S, self._patience_s):
            return False
        self._patience_s -= wait
        self._sleep(wait)
        return True


def _passing(answer: Answer, attempt: int) -> bool:
    if isinstance(answer, Failure):
        return attempt < PASSING.get(answer.trouble, 0)
    return isinstance(answer, Busy)
