"""Plain text to paragraphs: a blank line parts them, and so does a line at which no sentence goes on. Delimited text to rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_audit.extract.builder import BlockBuilder, fold
from site_audit.extract.decode import decode
from site_audit.extract.delimited import HEAD, delimiter_of, records
from site_audit.extract.grids import MAX_CELL_LETTERS, MAX_COLUMNS, GridRow, GridWriter, Placed
from site_audit.extract.properties import title_from
from site_audit.extract.sniff import CSV, PLAIN
from site_audit.extract.source import Source
from site_audit.model import BlockKind, Document

MAX_PARAGRAPHS = 50_000
FULL_LINE = 50  # letters: a shorter line was ended on purpose
_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t\xa0]*(?:\r\n?|\n)|\f")
_LINE = re.compile(r"\r\n?|\n")
_ENDS = (".", "!", "?", ":", ";", "…")
_ENTRY = re.compile(r"\s*(?:[-–—•*·]\s|\d{1,3}(?:\.\d{1,3})*[.)]\s)")
_SEPARATOR_SAID = re.compile(r"sep=.\r?\n", re.IGNORECASE)  # what Excel puts first for itself


def read_plain(source: Source) -> Document:
    """The document a text file is."""
    decoded = decode(source.body, source.charset)
    builder = BlockBuilder()
    for paragraph, _ in zip(_paragraphs(decoded.text.replace("\x00", "")), range(MAX_PARAGRAPHS), strict=False):
        builder.add(BlockKind.PARAGRAPH, paragraph, "p")
    title = title_from(builder.blocks)
    return Document(source.url, source.digest, PLAIN, title, tuple(builder.blocks), encoding=decoded.label)


def read_csv(source: Source) -> Document:
    """The document a file of delimited cells is."""
    decoded = decode(source.body, source.charset)
    text = _SEPARATOR_SAID.sub("", decoded.text.replace("\x00", ""), count=1) if decoded.text[:4].lower() == "sep=" else decoded.text
    delimiter = delimiter_of(text[:HEAD], cut=len(text) > HEAD)
    if not delimiter:
        return read_plain(source)
    builder = BlockBuilder(numbered=True)
    GridWriter(builder).add(_placed(row) for row in records(text, delimiter))
    return Document(source.url, source.digest, CSV, title_from(builder.blocks), tuple(builder.blocks), encoding=decoded.label)


def _paragraphs(text: str) -> Iterator[str]:
    """Lines joined where a sentence goes on: after a full line without an end, or before a small letter."""
    for part in _BLANK_LINE.split(text):
        whole: list[str] = []
        for line in _LINE.split(part):
            if whole and not _goes_on(whole[-1].rstrip(), line.lstrip()):
                yield "\n".join(whole)
                whole = []
            whole.append(line)
        yield "\n".join(whole)


def _goes_on(line: str, following: str) -> bool:
    if not line or not following or _ENTRY.match(following):
        return False
    return following[0].islower() or (len(line) >= FULL_LINE and not line.endswith(_ENDS))


def _placed(row: list[str]) -> GridRow:
    return [Placed(column, text) for column, cell in enumerate(row[:MAX_COLUMNS]) if (text := fold(cell[:MAX_CELL_LETTERS]))]
