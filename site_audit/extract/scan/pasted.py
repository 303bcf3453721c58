"""A scan pasted into a text program: an office file that says next to nothing, and whose large pictures are its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from site_audit.extract.office.parts import Parts, Refused
from site_audit.extract.pdf.reading import assembled
from site_audit.extract.properties import title_from
from site_audit.extract.scan.image import pictures_as_pages
from site_audit.extract.source import Source
from site_audit.extract.stamps import split_stamps
from site_audit.model import Document

MAX_PICTURES = 50
_PICTURE = re.compile(r"word/media/\D{0,50}(\d{0,6})\.(?:jpe?g|png|tiff?|gif|bmp|webp)", re.IGNORECASE)


def with_scans_read(document: Document, source: Source, parts: Parts) -> Document:
    """The document with what its pictures say behind its own few words; itself where no picture is large enough for a page."""
    pages = pictures_as_pages(_pictures(parts), source.recogniser)
    if not pages.texts:
        return document
    blocks, signatures = split_stamps(assembled(pages.texts))
    return replace(
        document,
        title=document.title or title_from(blocks),
        blocks=document.blocks + tuple(blocks),
        read_as=pages.read_as([block.text for block in blocks]),
        pages=len(pages.texts),
        unread_pages=pages.unread,
        ocr_confidence=pages.confidence,
        signatures=document.signatures + signatures,
    )


def _pictures(parts: Parts) -> Iterator[bytes]:
    """The pictures in the order of their numbers, which is that in which they were pasted."""
    found = [(int(named[1] or 0), name) for name in parts.names() if len(name) < 200 and (named := _PICTURE.fullmatch(name))]
    for _, name in sorted(found)[:MAX_PICTURES]:
        with suppress(Refused):
            yield parts.read(name) or b""
