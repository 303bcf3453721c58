"""Paragraphs gathered to cells, cells to rows, rows to a table that ends with the first paragraph outside it.

Formats that tell a table only by the marks between its words (old Word, RTF) and by the edges of its cells share this.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from site_audit.extract.office.columns import column_spans
from site_audit.extract.office.drafts import CellDraft, Flow, ParagraphDraft, RowDraft


@dataclass(frozen=True, slots=True)
class CellLook:
    """One cell between two edges of its row. Of cells merged side by side the first keeps them all (`swallowed` are the others)."""

    left: int
    right: int
    swallowed: bool = False
    continues: bool = False


class Sink(Protocol):
    """What takes finished paragraphs and tables: a `Flow`, or what is kept to be poured into one later."""

    def paragraph(self, draft: ParagraphDraft) -> None: ...

    def table(self, rows: list[RowDraft]) -> None: ...


@dataclass(slots=True)
class Held:
    """Paragraphs and tables kept until those that stand before them are known."""

    kept: list[ParagraphDraft | list[RowDraft]] = field(default_factory=list)

    def paragraph(self, draft: ParagraphDraft) -> None:
        """Keeps a paragraph."""
        self.kept.append(draft)

    def table(self, rows: list[RowDraft]) -> None:
        """Keeps a table."""
        self.kept.append(rows)

    def pour(self, flow: Flow) -> None:
        """Hands on all that was kept."""
        for one in self.kept:
            if isinstance(one, ParagraphDraft):
                flow.paragraph(one)
            else:
                flow.table(one)


class Story:
    """One text with its tables, fed paragraph by paragraph."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._open: list[ParagraphDraft] = []
        self._cells: list[CellDraft] = []
        self._rows: list[tuple[RowDraft, tuple[CellLook, ...]]] = []

    @property
    def in_row(self) -> bool:
        """A row is begun and not ended."""
        return bool(self._cells)

    def outside(self, draft: ParagraphDraft) -> None:
        """A paragraph in no table."""
        self.close()
        self._sink.paragraph(draft)

    def inside(self, draft: ParagraphDraft) -> None:
        """A paragraph of the cell that is open."""
        self._open.append(draft)

    def end_cell(self) -> None:
        """The cell is complete."""
        self._cells.append(CellDraft(self._open))
        self._open = []

    def end_row(self, looks: tuple[CellLook, ...] = (), *, heading: bool = False) -> None:
        """The row is complete; `looks` are its cells as the file defines them, () where it does not say."""
        if self._open:
            self.end_cell()
        self._rows.append((RowDraft(self._cells, heading=heading), looks))
        self._cells = []

    def close(self) -> None:
        """The end of the table, if one is open."""
        if self._open or self._cells:
            self.end_row()
        if self._rows:
            self._sink.table(_laid_out(self._rows))
            self._rows = []


def _laid_out(rows: list[tuple[RowDraft, tuple[CellLook, ...]]]) -> list[RowDraft]:
    """The rows with their cells over the columns of the whole table."""
    edges = [_with_look(row, looks) for row, looks in rows]
    if any(edges):
        for (row, _), spans in zip(rows, column_spans(edges), strict=True):
            row.skipped = spans[0]
            for cell, span in zip(row.cells, spans[1:], strict=False):
                cell.colspan = span
    return [row for row, _ in rows]


def _with_look(row: RowDraft, looks: tuple[CellLook, ...]) -> tuple[int, ...]:
    """The edges of the row's cells, merged ones made one; () where the definition does not fit what stands in the row."""
    if not looks or len(looks) != len(row.cells):
        return ()
    for cell, look in zip(row.cells, looks, strict=True):
        cell.continues = look.continues
    kept = [number for number, look in enumerate(looks) if number == 0 or not look.swallowed]
    row.cells = [row.cells[number] for number in kept]
    return (*(looks[number].left for number in kept), looks[-1].right)
