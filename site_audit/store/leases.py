"""Who works at which school of a run. The ledger's leases are the truth: no queue in memory survives a killed process.

A lease is taken for a while and held by heartbeats; one that ran out is free for whoever asks next. The school "" stands for the reports of
the run, written by one process when all schools are done. Moments are seconds since 1970.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Engine, func, insert, select, update

from ..model import School
from ..urls import platform_key
from .codec import school_from
from .engine import reading, writing
from .tables import leases, schools, visits

REPORTS = ""
NOBODY = ""


@dataclass(frozen=True, slots=True)
class Lease:
    """A school taken. `attempt` counts the attempts that kept no more than the one before them: after some the school is to blame."""

    school: School
    attempt: int


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a run: schools not audited, those of them put off, the owners of running leases."""

    schools: int
    put_off: int
    owners: frozenset[str]


class Leases:
    """The leases of all runs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take(self, run: str, owner: str, *, now: float, until: float) -> Lease | None:
        """Take the next school that is neither done nor held by others; None where there is none."""
        free = (leases.c.run == run) & ~leases.c.done & (leases.c.lease_until <= now) & (leases.c.school != REPORTS)
        asked = select(leases.c.school, leases.c.owner, leases.c.lease_until, leases.c.attempt, leases.c.kept).where(free)
        with writing(self._engine) as connection:
            while (found := connection.execute(asked.order_by(leases.c.place).limit(1)).mappings().first()) is not None:
                kept = _kept(connection, run, found["school"])
                attempt = 1 if kept > found["kept"] else found["attempt"] + 1
                new = {"owner": owner, "lease_until": until, "attempt": attempt, "kept": kept}
                seen = (leases.c.owner == found["owner"]) & (leases.c.lease_until == found["lease_until"])
                if connection.execute(update(leases).where(_is(run, found["school"]) & seen).values(new)).rowcount == 1:
                    row = select(schools.c.row).where(schools.c.run == run, schools.c.school == found["school"])
                    return Lease(school_from(connection.execute(row).scalar_one()), attempt)
        return None

    def take_reports(self, run: str, owner: str, *, now: float, until: float) -> bool:
        """Take the writing of the reports; False where another process does it or has done it."""
        free = ~leases.c.done & ((leases.c.lease_until <= now) | (leases.c.owner == owner))
        with writing(self._engine) as connection:
            new = {"owner": owner, "lease_until": until}
            return connection.execute(update(leases).where(_is(run, REPORTS) & free).values(new)).rowcount == 1

    def reported(self, run: str) -> bool:
        """Whether the reports were written."""
        with reading(self._engine) as connection:
            return bool(connection.execute(select(leases.c.done).where(_is(run, REPORTS))).scalar())

    def beat(self, run: str, owner: str, *, until: float) -> frozenset[str]:
        """Hold all leases of this owner for longer; returns the schools that are still his."""
        mine = (leases.c.run == run) & (leases.c.owner == owner) & ~leases.c.done
        with writing(self._engine) as connection:
            return frozenset(connection.execute(update(leases).where(mine).values(lease_until=until).returning(leases.c.school)).scalars())

    def release(self, run: str, owner: str, school: str | None = None, *, until: float = 0.0) -> None:
        """Let go of a school, or of all; with `until` nobody takes it before that moment."""
        mine = (leases.c.run == run) & (leases.c.owner == owner) & ~leases.c.done
        one = mine if school is None else mine & (leases.c.school == school)
        with writing(self._engine) as connection:
            connection.execute(update(leases).where(one).values(owner=NOBODY, lease_until=until))

    def free(self, run: str, owners: Iterable[str]) -> None:
        """Free what owners hold that are no more; by `NOBODY` also what was put off."""
        dead = (leases.c.run == run) & leases.c.owner.in_(tuple(owners)) & ~leases.c.done
        with writing(self._engine) as connection:
            connection.execute(update(leases).where(dead).values(owner=NOBODY, lease_until=0.0))

    def left(self, run: str, *, now: float) -> Left:
        """What is left to do."""
        open_ = (leases.c.run == run) & ~leases.c.done
        running = leases.c.lease_until > now
        with reading(self._engine) as connection:
            owners = connection.execute(select(leases.c.owner).where(open_ & running & (leases.c.owner != NOBODY)).distinct()).scalars()
            counted = select(func.count()).select_from(leases).where(open_ & (leases.c.school != REPORTS))
            off = connection.execute(counted.where(running & (leases.c.owner == NOBODY))).scalar_one()
            return Left(connection.execute(counted).scalar_one(), off, frozenset(owners))


def open_leases(connection: Connection, run: str, listed: Sequence[School]) -> None:
    """A lease for every school, in an order that brings schools of one platform apart, and one for the reports."""
    met: Counter[str] = Counter()
    turns = []
    for place, school in enumerate(listed):
        key = platform_key(school.url)
        turns.append((met[key], place, school.id))
        met[key] += 1
    row = {"run": run, "done": False, "owner": NOBODY, "lease_until": 0.0, "attempt": 0, "kept": 0}
    rows = [{**row, "school": school, "place": place} for place, (_, _, school) in enumerate(sorted(turns))]
    connection.execute(insert(leases), [{**row, "school": REPORTS, "place": -1}, *rows])


def end_lease(connection: Connection, run: str, school: str, owner: str | None) -> bool:
    """Mark a school as done; False where an owner is given and the lease is not his any more."""
    if owner is not None:
        held = select(leases.c.owner).where(_is(run, school) & ~leases.c.done).with_for_update()
        if connection.execute(held).scalar() != owner:
            return False
    connection.execute(update(leases).where(_is(run, school)).values(done=True, owner=NOBODY, lease_until=0.0))
    return True


def reopen_lease(connection: Connection, run: str, school: str) -> None:
    """A school that was done is to be taken once more; its attempts are counted anew."""
    connection.execute(update(leases).where(_is(run, school)).values(done=False, owner=NOBODY, lease_until=0.0, attempt=0))


def _is(run: str, school: str) -> ColumnElement[bool]:
    return (leases.c.run == run) & (leases.c.school == school)


def _kept(connection: Connection, run: str, school: str) -> int:
    return connection.execute(select(func.count()).select_from(visits).where(visits.c.run == run, visits.c.school == school)).scalar_one()
