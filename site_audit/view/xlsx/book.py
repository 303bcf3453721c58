"""The workbook: sheets in the order a reader opens them."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import xlsxwriter

from site_audit.view.edition import Edition
from site_audit.view.tables import Table
from site_audit.view.xlsx.heat import heat_sheet
from site_audit.view.xlsx.looks import Looks
from site_audit.view.xlsx.sheet import about_sheet, table_sheet

ORDER = ("schools", "findings", "directions", "events", "partners", "plans", "files", "failures", "criteria")
# Texts of sites must never become formulas or links of their own; links are written one by one where they are safe.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def xlsx_bytes(edition: Edition, tables: tuple[Table, ...]) -> bytes:
    """The file. The same edition gives the same bytes: its moment is that of the audit, not of writing."""
    out, words, newest = io.BytesIO(), edition.words, edition.newest
    made = newest.audited_at.astimezone(UTC).replace(tzinfo=None) if newest else datetime(2026, 1, 1)
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": words.say("workbook.title"), "author": "site-audit", "created": made})
        looks = Looks(book)
        by_name = {one.name: one for one in tables}
        first, *others = (by_name[name] for name in ORDER)
        table_sheet(book, first, words, looks)
        heat_sheet(book, edition, looks)
        for table in others:
            table_sheet(book, table, words, looks)
        about_sheet(book, edition, looks)
    return out.getvalue()
