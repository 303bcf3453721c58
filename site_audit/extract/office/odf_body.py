"""The content of an OpenDocument file to blocks, element by element: texts, sheets and slides are written in one language."""

from __future__ import annotations

from dataclasses import dataclass, field

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.grids import MAX_LETTERS, GridWriter
from site_audit.extract.office.elements import value_of, whole
from site_audit.extract.office.odf_styles import OdfStyles
from site_audit.extract.office.odf_tables import Line, TableDraft
from site_audit.extract.office.sheet_names import start_sheet
from site_audit.extract.tables import lays_out_page
from site_audit.model import BlockKind, Zone

HEADING_LETTERS = 500
CENTRED_TITLE_LETTERS = 250
SLIDE_TITLE_LEVEL = 2
MAX_NESTED = 40
MAX_BLANKS = 100
_GLYPHS = {"tab": "\t", "line-break": "\n", "soft-page-break": " "}
_SKIPPED_TAGS = """tracked-changes annotation annotation-end desc forms note-citation content-validations dde-links binary-data scripts
    table-of-content-source alphabetical-index-source illustration-index-source table-index-source object-index-source user-index-source
    bibliography-source"""
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_STYLE_SHEETS = frozenset(("font-face-decls", "styles", "automatic-styles"))
_NOT_THE_SLIDE = frozenset(("page-number", "footer", "header", "date-time", "page"))
_WORDS = frozenset(("p", "h", "span", "a"))
_AROUND = {"header": Zone.HEADER, "footer": Zone.FOOTER}


@dataclass(slots=True)
class _Paragraph:
    style: str
    level: int
    bold: list[bool]  # of the spans around the next words
    parts: list[str] = field(default_factory=list)
    letters: int = 0
    bold_letters: int = 0


