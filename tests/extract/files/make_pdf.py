"""Makes the PDF files of this folder anew: invented school papers, written as Word files and exported by LibreOffice (`soffice`).

    python tests/extract/files/make_pdf.py FOLDER

Needs python-docx and LibreOffice; the tests need neither, they read the files as they are kept here.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

MONTHS = ("сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "февраль", "март", "апрель", "май")
TOPICS = (
    "Экскурсия на молочный завод", "Встреча с врачом районной больницы", "День открытых дверей в колледже связи",
    "Профессиональная проба «Электромонтаж»", "Классный час «Мир профессий»", "Родительское собрание о выборе пути",
    "Неделя профессий в начальной школе", "Ярмарка вакансий в доме культуры", "Тестирование склонностей учащихся",
)  # fmt: skip
PROSE = (
    "Профориентационная работа школы помогает учащимся узнать мир профессий родного района и выбрать путь после девятого и одиннадцатого "
    "классов. Учителя, родители и предприятия ведут её вместе в течение всего учебного года."
)


def plan(*, ruled: bool, rows: int, lead: int, repeated: bool) -> WordFile:
    """A plan with headings, a list and a table under a header of two rows; with `repeated` the header stands on every page.

    `lead` paragraphs stand before the table.
    """
    made = _empty()
    made.add_heading("План профориентационной работы", 0)
    made.add_paragraph("на 2026/27 учебный год")
    made.add_heading("Цели и задачи", 1)
    for _ in range(lead):
        made.add_paragraph(PROSE)
    for line in ("познакомить с профессиями района;", "помочь с выбором профиля обучения;", "вовлечь родителей и партнёров."):
        made.add_paragraph(line, "List Bullet")
    made.add_heading("Мероприятия", 1)
    table = made.add_table(rows=2, cols=5, style="Table Grid" if ruled else None)
    _fill(table.rows[0].cells, ("№ п/п", "Мероприятие", "Участники", "", "Ответственный"))
    _fill(table.rows[1].cells, ("", "", "Класс", "Срок", ""))
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 2).merge(table.cell(0, 3))
    for row in table.rows[:2] if repeated else ():
        _repeat(row._tr)
    for number in range(1, rows + 1):
        topic, month = TOPICS[number % len(TOPICS)], MONTHS[number % len(MONTHS)]
        _fill(table.add_row().cells, (str(number), topic, f"{5 + number % 7} класс", month, "классный руководитель"))
    _widths(table, (1.3, 6.0, 2.4, 2.6, 4.0))
    made.add_heading("Ожидаемые результаты", 1)
    made.add_paragraph(PROSE)
    return made


def letter() -> WordFile:
    """A letter whose head is a table without lines: what is tagged as a table there is a layout."""
    made = _empty()
    head = made.add_table(rows=1, cols=2)
    _fill(head.rows[0].cells, ("СОГЛАСОВАНО\nПредседатель совета школы\nПетрова А. С.", "УТВЕРЖДАЮ\nДиректор школы\nИванова М. П."))
    made.add_heading("Положение о профильном классе", 0)
    made.add_paragraph(PROSE)
    made.add_paragraph(PROSE)
    return made


def columns() -> WordFile:
    """A leaflet in two columns of running text, with words parted at the ends of lines."""
    made = _empty()
    made.add_heading("Памятка родителям", 0)
    made.add_section(WD_SECTION.CONTINUOUS)
    columns = OxmlElement("w:cols")
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "700")
    for old in made.sections[-1]._sectPr.findall(qn("w:cols")):
        made.sections[-1]._sectPr.remove(old)
    made.sections[-1]._sectPr.append(columns)
    for start in ("Поговорите с ребёнком.", "Сходите вместе на предприятие.", "Узнайте о колледжах.", "Не решайте за него."):
        text = made.add_paragraph(f"{start} {PROSE}".replace("профес", "про\u00adфес\u00ad").replace("учащимся", "уча\u00adщимся"))
        text.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return made


def sheets() -> WordFile:
    """A report over several pages with a head and a foot, one of the pages laid across."""
    made = _empty()
    section = made.sections[0]
    section.header.paragraphs[0].text = "МБОУ «Средняя школа № 1» с. Ясное"
    _page_number(section.footer.paragraphs[0])
    for number, topic in enumerate(TOPICS[:4]):
        if number == 2:
            across = made.add_section(WD_SECTION.NEW_PAGE)
            across.orientation = WD_ORIENT.LANDSCAPE
            across.page_width, across.page_height = across.page_height, across.page_width
        elif number:
            made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        made.add_heading(f"{number + 1}. {topic}", 1)
        made.add_paragraph(f"{topic}: подготовка и итоги. {PROSE}")
    return made


def _empty() -> WordFile:
    made = docx.Document()
    made.core_properties.title = "Бумага средней школы для проверки"
    made.core_properties.author = ""
    for style in made.styles:
        if getattr(style, "font", None) is not None:
            style.font.name = "Liberation Serif"
            style.font.bold = False  # one font less in the file
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in list(fonts.attrib):
                del fonts.attrib[key]
            for key in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{key}"), "Liberation Serif")
    made.styles["Normal"].font.size = Pt(12)
    made.sections[0].page_width, made.sections[0].page_height = Cm(21), Cm(29.7)
    return made


def _fill(cells: tuple[_Cell, ...], texts: tuple[str, ...]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text


def _repeat(row: CT_Row) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)


def _widths(table: Table, widths: tuple[float, ...]) -> None:
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=False):
            cell.width = Cm(width)


def _page_number(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)


FILES: dict[str, tuple[Callable[[], WordFile], bool]] = {
    "plan-plain": (lambda: plan(ruled=True, rows=36, lead=1, repeated=True), False),
    "plan-once": (lambda: plan(ruled=True, rows=24, lead=1, repeated=False), False),
    "plan-unruled-tagged": (lambda: plan(ruled=False, rows=4, lead=5, repeated=False), True),
    "letter-tagged": (letter, True),
    "columns-plain": (columns, False),
    "columns-tagged": (columns, True),
    "sheets-tagged": (sheets, True),
}


def main(folder: Path) -> None:
    """Write all files into the folder."""
    with tempfile.TemporaryDirectory() as place:
        for name, (make, tagged) in FILES.items():
            word = Path(place) / f"{name}.docx"
            make().save(str(word))
            options = f'pdf:writer_pdf_Export:{{"UseTaggedPDF":{{"type":"boolean","value":"{str(tagged).lower()}"}}}}'
            command = ["soffice", f"-env:UserInstallation=file://{place}/profile", "--headless", "--convert-to", options]
            subprocess.run([*command, "--outdir", str(folder), str(word)], check=True, capture_output=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
