"""A Word 97–2003 file (.doc) to blocks; of Word 6 and 95 the words and, as far as marks tell, the rows."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.office.cyrillic import back_to_cyrillic
from site_audit.extract.office.doc_formats import FormatPages
from site_audit.extract.office.doc_header import Area, DocHeader, read_doc_header
from site_audit.extract.office.doc_old import read_old_text
from site_audit.extract.office.doc_pieces import Pieces, one_piece, read_pieces
from site_audit.extract.office.doc_story import StoryReader
from site_audit.extract.office.doc_styles import StyleSheet
from site_audit.extract.office.ole import OleContainer
from site_audit.extract.office.parts import Refused
from site_audit.extract.office.reading import answer, finished_old
from site_audit.extract.office.summary import SUMMARY_STREAM, read_summary
from site_audit.extract.sniff import DOC
from site_audit.extract.source import Source
from site_audit.model import Document, Failure, Trouble, Zone

MAX_HEADERS = 12
_SEPARATORS = 6  # texts before the first head: the lines above footnotes
_HEADS = frozenset((0, 1, 4))  # of six texts a section: even and odd head, even and odd foot, first head, first foot


def read_doc(source: Source) -> Document | Failure:
    """The document an old Word file is, or why it cannot be read."""
    return answer(source, _read)


def _read(source: Source) -> Document | Failure:
    container = OleContainer(source.body)
    stream = container.read("WordDocument")
    if stream is None:
        raise Refused(Trouble.BROKEN, "no text part")
    header = read_doc_header(stream)
    tables = stream if header.is_old else container.read(header.table_name) or b""
    listed = header.area(Area.PIECES, tables)
    pieces = read_pieces(listed, stream, narrow=header.is_old) if listed else one_piece(*header.plain, stream)
    text = back_to_cyrillic(pieces.text)
    builder = BlockBuilder(numbered=True)
    if header.is_old:
        read_old_text(text[: header.lengths[0] or None], builder)
    else:
        _read_stories(header, tables, pieces, text, container.read("Data") or b"", builder)
    return finished_old(source, DOC, builder, read_summary(container.read(SUMMARY_STREAM)))


def _read_stories(header: DocHeader, tables: bytes, pieces: Pieces, text: str, data: bytes, builder: BlockBuilder) -> None:
    """Heads, main text, footnotes, endnotes, text boxes, feet: each from its range of letters."""
    stream = header.stream
    reader = StoryReader(
        builder,
        pieces,
        text,
        FormatPages(header.area(Area.PARAGRAPHS, tables), stream, paragraphs=True),
        FormatPages(header.area(Area.CHARACTERS, tables), stream, paragraphs=False),
        StyleSheet(header.area(Area.STYLES, tables)),
        data,
    )
    main, footnotes, around, macros, comments, endnotes, boxes = header.lengths
    around_at = main + footnotes
    notes_at = around_at + around + macros + comments
    heads = list(_around(header.area(Area.HEADERS, tables), around_at, around))
    for start, end, is_head in heads:
        if is_head:
            reader.read(start, end, Zone.HEADER, "header")
    reader.read(0, main or len(text))
    for start, length in ((main, footnotes), (notes_at, endnotes)):
        reader.read(start, start + length, tag="note")
    reader.read(notes_at + endnotes, notes_at + endnotes + boxes)
    for start, end, is_head in heads:
        if not is_head:
            reader.read(start, end, Zone.FOOTER, "footer")


def _around(table: bytes, start: int, length: int) -> Iterator[tuple[int, int, bool]]:
    """First and last letter of each head or foot, and which of the two it is."""
    places = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
    told = before = 0
    for number, (first, last) in enumerate(zip(places[_SEPARATORS:], places[_SEPARATORS + 1 :], strict=False)):
        if before <= first and first + 1 < last <= length and told < MAX_HEADERS:
            told, before = told + 1, last
            yield start + first, start + last, number % 6 in _HEADS
