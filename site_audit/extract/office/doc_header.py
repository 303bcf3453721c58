"""The head of a Word 97–2003 file (and what of it Word 6 and 95 have): which text there is, and where the tables about it lie."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum

from site_audit.extract.office.parts import Refused
from site_audit.model import Trouble

WORD_97 = 0x00C1
WORD_6 = 0x0065
_MAGICS = (0xA5EC, 0xA5DC)
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_FIRST_AREA = 0x9A


class Area(IntEnum):
    """Which pair of place and length in the head names a table."""

    STYLES = 1
    HEADERS = 11
    CHARACTERS = 12
    PARAGRAPHS = 13
    PIECES = 33


_OLD_AREAS = {Area.PIECES: 0x160}  # of Word 6 and 95; their tables of formatting are written otherwise, and are not read


@dataclass(frozen=True, slots=True)
class DocHeader:
    """`lengths`: letters of the texts that follow one another – main, footnotes, heads and feet, macros, comments, endnotes, boxes."""

    version: int
    table_name: str
    plain: tuple[int, int]  # first and last byte of the text where no table of pieces tells better
    lengths: tuple[int, ...]
    stream: bytes

    @property
    def is_old(self) -> bool:
        """Word 6 or 95."""
        return self.version < WORD_97

    def area(self, which: Area, tables: bytes) -> bytes:
        """The bytes of one table, b"" where the file has none."""
        at = _OLD_AREAS.get(which, -1) if self.is_old else _FIRST_AREA + 8 * which
        if at < 0 or at + 8 > len(self.stream):
            return b""
        place, length = struct.unpack_from("<II", self.stream, at)
        return tables[place : place + length]


def read_doc_header(stream: bytes) -> DocHeader:
    """The head of a text stream; refused where it is no Word file of a version we know."""
    try:
        magic, version = struct.unpack_from("<HH", stream)
        flags = struct.unpack_from("<H", stream, 0x0A)[0]
        first, last = struct.unpack_from("<II", stream, 0x18)
        lengths = struct.unpack_from("<7I", stream, 0x34 if version < WORD_97 else 0x4C)
    except struct.error as wrong:
        raise Refused(Trouble.BROKEN, "damaged head") from wrong
    if flags & _ENCRYPTED and magic in _MAGICS:
        raise Refused(Trouble.ENCRYPTED, "password")
    if magic not in _MAGICS or version < WORD_6:
        raise Refused(Trouble.BROKEN, "no text of a known version")
    return DocHeader(version, "1Table" if flags & _SECOND_TABLE else "0Table", (first, last), lengths, stream)
