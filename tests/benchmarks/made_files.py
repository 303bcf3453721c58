"""Files of a work plan in every format, as long as asked for: what bare readers and ours are measured on."""

from __future__ import annotations

from collections.abc import Iterator

from tests.extract import office_samples
from tests.extract.doc_files import IN_TABLE, Part, doc, outline, row_end
from tests.extract.office_samples import open_document, presentation, shape
from tests.extract.samples import Page, lines, pdf, saved, table, word

PARAGRAPHS, ROWS = 10, 11
SECTION = 1 + PARAGRAPHS + ROWS  # lines of a section of a text file: heading, paragraphs, rows
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


def pdf_of_text(pages: int) -> bytes:
    """Pages of running text."""
    return pdf(*(_prose(number, 40) for number in range(pages)))


def pdf_of_tables(pages: int) -> bytes:
    """Pages with some running text above a ruled table."""
    return pdf(*([*_prose(number, 4), *table(_rows(number, 31), WIDTHS, size=7)] for number in range(pages)))


def word_file(count: int) -> bytes:
    """Headings, paragraphs and tables of Word, so many lines."""
    made = word("План работы")
    for heading, paragraphs, rows in _sections(count):
        made.add_heading(heading, 2)
        for text in paragraphs:
            made.add_paragraph(text)
        grid = made.add_table(rows=len(rows), cols=len(HEAD))
        for row, cells in zip(grid.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    return saved(made)


def old_word_file(count: int) -> bytes:
    """The same of Word 97."""
    parts: list[Part] = []
    for heading, paragraphs, rows in _sections(count):
        parts.append(Part(heading + "\r", outline(2)))
        parts.append(Part("".join(text + "\r" for text in paragraphs)))
        for cells in rows:
            parts.append(Part("".join(text + "\x07" for text in cells), IN_TABLE))
            parts.append(Part("\x07", row_end(0, 600, 5_000, 6_600, 9_000)))
    return doc(*parts)


def rich_text(count: int) -> bytes:
    """The same of RTF, every Russian letter a code of the old encoding."""
    edges = "".join(f"\\cellx{edge}" for edge in (600, 5_000, 6_600, 9_000))
    written = []
    for heading, paragraphs, rows in _sections(count):
        written += [f"\\pard {text}\\par " for text in (heading, *paragraphs)]
        written += [f"\\trowd{edges}\\pard\\intbl " + "".join(f"{text}\\cell " for text in cells) + "\\row " for cells in rows]
    coded = "".join(sign if sign.isascii() else f"\\'{sign.encode('cp1251').hex()}" for sign in "".join(written))
    return b"{\\rtf1\\ansi\\ansicpg1251 " + coded.encode() + b"}"


def open_text(count: int) -> bytes:
    """The same of OpenDocument."""
    body = []
    for heading, paragraphs, rows in _sections(count):
        body.append(f'<text:h text:outline-level="2">{heading}</text:h>')
        body += [f"<text:p>{text}</text:p>" for text in paragraphs]
        cells = ("".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row) for row in rows)
        body.append("<table:table>" + "".join(f"<table:table-row>{row}</table:table-row>" for row in cells) + "</table:table>")
    return open_document("text", "".join(body))


def workbook(rows: int) -> bytes:
    """A workbook of one sheet."""
    return office_samples.workbook({"План": _rows(0, rows)})


def slides(count: int) -> bytes:
    """A presentation: a title and six paragraphs a slide."""
    texts = ("\n".join(f"{_sentence(number + line)} {number}-{line}" for line in range(6)) for number in range(count))
    return presentation(*(shape(f"Слайд о выборе {number}", "title") + shape(text) for number, text in enumerate(texts)))


def _sections(count: int) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """A heading, paragraphs and rows, as often as makes so many lines."""
    for number in range(count // SECTION):
        pairs = ((_sentence(number + line), _sentence(number + line + 2), line) for line in range(PARAGRAPHS))
        yield f"Раздел {number + 1}", [f"{one}. {other} {number}-{line}." for one, other, line in pairs], _rows(number, ROWS)


def _sentence(number: int) -> str:
    return SAID[number % len(SAID)]


def _prose(page: int, count: int) -> Page:
    return lines(*(f"{_sentence(page + line)} {page}-{line}" for line in range(count)))


def _rows(page: int, count: int) -> list[list[str]]:
    """The head and rows below it."""
    below = ([str(line), _sentence(page + line)[:50], MONTHS[(page + line) % 9], f"Орлов А. {page}"] for line in range(1, count))
    return [HEAD, *below]
