"""The throttle in the ledger: one row a key, one short transaction a request, so that all processes of a run share the turns."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from threading import Lock

from sqlalchemy import Connection, Engine, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ..pacing import LONGEST_REST_S, Pace, Turn, booked, rested
from .engine import reading, writing
from .tables import platforms

LONGEST_KEY = 255
FORGOTTEN_S = 30 * 86_400.0


class PlatformBook:
    """The paces of all keys. `now` is a clock all its users share: seconds since 1970. See `site_audit.pacing` for the arithmetic."""

    def __init__(self, engine: Engine, *, now: Callable[[], float], chance: Callable[[], float] = random.random) -> None:
        self._engine = engine
        self._now = now
        self._chance = chance
        self._lock = Lock()
        self._resting: dict[str, float] = {}

    def turn(self, delays: Mapping[str, float], *, at_least_s: float, patience_s: float, took_s: float | None) -> Turn:
        """Book the next turn. Where no pause is wanted at all (a demo, a test) there is nothing to book, and no transaction."""
        if not any(delays.values()) and not self._is_resting(delays):
            return Turn(at_least_s)
        keys = _short(delays)
        with self._lock, writing(self._engine) as connection:  # threads queue here, cheaper than at the database's door
            known = _paces(connection, tuple(keys))
            turn, paces = booked(known, keys, now=self._now(), at_least_s=at_least_s, patience_s=patience_s, took_s=took_s)
            _write(connection, paces)
        return turn

    def rest(self, keys: Sequence[str], *, asked_s: float | None, everybody: bool) -> float:
        """Let a busy server rest: every walk that asks one of these keys waits."""
        short = tuple(_short(dict.fromkeys(keys, 0.0)))
        with self._lock, writing(self._engine) as connection:
            now, chance = self._now(), self._chance()
            seconds, paces = rested(_paces(connection, short), short, now=now, asked_s=asked_s, everybody=everybody, chance=chance)
            _write(connection, paces)
            self._resting |= {key: pace.rest_until for key, pace in paces.items()}
        return seconds

    def pace(self, key: str) -> Pace:
        """What is known of a key."""
        with reading(self._engine) as connection:
            return _held(connection, (key,)).get(key, Pace())

    def sweep(self) -> None:
        """Forget the keys that nobody asked for a month."""
        with writing(self._engine) as connection:
            connection.execute(delete(platforms).where(platforms.c.asked_at < self._now() - FORGOTTEN_S - LONGEST_REST_S))

    def _is_resting(self, delays: Mapping[str, float]) -> bool:
        if not self._resting:
            return False
        now = self._now()
        return any(self._resting.get(key, 0.0) > now for key in delays)


def _short(delays: Mapping[str, float]) -> dict[str, float]:
    return {key[:LONGEST_KEY]: delay for key, delay in delays.items()}


def _paces(connection: Connection, keys: Sequence[str]) -> dict[str, Pace]:
    """The rows of these keys, made where they are missing, and held until the end of the transaction."""
    found = _held(connection, keys)
    missing = [key for key in keys if key not in found]
    if missing:
        row = {name: 0 for name in Pace.__slots__}
        connection.execute(_INSERTS[connection.dialect.name], [{"key": key, **row} for key in missing])
        found = _held(connection, keys)
    return found


def _held(connection: Connection, keys: Sequence[str]) -> dict[str, Pace]:
    """Rows are taken in one order, so that no two transactions wait for each other."""
    rows = connection.execute(_HELD, {"keys": tuple(keys)})
    return {key: Pace(*rest) for key, *rest in rows}


def _write(connection: Connection, paces: Mapping[str, Pace]) -> None:
    rows = [{"of": key, **{name: getattr(pace, name) for name in Pace.__slots__}} for key, pace in paces.items()]
    connection.execute(_UPDATE, rows)


_COLUMNS = tuple(platforms.c[name] for name in Pace.__slots__)
_HELD = (
    select(platforms.c.key, *_COLUMNS).where(platforms.c.key.in_(bindparam("keys", expanding=True))).order_by(platforms.c.key)
).with_for_update()
_UPDATE = update(platforms).where(platforms.c.key == bindparam("of")).values({name: bindparam(name) for name in Pace.__slots__})
_INSERTS = {
    "sqlite": sqlite.insert(platforms).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(platforms).on_conflict_do_nothing(),
}
