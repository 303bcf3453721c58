"""The text of a Word 6 or 95 file to blocks: its formatting is not read, so rows are told by the marks in the text alone."""

from __future__ import annotations

import re

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.office.doc_story import CELL_MARK, CLEAN, MAX_PARAGRAPHS
from site_audit.extract.office.drafts import CellDraft, Flow, ParagraphDraft, RowDraft
from site_audit.extract.office.fields import FieldFilter

PARAGRAPHS_IN_CELL = 2  # that stand alone after a row and before the next cell's mark: more of them are no cell
_PART = re.compile("([^\r\x07\x0c]*)([\r\x07\x0c]|$)")


def read_old_text(text: str, builder: BlockBuilder) -> None:
    """Paragraphs, and rows of a table: a row ends with an empty cell's mark, and has as many cells as the first of its table."""
    table = _OldTable(Flow(builder))
    fields = FieldFilter()
    for number, found in enumerate(_PART.finditer(text)):
        if number >= MAX_PARAGRAPHS:
            break
        draft = ParagraphDraft()
        draft.add(fields.shown(found[1]).translate(CLEAN))
        fields.end_paragraph()
        if found[2] == CELL_MARK:
            table.end_cell(draft)
        else:
            table.paragraph(draft)
    table.close()


class _OldTable:
    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._waiting: list[ParagraphDraft] = []  # of the next cell, or after the table
        self._cells: list[CellDraft] = []
        self._rows: list[RowDraft] = []

    def paragraph(self, draft: ParagraphDraft) -> None:
        self._waiting.append(draft)
        if not self._cells and (not self._rows or len(self._waiting) > PARAGRAPHS_IN_CELL):
            self.close()

    def end_cell(self, draft: ParagraphDraft) -> None:
        width = len(self._rows[0].cells) if self._rows else 0
        if self._cells and not draft.text.strip() and not self._waiting and (not width or len(self._cells) >= width):
            self._rows.append(RowDraft(self._cells))
            self._cells = []
            return
        self._cells.append(CellDraft([*self._waiting, draft]))
        self._waiting = []

    def close(self) -> None:
        """The table ends, and what waited stands after it."""
        if self._cells:
            self._rows.append(RowDraft(self._cells))
        if self._rows:
            self._flow.table(self._rows)
        for draft in self._waiting:
            self._flow.paragraph(draft)
        self._rows, self._cells, self._waiting = [], [], []
