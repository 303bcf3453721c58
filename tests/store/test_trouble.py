"""What the machine does to the ledger: locks, full disks, foreign files, other writers."""

from __future__ import annotations

import multiprocessing
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event, make_url

from site_audit.errors import MachineError
from site_audit.store.archive import Archive
from site_audit.store.engine import open_engine, reading, sentence, writing
from site_audit.store.ledger import Ledger
from tests.store import made
from tests.store.plain_user import outcome_as_plain_user


def test_the_ledger_is_safe_and_shared(tmp_path: Path) -> None:
    """Write-ahead log, foreign keys and a busy timeout are on for every connection."""
    engine = open_engine(tmp_path / "audit.db")
    with reading(engine) as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys", "busy_timeout")]
    engine.dispose()
    assert found == ["wal", 1, 30_000]


def test_a_reader_sees_nothing_of_an_open_transaction(tmp_path: Path) -> None:
    """While a writer is at work others read the ledger as it was, without waiting."""
    with Ledger(tmp_path / "audit.db") as ledger:
        engine = open_engine(tmp_path / "audit.db")
        run = made.opened(ledger).id
        with writing(engine) as connection:
            connection.exec_driver_sql("DELETE FROM schools")
            assert len(ledger.schools(run)) == 1
        assert ledger.schools(run) == ()
        engine.dispose()


def test_an_interrupted_transaction_leaves_nothing(tmp_path: Path) -> None:
    """Ctrl-C between two statements takes both back."""
    with Ledger(tmp_path / "audit.db") as ledger:
        engine = open_engine(tmp_path / "audit.db")
        run = made.opened(ledger).id
        with pytest.raises(KeyboardInterrupt), writing(engine) as connection:
            connection.exec_driver_sql("DELETE FROM schools")
            raise KeyboardInterrupt
        assert len(ledger.schools(run)) == 1
        engine.dispose()


def test_threads_share_one_ledger(tmp_path: Path) -> None:
    """Many schools audited at once all end in the ledger, each whole."""
    schools = tuple(made.school(number) for number in range(24))
    with Ledger(tmp_path / "audit.db") as ledger:
        run = made.opened(ledger, *schools).id
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda number: ledger.save_audit(made.audit(run, number)), range(24)))
        assert [audit.school for audit in ledger.audits(run)] == list(schools)


def test_two_programs_write_one_ledger(tmp_path: Path) -> None:
    """Two processes open the same file and take turns; nothing is lost."""
    place = tmp_path / "audit.db"
    with Ledger(place) as ledger:
        run = made.opened(ledger, *(made.school(number) for number in range(20))).id
        context = multiprocessing.get_context("spawn")
        other = context.Process(target=made.save_some, args=(place, run, range(10)))
        other.start()
        made.save_some(place, run, range(10, 20))
        other.join(60)
        assert other.exitcode == 0
        assert len(list(ledger.audits(run))) == 20


def test_two_programs_may_open_an_empty_ledger_at_once(tmp_path: Path) -> None:
    """Whoever comes second finds the tables made."""
    with ThreadPoolExecutor(4) as pool:
        ledgers = list(pool.map(lambda _: Ledger(tmp_path / "audit.db"), range(4)))
    assert [ledger.runs() for ledger in ledgers] == [()] * 4
    for ledger in ledgers:
        ledger.close()


def test_a_full_disk_is_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    """When no page more can be written, the message says what to do and what was saved stays."""
    engine = open_engine(tmp_path / "audit.db")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 40"))
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE t (x TEXT)")
    with pytest.raises(MachineError, match="disk is full; free some space"), writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO t VALUES (?)", ("x" * 1_000_000,))
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar() == 0
    engine.dispose()


def test_a_held_ledger_is_a_sentence(tmp_path: Path) -> None:
    """A lock that does not go away is explained, not shown as a traceback."""
    engine = open_engine(tmp_path / "audit.db")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 1"))
    with writing(engine), pytest.raises(MachineError, match="held by another program"), writing(engine):
        pass
    engine.dispose()


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    """A text file by the ledger's name is refused and not overwritten."""
    place = tmp_path / "audit.db"
    place.write_text("это не база данных, а заметки\n" * 200, encoding="utf-8")
    before = place.read_bytes()
    with pytest.raises(MachineError, match="is not a ledger or is damaged"):
        Ledger(place)
    assert place.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    """A file in the folder's place is named."""
    (tmp_path / "var").write_text("x")
    with pytest.raises(MachineError, match="cannot be made"):
        Ledger(tmp_path / "var" / "audit.db")


def test_a_password_is_never_said() -> None:
    """A sentence about a database server does not hold its password."""
    said = sentence(make_url("postgresql+psycopg://auditor:geheim@db.example/audit"), sqlite3.OperationalError("connection refused"))
    assert "geheim" not in said
    assert said.startswith("The ledger postgresql+psycopg://auditor:***@db.example/audit does not answer")


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder nobody may write to, reachable for everybody (pytest's own are not)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such rights on Windows")
def test_a_read_only_folder_is_a_sentence(locked_folder: Path) -> None:
    """The ledger and the archive both say whose rights to check."""

    def keep() -> None:
        with Archive(locked_folder / "archive").keeper("run", "school"):
            pass

    assert "cannot be written; check the rights" in outcome_as_plain_user(lambda: Ledger(locked_folder / "audit.db"))
    assert "cannot be made" in outcome_as_plain_user(lambda: Ledger(locked_folder / "var" / "audit.db"))
    assert "Check the disk's free space and the rights" in outcome_as_plain_user(keep)
