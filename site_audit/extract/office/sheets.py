"""Workbooks of Excel (.xlsx, .xlsm, .xls) to blocks: every visible sheet is a page, its cells as a person sees them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from site_audit.extract.builder import BlockBuilder, fold
from site_audit.extract.grids import MAX_CELL_LETTERS, MAX_COLUMNS, GridRow, GridWriter, Placed
from site_audit.extract.office.biff import BiffCheck
from site_audit.extract.office.core_properties import Properties, properties_of
from site_audit.extract.office.ole import OleContainer
from site_audit.extract.office.ole_stream import container
from site_audit.extract.office.parts import OfficeZip, Refused
from site_audit.extract.office.reading import answer
from site_audit.extract.office.sheet_names import finished_workbook, start_sheet
from site_audit.extract.office.summary import SUMMARY_STREAM, read_summary
from site_audit.extract.office.workbook_parts import MAX_RECTANGLE, checked_workbook
from site_audit.extract.sniff import XLS, XLSX
from site_audit.extract.source import Source
from site_audit.extract.tables import MAX_ROWSPAN
from site_audit.model import Document, Failure, Trouble

MAX_SHEETS = 200
MAX_MERGES = 20_000
_STREAMS = ("Workbook", "Book")
Value = int | float | str | bool | time | date | datetime | timedelta
Merges = dict[int, list[tuple[int, int, int]]]  # by the first row: first column, rows, columns


def read_xlsx(source: Source) -> Document | Failure:
    """The document a workbook of Excel 2007 and later is."""
    return answer(source, _read_xlsx)


def read_xls(source: Source) -> Document | Failure:
    """The document an older workbook of Excel is."""
    return answer(source, _read_xls)


def _read_xlsx(source: Source) -> Document:
    parts = OfficeZip(source.body)
    properties = properties_of(parts)
    return _read(source, XLSX, checked_workbook(parts), properties)


def _read_xls(source: Source) -> Document:
    streams = OleContainer(source.body)
    name, stream = next(((one, read) for one in _STREAMS if (read := streams.read(one)) is not None), ("", b""))
    if not name:
        raise Refused(Trouble.BROKEN, "no text part")
    about = read_summary(streams.read(SUMMARY_STREAM)).properties
    return _read(source, XLS, container(name, BiffCheck(stream).checked()), about)


def _read(source: Source, media_type: str, checked: bytes, properties: Properties) -> Document:
    builder = BlockBuilder(numbered=True)
    try:
        number = _sheets(checked, builder)
    except (CalamineError, OSError, ValueError, OverflowError) as wrong:
        raise Refused(Trouble.BROKEN, "damaged sheets") from wrong
    except BaseException as wrong:
        if type(wrong).__name__ != "PanicException":  # how a fault inside the library shows; it is no Exception, and has no other name
            raise
        raise Refused(Trouble.BROKEN, "damaged sheets") from wrong
    return finished_workbook(source, media_type, builder, properties, number)


def _sheets(checked: bytes, builder: BlockBuilder) -> int:
    """Write all visible sheets; how many there are."""
    writer = GridWriter(builder)
    number = 0
    with CalamineWorkbook.from_filelike(io.BytesIO(checked)) as book:
        for index, about in enumerate(book.sheets_metadata[:MAX_SHEETS]):
            if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
                continue
            number += 1
            sheet = book.get_sheet_by_index(index)
            if sheet.total_height * sheet.total_width > MAX_RECTANGLE or writer.full:
                continue
            start_sheet(builder, number, about.name)
            writer.add(_rows(sheet))
    return number


def _rows(sheet: CalamineSheet) -> Iterator[GridRow]:
    merges = _merges(sheet)
    covered: dict[int, int] = {}  # for each column the row behind the last one a merged cell covers
    for number, values in enumerate(sheet.iter_rows()):
        spans = {}
        for column, rows, columns in merges.get(number, ()):
            spans[column] = rows, columns
            covered.update(dict.fromkeys(range(column, min(column + columns, MAX_COLUMNS)), number + rows))
        row = []
        for column, value in enumerate(values[:MAX_COLUMNS]):
            if value == "" or (covered.get(column, 0) > number and column not in spans):
                continue
            if text := fold(shown(value)):
                rows, columns = spans.get(column, (1, 1))
                row.append(Placed(column, text, columns, min(rows, MAX_ROWSPAN)))
        yield row


def _merges(sheet: CalamineSheet) -> Merges:
    found: Merges = {}
    for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[:MAX_MERGES]:
        if top <= bottom and left <= right and left < MAX_COLUMNS:
            found.setdefault(top, []).append((left, bottom - top + 1, min(right, MAX_COLUMNS - 1) - left + 1))
    return found


def shown(value: Value) -> str:
    """A value as a sheet shows it to a Russian reader.

    >>> shown(12.0), shown(0.5), shown(True), shown(date(2026, 9, 1)), shown(time(8, 30))
    ('12', '0,5', 'ИСТИНА', '01.09.2026', '08:30')
    """
    if isinstance(value, str):
        return value[:MAX_CELL_LETTERS]
    if isinstance(value, bool):
        return "ИСТИНА" if value else "ЛОЖЬ"
    if isinstance(value, int | float):
        return f"{value:.10f}".rstrip("0").rstrip(".").replace(".", ",") if abs(value) < 1e15 else f"{value:g}"
    if isinstance(value, datetime):
        return shown(value.date()) + ("" if value.time() == time() else f" {shown(value.time())}")
    if isinstance(value, date):
        return f"{value.day:02}.{value.month:02}.{value.year:04}"
    if isinstance(value, time):
        return f"{value.hour:02}:{value.minute:02}" + (f":{value.second:02}" if value.second else "")
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02}"
