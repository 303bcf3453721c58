"""What a paragraph of a Word 97–2003 file is by its settings: heading, list entry, words in a table, or the end of a row and its cells."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from site_audit.extract.office.doc_formats import TABLE_CELLS, settings
from site_audit.extract.office.doc_styles import CENTRED, CENTRED_OLD, LIST, OUTLINE_LEVEL, StyleSheet, is_list, outline_level
from site_audit.extract.office.gathering import CellLook

MAX_KNOWN = 20_000
MAX_CHANGES = 1_000  # bytes of settings laid over a paragraph's own
MAX_ELSEWHERE, MAX_ALL_ELSEWHERE = 20_000, 10_000_000  # of settings too long for their page: of one paragraph, of all
CELL_BYTES = 20
_OTHER_STYLE, _IN_TABLE, _ROW_END, _DEPTH = 0x4600, 0x2416, 0x2417, 0x6649
_INNER_CELL, _INNER_ROW_END = 0x244B, 0x244C
_ELSEWHERE = (0x6646, 0x6645)
_HEADING_ROW, _CELL_FROM_ABOVE, _MERGED = 0x3404, 0xD62B, 0x5624


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """`depth` is 0 outside tables, 2 and more in a table within a cell. The look of a row's end tells its `cells`."""

    level: int = 0
    listed: bool = False
    centred: bool = False
    bold: bool = False  # as its style says
    depth: int = 0
    row_end: bool = False
    heading_row: bool = False
    cells: tuple[CellLook, ...] = ()


class Looks:
    """Turns settings as written into looks; the same settings are read once."""

    def __init__(self, styles: StyleSheet, data: bytes) -> None:
        self._styles = styles
        self._data = data
        self._left = MAX_ALL_ELSEWHERE
        self._known: dict[tuple[bytes, bytes], ParagraphLook] = {}

    def look(self, written: bytes, changes: bytes) -> ParagraphLook:
        """The look of a paragraph with these settings (its style's number first), and what its piece of text lays over them."""
        key = (written, changes)
        if key not in self._known:
            if len(self._known) >= MAX_KNOWN:
                self._known.clear()
            self._known[key] = self._look(written, changes)
        return self._known[key]

    def _look(self, written: bytes, changes: bytes) -> ParagraphLook:
        number = written[0] | written[1] << 8 if len(written) >= 2 else 0
        said = [*settings(written[2:]), *settings(changes[:MAX_CHANGES])]
        for one, value in list(said):
            if one in _ELSEWHERE:  # settings too long for their page
                said += settings(self._elsewhere(struct.unpack("<I", value)[0]))
        values = dict(said)
        if _OTHER_STYLE in values:
            number = _word(values[_OTHER_STYLE])
        style = self._styles.style(number)
        in_table = _flag(values, _IN_TABLE) or _flag(values, _ROW_END)
        depth = max(int(in_table), struct.unpack("<i", values[_DEPTH])[0] if _DEPTH in values else 0)
        if depth == 1 and (_flag(values, _INNER_CELL) or _flag(values, _INNER_ROW_END)):
            depth = 2
        centred = values.get(CENTRED) or values.get(CENTRED_OLD)
        return ParagraphLook(
            level=outline_level(values[OUTLINE_LEVEL][0]) if OUTLINE_LEVEL in values else style.level or 0,
            listed=is_list(_word(values[LIST])) if LIST in values else bool(style.listed),
            centred=centred[0] == 1 if centred else bool(style.centred),
            bold=bool(style.bold),
            depth=depth,
            row_end=_flag(values, _ROW_END),
            heading_row=_flag(values, _HEADING_ROW),
            cells=_cells(said),
        )

    def _elsewhere(self, place: int) -> bytes:
        if place + 2 > len(self._data):
            return b""
        length = struct.unpack_from("<H", self._data, place)[0]
        length = min(length, MAX_ELSEWHERE, self._left)
        self._left -= length
        return self._data[place + 2 : place + 2 + length]


def _word(value: bytes) -> int:
    return value[0] | value[1] << 8


def _flag(values: dict[int, bytes], number: int) -> bool:
    return number in values and values[number][0] == 1


def _cells(said: list[tuple[int, bytes]]) -> tuple[CellLook, ...]:
    """The cells of a row from its last definition, and the merges told one by one after it."""
    cells: list[CellLook] = []
    for number, value in said:
        if number == TABLE_CELLS:
            cells = _defined(value)
        elif number == _CELL_FROM_ABOVE and len(value) >= 2 and value[0] < len(cells):
            cell = cells[value[0]]
            cells[value[0]] = CellLook(cell.left, cell.right, cell.swallowed, value[1] == 1)
        elif number == _MERGED:
            for at in range(value[0] + 1, min(value[1], len(cells))):
                cells[at] = CellLook(cells[at].left, cells[at].right, True)
    return tuple(cells)


def _defined(value: bytes) -> list[CellLook]:
    count = value[0] if value else 0
    if 1 + 2 * (count + 1) > len(value):
        return []
    edges = struct.unpack_from(f"<{count + 1}h", value, 1)
    cells: list[CellLook] = []
    opening = 0  # the mark of the first of the cells merged side by side: programs do not agree which of the two it is
    for number in range(count):
        at = 1 + 2 * (count + 1) + CELL_BYTES * number
        flags = value[at] if at < len(value) else 0
        beside = flags & 3
        swallowed = bool(opening and beside and beside != opening)
        if not swallowed:
            opening = beside
        cells.append(CellLook(edges[number], edges[number + 1], swallowed, flags >> 5 & 3 == 1))
    return cells