class BodyReader:
    """Hears the elements of a content part and writes its blocks.

    With `around`, hears a part of page styles instead and writes what stands on every page.
    """

    def __init__(self, builder: BlockBuilder, styles: OdfStyles, *, around: bool = False) -> None:
        self.pages = 0  # sheets or slides so far
        self._builder = builder
        self._writer = GridWriter(builder)
        self._styles = styles
        self._around = around
        self._zone = Zone.MAIN
        self._letters = 0
        self._skipping = 0  # elements open inside one that is not read
        self._open: list[str] = []
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[TableDraft] = []
        self._deeper = 0  # tables beyond the depth that is told apart: their words go to the cell around them
        self._lists = self._notes = self._titles = 0
        self._is_book = False

    @property
    def full(self) -> bool:
        """Whether enough was written."""
        return self._letters > MAX_LETTERS or self._writer.full

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._skipping or self._is_skipped(name, attributes):
            self._skipping += 1
            return
        self._open.append(name)
        if name in ("p", "h"):
            self._start_paragraph(name, attributes)
        elif name == "span" and self._paragraphs:
            bold = self._paragraphs[-1].bold
            styled = self._styles.bold(value_of(attributes, "style-name"))
            bold.append(bold[-1] if styled is None else styled)
        elif name == "s":
            self.data(" " * whole(value_of(attributes, "c"), MAX_BLANKS))
        elif name in _GLYPHS:
            self.data(_GLYPHS[name])
        elif name.startswith("table"):
            self._start_table_part(name, attributes)
        elif name == "covered-table-cell" and self._tables and not self._deeper:
            self._tables[-1].start_cell(attributes, covered=True)
        else:
            self._start_frame(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipping:
            self._skipping -= 1
            return
        self._open.pop()
        if name in ("p", "h") and self._paragraphs:
            self._end_paragraph(self._paragraphs.pop())
        elif name == "span" and self._paragraphs and len(self._paragraphs[-1].bold) > 1:
            self._paragraphs[-1].bold.pop()
        elif name in ("table-cell", "covered-table-cell") and self._tables and not self._deeper:
            self._tables[-1].end_cell()
        elif name == "table-header-rows" and self._tables and not self._deeper:
            self._tables[-1].heading_rows = False
        elif name == "table":
            self._end_table()
        else:
            self._end_frame(name)

    def data(self, text: str) -> None:
        """Words."""
        if self._skipping or not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        paragraph.parts.append(text)
        letters = len(text.strip())
        paragraph.letters += letters
        paragraph.bold_letters += letters if paragraph.bold[-1] else 0

    def _is_skipped(self, name: str, attributes: dict[str, str]) -> bool:
        if self._around and name in _STYLE_SHEETS:
            return True
        if not self._around:
            self._styles.start(name, attributes)
        if name in _SKIPPED or (name == "title" and self._open[-1:] and self._open[-1] not in _WORDS):  # svg:title is no field text:title
            return True
        if name in ("span", "page", "table") and self._styles.is_hidden(value_of(attributes, "style-name")):
            self.pages += name == "page"  # a hidden slide has its number, a hidden sheet has none
            return True
        return name == "frame" and value_of(attributes, "class") in _NOT_THE_SLIDE

    def _start_paragraph(self, name: str, attributes: dict[str, str]) -> None:
        style = value_of(attributes, "style-name")
        level = min(6, whole(value_of(attributes, "outline-level"), 10)) if name == "h" else self._styles.level(style)
        self._paragraphs.append(_Paragraph(style, level, [bool(self._styles.bold(style))]))

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        line = self._line(paragraph)
        self._letters += len(line.text)
        if self._tables and self._tables[-1].cell is not None:
            self._tables[-1].cell.lines.append(line)
        else:
            self._write(line)

    def _line(self, paragraph: _Paragraph) -> Line:
        text = "".join(paragraph.parts)
        bold = 0 < paragraph.letters == paragraph.bold_letters
        kind, tag, level = BlockKind.PARAGRAPH, self._zone.value if self._around else "note" if self._notes else "p", 0
        in_main = not self._around and not self._notes and paragraph.letters <= HEADING_LETTERS
        titled = bold and paragraph.letters <= CENTRED_TITLE_LETTERS and self._styles.is_centred(paragraph.style)
        if in_main and (level := SLIDE_TITLE_LEVEL if self._titles else paragraph.level or (2 if titled and not self._lists else 0)):
            kind, tag = BlockKind.HEADING, f"h{level}"
        elif self._lists and not self._around:
            kind, tag = BlockKind.ITEM, "li"
        return Line(text, kind, tag, level, bold)

    def _write(self, line: Line) -> None:
        self._builder.add(line.kind, line.text, line.tag, zone=self._zone, level=line.level)

    def _start_table_part(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            if len(self._tables) >= MAX_NESTED:
                self._deeper += 1
                return
            self._tables.append(TableDraft())
            if self._is_book and len(self._tables) == 1:
                self.pages += 1
                start_sheet(self._builder, self.pages, value_of(attributes, "name"))
        elif not self._tables or self._deeper:
            return
        elif name == "table-row":
            self._tables[-1].start_row(attributes)
        elif name == "table-cell":
            self._tables[-1].start_cell(attributes, covered=False)
        elif name == "table-header-rows":
            self._tables[-1].heading_rows = True

    def _end_table(self) -> None:
        if self._deeper:
            self._deeper -= 1
            return
        if not self._tables:
            return
        table = self._tables.pop()
        if self._tables:
            if (cell := self._tables[-1].cell) is not None:
                cell.lines.extend(table.lines())
        elif self._is_book:
            self._writer.add(table.grid())
        elif self._around or lays_out_page(table.filled()):
            for line in table.lines():
                self._write(line)
        else:
            self._writer.add_table(table.grid())

    def _start_frame(self, name: str, attributes: dict[str, str]) -> None:
        """What paragraphs stand in: lists, notes, frames, slides."""
        if name == "list":
            self._lists += 1
        elif name in ("note", "notes"):
            self._notes += 1
        elif name == "frame" and value_of(attributes, "class") == "title":
            self._titles += 1
        elif name == "page":
            self.pages += 1
            self._builder.start_page(self.pages)
        elif name == "spreadsheet":
            self._is_book = True
        elif self._around and (zone := _AROUND.get(name.removesuffix("-left").removesuffix("-first"))):
            self._zone = zone

    def _end_frame(self, name: str) -> None:
        if name == "list":
            self._lists -= 1
        elif name in ("note", "notes"):
            self._notes -= 1
        elif name == "frame":
            self._titles = 0
        elif not self._around:
            self._styles.end(name)
