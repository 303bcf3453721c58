"""Bytes to a document: the type told by the bytes, then one extractor a format. Pure; the sandbox around it is `reader.py`."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import cast

from site_audit.extract.archive import archive_reader
from site_audit.extract.html.page import read_html
from site_audit.extract.plain import read_csv, read_plain
from site_audit.extract.recognition import NOBODY, Recogniser
from site_audit.extract.sniff import (
    BMP,
    CSV,
    DOC,
    DOCX,
    ENCRYPTED_OFFICE,
    GIF,
    HTML,
    JPEG,
    MHTML,
    ODP,
    ODS,
    ODT,
    PDF,
    PLAIN,
    PNG,
    PPT,
    PPTX,
    RTF,
    TIFF,
    WEBP,
    WORD_XML,
    XLS,
    XLSX,
    ZIP,
    short_name,
    sniff,
)
from site_audit.extract.source import Extractor, Source
from site_audit.model import Document, Failure, Trouble

VERSION = "3"
"""Raised whenever the same bytes would give another document."""
MAX_LETTERS = 10_000_000  # of one document: a whole programme of a school has one million


def _later(module: str, name: str) -> Extractor:
    """An extractor that is loaded where it is first used: the main process never needs the engines of PDF and office files."""

    def read(source: Source) -> Document | Failure:
        return cast(Extractor, getattr(import_module(f"site_audit.extract.{module}"), name))(source)

    return read


def _read(source: Source) -> Document | Failure:
    """By the type the bytes told."""
    if source.told == ENCRYPTED_OFFICE:
        return source.failure(Trouble.ENCRYPTED, short_name(source.told))
    extractor = EXTRACTORS.get(source.told)
    return extractor(source) if extractor else source.failure(Trouble.UNSUPPORTED, short_name(source.told))


EXTRACTORS: dict[str, Extractor] = {
    HTML: read_html,
    PLAIN: read_plain,
    CSV: read_csv,
    MHTML: _later("mhtml", "read_mhtml"),
    PDF: _later("pdf.reading", "read_pdf"),
    DOCX: _later("office.docx", "read_docx"),
    DOC: _later("office.doc", "read_doc"),
    PPT: _later("office.ppt", "read_ppt"),
    RTF: _later("office.rtf", "read_rtf"),
    WORD_XML: _later("office.word_xml", "read_word_xml"),
    PPTX: _later("office.pptx", "read_pptx"),
    XLSX: _later("office.sheets", "read_xlsx"),
    XLS: _later("office.sheets", "read_xls"),
    ODT: _later("office.odt", "read_odt"),
    ODS: _later("office.odt", "read_ods"),
    ODP: _later("office.odt", "read_odp"),
    **dict.fromkeys((JPEG, PNG, TIFF, GIF, BMP, WEBP), _later("scan.image", "read_image")),
    ZIP: archive_reader(_read),
}
"""One entry a format."""


def extract(
    body: bytes, *, url: str, media_type: str = "", charset: str = "", digest: str = "", recogniser: Recogniser = NOBODY
) -> Document | Failure:
    """What the bytes say, or why they say nothing to us. Pictures of text are read by `recogniser`."""
    if not body:
        return Failure(url, Trouble.EMPTY)
    return _bounded(_read(Source(body, url, media_type, charset, digest, sniff(body, media_type), recogniser)))


def _bounded(got: Document | Failure) -> Document | Failure:
    """What is read goes on to be kept, judged and quoted: no more of it than anybody has written."""
    if isinstance(got, Failure):
        return got
    left = MAX_LETTERS
    for number, block in enumerate(got.blocks):
        left -= len(block.text)
        if left < 0:
            got = replace(got, blocks=got.blocks[:number])
            break
    return replace(got, parts=tuple(_bounded(part) for part in got.parts)) if got.parts else got


__all__ = ["EXTRACTORS", "VERSION", "Source", "extract", "short_name", "sniff"]
