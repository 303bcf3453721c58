"""One slide of a presentation (.pptx), its notes or its diagrams to blocks: shapes in groups, lists, tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from site_audit.extract.builder import BlockBuilder, fold
from site_audit.extract.grids import MAX_COLUMNS, MAX_LETTERS, GridRow, GridWriter, Placed
from site_audit.extract.office.elements import value_of, whole
from site_audit.extract.tables import MAX_ROWSPAN, lays_out_page
from site_audit.model import BlockKind

TITLE_LEVEL = 2
TITLE_LETTERS = 500
_TITLES = frozenset(("title", "ctrTitle"))
_NOT_THE_SLIDE = frozenset(("dt", "ftr", "hdr", "sldNum", "sldImg"))
_LISTS = frozenset(("body", "obj", ""))  # placeholders whose paragraphs have bullets unless they say otherwise
_TRUE = frozenset(("1", "true"))


@dataclass(slots=True)
class _Cell:
    column: int
    colspan: int
    rowspan: int
    covered: bool
    parts: list[str] = field(default_factory=list)


class SlideReader:
    """Hears the elements of one part and writes its blocks; `tag` is "p" on slides and "note" in notes."""

    def __init__(self, builder: BlockBuilder, writer: GridWriter, tag: str = "p") -> None:
        self.hidden = False
        self._builder = builder
        self._writer = writer
        self._tag = tag
        self._letters = 0
        self._skipping = 0  # elements open inside one that is not read
        self._placeholder: str | None = None  # the kind of the shape, None where it is no placeholder
        self._parts: list[str] | None = None  # of the open paragraph
        self._is_item = self._in_text = False
        self._rows: list[list[_Cell]] | None = None  # of the open table
        self._headed = False  # its first row is drawn as a header
        self._cell: _Cell | None = None

    @property
    def full(self) -> bool:
        """Whether enough was heard."""
        return self.hidden or self._letters > MAX_LETTERS or self._writer.full

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._skipping or name in ("Fallback", "presOf"):  # Fallback says once more what AlternateContent's Choice has said
            self._skipping += 1
        elif name == "sld":
            self.hidden = value_of(attributes, "show") in ("0", "false")
            self._skipping += self.hidden
        elif name in ("sp", "graphicFrame"):
            self._placeholder = None
        elif name == "ph":
            self._placeholder = value_of(attributes, "type")
        elif name == "p":
            self._parts, self._is_item = [], self._placeholder in _LISTS and self._tag == "p"
        elif name in ("buChar", "buAutoNum", "buBlip"):
            self._is_item = True
        elif name == "buNone":
            self._is_item = False
        elif name == "br" and self._parts is not None:
            self._parts.append("\n")
        elif name == "tab" and self._parts is not None and not attributes:  # a tab stop among the properties is no tab
            self._parts.append("\t")
        elif name == "t":
            self._in_text = True
        else:
            self._start_table_part(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipping:
            self._skipping -= 1
        elif name == "t":
            self._in_text = False
        elif name == "p" and self._parts is not None:
            self._end_paragraph("".join(self._parts))
            self._parts = None
        elif name == "tc":
            self._cell = None
        elif name == "tbl" and self._rows is not None:
            self._end_table(self._rows)
            self._rows = None

    def data(self, text: str) -> None:
        """Words."""
        if self._in_text and not self._skipping and self._parts is not None:
            self._parts.append(text)

    def _end_paragraph(self, text: str) -> None:
        self._letters += len(text)
        if self._cell is not None:
            self._cell.parts.append(text)
        elif self._placeholder in _NOT_THE_SLIDE:
            return
        elif self._placeholder in _TITLES and len(text) <= TITLE_LETTERS:
            self._builder.add(BlockKind.HEADING, text, f"h{TITLE_LEVEL}", level=TITLE_LEVEL)
        elif self._is_item:
            self._builder.add(BlockKind.ITEM, text, "li")
        else:
            self._builder.add(BlockKind.PARAGRAPH, text, self._tag)

    def _start_table_part(self, name: str, attributes: dict[str, str]) -> None:
        if name == "tbl":
            self._rows = []
        elif name == "tblPr":
            self._headed = value_of(attributes, "firstRow") in _TRUE
        elif name == "tr" and self._rows is not None:
            self._rows.append([])
        elif name == "tc" and self._rows:
            row = self._rows[-1]
            self._cell = _Cell(
                len(row),
                whole(value_of(attributes, "gridSpan"), MAX_COLUMNS),
                whole(value_of(attributes, "rowSpan"), MAX_ROWSPAN),
                value_of(attributes, "hMerge") in _TRUE or value_of(attributes, "vMerge") in _TRUE,
            )
            row.append(self._cell)

    def _end_table(self, rows: list[list[_Cell]]) -> None:
        grid = [_placed(row, self._headed and not number) for number, row in enumerate(rows)]
        if lays_out_page([len(row) for row in grid]):
            for cell in (cell for row in grid for cell in row):
                self._builder.add(BlockKind.PARAGRAPH, cell.text, self._tag)
        else:
            self._writer.add_table(grid)


def _placed(row: list[_Cell], heading: bool) -> GridRow:
    return [
        Placed(cell.column, text, cell.colspan, cell.rowspan, heading)
        for cell in row[:MAX_COLUMNS]
        if not cell.covered and (text := fold(" ".join(cell.parts)))
    ]
