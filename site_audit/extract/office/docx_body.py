"""One text part of a Word file to blocks, element by element: paragraphs, headings, list items, tables with merged cells, text boxes."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from xml.etree import ElementTree

from site_audit.extract.builder import BlockBuilder, fold
from site_audit.extract.office.docx_styles import Styles, outline_level
from site_audit.extract.office.elements import MAX_ELEMENTS, attribute, encodings_known, local
from site_audit.extract.tables import Cell, lays_out_page, table_rows
from site_audit.model import BlockKind, Zone

CENTRED_TITLE_LETTERS = 250
MAX_NESTED = 40
_GLYPHS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_KEPT = frozenset(  # children of properties must live until the properties themselves end
    ("pStyle", "jc", "numPr", "numId", "ilvl", "outlineLvl", "b", "gridSpan", "vMerge", "gridBefore", "tblHeader")
)
_OFF = ("0", "false", "none", "off")


@dataclass(slots=True)
class _Paragraph:
    parts: list[str] = field(default_factory=list)
    style: str = ""
    outline: int = 0
    in_list: bool | None = None  # None: as the style says
    centred: bool = False
    letters: int = 0
    bold_letters: int = 0


@dataclass(slots=True)
class _CellDraft:
    paragraphs: list[_Paragraph] = field(default_factory=list)
    colspan: int = 1
    continues: bool = False  # vMerge: goes on from the row above

    @property
    def text(self) -> str:
        return fold(" ".join("".join(one.parts) for one in self.paragraphs))


@dataclass(slots=True)
class _RowDraft:
    cells: list[_CellDraft] = field(default_factory=list)
    skipped: int = 0  # grid columns left out before the first cell
    heading: bool = False


@dataclass(slots=True)
class _Table:
    rows: list[_RowDraft] = field(default_factory=list)


class PartReader:
    """Reads one part into the builder. Nesting is kept on lists of our own, so that depth costs nothing."""

    def __init__(self, builder: BlockBuilder, styles: Styles, zone: Zone = Zone.MAIN, tag: str = "p") -> None:
        self._builder = builder
        self._styles = styles
        self._zone = zone
        self._tag = tag
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._bold = False
        self._fallback = 0
        self._deeper = 0  # tables beyond the depth that is told apart: their words go to the cell around them

    def read(self, xml: bytes) -> None:
        """All blocks of the part, in order; raises `ElementTree.ParseError` where it is no XML."""
        with encodings_known():
            for seen, (event, element) in enumerate(ElementTree.iterparse(io.BytesIO(xml), events=("start", "end"))):
                name = local(element.tag)
                if name == "Fallback":  # says once more, for old programs, what AlternateContent's Choice has said
                    self._fallback += 1 if event == "start" else -1
                if not self._fallback:
                    self._start(name) if event == "start" else self._end(name, element)
                if event == "end" and name not in _KEPT:
                    element.clear()
                if seen > MAX_ELEMENTS:
                    break

    def _start(self, name: str) -> None:
        if name == "p":
            self._paragraphs.append(_Paragraph())
        elif name == "r":
            self._bold = False
        elif name == "tbl":
            if len(self._tables) >= MAX_NESTED:
                self._deeper += 1
            else:
                self._tables.append(_Table())
        elif self._tables and not self._deeper:
            table = self._tables[-1]
            if name == "tr":
                table.rows.append(_RowDraft())
            elif name == "tc" and table.rows:
                table.rows[-1].cells.append(_CellDraft())

    def _end(self, name: str, element: ElementTree.Element) -> None:
        if name == "t":
            self._add(element.text or "")
        elif name in _GLYPHS:
            if name != "tab" or not element.attrib:  # a tab stop among the properties is no tab
                self._add(_GLYPHS[name])
        elif name == "p" and self._paragraphs:
            self._close_paragraph(self._paragraphs.pop())
        elif name == "tbl" and self._deeper:
            self._deeper -= 1
        elif name == "tbl" and self._tables:
            self._close_table(self._tables.pop())
        elif name == "rPr":
            self._bold = any(local(one.tag) == "b" and attribute(one, "val") not in _OFF for one in element)
        elif name == "pPr" and self._paragraphs:
            self._paragraph_properties(self._paragraphs[-1], element)
        elif name in ("tcPr", "trPr") and not self._deeper and self._tables and self._tables[-1].rows:
            self._table_properties(name, element, self._tables[-1].rows[-1])

    def _add(self, text: str) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        paragraph.parts.append(text)
        letters = len(text.strip())
        paragraph.letters += letters
        paragraph.bold_letters += letters if self._bold else 0

    @staticmethod
    def _paragraph_properties(paragraph: _Paragraph, element: ElementTree.Element) -> None:
        paragraph.outline = outline_level(element)
        for one in element:
            kind = local(one.tag)
            if kind == "pStyle":
                paragraph.style = attribute(one, "val")
            elif kind == "jc":
                paragraph.centred = attribute(one, "val") == "center"
            elif kind == "numPr":
                paragraph.in_list = any(local(n.tag) == "numId" and attribute(n, "val") != "0" for n in one)

    @staticmethod
    def _table_properties(name: str, element: ElementTree.Element, row: _RowDraft) -> None:
        for one in element:
            kind, value = local(one.tag), attribute(one, "val")
            if name == "trPr":
                row.heading |= kind == "tblHeader" and value not in _OFF
                row.skipped = int(value) if kind == "gridBefore" and value.isdecimal() else row.skipped
            elif row.cells and kind == "gridSpan" and value.isdecimal():
                row.cells[-1].colspan = max(1, int(value))
            elif row.cells and kind == "vMerge":
                row.cells[-1].continues = value != "restart"

    def _close_paragraph(self, paragraph: _Paragraph) -> None:
        if self._paragraphs:  # a text box inside a paragraph: its words come before those of the paragraph
            self._emit(paragraph)
        elif self._tables and self._tables[-1].rows and self._tables[-1].rows[-1].cells:
            self._tables[-1].rows[-1].cells[-1].paragraphs.append(paragraph)
        else:
            self._emit(paragraph)

    def _emit(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.parts)
        level = 0 if self._zone is not Zone.MAIN else paragraph.outline or self._styles.levels.get(paragraph.style, 0)
        titled = paragraph.centred and 0 < paragraph.letters == paragraph.bold_letters <= CENTRED_TITLE_LETTERS
        if level and paragraph.letters <= 2 * CENTRED_TITLE_LETTERS:
            self._builder.add(BlockKind.HEADING, text, f"h{level}", level=level)
        elif titled and self._zone is Zone.MAIN:
            self._builder.add(BlockKind.HEADING, text, "h2", level=2)
        elif paragraph.in_list if paragraph.in_list is not None else paragraph.style in self._styles.lists:
            self._builder.add(BlockKind.ITEM, text, "li", zone=self._zone)
        else:
            self._builder.add(BlockKind.PARAGRAPH, text, self._tag, zone=self._zone)

    def _close_table(self, table: _Table) -> None:
        inner = [cell for row in table.rows for cell in row.cells]
        if self._tables and self._tables[-1].rows and self._tables[-1].rows[-1].cells:
            self._tables[-1].rows[-1].cells[-1].paragraphs.extend(one for cell in inner for one in cell.paragraphs)
        elif lays_out_page([sum(bool(cell.text) for cell in row.cells) for row in table.rows]):
            for cell in inner:
                for paragraph in cell.paragraphs:
                    self._emit(paragraph)
        else:
            for row in table_rows(_grid(table)):
                self._builder.add_row(row.text, row.cells, row.header, zone=self._zone)


def _grid(table: _Table) -> list[list[Cell]]:
    """Cells with how many rows they span: a cell that goes on from above is counted to the one it goes on from."""
    owners: dict[int, tuple[int, int]] = {}
    spans: dict[tuple[int, int], int] = {}
    rows: list[list[tuple[_CellDraft, tuple[int, int]]]] = []
    for number, row in enumerate(table.rows):
        kept = []
        column = row.skipped
        for cell in row.cells:
            if cell.continues and column in owners:
                spans[owners[column]] = number - owners[column][0] + 1
            else:
                owners[column] = (number, column)
                kept.append((cell, (number, column)))
            column += cell.colspan
        rows.append(kept)
    grid = []
    for row, kept in zip(table.rows, rows, strict=True):
        lead = [Cell("", row.skipped)] if row.skipped else []
        grid.append(lead + [Cell(cell.text, cell.colspan, spans.get(key, 1), row.heading or _all_bold(cell)) for cell, key in kept])
    return grid


def _all_bold(cell: _CellDraft) -> bool:
    letters = sum(one.letters for one in cell.paragraphs)
    return 0 < letters == sum(one.bold_letters for one in cell.paragraphs)
