"""Files: each format in one line of `FORMATS`, ours beside the least that gets at the same letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from site_audit.extract import extract
from site_audit.model import Document, Failure
from tests.benchmarks.plain import Bare, elements_read, pdfium_text, tags_dropped
from tests.extract.samples import Page, lines, pdf, saved, table, word

SECTION = 1 + 10 + 11  # lines of a section of the Word file: heading, paragraphs, rows
URL = "http://school.example/plan"
SAID = (
    "Учащиеся девятых классов побывали на экскурсии в колледже района",
    "Мастер производственного обучения показал лаборатории и станки",
    "Классный руководитель провёл беседу о выборе профиля обучения",
    "Родители узнали о правилах приёма и о целевом обучении",
    "Итоги анкетирования обсудили на совещании при директоре школы",
)
HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]
MONTHS = ("сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "февраль", "март", "апрель", "май")
WIDTHS = [40.0, 240.0, 80.0, 120.0]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: `make` gives one of so many units, `amount` are measured; `plain` are bare readers by name, first the yardstick."""

    name: str
    unit: str
    amount: int
    make: Callable[[int], bytes]
    plain: tuple[tuple[str, Bare], ...]


def ours(body: bytes) -> Document | Failure:
    """Our reading of a file, in this process: blocks with places, rows under their headers, properties."""
    return extract(body, url=URL)


# ------------------------------------------------------------ what is read


def pdf_of_text(pages: int) -> bytes:
    """Pages of running text."""
    return pdf(*(_prose(number, 40) for number in range(pages)))


def pdf_of_tables(pages: int) -> bytes:
    """Pages of a work plan: some running text above a ruled table."""
    return pdf(*([*_prose(number, 4), *table([HEAD, *_rows(number, 30)], WIDTHS, size=7)] for number in range(pages)))


def word_file(count: int) -> bytes:
    """A Word file of sections, each a heading, paragraphs and a table: so many paragraphs and rows."""
    made = word("План работы")
    for number in range(count // SECTION):
        made.add_heading(f"Раздел {number + 1}", 2)
        for line in range(10):
            made.add_paragraph(f"{_sentence(number + line)}. {_sentence(number + line + 2)} {number}-{line}.")
        rows = [HEAD, *_rows(number, 10)]
        grid = made.add_table(rows=len(rows), cols=len(HEAD))
        for row, cells in zip(grid.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    return saved(made)


def _sentence(number: int) -> str:
    return SAID[number % len(SAID)]


def _prose(page: int, count: int) -> Page:
    return lines(*(f"{_sentence(page + line)} {page}-{line}" for line in range(count)))


def _rows(page: int, count: int) -> list[list[str]]:
    return [[str(line), _sentence(page + line)[:50], MONTHS[(page + line) % 9], f"Орлов А. {page}"] for line in range(1, count + 1)]


WORD_PART = "word/document.xml"

FORMATS: tuple[Format, ...] = (  # a new extractor is one more line here
    Format("PDF, running text", "page", 60, pdf_of_text, (("pypdfium2: text of each page", pdfium_text),)),
    Format("PDF, ruled tables", "page", 60, pdf_of_tables, (("pypdfium2: text of each page", pdfium_text),)),
    Format(
        "DOCX, paragraphs and rows",
        "line",
        30 * SECTION,
        word_file,
        (("zip, tags dropped by a regex", tags_dropped(WORD_PART)), ("zip, iterparse", elements_read(WORD_PART, "}t"))),
    ),
)
