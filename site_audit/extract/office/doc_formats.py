"""How a Word 97–2003 file keeps its formatting: pages of 512 bytes that say which settings hold from which byte of the text to which."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator

PAGE_BYTES = 512
MAX_PAGES_KEPT = 200
_PLACE_OF_WIDTH = 0x3FFFFF
_SIZES = (1, 1, 2, 4, 2, 2, -1, 3)  # of a setting's value by the top bits of its number; -1: it tells itself
TABLE_CELLS = 0xD608  # its value tells its length in two bytes
_TAB_STOPS = 0xC615
_NO_SETTINGS = b""


def settings(written: bytes) -> Iterator[tuple[int, bytes]]:
    """Each setting's number and value; one that is cut off ends the list."""
    at = 0
    while at + 3 <= len(written):
        number = written[at] | written[at + 1] << 8
        at += 2
        size = _SIZES[number >> 13]
        if number == TABLE_CELLS:
            size = (written[at] | written[at + 1] << 8) - 1 if at + 2 <= len(written) else 0
            at += 2
        elif size < 0:
            size = written[at] if number != _TAB_STOPS or written[at] < 255 else _tab_stops_size(written, at)
            at += 1
        if size < 0 or at + size > len(written):
            return
        yield number, written[at : at + size]
        at += size


def _tab_stops_size(written: bytes, at: int) -> int:
    """A list of tab stops too long for its length byte: how much it removes, then how much it adds."""
    removed = written[at + 1] if at + 1 < len(written) else 0
    added_at = at + 2 + 4 * removed
    added = written[added_at] if added_at < len(written) else 0
    return 2 + 4 * removed + 3 * added


class FormatPages:
    """The settings of paragraphs or of letters, by the byte at which a letter lies. Of a damaged table nothing is known."""

    def __init__(self, table: bytes, stream: bytes, *, paragraphs: bool) -> None:
        count = max(0, (len(table) - 4) // 8)
        count = count if count <= len(stream) // PAGE_BYTES else 0  # a table that tells of more pages than there are tells nonsense
        numbers = struct.unpack_from(f"<{2 * count + 1}I", table) if count else ()
        self._firsts = numbers[:count]
        self._pages = numbers[count + 1 :]
        self._stream = stream
        self._paragraphs = paragraphs
        self._read: dict[int, tuple[tuple[int, ...], list[bytes]]] = {}

    def at(self, place: int) -> tuple[int, bytes]:
        """The settings at a byte of the text, and the byte at which they end (`place` itself where that is not known)."""
        number = bisect_right(self._firsts, place) - 1
        if number < 0:
            return place, _NO_SETTINGS
        edges, found = self._page(self._pages[number] & _PLACE_OF_WIDTH)
        run = bisect_right(edges, place) - 1
        if not 0 <= run < len(found):
            return place, _NO_SETTINGS
        return edges[run + 1], found[run]

    def _page(self, number: int) -> tuple[tuple[int, ...], list[bytes]]:
        if number not in self._read:
            if len(self._read) >= MAX_PAGES_KEPT:
                self._read.clear()
            page = self._stream[number * PAGE_BYTES : (number + 1) * PAGE_BYTES]
            self._read[number] = _read_page(page, self._paragraphs) if len(page) == PAGE_BYTES else ((), [])
        return self._read[number]


def _read_page(page: bytes, paragraphs: bool) -> tuple[tuple[int, ...], list[bytes]]:
    """The edges between runs, and the settings of each run."""
    count = page[-1]
    entry = 13 if paragraphs else 1
    if not count or 4 * (count + 1) + entry * count >= PAGE_BYTES:
        return (), []
    edges = struct.unpack_from(f"<{count + 1}I", page)
    places = [2 * page[4 * (count + 1) + entry * number] for number in range(count)]
    return edges, [_settings_at(page, place, paragraphs) if place else _NO_SETTINGS for place in places]


def _settings_at(page: bytes, at: int, paragraphs: bool) -> bytes:
    length = page[at]
    if not paragraphs:
        return page[at + 1 : min(at + 1 + length, PAGE_BYTES - 1)]
    if length:
        return page[at + 1 : min(at + 2 * length, PAGE_BYTES - 1)]
    length = page[at + 1] if at + 1 < PAGE_BYTES else 0
    return page[at + 2 : min(at + 2 + 2 * length, PAGE_BYTES - 1)]
