"""One of a Word 97–2003 file's texts (main, notes, heads and feet, boxes) to blocks: paragraph by paragraph, cells gathered to rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.office.columns import column_spans
from site_audit.extract.office.doc_formats import FormatPages, settings
from site_audit.extract.office.doc_looks import CellLook, Looks, ParagraphLook
from site_audit.extract.office.doc_pieces import Pieces
from site_audit.extract.office.doc_styles import BOLD, StyleSheet
from site_audit.extract.office.drafts import CellDraft, Flow, ParagraphDraft, RowDraft
from site_audit.extract.office.fields import FieldFilter
from site_audit.model import Zone

MAX_PARAGRAPHS = 200_000
CELL_MARK = "\x07"
_PARAGRAPH = re.compile("[^\r\x07\x0c]*[\r\x07\x0c]|[^\r\x07\x0c]+$")
_DELETED, _LETTER_STYLE = 0x0800, 0x4A30
_AS_STYLE, _OPPOSITE = 0x80, 0x81
_SYMBOLS = range(0xF000, 0xF100)  # of fonts that hold pictures
CLEAN: dict[int, str | None] = {
    **dict.fromkeys((*range(0x00, 0x09), *range(0x0F, 0x1E), *_SYMBOLS, 0xFFFD)),
    0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x0E: "\n", 0x1E: "\u2011", 0x1F: "\u00ad",
}  # fmt: skip


class StoryReader:
    """Reads ranges of letters of one file into one builder."""

    def __init__(
        self, builder: BlockBuilder, pieces: Pieces, text: str, paragraphs: FormatPages, letters: FormatPages, styles: StyleSheet, data: bytes
    ) -> None:
        self._builder = builder
        self._pieces = pieces
        self._text = text
        self._paragraphs = paragraphs
        self._letters = letters
        self._styles = styles
        self._looks = Looks(styles, data)

    def read(self, start: int, end: int, zone: Zone = Zone.MAIN, tag: str = "p") -> None:
        """The blocks of the letters from `start` to `end`."""
        story = _Story(Flow(self._builder, zone, tag))
        fields = FieldFilter()
        for number, found in enumerate(_PARAGRAPH.finditer(self._text, start, end)):
            if number >= MAX_PARAGRAPHS:
                break
            first, last = found.span()
            look = self._look(last - 1)
            draft = ParagraphDraft(level=look.level, listed=look.listed, centred=look.centred)
            for text, bold in self._runs(first, last, look.bold):
                draft.add(fields.shown(text).translate(CLEAN), bold=bold)
            fields.end_paragraph()
            story.add(draft, look, self._text[last - 1])
        story.close()

    def _look(self, mark: int) -> ParagraphLook:
        """The look of the paragraph that ends with this letter."""
        piece = next(self._pieces.parts(mark, mark + 1), None)
        if piece is None:
            return self._looks.look(b"", b"")
        return self._looks.look(self._paragraphs.at(piece.place)[1], piece.changes)

    def _runs(self, start: int, end: int, bold: bool) -> Iterator[tuple[str, bool]]:
        """Words of one look, deleted ones left out."""
        for piece in self._pieces.parts(start, end):
            at = piece.start
            while at < piece.end:
                place = piece.place + (at - piece.start) * piece.width
                ends, written = self._letters.at(place)
                until = min(piece.end, at + (ends - place) // piece.width) if ends > place else piece.end
                until = max(until, at + 1)
                shown, is_bold = self._letter_look(written, bold)
                if shown:
                    yield self._text[at:until], is_bold
                at = until

    def _letter_look(self, written: bytes, bold: bool) -> tuple[bool, bool]:
        """Whether letters with these settings are shown, and whether they are bold in a paragraph that is (not)."""
        own = bold
        shown = True
        for number, value in settings(written):
            if number == BOLD:
                own = bold if value[0] == _AS_STYLE else not bold if value[0] == _OPPOSITE else value[0] == 1
            elif number == _LETTER_STYLE:
                own = bold or bool(self._styles.style(value[0] | value[1] << 8).bold)
            elif number == _DELETED:
                shown = value[0] != 1
        return shown, own


class _Story:
    """Gathers paragraphs to cells, cells to rows, rows to a table that ends with the first paragraph outside it."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._open: list[ParagraphDraft] = []
        self._cells: list[CellDraft] = []
        self._rows: list[tuple[RowDraft, tuple[CellLook, ...]]] = []

    def add(self, draft: ParagraphDraft, look: ParagraphLook, mark: str) -> None:
        """One more paragraph, and the letter that ends it."""
        if not look.depth and mark != CELL_MARK:
            self.close()
            self._flow.paragraph(draft)
        elif look.row_end and look.depth < 2:
            self._end_row(look)
        else:
            self._open.append(draft)
            if mark == CELL_MARK:
                self._end_cell()

    def close(self) -> None:
        """The end of a table, if one is open."""
        if self._open:
            self._end_cell()
        if self._cells:
            self._end_row(ParagraphLook())
        if self._rows:
            self._flow.table(_laid_out(self._rows))
            self._rows = []

    def _end_cell(self) -> None:
        self._cells.append(CellDraft(self._open))
        self._open = []

    def _end_row(self, look: ParagraphLook) -> None:
        if self._open:
            self._end_cell()
        self._rows.append((RowDraft(self._cells, heading=look.heading_row), look.cells))
        self._cells = []


def _laid_out(rows: list[tuple[RowDraft, tuple[CellLook, ...]]]) -> list[RowDraft]:
    """The rows with their cells over the columns of the whole table."""
    edges = []
    for row, looks in rows:
        if len(looks) != len(row.cells):  # the definition does not fit what stands there: every cell a column
            edges.append(tuple(range(len(row.cells) + 1)) if row.cells and not any(looks for _, looks in rows) else ())
            continue
        kept = [number for number, look in enumerate(looks) if not look.swallowed]
        for cell, look in zip(row.cells, looks, strict=True):
            cell.continues = look.continues
        row.cells = [row.cells[number] for number in kept]
        edges.append(tuple(looks[number].left for number in kept) + (looks[-1].right,) if kept else ())
    for row, spans in zip((row for row, _ in rows), column_spans(edges), strict=True):
        if len(spans) == len(row.cells) + 1:
            row.skipped = spans[0]
            for cell, span in zip(row.cells, spans[1:], strict=True):
                cell.colspan = span
    return [row for row, _ in rows]
