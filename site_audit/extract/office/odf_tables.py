"""Tables of OpenDocument while they are read: repeated rows and cells, cells that span, cells that are covered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from site_audit.extract.builder import fold
from site_audit.extract.grids import MAX_CELL_LETTERS, MAX_COLUMNS, GridRow, Placed
from site_audit.extract.office.elements import value_of, whole
from site_audit.extract.tables import MAX_ROWSPAN
from site_audit.model import BlockKind

MAX_REPEATED = 1_000  # rows that are the same and have words
FAR = 1 << 30
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in a cell, as it would be written outside it: the arguments of `BlockBuilder.add`."""

    text: str
    kind: BlockKind
    tag: str
    level: int
    bold: bool


@dataclass(slots=True)
class CellDraft:
    """A cell and what stands in it. `day` is what a cell with a date holds, "2026-09-01"."""

    column: int
    repeated: int
    colspan: int
    rowspan: int
    day: str
    lines: list[Line] = field(default_factory=list)
    text: str = ""


@dataclass(slots=True)
class RowDraft:
    """A row, or several that are the same; of its cells those with words."""

    repeated: int
    heading: bool
    cells: list[CellDraft] = field(default_factory=list)
    column: int = 0  # where the next cell goes


@dataclass(slots=True)
class TableDraft:
    """A table that is being read. It holds as much as is written in the file, not as much as that claims to be."""

    rows: list[RowDraft] = field(default_factory=list)
    heading_rows: bool = False
    cell: CellDraft | None = None  # the open one

    def start_row(self, attributes: dict[str, str]) -> None:
        """A row begins."""
        self.rows.append(RowDraft(whole(value_of(attributes, "number-rows-repeated"), FAR), self.heading_rows))

    def start_cell(self, attributes: dict[str, str], *, covered: bool) -> None:
        """A cell begins; words in a covered one are not shown."""
        if not self.rows:
            return
        row = self.rows[-1]
        repeated = whole(value_of(attributes, "number-columns-repeated"), FAR)
        self.cell = CellDraft(
            FAR if covered else row.column,
            repeated,
            whole(value_of(attributes, "number-columns-spanned"), MAX_COLUMNS),
            whole(value_of(attributes, "number-rows-spanned"), MAX_ROWSPAN),
            value_of(attributes, "date-value")[:10],
        )
        row.column = min(row.column + repeated, FAR)

    def end_cell(self) -> None:
        """The open cell is kept if it says something where a person would look."""
        cell, self.cell = self.cell, None
        if cell is not None and cell.column < MAX_COLUMNS and (text := _shown(cell)):
            cell.text = text
            self.rows[-1].cells.append(cell)

    def filled(self) -> list[int]:
        """How many cells of each row have words; of equal rows two are enough to tell."""
        return [sum(cell.repeated for cell in row.cells) for row in self.rows for _ in range(min(row.repeated, 2))]

    def lines(self) -> Iterator[Line]:
        """All paragraphs in order."""
        return (line for row in self.rows for cell in row.cells for line in cell.lines)

    def grid(self) -> Iterator[GridRow]:
        """The rows as a sheet has them; of many blank ones as many as a cell may reach over."""
        blank = 0
        for row in self.rows:
            placed = _placed(row)
            for _ in range(min(row.repeated, MAX_REPEATED)):
                blank = 0 if placed else blank + 1
                if blank > MAX_ROWSPAN:
                    break
                yield placed


def _placed(row: RowDraft) -> GridRow:
    placed = []
    for cell in row.cells:
        heading = row.heading or all(line.bold for line in cell.lines)
        for column in range(cell.column, min(cell.column + cell.repeated, MAX_COLUMNS)):
            placed.append(Placed(column, cell.text, min(cell.colspan, MAX_COLUMNS - column), cell.rowspan, heading))
    return placed


def _shown(cell: CellDraft) -> str:
    """The words of a cell; a date shown without its year is written out."""
    text = fold(" ".join(line.text for line in cell.lines))[:MAX_CELL_LETTERS]
    found = _DATE.match(cell.day)
    return f"{found[3]}.{found[2]}.{found[1]}" if found and text and found[1] not in text else text
