"""The workbook of a run: one sheet a table, a map of criteria, and what it all rests on."""

from site_audit.view.xlsx.book import xlsx_bytes

__all__ = ["xlsx_bytes"]
