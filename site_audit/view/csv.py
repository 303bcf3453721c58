"""Tables as CSV: UTF-8, commas, one header row; unknown is an empty cell, numbers have a point, flags are true or false.

A text that a spreadsheet program would take for a formula gets an apostrophe in front: what is quoted comes from sites of strangers.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from site_audit.view.html import showable
from site_audit.view.tables import Table, Value

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(table: Table) -> str:
    """The whole file, header first."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([cell(value) for value in row] for row in table.rows)
    return out.getvalue()


def cell(value: Value) -> str:
    """A value as it stands in the file."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case _:
            text = " ".join(str(showable(value)).split())
            return f"'{text}" if text.startswith(FORMULA) else text
