"""Which walks of a run are gone over once more at the end of the night. A walk's row says where its school stands:

started → finished → again → twice; what is never opened again stays finished.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Engine, select, update

from ..model import Failure, Trouble
from .engine import reading, writing
from .leases import reopen_lease
from .tables import visits, walks

FINISHED, AGAIN, TWICE = "finished", "again", "twice"


class Passes:
    """The second passes of all runs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def walked_once(self, run: str) -> Mapping[str, tuple[Failure, ...]]:
        """Schools whose walk came to its end and was not gone over again, each with the visits that failed."""
        once = select(walks.c.school).where(walks.c.run == run, walks.c.state == FINISHED)
        failed = select(visits.c.school, visits.c.url, visits.c.trouble, visits.c.detail).where(
            visits.c.run == run, visits.c.trouble.is_not(None)
        )
        with reading(self._engine) as connection:
            found: dict[str, list[Failure]] = {school: [] for school in connection.execute(once).scalars()}
            for school, url, trouble, detail in connection.execute(failed):
                if school in found:
                    found[school].append(Failure(url, Trouble(trouble), detail))
        return {school: tuple(failures) for school, failures in found.items()}

    def open_again(self, run: str, schools: Iterable[str]) -> int:
        """Give these schools out once more, each once a run, whoever says so first; returns how many it was we who opened."""
        opened = 0
        with writing(self._engine) as connection:
            for school in schools:
                once = (walks.c.run == run) & (walks.c.school == school) & (walks.c.state == FINISHED)
                if connection.execute(update(walks).where(once).values(state=AGAIN)).rowcount == 1:
                    reopen_lease(connection, run, school)
                    opened += 1
        return opened

    def is_again(self, run: str, school: str) -> bool:
        """Whether the school was given out once more and is not done."""
        asked = select(walks.c.state).where(walks.c.run == run, walks.c.school == school)
        with reading(self._engine) as connection:
            return connection.execute(asked).scalar() == AGAIN
