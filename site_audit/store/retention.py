"""How long what was seen is kept: whole walks for some days, what reports quote for longer, the rest goes.

Bytes that a later walk names stay as long as that walk does: no revisit is ever left without its bytes. A walk that was thinned is never
judged again, because what went would look as if the school had never shown it.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..errors import MachineError
from .archive import Archive
from .cdxj import Entry, read_index
from .ledger import Ledger
from .payloads import entries_of
from .runs import Run
from .thinning import Lying, lying, rewrite

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Thinned:
    """What came of it: files written anew or removed, visits and bytes that went; files of unknown runs, files left for a fault."""

    files: int = 0
    visits: int = 0
    bytes_freed: int = 0
    strange: int = 0
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """What is kept today: walks begun since `whole_since` whole, quoted pages and files of those begun since `quoted_since`."""

    whole_since: datetime
    quoted_since: datetime

    @classmethod
    def of(cls, now: datetime, *, keep_days: int, keep_evidence_days: int) -> Rule:
        """The rule of a day; what is quoted is never kept for less than the rest."""
        return cls(now - timedelta(days=keep_days), now - timedelta(days=max(keep_days, keep_evidence_days)))


def thin(ledger: Ledger, archive: Archive, rule: Rule) -> Thinned:
    """Take out of the archive what is not kept any more, school by school, the newest walk first."""
    known = {run.id: run for run in ledger.runs()}
    archive.sweep()
    total = Thinned()
    for school, runs in archive.files().items():
        for one in _School(school, ledger, archive, rule).thin(runs, known):
            total = Thinned(*(getattr(total, name) + getattr(one, name) for name in Thinned.__slots__))
    return total


class _School:
    """The files of one school. `_needed` grows from the newest walk on: which bytes of which run later walks name."""

    def __init__(self, school: str, ledger: Ledger, archive: Archive, rule: Rule) -> None:
        self._school, self._ledger, self._archive, self._rule = school, ledger, archive, rule
        self._needed: defaultdict[str, set[str]] = defaultdict(set)

    def thin(self, runs: Sequence[str], known: Mapping[str, Run]) -> list[Thinned]:
        """Thin all of them; files of runs that the ledger does not know are left as they are."""
        done = []
        for name in (name for name in runs if name not in known):
            self._need(entries_of(self._archive.path(name, self._school)))
            done.append(Thinned(strange=1))
        for run in sorted((known[name] for name in runs if name in known), key=lambda run: run.started_at, reverse=True):
            if run.started_at >= self._rule.whole_since:
                self._need(entries_of(self._archive.path(run.id, self._school)))
                continue
            try:
                done.append(self._thin_one(run))
            except (OSError, MachineError) as error:
                log.warning("school %s: its walk of %s could not be thinned: %s", self._school, run.id, error)
                self._need(entries_of(self._archive.path(run.id, self._school)))
                done.append(Thinned(damaged=1))
        return done

    def _thin_one(self, run: Run) -> Thinned:
        path = self._archive.path(run.id, self._school)
        own = self._own(run)
        self._need(own)
        wanted = {entry.offset for entry in own}
        needed = self._needed[run.id]
        there = read_index(path) if self._ledger.is_thinned(run.id, self._school) else None
        if there is not None and all(entry.offset in wanted or entry.digest in needed for entry in there) and self._noted(run, len(there)):
            return Thinned()
        found = lying(path)
        staying = {one.start for one in found if _stays(one, wanted, needed)}
        size = path.stat().st_size
        self._ledger.begin_thinning(run.id, self._school)
        self._ledger.thinned(run.id, self._school, rewrite(path, staying, own=wanted))
        freed = size - (path.stat().st_size if path.exists() else 0)
        return Thinned(files=1, visits=len(found) - len(staying), bytes_freed=freed)

    def _own(self, run: Run) -> tuple[Entry, ...]:
        """The captures of a walk that stay for their own sake. Of a walk thinned before, its index remembers."""
        if run.started_at < self._rule.quoted_since:
            return ()
        path = self._archive.path(run.id, self._school)
        if self._ledger.is_thinned(run.id, self._school) and (index := read_index(path)) is not None:
            return tuple(entry for entry in index if entry.own)
        quoted = self._ledger.quoted(run.id, self._school)
        return tuple(entry for entry in entries_of(path) if entry.digest in quoted or entry.url in quoted)

    def _noted(self, run: Run, count: int) -> bool:
        """Whether the ledger's notes of the walk are those of its file; a kill may have come between the two."""
        return len(self._ledger.visits(run.id, self._school)) == count

    def _need(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.run:
                self._needed[entry.run].add(entry.digest)


def _stays(one: Lying, wanted: set[int], needed: set[str]) -> bool:
    entry = one.entry
    return entry is not None and (one.start in wanted or (not entry.run and entry.digest in needed))
