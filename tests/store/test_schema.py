"""The ledger's tables are made, kept up to date, and guarded against an older program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from site_audit.errors import MachineError
from site_audit.store import schema
from site_audit.store.codec import school_json
from site_audit.store.engine import open_engine, reading, writing
from site_audit.store.leases import Leases
from site_audit.store.tables import metadata
from tests.store import made


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine on an empty file."""
    made = open_engine(tmp_path / "audit.db")
    yield made
    made.dispose()


def _tables(path: Path) -> dict[str, str]:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%alembic%' AND sql IS NOT NULL").fetchall()
    connection.close()
    return {name: " ".join(sql.split()) for name, sql in found}


def test_an_empty_database_gets_its_tables(engine: Engine, tmp_path: Path) -> None:
    """Opening an empty file makes every table and remembers the step."""
    schema.bring_up_to_date(engine)
    assert set(metadata.tables) <= set(_tables(tmp_path / "audit.db"))
    with reading(engine) as connection:
        assert schema.revision_of(connection) == schema.HEAD


def test_migrations_and_tables_agree(engine: Engine) -> None:
    """Alembic finds nothing to change between what the steps make and what the program believes."""
    schema.bring_up_to_date(engine)
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_migrations_write_the_same_tables_as_the_program_would(engine: Engine, tmp_path: Path) -> None:
    """Keys, uniqueness and cascades agree too: the statements are the same to the letter."""
    schema.bring_up_to_date(engine)
    plain = open_engine(tmp_path / "plain.db")
    with writing(plain) as connection:
        metadata.create_all(connection)
    plain.dispose()
    assert _tables(tmp_path / "audit.db") == _tables(tmp_path / "plain.db")


def test_the_known_head_is_the_newest_step() -> None:
    """The step written in the code is the last one in the folder."""
    assert ScriptDirectory.from_config(schema.alembic_config()).get_current_head() == schema.HEAD


def test_opening_again_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    """A ledger that is up to date is left as it is."""
    schema.bring_up_to_date(engine)
    before = _tables(tmp_path / "audit.db")
    schema.bring_up_to_date(engine)
    assert _tables(tmp_path / "audit.db") == before


def test_a_newer_ledger_is_refused_with_a_sentence(engine: Engine, tmp_path: Path) -> None:
    """A program that does not know the ledger's step says so and touches nothing."""
    schema.bring_up_to_date(engine)
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(MachineError, match=r"newer version of site-audit.*9999.*Update"):
        schema.bring_up_to_date(engine)
    with reading(engine) as connection:
        assert schema.revision_of(connection) == "9999"


def test_a_migration_that_fails_leaves_nothing_behind(engine: Engine, tmp_path: Path) -> None:
    """All steps are one transaction: a table in the way stops them before anything is visible."""
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE findings (mine TEXT)")
    with pytest.raises(MachineError):
        schema.bring_up_to_date(engine)
    assert set(_tables(tmp_path / "audit.db")) == {"findings"}


def test_a_ledger_of_the_first_edition_is_brought_up_to_date(engine: Engine, tmp_path: Path) -> None:
    """What it holds stays; a run that was not finished can be continued, its audited schools are done."""
    from alembic import command

    with writing(engine) as connection:
        command.upgrade(schema.alembic_config(connection), "0001")
        told = "'2026-11-23', '{}', 'career', '1', 'sha256:0', 'iio-1', NULL"
        run = f"INSERT INTO runs VALUES (?, 'run', '2026-11-23T02:14:00+03:00', ?, {told})"
        connection.exec_driver_sql(run, ("night", None))
        connection.exec_driver_sql(run, ("before", "2026-11-22T04:00:00+03:00"))
        for number in range(3):
            row = (f"school-{number}", number, school_json(made.school(number)))
            connection.exec_driver_sql("INSERT INTO schools VALUES ('night', ?, ?, 'Школа', ?)", row)
        connection.exec_driver_sql("INSERT INTO schools VALUES ('before', 'school-0', 0, 'Школа', '{}')")
        audit = "INSERT INTO audits VALUES ('night', 'school-1', '', NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, '{}')"
        connection.exec_driver_sql(audit)
    schema.bring_up_to_date(engine)
    leases = Leases(engine)
    taken = [leases.take("night", "me", now=1.0, until=60.0) for _ in range(3)]
    assert [lease and lease.school.id for lease in taken] == ["school-0", "school-2", None]
    assert leases.take_reports("night", "me", now=1.0, until=60.0)
    assert leases.left("before", now=1.0).schools == 0


def test_a_folder_with_a_percent_sign_is_no_trouble() -> None:
    """The package may lie in any folder: the path survives the settings parser of the migration library."""
    assert schema.alembic_config().get_main_option("script_location") == str(schema.MIGRATIONS)


def test_migrations_can_be_undone(engine: Engine, tmp_path: Path) -> None:
    """Every step knows the way back."""
    from alembic import command

    schema.bring_up_to_date(engine)
    with writing(engine) as connection:
        command.downgrade(schema.alembic_config(connection), "base")
    assert _tables(tmp_path / "audit.db") == {}
