"""What a flat table is: typed columns, rows, a key, and the tables it leans on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from site_audit.model import Audit
from site_audit.view.edition import Edition
from site_audit.view.pages.district import in_order

Value = str | int | Decimal | date | datetime | bool | None


class Kind(StrEnum):
    """What a column holds. A code is one of a closed list of words."""

    TEXT = "text"
    CODE = "code"
    URL = "url"
    INTEGER = "integer"
    NUMBER = "number"
    POINTS = "points"  # 0–100, one digit
    DAY = "day"
    MOMENT = "moment"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is its key in files and in the catalogue; `codes` the catalogue key of its closed words.

    `title` stands where the catalogue has none.
    """

    name: str
    kind: Kind = Kind.TEXT
    codes: str = ""
    values: tuple[str, ...] = ()  # the closed list, where it is the program's own
    title: str = ""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Each value of `column` is a value of `to` in `table`."""

    column: str
    table: str
    to: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows hold a value for every column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


SCHOOL = Column("school_id", needed=True)
SCHOOL_NAME = Column("school_name")
OF_SCHOOL = Reference("school_id", "schools", "school_id")
CRITERION = Column("criterion", needed=True)
OF_CRITERION = Reference("criterion", "criteria", "criterion")


def ordered(edition: Edition) -> tuple[Audit, ...]:
    """The audits in the order of the ranking."""
    return in_order(edition.audits, edition.ranks)


def of_each(edition: Edition, register: str) -> Iterator[tuple[Audit, object]]:
    """Every entry of a register ("plans", "events", …) with the audit it stands in."""
    for audit in ordered(edition):
        for entry in getattr(audit, register):
            yield audit, entry
