"""Bytes to a document: the type told by the bytes, then one extractor a format. Pure; the sandbox around it is `reader.py`."""

from __future__ import annotations

from site_audit.extract.html.page import read_html
from site_audit.extract.plain import read_plain
from site_audit.extract.recognition import NOBODY, Recogniser
from site_audit.extract.sniff import (
    BMP,
    DOCX,
    ENCRYPTED_OFFICE,
    GIF,
    HTML,
    JPEG,
    PDF,
    PLAIN,
    PNG,
    TIFF,
    WEBP,
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


def _read_image(source: Source) -> Document | Failure:
    from site_audit.extract.scan.image import read_image

    return read_image(source)


EXTRACTORS: dict[str, Extractor] = {
    HTML: read_html,
    PLAIN: read_plain,
    PDF: _read_pdf,
    DOCX: _read_docx,
    **dict.fromkeys((JPEG, PNG, TIFF, GIF, BMP, WEBP), _read_image),
}
"""One entry a format."""


def extract(
    body: bytes, *, url: str, media_type: str = "", charset: str = "", digest: str = "", recogniser: Recogniser = NOBODY
) -> Document | Failure:
    """What the bytes say, or why they say nothing to us; pictures of pages are read by the recogniser, if there is one."""
    if not body:
        return Failure(url, Trouble.EMPTY)
    told = sniff(body, media_type)
    if told == ENCRYPTED_OFFICE:
        return Failure(url, Trouble.ENCRYPTED, short_name(told))
    extractor = EXTRACTORS.get(told)
    if extractor is None:
        return Failure(url, Trouble.UNSUPPORTED, short_name(told))
    return extractor(Source(body, url, media_type, charset, digest, told, recogniser))


__all__ = ["EXTRACTORS", "VERSION", "Source", "extract", "short_name", "sniff"]
