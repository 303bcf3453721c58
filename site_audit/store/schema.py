"""Brings a ledger's tables up to date by the steps in `migrations/`, and refuses a ledger that is newer than the program."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from sqlalchemy import Connection, Engine, inspect, text

from ..errors import MachineError
from .engine import writing

HEAD = "0003"
"""The newest step; a test compares it with the folder. Known here so that opening an up-to-date ledger does not read the folder."""

MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(engine: Engine) -> None:
    """Make or mend the tables; nothing happens where they are as they should be.

    Everything happens in one writing transaction: of two programs that open an empty ledger at once, the second finds it done.
    """
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(7305)"))
        found = revision_of(connection)
        if found == HEAD:
            return
        if found is not None and found not in _known():
            raise MachineError(
                f"The ledger {engine.url.database} was written by a newer version of site-audit (its schema is {found}, this one knows "
                f"{HEAD}). Update site-audit, or name another ledger; this one was left as it is."
            )
        _upgrade(connection)


def revision_of(connection: Connection) -> str | None:
    """The step the ledger stands at; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, by the package's own path: no `alembic.ini` is needed."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _known() -> frozenset[str]:
    from alembic.script import ScriptDirectory

    return frozenset(step.revision for step in ScriptDirectory.from_config(alembic_config()).walk_revisions())


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(alembic_config(connection), "head")
