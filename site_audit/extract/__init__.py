"""Bytes to a document: the type told by the bytes, then one extractor a format. Pure; the sandbox around it is `reader.py`."""

from __future__ import annotations

from site_audit.extract.html.page import read_html
from site_audit.extract.plain import read_csv, read_plain
from site_audit.extract.sniff import (
    CSV,
    DOCX,
    ENCRYPTED_OFFICE,
    HTML,
    MHTML,
    ODP,
    ODS,
    ODT,
    PDF,
    PLAIN,
    PPTX,
    WORD_XML,
    XLS,
    XLSX,
    short_name,
    sniff,
)
from site_audit.extract.source import Extractor, Source
from site_audit.model import Document, Failure, Trouble

VERSION = "1"
"""Raised whenever the same bytes would give another document."""


def _read_pdf(source: Source) -> Document | Failure:
    from site_audit.extract.pdf.reading import read_pdf  # loaded where it is used: the main process never needs the PDF engine

    return read_pdf(source)


def _read_docx(source: Source) -> Document | Failure:
    from site_audit.extract.office.docx import read_docx

    return read_docx(source)


def _read_xlsx(source: Source) -> Document | Failure:
    from site_audit.extract.office.sheets import read_xlsx

    return read_xlsx(source)


def _read_xls(source: Source) -> Document | Failure:
    from site_audit.extract.office.sheets import read_xls

    return read_xls(source)


def _read_odt(source: Source) -> Document | Failure:
    from site_audit.extract.office.odt import read_odt

    return read_odt(source)


def _read_ods(source: Source) -> Document | Failure:
    from site_audit.extract.office.odt import read_ods

    return read_ods(source)


def _read_odp(source: Source) -> Document | Failure:
    from site_audit.extract.office.odt import read_odp

    return read_odp(source)


def _read_pptx(source: Source) -> Document | Failure:
    from site_audit.extract.office.pptx import read_pptx

    return read_pptx(source)


def _read_word_xml(source: Source) -> Document | Failure:
    from site_audit.extract.office.word_xml import read_word_xml

    return read_word_xml(source)


def _read_mhtml(source: Source) -> Document | Failure:
    from site_audit.extract.mhtml import read_mhtml

    return read_mhtml(source)


EXTRACTORS: dict[str, Extractor] = {
    HTML: read_html,
    PLAIN: read_plain,
    CSV: read_csv,
    MHTML: _read_mhtml,
    PDF: _read_pdf,
    DOCX: _read_docx,
    WORD_XML: _read_word_xml,
    XLSX: _read_xlsx,
    XLS: _read_xls,
    PPTX: _read_pptx,
    ODT: _read_odt,
    ODS: _read_ods,
    ODP: _read_odp,
}
"""One entry a format."""


def extract(body: bytes, *, url: str, media_type: str = "", charset: str = "", digest: str = "") -> Document | Failure:
    """What the bytes say, or why they say nothing to us."""
    if not body:
        return Failure(url, Trouble.EMPTY)
    told = sniff(body, media_type)
    if told == ENCRYPTED_OFFICE:
        return Failure(url, Trouble.ENCRYPTED, short_name(told))
    extractor = EXTRACTORS.get(told)
    if extractor is None:
        return Failure(url, Trouble.UNSUPPORTED, short_name(told))
    return extractor(Source(body, url, media_type, charset, digest, told))


__all__ = ["EXTRACTORS", "VERSION", "Source", "extract", "short_name", "sniff"]
