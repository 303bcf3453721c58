"""What could not be read, address by address."""

from __future__ import annotations

from site_audit.model import Failure, Trouble
from site_audit.view.edition import Edition
from site_audit.view.tables.table import OF_SCHOOL, SCHOOL, SCHOOL_NAME, Column, Kind, Table, of_each


def failures_table(edition: Edition) -> Table:
    """A row a failure."""
    columns = (
        SCHOOL,
        SCHOOL_NAME,
        Column("url", Kind.URL),
        Column("trouble", Kind.CODE, codes="trouble.{}.word", values=tuple(one.value for one in Trouble)),
        Column("detail"),
    )
    rows = tuple(
        (audit.school.id, audit.school.name, one.url, one.trouble.value, one.detail)
        for audit, one in of_each(edition, "failures")
        if isinstance(one, Failure)
    )
    return Table("failures", columns, rows, references=(OF_SCHOOL,))
