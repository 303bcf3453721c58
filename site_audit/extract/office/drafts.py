"""What a text document is made of before it becomes blocks: paragraphs, and tables of cells that hold paragraphs.

Every reader of such files fills the same drafts, so that a heading, a merged cell or a table that only lays out a page is one thing in all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from site_audit.extract.builder import BlockBuilder, fold
from site_audit.extract.tables import Cell, lays_out_page, table_rows
from site_audit.model import BlockKind, Zone

CENTRED_TITLE_LETTERS = 250


@dataclass(slots=True)
class ParagraphDraft:
    """One paragraph as written. `level` is that of a heading, 0 if it is none."""

    parts: list[str] = field(default_factory=list)
    level: int = 0
    listed: bool = False
    centred: bool = False
    letters: int = 0
    bold_letters: int = 0

    def add(self, text: str, *, bold: bool = False) -> None:
        """More words of one look."""
        self.parts.append(text)
        letters = len(text.strip())
        self.letters += letters
        self.bold_letters += letters if bold else 0

    @property
    def text(self) -> str:
        """All words so far, white space as it stands."""
        return "".join(self.parts)


@dataclass(slots=True)
class CellDraft:
    """One cell; `continues` where it goes on from the row above."""

    paragraphs: list[ParagraphDraft] = field(default_factory=list)
    colspan: int = 1
    continues: bool = False

    @property
    def text(self) -> str:
        """The words of all its paragraphs, folded."""
        return fold(" ".join(one.text for one in self.paragraphs))

    @property
    def is_bold(self) -> bool:
        """Every letter in it is bold, and there is one."""
        letters = sum(one.letters for one in self.paragraphs)
        return 0 < letters == sum(one.bold_letters for one in self.paragraphs)


@dataclass(slots=True)
class RowDraft:
    """One row; `skipped` are the columns left out before its first cell, `heading` where it is repeated on every page."""

    cells: list[CellDraft] = field(default_factory=list)
    skipped: int = 0
    heading: bool = False


class Flow:
    """Puts finished drafts into the builder, all in one zone; plain paragraphs are called by `tag`."""

    def __init__(self, builder: BlockBuilder, zone: Zone = Zone.MAIN, tag: str = "p") -> None:
        self._builder = builder
        self._zone = zone
        self._tag = tag

    def paragraph(self, draft: ParagraphDraft) -> None:
        """A paragraph as the block it is; a bold centred line is a heading."""
        level = draft.level if self._zone is Zone.MAIN else 0
        titled = draft.centred and 0 < draft.letters == draft.bold_letters <= CENTRED_TITLE_LETTERS
        if level and draft.letters <= 2 * CENTRED_TITLE_LETTERS:
            self._builder.add(BlockKind.HEADING, draft.text, f"h{level}", level=level)
        elif titled and self._zone is Zone.MAIN:
            self._builder.add(BlockKind.HEADING, draft.text, "h2", level=2)
        elif draft.listed:
            self._builder.add(BlockKind.ITEM, draft.text, "li", zone=self._zone)
        else:
            self._builder.add(BlockKind.PARAGRAPH, draft.text, self._tag, zone=self._zone)

    def table(self, rows: list[RowDraft]) -> None:
        """A table as rows under their header; one that lays a page out as its paragraphs."""
        if lays_out_page([sum(bool(cell.text) for cell in row.cells) for row in rows]):
            for paragraph in paragraphs_of(rows):
                self.paragraph(paragraph)
            return
        for row in table_rows(_grid(rows)):
            self._builder.add_row(row.text, row.cells, row.header, zone=self._zone)


def paragraphs_of(rows: list[RowDraft]) -> Iterator[ParagraphDraft]:
    """All paragraphs of a table, in order."""
    return (paragraph for row in rows for cell in row.cells for paragraph in cell.paragraphs)


def _grid(rows: list[RowDraft]) -> list[list[Cell]]:
    """Cells with how many rows they span: a cell that goes on from above is counted to the one it goes on from."""
    owners: dict[int, tuple[int, int]] = {}
    spans: dict[tuple[int, int], int] = {}
    kept_rows: list[list[tuple[CellDraft, tuple[int, int]]]] = []
    for number, row in enumerate(rows):
        kept = []
        column = row.skipped
        for cell in row.cells:
            if cell.continues and column in owners:
                spans[owners[column]] = number - owners[column][0] + 1
            else:
                owners[column] = (number, column)
                kept.append((cell, (number, column)))
            column += cell.colspan
        kept_rows.append(kept)
    grid = []
    for row, kept in zip(rows, kept_rows, strict=True):
        lead = [Cell("", row.skipped)] if row.skipped else []
        grid.append(lead + [Cell(cell.text, cell.colspan, spans.get(key, 1), row.heading or cell.is_bold) for cell, key in kept])
    return grid
