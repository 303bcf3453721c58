"""The end of reading an old office file: the document it came to, or why it came to none."""

from __future__ import annotations

import re

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.office import reading
from site_audit.extract.office.core_properties import Properties
from site_audit.extract.office.summary import Summary
from site_audit.extract.properties import property_dates, sensible_title
from site_audit.extract.source import Source
from site_audit.model import Document, Failure, Trouble

ENOUGH_LETTERS = 40
_LETTER = re.compile(r"[^\W\d_]")
_READABLE = re.compile(r"[A-Za-z\u0400-\u052f]")


def finished(source: Source, media_type: str, builder: BlockBuilder, summary: Summary, *, pages: int = 0) -> Document | Failure:
    """The document of these blocks; a file without words is empty, one of letters that nobody uses here is unreadable."""
    if not builder.blocks:
        return source.failure(Trouble.EMPTY, "no text")
    sample = " ".join(block.text for block in builder.blocks[:2000])[:50_000]
    letters = len(_LETTER.findall(sample))
    if letters >= ENOUGH_LETTERS and 2 * len(_READABLE.findall(sample)) < letters:
        return source.failure(Trouble.UNREADABLE, "letters of an unknown code page")
    said = Properties(sensible_title(summary.title), property_dates(summary.created, summary.saved))
    return reading.finished(source, media_type, builder, said, pages=pages)
