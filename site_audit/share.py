"""One process's share of a run: schools are taken by leases, held by heartbeats, and given up with the process, however it ends.

A process that is gone is followed at once where that can be seen (same machine), else when its leases run out.
"""

from __future__ import annotations

import logging
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self
from uuid import uuid4

from site_audit.errors import MachineError
from site_audit.model import PackId, School
from site_audit.store.leases import NOBODY, Lease, Leases, Left
from site_audit.store.ledger import Ledger
from site_audit.store.runs import Run, RunKind

_log = logging.getLogger(__name__)

LEASE_S = 60.0
BEAT_S = 15.0
LOOK_S = 0.2  # how often a process with nothing to do looks what the others have left
OLDEST = timedelta(days=1)  # pages of an older run are no sight of today
_LONGEST_NODE = 80
_living: set[str] = set()  # the shares of this process


class Share:
    """What this process does of a run. May be used by many threads; a context, whose end gives up all that is held."""

    def __init__(self, leases: Leases, run: str, *, clock: Callable[[], float] = time.time, lease_s: float = LEASE_S) -> None:
        self.owner = f"{_node()}/{os.getpid()}/{uuid4().hex[:8]}"
        self._leases = leases
        self._run = run
        self._clock = clock
        self._lease_s = lease_s
        self._held: set[str] = set()
        self._until = clock() + lease_s
        self._lock = Lock()
        self._ended = Event()
        self._heart = Thread(target=self._beat_on, name="heartbeat", daemon=True)

    def __enter__(self) -> Self:
        _living.add(self.owner)
        self._leases.free(self._run, (NOBODY, *self._gone()))
        self._heart.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ended.set()
        self._heart.join()
        _living.discard(self.owner)
        with suppress(MachineError):  # else they run out by themselves
            self._leases.release(self._run, self.owner)

    def schools(self) -> Iterator[Lease]:
        """Schools that nobody is at, one taken after another as they are asked for."""
        while (lease := self._take()) is not None:
            yield lease

    def holds(self, school: str) -> bool:
        """Whether the school is still ours. A process that stood still for longer than its leases may have lost it to another."""
        if self._clock() >= self._until:
            self._beat()
        return school in self._held

    def put_off(self, school: str, seconds: float) -> None:
        """Give a school up; nobody takes it before so many seconds have passed, unless the run is begun again."""
        with self._lock:
            self._held.discard(school)
        self._leases.release(self._run, self.owner, school, until=self._clock() + seconds)

    def take_reports(self) -> bool:
        """Whether it falls to us to write the reports."""
        return self._leases.take_reports(self._run, self.owner, now=self._clock(), until=self._clock() + self._lease_s)

    def left(self) -> Left:
        """What is left to do, and who else is at it."""
        return self._leases.left(self._run, now=self._clock())

    def wait(self) -> None:
        """Let the others go on for a moment; what the dead among them held is freed."""
        self._ended.wait(LOOK_S)
        gone = self._gone()
        if gone:
            self._leases.free(self._run, gone)

    def _take(self) -> Lease | None:
        with self._lock:
            now = self._clock()
            lease = self._leases.take(self._run, self.owner, now=now, until=now + self._lease_s)
            if lease is not None:
                self._held.add(lease.school.id)
        return lease

    def _gone(self) -> tuple[str, ...]:
        return tuple(owner for owner in self.left().owners if is_gone(owner))

    def _beat(self) -> None:
        with self._lock:
            until = self._clock() + self._lease_s
            self._held &= self._leases.beat(self._run, self.owner, until=until)
            self._until = until

    def _beat_on(self) -> None:
        while not self._ended.wait(min(BEAT_S, self._lease_s / 3)):
            try:
                self._beat()
            except MachineError as error:
                _log.warning("the leases of this process could not be renewed: %s", error)


def is_gone(owner: str) -> bool:
    """Whether the process that owns a lease is known to be no more; of another machine nobody knows."""
    node, _, rest = owner.partition("/")
    process = rest.partition("/")[0]
    if node != _node() or not process.isdigit():
        return False
    if int(process) == os.getpid():
        return owner not in _living
    if sys.platform == "win32":  # there the call below would end the process it asks after
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _node() -> str:
    """This machine; within it, the space in which numbers of processes mean something (a container has its own)."""
    space = ""
    with suppress(OSError):
        space = f"-{os.stat('/proc/self/ns/pid').st_ino}"
    return f"{platform.node().replace('/', '')[:_LONGEST_NODE]}{space}"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A run over the same list that did not come to its end. `why_not` says why it cannot be continued: "old", "rules", "" if it can."""

    run: Run
    why_not: str
    left: Left


def unfinished_run(
    ledger: Ledger, schools: Sequence[School], *, pack: PackId, method: str, as_of: date | None, now: datetime
) -> Unfinished | None:
    """The last run over this list and date, if it is not finished. Without a date, runs that judged by the day of their start count."""
    for run in ledger.runs():
        old = now - run.started_at > OLDEST
        same = run.kind is RunKind.RUN and run.as_of == (as_of or run.started_at.date()) and ledger.schools(run.id) == tuple(schools)
        if same and run.finished_at is None:
            why_not = "old" if old else "rules" if (run.pack, run.method) != (pack, method) else ""
            return Unfinished(run, why_not, ledger.leases.left(run.id, now=now.timestamp()))
        if same or old:
            return None
    return None


def is_alive(found: Unfinished) -> bool:
    """Whether another process is at that run now."""
    return any(not is_gone(owner) for owner in found.left.owners)
