"""The text of a Word 97–2003 file: pieces that lie about in the file, put in order by a table; a file saved in haste has many."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from site_audit.extract.office.parts import Refused
from site_audit.model import Trouble

MAX_PIECES = 200_000
_FORMATTING, _TABLE = 1, 2
_EIGHT_BIT = 0x4000_0000
_LOST = 0xFFFD


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters `start` to `end` of the text, from byte `place` on, each `width` bytes. `changes` are settings laid over its paragraphs'."""

    start: int
    end: int
    place: int
    width: int
    changes: bytes = b""


class Pieces:
    """All letters of the file in order (`text`), and where in the file each of them lies."""

    def __init__(self, pieces: list[Piece], stream: bytes) -> None:
        self._pieces = pieces
        self._starts = [piece.start for piece in pieces]
        self.text = "".join(_letters(piece, stream) for piece in pieces)

    def parts(self, start: int, end: int) -> Iterator[Piece]:
        """What of each piece lies between two letters."""
        at = max(0, bisect_right(self._starts, start) - 1)
        while at < len(self._pieces) and (piece := self._pieces[at]).start < end:
            first, last = max(start, piece.start), min(end, piece.end)
            if first < last:
                yield Piece(first, last, piece.place + (first - piece.start) * piece.width, piece.width, piece.changes)
            at += 1


def read_pieces(table: bytes, stream: bytes, *, narrow: bool = False) -> Pieces:
    """The pieces a table tells of, a byte a letter where `narrow`; refused where there is no such table or it tells nonsense."""
    settings, at = _settings(table)
    try:
        kind, length = struct.unpack_from("<BI", table, at)
        listed = table[at + 5 : at + 5 + length]
        count = (len(listed) - 4) // 12
        starts = struct.unpack_from(f"<{max(0, count) + 1}I", listed)
    except struct.error as wrong:
        raise Refused(Trouble.BROKEN, "damaged table of text") from wrong
    if kind != _TABLE or count < 1:
        raise Refused(Trouble.BROKEN, "damaged table of text")
    if count > MAX_PIECES:
        raise Refused(Trouble.TOO_LARGE, "too many pieces of text")
    return Pieces(list(_told(starts, listed, settings, len(stream), narrow)), stream)


def one_piece(first: int, last: int, stream: bytes) -> Pieces:
    """A file whose text lies in one place, a byte a letter."""
    if not 0 < first < last <= len(stream):
        raise Refused(Trouble.BROKEN, "damaged head")
    return Pieces([Piece(0, last - first, first, 1)], stream)


def _settings(table: bytes) -> tuple[list[bytes], int]:
    """The settings that stand before the table of pieces, and where the table begins."""
    found = []
    at = 0
    while table[at : at + 1] == bytes([_FORMATTING]) and at + 3 <= len(table):
        length = struct.unpack_from("<H", table, at + 1)[0]
        found.append(table[at + 3 : at + 3 + length])
        at += 3 + length
    return found, at


def _told(starts: tuple[int, ...], listed: bytes, settings: list[bytes], size: int, narrow: bool) -> Iterator[Piece]:
    """The pieces that lie within the file; all together they are no longer than the file, however often they name the same bytes."""
    told = 0
    for number in range(len(starts) - 1):
        place, change = struct.unpack_from("<IH", listed, 4 * len(starts) + 8 * number + 2)
        length, width = starts[number + 1] - starts[number], 1 if narrow else 2
        if place & _EIGHT_BIT and not narrow:
            place, width = (place & ~_EIGHT_BIT) // 2, 1
        length = min(length, (size - place) // width, size - told)
        if length > 0:
            yield Piece(told, told + length, place, width, _change(change, settings))
            told += length


def _change(change: int, settings: list[bytes]) -> bytes:
    """Settings told by number; the few that a piece tells by itself say nothing of tables or headings."""
    return settings[change >> 1] if change & 1 and change >> 1 < len(settings) else b""


def _letters(piece: Piece, stream: bytes) -> str:
    """As many letters as the piece has, so that places can be counted: what is no letter becomes U+FFFD."""
    count = piece.end - piece.start
    written = stream[piece.place : piece.place + count * piece.width]
    if piece.width == 1:
        return "".join(_WESTERN[byte] for byte in written)
    text = written.decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    codes = struct.unpack(f"<{count}H", written)
    return "".join(chr(_LOST if 0xD800 <= code < 0xE000 else code) for code in codes)


_WESTERN = tuple(
    bytes([code]).decode("cp1252", "replace") if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(code) for code in range(256)
)
