"""Monitorings: a named pair of runs, first and final, with the time between in which schools mend their sites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert, select, update

from ..errors import ConfigurationError
from .engine import reading, writing
from .tables import monitorings

NAME_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Monitoring:
    """`final_run` is empty while the monitoring is open."""

    name: str
    opened_at: datetime
    first_run: str
    closed_at: datetime | None = None
    final_run: str = ""

    @property
    def is_open(self) -> bool:
        """Whether schools may still mend their sites for it."""
        return not self.final_run


class Monitorings:
    """The monitorings of a ledger. One may be open at a time: what a school mends counts for one of them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> tuple[Monitoring, ...]:
        """All of them, the newest first."""
        with reading(self._engine) as connection:
            found = [_of(row) for row in connection.execute(select(monitorings)).mappings()]
        return tuple(sorted(found, key=lambda one: (one.opened_at, one.name), reverse=True))

    def named(self, name: str) -> Monitoring | None:
        """One by its name, without regard to case and stray blanks."""
        return next((one for one in self.all() if _plain(one.name) == _plain(name)), None)

    def open(self, name: str, *, first_run: str, at: datetime) -> Monitoring:
        """Begin one with its first run; refused where the name is taken or another one is open."""
        name = " ".join(name.split())
        if not name or len(name) > NAME_LIMIT:
            raise ConfigurationError(f"Название мониторинга – от 1 до {NAME_LIMIT} знаков.")
        known = self.all()
        if any(_plain(one.name) == _plain(name) for one in known):
            raise ConfigurationError(f"Мониторинг «{name}» уже есть. Возьмите другое название; все покажет site-audit monitoring list.")
        if unclosed := next((one for one in known if one.is_open), None):
            raise ConfigurationError(f"Ещё открыт мониторинг «{unclosed.name}». Сначала закройте его: site-audit monitoring close.")
        with writing(self._engine) as connection:
            connection.execute(insert(monitorings), {"name": name, "opened_at": at.isoformat(), "first_run": first_run})
        return Monitoring(name, at, first_run)

    def close(self, one: Monitoring, *, final_run: str, at: datetime) -> Monitoring:
        """End it with its final run; refused where it is closed already, or the run is the first one itself."""
        if not one.is_open:
            raise ConfigurationError(f"Мониторинг «{one.name}» уже закрыт: первый запуск {one.first_run}, итоговый {one.final_run}.")
        if final_run == one.first_run:
            raise ConfigurationError(
                f"После открытия мониторинга «{one.name}» запусков ещё не было. Выполните site-audit run и закройте мониторинг после него."
            )
        with writing(self._engine) as connection:
            table = monitorings
            connection.execute(update(table).where(table.c.name == one.name).values(final_run=final_run, closed_at=at.isoformat()))
        return Monitoring(one.name, one.opened_at, one.first_run, at, final_run)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _of(row: Mapping[Any, Any]) -> Monitoring:
    closed = row["closed_at"]
    opened = datetime.fromisoformat(row["opened_at"])
    return Monitoring(row["name"], opened, row["first_run"], datetime.fromisoformat(closed) if closed else None, row["final_run"] or "")
