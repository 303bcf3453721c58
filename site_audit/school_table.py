"""From the bytes of a spreadsheet's CSV to rows of cells with their line numbers; what cannot be split is told, the rest goes on.

Spreadsheet programs save a list as UTF-8 with or without a BOM, as UTF-16 or as windows-1251, with commas, semicolons or tabs.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from site_audit.errors import SchoolListError

DELIMITERS = (",", ";", "\t")
RECORD_LINES = 20  # a quoted cell may run over some lines; a forgotten quote must not swallow the rest of the list
CELL_LIMIT = 2_000  # no name or address is longer; a longer one is a damaged row


@dataclass(frozen=True, slots=True)
class RowNote:
    """What is to be said of one row: `error` – it is left out, `repaired` – mended, `warning` – worth a look."""

    line: int
    column: str
    reason: str
    kind: Literal["error", "repaired", "warning"] = "error"

    def __str__(self) -> str:
        return f"строка {self.line}{f', столбец {self.column}' if self.column else ''}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Row:
    """One record of the list with the line it begins on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A list split into its header and rows; `notes` tell what could not be split."""

    header: Row
    rows: tuple[Row, ...]
    notes: tuple[RowNote, ...]


def read_table(data: bytes, known: Collection[str]) -> Table:
    """Split a list; the delimiter is the one under which the header holds the most of the `known` column names."""
    text, notes = _decode(data)
    lines = re.split(r"\r\n|\n|\r", text)  # str.splitlines would also cut at rare signs inside a name
    start = next((at for at, line in enumerate(lines) if line.strip(",; \t") and not re.fullmatch(r"sep=.", line.strip())), None)
    if start is None:
        raise SchoolListError("Список школ пуст: нужна строка заголовков id,name,url и по строке на школу.")
    delimiter = max(DELIMITERS, key=lambda sign: sum(cell.strip().lower() in known for cell in _split(lines[start], sign) or ()))
    header, *rows = _records(lines, start, delimiter, notes) or [Row(start + 1, ())]
    return Table(header, tuple(rows), tuple(notes))


def _decode(data: bytes) -> tuple[str, list[RowNote]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return _decode_by_line(data.removeprefix(b"\xef\xbb\xbf"))


def _decode_by_line(data: bytes) -> tuple[str, list[RowNote]]:
    """Windows-1251, except the lines that are plainly UTF-8: lists are glued together from several sources."""
    lines: list[str] = []
    foreign: list[int] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
            foreign += [] if line.isascii() else [number]
        except UnicodeDecodeError:
            lines.append(line.decode("windows-1251", errors="replace"))
    said = "эта строка в кодировке UTF-8, а другие в windows-1251; прочитаны обе, проверьте название"
    return "\n".join(lines), [RowNote(number, "", said, "warning") for number in foreign]


def _records(lines: list[str], start: int, delimiter: str, notes: list[RowNote]) -> list[Row]:
    rows: list[Row] = []
    at = start
    while at < len(lines):
        cells, used = _record(lines, at, delimiter)
        if cells is None:
            notes.append(RowNote(at + 1, "", "кавычка открыта и не закрыта"))
        elif any(len(cell) > CELL_LIMIT for cell in cells):
            notes.append(RowNote(at + 1, "", f"значение длиннее {CELL_LIMIT} знаков"))
        elif any(cell.strip() for cell in cells):
            rows.append(Row(at + 1, tuple(cell.strip() for cell in cells)))
        at += used
    return rows


def _record(lines: list[str], at: int, delimiter: str) -> tuple[list[str] | None, int]:
    """The cells of the record that begins at this line and how many lines it took; None where a quote stays open."""
    if lines[at].count('"') % 2 == 0:
        return _split(lines[at], delimiter) or _split(lines[at], delimiter, strict=False), 1
    for joined in _growing(lines[at : at + RECORD_LINES]):
        if (cells := _split("\n".join(joined), delimiter)) is not None:
            return cells, len(joined)
    return None, 1


def _growing(lines: list[str]) -> Iterator[list[str]]:
    return (lines[:count] for count in range(1, len(lines) + 1))


def _split(text: str, delimiter: str, *, strict: bool = True) -> list[str] | None:
    if len(text) > 50 * CELL_LIMIT:  # no more than the csv module can take in one cell
        return [text[: CELL_LIMIT + 1]]
    try:
        record = next(csv.reader([text], delimiter=delimiter, strict=strict), [])
    except csv.Error:
        return None
    return record
