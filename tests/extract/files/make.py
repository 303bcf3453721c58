"""Writes the sources of the office files in this folder: a plan as .docx, slides as flat .fodp. See README.md for the rest of the way.

All schools, people and figures are invented.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH

TITLE = "План профориентационной работы МБОУ «Заречная школа № 7»"
ROWS = (
    ("1", "Экскурсия на хлебозавод", "октябрь", "8–9", "Петрова А. А., классный руководитель"),
    ("2", "Встреча с мастерами колледжа", "октябрь", "9", "Петрова А. А., классный руководитель"),
    ("3", "День открытых дверей техникума", "март", "9–11", ""),
)
SLIDES = (
    ("Профориентация в нашей школе", ("Экскурсии на предприятия", "Профессиональные пробы в колледже")),
    ("Итоги 2025/2026 учебного года", ("Охвачено 84 % учащихся 8–11 классов",)),
)
NOTE = "Рассказать о договоре с колледжем"


def plan() -> WordFile:
    """A yearly plan: the stamp of approval, headings, a list, a table with a header of two rows and merged cells."""
    made = docx.Document()
    made.core_properties.title = TITLE
    made.core_properties.created = datetime(2026, 8, 28)
    made.core_properties.modified = datetime(2026, 9, 1)
    made.sections[0].header.paragraphs[0].text = "МБОУ «Заречная школа № 7»"
    made.sections[0].footer.paragraphs[0].text = "г. Заречный, 2026"
    stamp = made.add_table(rows=1, cols=2).rows[0].cells
    stamp[0].text = "СОГЛАСОВАНО\nна педагогическом совете\nпротокол № 1 от 28.08.2026"
    stamp[1].text = "УТВЕРЖДАЮ\nДиректор школы В. В. Сидорова\nприказ № 112 от 01.09.2026"
    centred = made.add_paragraph()
    centred.add_run("ПЛАН профориентационной работы на 2026/2027 учебный год").bold = True
    centred.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_heading("Цели и задачи", 1)
    made.add_paragraph("Цель: помочь учащимся 8–11 классов в осознанном выборе профессии.")
    made.add_paragraph("познакомить с предприятиями города", style="List Bullet")
    made.add_paragraph("провести профессиональные пробы", style="List Bullet")
    made.add_heading("Мероприятия", 2)
    _fill(made)
    made.add_paragraph("Контактное лицо: Петрова Анна Андреевна.")
    return made


def _fill(made: WordFile) -> None:
    table = made.add_table(rows=5, cols=5)
    table.style = "Table Grid"
    for column, text in enumerate(("№", "Мероприятие", "Организация", "", "Ответственный")):
        table.cell(0, column).text = text
    for column, text in ((2, "Срок"), (3, "Класс")):
        table.cell(1, column).text = text
    for number, row in enumerate(ROWS):
        for column, text in enumerate(row):
            if not (number == 1 and column in (2, 4)):
                table.cell(number + 2, column).text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(2, 2).merge(table.cell(3, 2))
    table.cell(2, 4).merge(table.cell(3, 4))
    for row_number in (0, 1):
        for cell in table.rows[row_number].cells:
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.bold = True


def slides() -> str:
    """Two slides with a title and points, the second with a table and a note."""
    pages = "".join(_slide(number, title, points) for number, (title, points) in enumerate(SLIDES))
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("draw", "drawing"), ("text", "text"), ("presentation", "presentation"),
                            ("table", "table"), ("style", "style"))
    )  # fmt: skip
    return (
        f'<?xml version="1.0"?><office:document {spaces} xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
        ' office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation">'
        f"<office:body><office:presentation>{pages}</office:presentation></office:body></office:document>"
    )


def _slide(number: int, title: str, points: tuple[str, ...]) -> str:
    listed = "".join(f"<text:list-item><text:p>{point}</text:p></text:list-item>" for point in points)
    place = 'svg:x="1cm" svg:width="25cm"'
    content = (
        f'<draw:frame presentation:class="title" {place} svg:y="1cm" svg:height="3cm"><draw:text-box><text:p>{title}</text:p>'
        f'</draw:text-box></draw:frame><draw:frame presentation:class="outline" {place} svg:y="5cm" svg:height="5cm"><draw:text-box>'
        f"<text:list>{listed}</text:list></draw:text-box></draw:frame>"
    )
    if number:
        rows = "".join(
            f"<table:table-row>{''.join(f'<table:table-cell><text:p>{cell}</text:p></table:table-cell>' for cell in row)}</table:table-row>"
            for row in (("Класс", "Участники"), ("9", "41"), ("11", "23"))
        )
        content += (
            f'<draw:frame {place} svg:y="11cm" svg:height="5cm"><table:table><table:table-column/><table:table-column/>{rows}</table:table>'
            f'</draw:frame><presentation:notes><draw:page-thumbnail/><draw:frame presentation:class="notes" {place} svg:y="9cm"'
            f' svg:height="5cm"><draw:text-box><text:p>{NOTE}</text:p></draw:text-box></draw:frame></presentation:notes>'
        )
    return f'<draw:page draw:name="s{number}">{content}</draw:page>'


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    plan().save(str(folder / "plan.docx"))
    (folder / "slides.fodp").write_text(slides(), encoding="utf-8")
