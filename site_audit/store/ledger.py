"""The ledger: what was audited, when, by which rules, and what came of it.

    with Ledger("var/audit.db") as ledger:
        run = ledger.open_run(schools, kind=RunKind.RUN, started_at=now, as_of=today, pack=pack, method="iio-1")
        with ledger.visit_book(run.id, school.id) as note, archive.keeper(run.id, school.id, noted=note) as keep:
            seen = crawl(school, …, keep=keep)
        ledger.keep_walk(run.id, school.id, seen)
        ledger.save_audit(judge(school, seen, …))
        ledger.finish_run(run.id, at=later)

`ledger.leases` says which process works at which school, `ledger.passes` which school is asked once more at the end of the night,
`ledger.platforms(…)` when a server may be asked next, `ledger.monitorings` which runs are set side by side.
An audit becomes visible whole, with its findings, or not at all. One `Ledger` serves many threads; several programs may share the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, Table, delete, insert, select, update

from ..errors import MachineError
from ..model import Audit, Outcome, PackId, School, Seen, Visit
from . import tables
from .codec import audit_from, school_from, walk_from, walk_json
from .counts import Counts
from .engine import open_engine, reading, writing
from .leases import REPORTS, Leases, end_lease, open_leases
from .monitorings import Monitorings
from .passes import AGAIN, FINISHED, TWICE, Passes
from .platforms import PlatformBook
from .rows import Row, VisitRow, audit_row, finding_row, run_of, run_row, school_row, visit_of, visit_row
from .runs import Run, RunKind, free_run_id
from .schema import bring_up_to_date
from .walk_file import Kept

BATCH = 50
"""Visits written at once: a commit a row is some ten times dearer, and so few are no loss if the power fails."""

STARTED, THINNED = "started", "thinned"


class VisitBook:
    """The notes of one walk: call it to note a visit; they are written some at a time, or at once by `write`."""

    def __init__(self, engine: Engine, run: str, school: str) -> None:
        self._engine, self._run, self._school = engine, run, school
        self._pending: list[Row] = []

    def __call__(self, visit: Visit, kept: Kept) -> None:
        """Note a visit."""
        self._pending.append(visit_row(self._run, self._school, visit, kept))
        if len(self._pending) >= BATCH:
            self.write()

    def write(self) -> None:
        """Write what was noted."""
        with writing(self._engine) as connection:
            _insert(connection, tables.visits, self._pending)
        self._pending.clear()


class Ledger:
    """What is remembered in SQL. `place` is a path (SQLite) or a database URL; the tables are brought up to date on opening."""

    def __init__(self, place: str | Path) -> None:
        self._engine = open_engine(place)
        self.leases = Leases(self._engine)
        self.passes = Passes(self._engine)
        self.monitorings = Monitorings(self._engine)
        self.counts = Counts(self._engine)
        try:
            bring_up_to_date(self._engine)
        except BaseException:
            self._engine.dispose()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def platforms(self, now: Callable[[], float]) -> PlatformBook:
        """The throttle that all who open this ledger share."""
        return PlatformBook(self._engine, now=now)

    # ------------------------------------------------------------ a run

    def open_run(
        self,
        schools: Iterable[School],
        *,
        kind: RunKind,
        started_at: datetime,
        as_of: date,
        pack: PackId,
        method: str,
        settings: Mapping[str, object] | None = None,
        source_run: str = "",
    ) -> Run:
        """Begin a run over these schools, in this order; its id is its local start, with a number where the minute is taken.

        A rejudgement of a rejudgement goes back to the run that walked.
        """
        listed = tuple(schools)
        with writing(self._engine) as connection:
            known = {row["id"]: row["source_run"] for row in connection.execute(select(tables.runs)).mappings()}
            if source_run and source_run not in known:
                raise MachineError(f"The ledger knows no run {source_run} to judge again.")
            run = Run(
                id=free_run_id(started_at, known),
                kind=kind,
                started_at=started_at,
                as_of=as_of,
                pack=pack,
                method=method,
                settings=dict(settings or {}),
                source_run=known.get(source_run) or source_run,
            )
            connection.execute(insert(tables.runs), run_row(run))
            _insert(connection, tables.schools, [school_row(run.id, place, school) for place, school in enumerate(listed)])
            open_leases(connection, run.id, listed)
        return run

    def finish_run(self, run: str, *, at: datetime) -> None:
        """Say that a run came to its end."""
        with writing(self._engine) as connection:
            done = connection.execute(update(tables.runs).where(tables.runs.c.id == run).values(finished_at=at.isoformat()))
            if done.rowcount != 1:
                raise MachineError(f"The ledger knows no run {run} to finish.")
            end_lease(connection, run, REPORTS, None)

    def runs(self) -> tuple[Run, ...]:
        """All runs, newest first."""
        with reading(self._engine) as connection:
            found = [run_of(row) for row in connection.execute(select(tables.runs)).mappings()]
        return tuple(sorted(found, key=lambda run: (run.started_at, run.id), reverse=True))

    def run(self, run: str) -> Run | None:
        """One run by its id; None where there is no such run."""
        with reading(self._engine) as connection:
            row = connection.execute(select(tables.runs).where(tables.runs.c.id == run)).mappings().first()
        return None if row is None else run_of(row)

    def latest_run(self, kinds: Iterable[RunKind] = (RunKind.RUN,), *, finished: bool = False) -> Run | None:
        """The newest run of these kinds; with `finished`, the newest that came to its end."""
        wanted = frozenset(kinds)
        return next((run for run in self.runs() if run.kind in wanted and (run.finished_at or not finished)), None)

    def schools(self, run: str) -> tuple[School, ...]:
        """The schools of a run in the order of the list."""
        table = tables.schools
        with reading(self._engine) as connection:
            found = connection.execute(select(table.c.row).where(table.c.run == run).order_by(table.c.position))
            return tuple(school_from(text) for text in found.scalars())

    # ------------------------------------------------------------ what was seen

    @contextmanager
    def visit_book(self, run: str, school: str, *, again: bool = False) -> Iterator[VisitBook]:
        """Begin a walk: earlier notes of it are forgotten, then visits are noted some at a time, the rest at the end.

        How the walk went is forgotten too, unless it is only gone over `again`.
        """
        note = VisitBook(self._engine, run, school)
        with writing(self._engine) as connection:
            _forget(connection, tables.visits, run, school)
            if not again:
                _forget(connection, tables.walks, run, school)
                connection.execute(insert(tables.walks), {"run": run, "school": school, "state": STARTED, "seen": None})
        try:
            yield note
        finally:
            note.write()

    def keep_walk(self, run: str, school: str, seen: Seen, *, twice: bool = False) -> None:
        """Keep how a finished walk went: everything of `Seen` but its sightings, which the archive brings again."""
        row = {"run": run, "school": school, "state": TWICE if twice else FINISHED, "seen": walk_json(seen)}
        with writing(self._engine) as connection:
            _forget(connection, tables.walks, run, school)
            connection.execute(insert(tables.walks), row)

    def walk(self, run: str, school: str) -> Seen | None:
        """How the walk went, its sightings empty; None where it never came to its end."""
        table = tables.walks
        asked = select(table.c.seen).where(table.c.run == run, table.c.school == school, table.c.state.in_((FINISHED, AGAIN, TWICE)))
        with reading(self._engine) as connection:
            text = connection.execute(asked).scalar()
        return None if text is None else walk_from(text)

    def walk_before(self, run: Run, school: str, *, since: datetime) -> str:
        """The newest run beside this one, begun since then, whose walk of the school ended and lies whole; "" if there is none."""
        table = tables.walks
        asked = select(table.c.run).where(table.c.school == school, table.c.state.in_((FINISHED, TWICE)), table.c.run != run.id)
        with reading(self._engine) as connection:
            walked = set(connection.execute(asked).scalars())
        found = (one.id for one in self.runs() if one.id in walked and one.kind is run.kind and since <= one.started_at <= run.started_at)
        return next(found, "")

    def visits(self, run: str, school: str) -> tuple[VisitRow, ...]:
        """The notes of all visits of a walk, in order."""
        table = tables.visits
        asked = select(table).where(table.c.run == run, table.c.school == school).order_by(table.c.seq)
        with reading(self._engine) as connection:
            return tuple(visit_of(row) for row in connection.execute(asked).mappings())

    # ------------------------------------------------------------ what is kept no more

    def is_thinned(self, run: str, school: str) -> bool:
        """Whether some of what was kept of the walk has been taken away, so that it can be judged no more."""
        table = tables.walks
        asked = select(table.c.state).where(table.c.run == run, table.c.school == school)
        with reading(self._engine) as connection:
            return connection.execute(asked).scalar() == THINNED

    def begin_thinning(self, run: str, school: str) -> None:
        """Say that the walk is not whole any more; to be said before anything of it goes."""
        table = tables.walks
        with writing(self._engine) as connection:
            connection.execute(update(table).where(table.c.run == run, table.c.school == school).values(state=THINNED))

    def thinned(self, run: str, school: str, places: Mapping[tuple[datetime, str], int]) -> None:
        """Note where in the file the visits that stayed lie now, by their moment and address; the notes of the others go."""
        table = tables.visits
        mine = (table.c.run == run) & (table.c.school == school)
        with writing(self._engine) as connection:
            for row in connection.execute(select(table.c.seq, table.c.at, table.c.url).where(mine)).all():
                offset = places.get((datetime.fromisoformat(row.at), row.url))
                one = mine & (table.c.seq == row.seq)
                connection.execute(delete(table).where(one) if offset is None else update(table).where(one).values(offset=offset))

    def quoted(self, run: str, school: str) -> frozenset[str]:
        """The digests and addresses that the evidence of a walk rests on, by whichever rules it was judged."""
        judged = select(tables.runs.c.id).where((tables.runs.c.id == run) | (tables.runs.c.source_run == run))
        table = tables.audits
        with reading(self._engine) as connection:
            texts = connection.execute(select(table.c.audit).where(table.c.run.in_(judged), table.c.school == school)).scalars().all()
        found = (one for text in texts for finding in audit_from(text).findings for one in finding.evidence)
        return frozenset(name for one in found for name in (one.digest, one.url.partition("#")[0]) if name)

    # ------------------------------------------------------------ what came of it

    def save_audit(self, audit: Audit, *, owner: str | None = None) -> bool:
        """Keep an audit with its findings in one transaction; an earlier one of the same school in the same run gives way.

        With an owner it is kept only while the school is his by its lease; False says that another process took it over.
        """
        row = audit_row(audit)
        found = [finding_row(audit, finding) for finding in audit.findings]
        with writing(self._engine) as connection:
            if not end_lease(connection, audit.run, audit.school.id, owner):
                return False
            _forget(connection, tables.audits, audit.run, audit.school.id)
            connection.execute(insert(tables.audits), row)
            _insert(connection, tables.findings, found)
        return True

    def audit(self, run: str, school: str) -> Audit | None:
        """One school's audit in a run; None where there is none yet."""
        table = tables.audits
        with reading(self._engine) as connection:
            text = connection.execute(select(table.c.audit).where(table.c.run == run, table.c.school == school)).scalar()
        return None if text is None else audit_from(text)

    def outcomes(self, runs: Sequence[str], school: str) -> dict[str, tuple[Outcome, ...]]:
        """By criterion: what was concluded of a school in these runs, in their order; runs without the school are passed over."""
        table = tables.findings
        asked = select(table.c.run, table.c.criterion, table.c.outcome).where(table.c.school == school, table.c.run.in_(runs))
        with reading(self._engine) as connection:
            found = {(row.run, row.criterion): Outcome(row.outcome) for row in connection.execute(asked)}
        criteria = {criterion for _, criterion in found}
        return {one: tuple(found[run, one] for run in runs if (run, one) in found) for one in criteria}

    def audits(self, run: str) -> Iterator[Audit]:
        """The audits of a run in the order of the school list, one in memory at a time; schools not audited (yet) are passed over.

        Between two audits no transaction stays open, so a slow reader does not keep the write-ahead log from being folded in.
        """
        table = tables.schools
        with reading(self._engine) as connection:
            listed = connection.execute(select(table.c.school).where(table.c.run == run).order_by(table.c.position)).scalars().all()
        for school in listed:
            audit = self.audit(run, school)
            if audit is not None:
                yield audit


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:  # an insert with an empty list would write one row of defaults
        connection.execute(insert(table), rows)


def _forget(connection: Connection, table: Table, run: str, school: str) -> None:
    connection.execute(delete(table).where(table.c.run == run, table.c.school == school))
