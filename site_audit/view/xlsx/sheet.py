"""A table as a sheet: frozen header, filter, formats by kind, links that may be followed, a page that prints."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from site_audit.view.datapackage import meaning_of, title_of
from site_audit.view.edition import Edition
from site_audit.view.html import showable
from site_audit.view.pages.address import SAFE, clip
from site_audit.view.tables import Column, Kind, Table, Value
from site_audit.view.words import Words
from site_audit.view.xlsx.looks import Looks

CELL_LIMIT, LINK_LIMIT, LINKS_LIMIT = 2_000, 2_000, 60_000  # Excel: 32 767 letters, 2 079 of a link, 65 530 links a sheet
WIDTHS = {Kind.CODE: 16, Kind.URL: 36, Kind.INTEGER: 10, Kind.NUMBER: 10, Kind.POINTS: 11, Kind.DAY: 12, Kind.MOMENT: 16, Kind.FLAG: 11}
WIDE = {"reason": 50, "recommendation": 50, "quote": 60, "title": 40, "school_name": 34, "plan": 44, "event": 50, "file": 40, "partner": 36}
TEXT_WIDTH, HEAD_HEIGHT = 18, 44
LINE_HEIGHT, LINES = 13.5, 8  # a longer text is read in its cell
PRINTED = {"schools": 19}  # columns that fit a page of paper; without a number all are printed


def table_sheet(book: Any, table: Table, words: Words, looks: Looks) -> None:
    """Add the sheet of one table."""
    sheet = book.add_worksheet(words.say(f"table.{table.name}.title"))
    links = LINKS_LIMIT
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, _width(column))
        sheet.write_string(0, at, title_of(column, words), looks.head)
        sheet.write_comment(0, at, meaning_of(column, words), {"x_scale": 1.6})
    sheet.set_row(0, HEAD_HEIGHT)
    for number, row in enumerate(table.rows, 1):
        for at, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            links -= _write(sheet, number, at, column, value, words, looks, links > 0)
        sheet.set_row(number, LINE_HEIGHT * _lines(table.columns, row))
    _lay_out(sheet, len(table.rows), len(table.columns), words, frozen=_frozen(table))
    sheet.print_area(0, 0, len(table.rows), PRINTED.get(table.name, len(table.columns)) - 1)


def _lines(columns: tuple[Column, ...], row: tuple[Value, ...]) -> int:
    """How many lines the longest text of a row needs: not every program finds the height by itself."""
    pairs = zip(columns, row, strict=True)
    needed = [1 + len(value) // _width(column) for column, value in pairs if isinstance(value, str) and column.kind is Kind.TEXT]
    return min(max(needed, default=1), LINES)


def _width(column: Column) -> int:
    return WIDE.get(column.name) or WIDTHS.get(column.kind, TEXT_WIDTH)


def _frozen(table: Table) -> int:
    """How many columns stay in sight: up to the school's name, which stands among the first three where there is one."""
    names = [column.name for column in table.columns[:3]]
    return names.index("school_name") + 1 if "school_name" in names else 1


def _write(sheet: Any, row: int, at: int, column: Column, value: Value, words: Words, looks: Looks, may_link: bool) -> int:
    """Write one cell; how many links it took."""
    look = looks.of[column.kind]
    match value:
        case None | "":
            sheet.write_blank(row, at, None, look)
        case bool():
            sheet.write_string(row, at, words.say("workbook.yes" if value else "workbook.no"), look)
        case int() | Decimal():
            sheet.write_number(row, at, float(value), look)
        case datetime():
            sheet.write_datetime(row, at, value.replace(tzinfo=None), look)
        case date():
            sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), look)
        case _:
            text = clip(str(showable(value)), CELL_LIMIT)
            if column.codes:
                text = words.entries.get(column.codes.format(text), text)
            if column.kind is Kind.URL and may_link and SAFE.match(text) and len(text) < LINK_LIMIT:
                sheet.write_url(row, at, text, looks.link, text)
                return 1
            sheet.write_string(row, at, text, look)
    return 0


def _lay_out(sheet: Any, rows: int, columns: int, words: Words, *, frozen: int) -> None:
    """What stays in sight, what can be filtered, and how it is printed."""
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, max(rows, 1), columns - 1)
    sheet.repeat_rows(0)
    print_nicely(sheet, words)


def print_nicely(sheet: Any, words: Words) -> None:
    """A landscape A4, as wide as the sheet, with page numbers."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.set_footer(f"&L&A&R{words.say('workbook.page')}")


def about_sheet(book: Any, edition: Edition, looks: Looks) -> None:
    """The last sheet: what the numbers rest on, and what they are not."""
    words, newest = edition.words, edition.newest
    sheet = book.add_worksheet(words.say("table.about.title"))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, words.say("workbook.title"), looks.title)
    lines = [(words.say("workbook.run"), edition.run)]
    if newest is not None:
        lines += [
            (words.say("school.audited"), words.moment(newest.audited_at)),
            (words.say("school.as_of"), words.long_day(newest.as_of)),
            (words.say("workbook.rules"), f"{newest.pack.id} {newest.pack.version}, {newest.pack.digest}"),
            ("", words.say("workbook.about_file", method=newest.indicator.method)),
            ("", words.entries["pack.basis"]),
        ]
    for at, (label, text) in enumerate(lines, 2):
        sheet.write_string(at, 0, label, looks.note)
        sheet.write_string(at, 1, str(showable(text)), looks.note)
    print_nicely(sheet, words)
