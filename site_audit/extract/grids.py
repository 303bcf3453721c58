"""A sheet of cells to blocks: its tables told apart, and what stands above a table told from it.

People write whole letters into sheets: «УТВЕРЖДАЮ» to the right, a title over the width, then the table, a blank row, another table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.tables import Cell, TableRow, header_of, lays_out_page, table_rows
from site_audit.model import BlockKind

MAX_ROWS = 50_000
MAX_COLUMNS = 256
MAX_CELLS = 400_000
MAX_LETTERS = 10_000_000
MAX_CELL_LETTERS = 32_767  # no program lets more into a cell
TITLE_LETTERS = 200
TITLE_LEVEL = 2
_APPROVAL = re.compile(r"\W*(?:утвержд|согласован|рассмотрен|принят[оа]?\b)", re.IGNORECASE)
_SIGNING = re.compile(
    r"\W*(?:утвержд|согласован|рассмотрен|принят[оа]?\b|приложение\b|директор|заместител|зам\.|приказ|протокол|исполнитель|подпись|от\s)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[А-Яа-яЁё]{3,}")
_NUMBER = re.compile(r"[\d\s.,%]+")


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with words, at its column from 0; a merged cell stands once, at its upper left corner."""

    column: int
    text: str
    colspan: int = 1
    rowspan: int = 1
    heading: bool = False

    @property
    def end(self) -> int:
        """The column behind the cell."""
        return self.column + self.colspan


GridRow = list[Placed]


class GridWriter:
    """Writes sheets into a builder, as many rows and letters as one document may have."""

    def __init__(self, builder: BlockBuilder) -> None:
        self._builder = builder
        self._rows_left, self._cells_left, self._letters_left = MAX_ROWS, MAX_CELLS, MAX_LETTERS
        self._edges = (0, 0)  # of the sheet: its first column, and the one behind its last
        self._above: tuple[str, ...] = ()  # the header of the table above, and its first column
        self._left = 0

    @property
    def full(self) -> bool:
        """Whether enough was written: the rest is left out."""
        return min(self._rows_left, self._cells_left, self._letters_left) <= 0

    def add(self, rows: Iterable[GridRow]) -> None:
        """One sheet, row by row from above; blank rows are empty lists."""
        self._above = ()
        segments = self._segments(rows)
        filled = [row for segment in segments for row in segment if row]
        self._edges = min((row[0].column for row in filled), default=0), max((row[-1].end for row in filled), default=0)
        tables = [_table_of(segment) for segment in segments]
        last = max((number for number, (_, table) in enumerate(tables) if table), default=-1)
        for number, (lead, table) in enumerate(tables):
            if not table or self._continues(table):
                self._lines(lead, titled=number <= last)
                self._table(table)
            else:
                self._lines(lead, titled=True)
                if lays_out_page([len(row) for row in table]):
                    self._lines(table, titled=False)
                else:
                    self._table(table)

    def add_table(self, rows: Iterable[GridRow]) -> None:
        """One table of a text, as it is."""
        kept: list[GridRow] = []
        for row in rows:
            if self.full:
                break
            self._rows_left -= 1
            self._count(row)
            kept.append(row)
        right = max((row[-1].end for row in kept if row), default=0)
        self._write(table_rows(_dense(kept, 0, min(right, MAX_COLUMNS))))

    def _write(self, rows: tuple[TableRow, ...]) -> None:
        for row in rows:
            self._builder.add_row(row.text, row.cells, row.header)

    def _segments(self, rows: Iterable[GridRow]) -> list[list[GridRow]]:
        """Rows that blank rows part from others; a row is not blank where a cell reaches down into it."""
        segments: list[list[GridRow]] = [[]]
        reach = 0  # rows into which cells above reach
        for row in rows:
            if self.full:
                break
            if row:
                self._count(row)
            if row or reach > 0:
                self._rows_left -= 1
                segments[-1].append(row)
            elif segments[-1]:
                segments.append([])
            reach = max(reach, *(cell.rowspan for cell in row), 0) - 1 if row else reach - 1
        return [segment for segment in segments if segment]

    def _count(self, row: GridRow) -> None:
        self._cells_left -= len(row)
        self._letters_left -= sum(len(cell.text) for cell in row)

    def _continues(self, table: list[GridRow]) -> bool:
        """A single row below a blank one that goes on with the table above."""
        first = table[0]
        return (
            len(table) == 1
            and first[0].column == self._left
            and first[-1].end <= self._left + len(self._above)
            and 2 * len(first) >= max(4, len(self._above))
            and not _SIGNING.match(first[0].text)
        )

    def _lines(self, rows: list[GridRow], *, titled: bool) -> None:
        """Cells that are no table: a row by itself, rows of several cells block by block («СОГЛАСОВАНО», then «УТВЕРЖДАЮ»)."""
        run: list[Placed] = []
        for row in rows:
            if len(row) != 1:
                run += row
                continue
            self._blocks_of(run)
            run = []
            if titled and _is_title(row[0], *self._edges):
                self._builder.add(BlockKind.HEADING, row[0].text, f"h{TITLE_LEVEL}", level=TITLE_LEVEL)
            else:
                self._blocks_of(row)
        self._blocks_of(run)

    def _blocks_of(self, cells: list[Placed]) -> None:
        for cell in sorted(cells, key=lambda cell: cell.column):
            self._builder.add(BlockKind.PARAGRAPH, cell.text, "p")

    def _table(self, table: list[GridRow]) -> None:
        filled = [row for row in table if row]
        if not filled:
            return
        left, right = min(row[0].column for row in filled), min(max(row[-1].end for row in filled), MAX_COLUMNS)
        made: tuple[TableRow, ...] = ()
        if not self._continues(table):
            made = table_rows(_dense(table, left, right))
        if not header_of(made) and self._above and left == self._left and right <= left + len(self._above):
            made = table_rows(_dense(table, left, left + len(self._above)), self._above)
        self._above, self._left = header_of(made), left
        self._write(made)


