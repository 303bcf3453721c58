"""One text part of a Word file to blocks, element by element: paragraphs, headings, list items, tables with merged cells, text boxes."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from xml.etree import ElementTree

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.office.docx_styles import Styles, outline_level
from site_audit.extract.office.drafts import CellDraft, Flow, ParagraphDraft, RowDraft, paragraphs_of
from site_audit.extract.office.elements import MAX_ELEMENTS, attribute, encodings_known, local
from site_audit.model import Zone

MAX_NESTED = 40
_GLYPHS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_KEPT = frozenset(  # children of properties must live until the properties themselves end
    ("pStyle", "jc", "numPr", "numId", "ilvl", "outlineLvl", "b", "gridSpan", "vMerge", "gridBefore", "tblHeader")
)
_OFF = ("0", "false", "none", "off")


@dataclass(slots=True)
class _Table:
    rows: list[RowDraft] = field(default_factory=list)


class PartReader:
    """Reads one part into the builder. Nesting is kept on lists of our own, so that depth costs nothing."""

    def __init__(self, builder: BlockBuilder, styles: Styles, zone: Zone = Zone.MAIN, tag: str = "p") -> None:
        self._flow = Flow(builder, zone, tag)
        self._styles = styles
        self._paragraphs: list[ParagraphDraft] = []
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
            self._paragraphs.append(ParagraphDraft())
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
                table.rows.append(RowDraft())
            elif name == "tc" and table.rows:
                table.rows[-1].cells.append(CellDraft())

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
            self._close_table(self._tables.pop().rows)
        elif name == "rPr":
            self._bold = any(local(one.tag) == "b" and attribute(one, "val") not in _OFF for one in element)
        elif name == "pPr" and self._paragraphs:
            self._paragraph_properties(self._paragraphs[-1], element)
        elif name in ("tcPr", "trPr") and not self._deeper and self._tables and self._tables[-1].rows:
            self._table_properties(name, element, self._tables[-1].rows[-1])

    def _add(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].add(text, bold=self._bold)

    def _paragraph_properties(self, paragraph: ParagraphDraft, element: ElementTree.Element) -> None:
        style = ""
        in_list: bool | None = None  # None: as the style says
        for one in element:
            kind = local(one.tag)
            if kind == "pStyle":
                style = attribute(one, "val")
            elif kind == "jc":
                paragraph.centred = attribute(one, "val") == "center"
            elif kind == "numPr":
                in_list = any(local(n.tag) == "numId" and attribute(n, "val") != "0" for n in one)
        paragraph.level = outline_level(element) or self._styles.levels.get(style, 0)
        paragraph.listed = style in self._styles.lists if in_list is None else in_list

    @staticmethod
    def _table_properties(name: str, element: ElementTree.Element, row: RowDraft) -> None:
        for one in element:
            kind, value = local(one.tag), attribute(one, "val")
            if name == "trPr":
                row.heading |= kind == "tblHeader" and value not in _OFF
                row.skipped = int(value) if kind == "gridBefore" and value.isdecimal() else row.skipped
            elif row.cells and kind == "gridSpan" and value.isdecimal():
                row.cells[-1].colspan = max(1, int(value))
            elif row.cells and kind == "vMerge":
                row.cells[-1].continues = value != "restart"

    def _close_paragraph(self, paragraph: ParagraphDraft) -> None:
        if self._paragraphs:  # a text box inside a paragraph: its words come before those of the paragraph
            self._flow.paragraph(paragraph)
        elif (cell := self._open_cell()) is not None:
            cell.paragraphs.append(paragraph)
        else:
            self._flow.paragraph(paragraph)

    def _close_table(self, rows: list[RowDraft]) -> None:
        if (cell := self._open_cell()) is not None:
            cell.paragraphs.extend(paragraphs_of(rows))
        else:
            self._flow.table(rows)

    def _open_cell(self) -> CellDraft | None:
        rows = self._tables[-1].rows if self._tables else []
        return rows[-1].cells[-1] if rows and rows[-1].cells else None
