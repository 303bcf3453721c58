"""Plain text to paragraphs: a blank line parts them."""

from __future__ import annotations

import re

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.decode import decode
from site_audit.extract.properties import title_from
from site_audit.extract.sniff import PLAIN
from site_audit.extract.source import Source
from site_audit.model import BlockKind, Document

_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t\xa0]*(?:\r\n?|\n)|\f")
MAX_PARAGRAPHS = 50_000


def read_plain(source: Source) -> Document:
    """The document a text file is."""
    decoded = decode(source.body, source.charset)
    builder = BlockBuilder()
    for paragraph in _BLANK_LINE.split(decoded.text.replace("\x00", ""))[:MAX_PARAGRAPHS]:
        builder.add(BlockKind.PARAGRAPH, paragraph, "p")
    title = title_from(builder.blocks)
    return Document(source.url, source.digest, PLAIN, title, tuple(builder.blocks), encoding=decoded.label)
