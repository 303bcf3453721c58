"""The run as flat tables: what CSV files, the data package and workbooks are made of.

A table knows its columns, their kinds and its key; the catalogue `tables` holds their names and what they mean, in both languages.
"""

from __future__ import annotations

from site_audit.view.edition import Edition
from site_audit.view.tables.findings import criteria_table, factors_table, findings_table
from site_audit.view.tables.registers import events_table, files_table, partners_table, plans_table
from site_audit.view.tables.schools import directions_table, schools_table
from site_audit.view.tables.table import Column, Kind, Reference, Table, Value
from site_audit.view.tables.troubles import failures_table

__all__ = ["Column", "Kind", "Reference", "Table", "Value", "tables"]

MAKERS = (
    schools_table,
    directions_table,
    criteria_table,
    findings_table,
    factors_table,
    plans_table,
    events_table,
    partners_table,
    files_table,
    failures_table,
)


def tables(edition: Edition) -> tuple[Table, ...]:
    """All tables of an edition. Rows stand in the order of the ranking, then of the pack."""
    return tuple(make(edition) for make in MAKERS)
