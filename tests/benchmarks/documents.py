"""Files: each format is one line of `FORMATS`, ours beside the least that gets at the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from site_audit.extract import extract
from site_audit.model import Document, Failure
from tests.benchmarks import made_files as made
from tests.benchmarks.plain import Bare, calamine_text, elements_read, ole_text, pdfium_text, rtf_text, tags_dropped

URL = "http://school.example/plan"
LINES = 30 * made.SECTION


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: `make` gives one of so many units, `amount` are measured; `plain` are bare readers by name, first the yardstick."""

    name: str
    unit: str
    amount: int
    make: Callable[[int], bytes]
    plain: Mapping[str, Bare]


def ours(body: bytes) -> Document | Failure:
    """Our reading of a file, in this process: blocks with places, rows under their headers, properties."""
    return extract(body, url=URL)


_PDFIUM = {"pypdfium2: text of each page": pdfium_text}
_WORD = {
    "zip, tags dropped by a regex": tags_dropped("word/document.xml"),
    "zip, elements by iterparse": elements_read("word/document.xml", "}t"),
}

FORMATS: tuple[Format, ...] = (  # a new extractor is one more line here
    Format("PDF, running text", "page", 40, made.pdf_of_text, _PDFIUM),
    Format("PDF, ruled tables", "page", 40, made.pdf_of_tables, _PDFIUM),
    Format("DOCX", "line", LINES, made.word_file, _WORD),
    Format("DOC", "line", LINES, made.old_word_file, {"olefile: the text as one piece": ole_text}),
    Format("RTF", "line", LINES, made.rich_text, {"control words dropped by a regex": rtf_text}),
    Format("ODT", "line", LINES, made.open_text, {"zip, tags dropped by a regex": tags_dropped("content.xml")}),
    Format("XLSX", "row", 1_000, made.workbook, {"python-calamine: all cells": calamine_text}),
    Format("PPTX", "slide", 60, made.slides, {"zip, tags dropped by a regex": tags_dropped("ppt/slides/slide")}),
)
