"""The door to the database: SQLite beside the school list, or PostgreSQL by URL; its errors as sentences.

SQLite: write-ahead log (readers never wait for the writer), foreign keys on, and a transaction that is going to write says so at its
start (`BEGIN IMMEDIATE`): one that first reads and then turns to writing is refused at once by SQLite instead of waiting its turn.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from ..errors import ConfigurationError, MachineError

BUSY_TIMEOUT_S = 30.0
_WAL_TRIES, _WAL_PAUSE_S = 100, 0.05

_SENTENCES = (
    (("locked", "busy"), "is held by another program; wait until it has finished, or stop it"),
    (("full",), "could not be written: the disk is full; free some space and start again"),
    (("readonly", "read-only", "unable to open", "permission"), "cannot be written; check the rights of the file and its folder"),
    (("not a database", "malformed", "disk image"), "is not a ledger or is damaged; restore it from a backup, or name another file"),
    (("connection refused", "could not connect", "connection failed", "is bad"), "does not answer; check that the database server runs"),
)


def open_engine(place: str | Path) -> Engine:
    """The engine for a path (SQLite, its folder made if need be) or a database URL."""
    url = _url_of(place)
    try:
        engine = create_engine(url)
    except (NoSuchModuleError, ModuleNotFoundError, ArgumentError) as error:
        raise ConfigurationError(f"No driver for the database {url.render_as_string()}: {error}. Install it, or use SQLite.") from error
    if url.get_backend_name() == "sqlite":
        _make_folder(url)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment of the ledger."""
    with spoken(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: everything within becomes visible at its end, or nothing (an error, Ctrl-C)."""
    with spoken(engine), engine.execution_options(writes=True).begin() as connection:
        yield connection


@contextmanager
def spoken(engine: Engine) -> Iterator[None]:
    """The database's errors as a `MachineError` with a sentence. No password is ever said."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise MachineError(sentence(engine.url, error)) from error


def sentence(url: URL, error: Exception) -> str:
    """What went wrong with the ledger, for the one who must act."""
    name = f"The ledger {url.database if url.get_backend_name() == 'sqlite' else url.render_as_string()}"
    cause = str(getattr(error, "orig", None) or error).strip()
    if isinstance(error, IntegrityError):
        return f"{name} refused what contradicts it (an unknown run or school, or one written twice): {cause}"
    low = cause.lower()
    for words, what in _SENTENCES:
        if any(word in low for word in words):
            return f"{name} {what} ({cause})."
    return f"{name} failed: {cause}"


def _url_of(place: str | Path) -> URL:
    if isinstance(place, Path) or "://" not in place:
        return URL.create("sqlite", database=str(place))
    try:
        url = make_url(place)
        return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url
    except ArgumentError as error:
        raise ConfigurationError("The address of the database is not one: expected a path or driver://user:password@host/name.") from error


def _make_folder(url: URL) -> None:
    if not url.database or url.database == ":memory:":
        raise ConfigurationError("The ledger needs a file: a database in memory is forgotten at the end of the run.")
    folder = Path(url.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError(f"The ledger's folder {folder} cannot be made: {error.strerror}. Check its rights, or name another.") from error


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver opens no transactions by itself: `_begin_sqlite` does
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT_S * 1000)}")
    _turn_to_wal(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _turn_to_wal(connection: Any) -> None:
    """The change to WAL does not wait for the busy timeout: while another program makes it, the call fails at once and is tried again."""
    for _ in range(_WAL_TRIES):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            sleep(_WAL_PAUSE_S)
    connection.execute("PRAGMA journal_mode = WAL")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
