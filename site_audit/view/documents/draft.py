"""Draws a Word template: page, styles, headings, tables that repeat their heads, blanks to sign. Text goes in, a DOCX comes out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from site_audit.errors import ConfigurationError
from site_audit.view.documents.fill import INSTALL, repacked

FONT = "Times New Roman"
SIZE, SMALL = 14, 10
LEFT, RIGHT, TOP, BOTTOM = 30, 10, 20, 20  # margins, mm
MADE = datetime(2026, 1, 1)  # a template is as old as its program, not as the moment it was drawn


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its head, its width in mm, and the field in its cells."""

    head: str
    width: float
    field: str


class Draft:
    """A template that is being drawn from top to bottom."""

    def __init__(self, title: str, *, wide: bool = False) -> None:
        """`wide` lays the page on its long side."""
        try:
            from docx import Document
        except ImportError as missing:
            raise ConfigurationError(INSTALL) from missing
        self._document: Any = Document()
        about = self._document.core_properties
        about.title, about.author, about.comments, about.language = title, "", "", "ru-RU"
        about.created = about.modified = MADE
        _page(self._document.sections[0], wide)
        _styles(self._document)
        _page_number(self._document.sections[0].footer.paragraphs[0])

    def heading(self, text: str, level: int = 1) -> None:
        """A heading; level 0 is the title of the paper."""
        self._document.add_heading(text, level)

    def text(self, text: str, style: str = "Body Text") -> None:
        """A paragraph: "Body Text", "No Spacing" (to the left, no indent), "Subtitle" (in the middle) or "Caption" (to the right)."""
        self._document.add_paragraph(text, style)

    def when(self, condition: str) -> None:
        """What follows is shown where the condition holds, until `end`."""
        self._document.add_paragraph(f"{{%p if {condition} %}}", "No Spacing")

    def otherwise(self) -> None:
        """The other half of `when`."""
        self._document.add_paragraph("{%p else %}", "No Spacing")

    def end(self) -> None:
        """The end of `when`."""
        self._document.add_paragraph("{%p endif %}", "No Spacing")

    def each(self, item: str, several: str, text: str, style: str = "Body Text") -> None:
        """A paragraph for every member of a list."""
        for part in (f"{{%p for {item} in {several} %}}", text, "{%p endfor %}"):
            self._document.add_paragraph(part, style)

    def table(self, item: str, several: str, columns: Sequence[Column]) -> None:
        """A table with a row for every member of a list; its head is repeated on each page and a row is not torn apart."""
        from docx.shared import Mm

        table = self._document.add_table(rows=4, cols=len(columns), style="Table Grid")
        table.autofit = False
        _close_margins(table)
        for place, column in enumerate(columns):
            table.columns[place].width = Mm(column.width)
            texts = (column.head, "", column.field, "")
            for row, text in zip(table.rows, texts, strict=True):
                row.cells[place].width = Mm(column.width)
                row.cells[place].paragraphs[0].style = "Table Head" if row is table.rows[0] or text == column.head else "Table Text"
                row.cells[place].paragraphs[0].add_run(text)
        table.rows[1].cells[0].paragraphs[0].add_run(f"{{%tr for {item} in {several} %}}")
        table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")
        _repeated(table.rows[0])
        for row in table.rows:
            _whole(row)
        self._document.add_paragraph("", "No Spacing")

    def new_page(self) -> None:
        """An annex begins on a page of its own."""
        self._document.add_page_break()

    def signatures(self) -> None:
        """A line to sign for each of the signatories, and the date."""
        self._document.add_paragraph("", "No Spacing")
        self.each("подпись", "подписи", "{{ подпись.кто }}    ______________ / ____________________ /", "Signature")
        self.text("«____» ______________ 20____ г.", "No Spacing")

    def content(self) -> bytes:
        """The template as a file."""
        out = io.BytesIO()
        self._document.save(out)
        return repacked(out.getvalue())


def _page(section: Any, wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)


def _styles(document: Any) -> None:
    """The look of official papers: one font, black headings, text in justified paragraphs."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    names = document.styles
    for name in ("Table Text", "Table Head", "Signature"):
        names.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = names["Normal"]
    looks = (  # style, size, bold, alignment, indent of the first line in mm, space before and after in points
        ("Normal", SIZE, False, ALIGN.LEFT, 0, 0, 0),
        ("Title", SIZE, True, ALIGN.CENTER, 0, 12, 6),
        ("Subtitle", SIZE, False, ALIGN.CENTER, 0, 0, 6),
        ("Heading 1", SIZE, True, ALIGN.LEFT, 0, 12, 6),
        ("Heading 2", SIZE, True, ALIGN.LEFT, 0, 8, 4),
        ("Body Text", SIZE, False, ALIGN.JUSTIFY, 12.5, 0, 4),
        ("No Spacing", SIZE, False, ALIGN.LEFT, 0, 0, 4),
        ("Signature", SIZE, False, ALIGN.LEFT, 0, 6, 4),
        ("Caption", SIZE, False, ALIGN.RIGHT, 0, 0, 4),
        ("Table Text", SMALL, False, ALIGN.LEFT, 0, 0, 0),
        ("Table Head", SMALL, True, ALIGN.CENTER, 0, 0, 0),
        ("Footer", SMALL + 2, False, ALIGN.CENTER, 0, 0, 0),
    )
    for name, *look in looks:
        _look(names[name], *look)


def _look(style: Any, size: int, bold: bool, align: Any, indent: float, before: int, after: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    font, paragraph = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{script}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)  # the subtitle of the library is drawn apart
    for border in style.element.pPr.findall(qn("w:pBdr")) if style.element.pPr is not None else ():
        style.element.pPr.remove(border)
    paragraph.alignment, paragraph.first_line_indent = align, Mm(indent)
    paragraph.space_before, paragraph.space_after, paragraph.line_spacing = Pt(before), Pt(after), 1.0
    paragraph.keep_with_next = style.name.startswith(("Heading", "Title", "Signature"))  # a block to sign is not torn apart


def _page_number(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _close_margins(table: Any) -> None:
    """Cells with a millimetre to the left and right, so that long words find room."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        table._tbl.tblPr.append(margins)
    else:
        look.addprevious(margins)


def _repeated(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
