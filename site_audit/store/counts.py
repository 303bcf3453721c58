"""Figures of a run for those who watch from outside: counted in SQL, no audit is read for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, func, select

from .engine import reading
from .tables import audits, schools, visits, walks


@dataclass(frozen=True, slots=True)
class Counted:
    """What came of a run so far. `troubles` counts failed visits by their trouble, `seconds` tells of each walk how long it took."""

    schools: int
    audited: int
    assessed: int
    needs_review: int
    captures: int
    troubles: Mapping[str, int]
    requests: int
    seconds: tuple[float, ...]


class Counts:
    """The figures of a ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, run: str, walked: str) -> Counted:
        """The figures of a run; `walked` is the run whose walks were judged (the same, but for a rejudgement)."""
        listed = select(func.count()).select_from(schools).where(schools.c.run == run)
        judged = select(func.count(), func.count(audits.c.value), func.coalesce(func.sum(audits.c.needs_review), 0)).where(
            audits.c.run == run
        )
        got = select(visits.c.trouble, func.count()).where(visits.c.run == walked).group_by(visits.c.trouble)
        seen = select(walks.c.seen).where(walks.c.run == walked, walks.c.seen.is_not(None))
        with reading(self._engine) as connection:
            of = connection.execute(listed).scalar_one()
            audited, assessed, doubtful = connection.execute(judged).one()
            by_trouble = {trouble: number for trouble, number in connection.execute(got).all()}
            requests, seconds = 0, []
            for text in connection.execute(seen).scalars():
                walk = json.loads(text)
                requests += walk.get("requests", 0)
                seconds.append(float(walk.get("seconds", 0.0)))
        captures = by_trouble.pop(None, 0)
        return Counted(of, audited, assessed, doubtful, captures, by_trouble, requests, tuple(seconds))