def _table_of(segment: list[GridRow]) -> tuple[list[GridRow], list[GridRow]]:
    """The rows above a table, and the table (perhaps none)."""
    lengths = sorted(len(row) for row in segment if row)
    usual = lengths[len(lengths) * 3 // 4]  # the upper quartile: one stray row makes no table of another width
    signing = 0  # cells of a row of «УТВЕРЖДАЮ»; the rows below it have no more
    for number, row in enumerate(segment):
        if len(row) < 2:
            continue
        if any(_APPROVAL.match(cell.text) for cell in row):
            signing = len(row)
        hangs = any(cell.rowspan > 1 for cell in row)
        if len(row) > 3 or (len(row) > signing and (hangs or 2 * len(row) > usual)):
            return segment[:number], segment[number:]
    return segment, []


def _is_title(cell: Placed, left: int, right: int) -> bool:
    """Words at the left edge or over at least half the width, short, and no part of a signature."""
    return (
        (cell.column == left or 2 * cell.colspan >= right - left > 1)
        and len(cell.text) <= TITLE_LETTERS
        and not cell.text.endswith((".", ":", ";"))
        and not _SIGNING.match(cell.text)
        and bool(_WORD.search(cell.text))
    )


def _dense(table: list[GridRow], left: int, right: int) -> list[list[Cell]]:
    """The rows with empty cells where nothing stands and nothing reaches down from above."""
    until: dict[int, int] = {}  # for each column the row behind the last one reached
    dense = []
    for number, row in enumerate(table):
        if _is_section(row, left, right, covered=any(end > number for end in until.values())):
            dense.append([Cell(row[0].text, right - left)])
            continue
        cells: list[Cell] = []
        at = left
        for cell in row:
            cells += _gap(until, number, at, min(cell.column, right))
            if cell.column < right:
                cells.append(Cell(cell.text, cell.colspan, cell.rowspan, cell.heading))
            if cell.rowspan > 1:
                until.update(dict.fromkeys(range(cell.column, cell.end), number + cell.rowspan))
            at = cell.end
        cells += _gap(until, number, at, right)
        dense.append(cells)
    return dense


def _gap(until: dict[int, int], number: int, start: int, end: int) -> list[Cell]:
    """Empty cells for the columns of a row into which nothing reaches down."""
    return [Cell("")] * sum(until.get(column, 0) <= number for column in range(start, end)) if start < end else []


def _is_section(row: GridRow, left: int, right: int, *, covered: bool) -> bool:
    """A row of one cell that names the rows below it: «Сентябрь»."""
    if len(row) != 1 or covered or row[0].rowspan > 1:
        return False
    cell, width = row[0], right - left
    return 2 * cell.colspan >= width > 1 or (cell.column == left and width > 2 and not _NUMBER.fullmatch(cell.text))
