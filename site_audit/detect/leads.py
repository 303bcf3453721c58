"""What says of a row or an entry what it is.

The table's first row, the row that parts it, the words before a list, the question of an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from site_audit.detect.lines import Line
from site_audit.model import BlockKind

_ENTRIES = (BlockKind.ROW, BlockKind.ITEM)
_LEADING_TEXT = 160
_HEAD_CELL = 70
_FULL_STOPS = (".", "!", ";", ",", "…")
_CLASS = re.compile(r"(?<!\d)(?:1[01]|[1-9])(?:-?[а-я]{1,2})?\s?кл(?:асс)?\w{0,3}\.?", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d{2}(?:\s?[/–-]\s?(?:20)?\d{2})?\b")


def leads_of(lines: Sequence[Line]) -> dict[int, tuple[int, ...]]:
    """For each row and entry the lines that lead to it, nearest first (lines without any are left out)."""
    found: dict[int, tuple[int, ...]] = {}
    start = 0
    while start < len(lines):
        stop = start + 1
        if lines[start].kind in _ENTRIES:
            while stop < len(lines) and lines[stop].kind is lines[start].kind:
                stop += 1
            found |= _of_run(lines, start, stop)
        start = stop
    return found


def _of_run(lines: Sequence[Line], start: int, stop: int) -> dict[int, tuple[int, ...]]:
    before = (start - 1,) if start and _introduces(lines[start - 1]) else ()
    is_table = lines[start].kind is BlockKind.ROW
    head = (start,) if is_table and _is_head(lines[start]) else ()
    found: dict[int, tuple[int, ...]] = {}
    part: tuple[int, ...] = ()
    for number in range(start, stop):
        line = lines[number]
        if (is_table and len(line.cells) == 1) or (not is_table and line.place.startswith("dt")):
            part = (number,)
        leads = tuple(lead for lead in (*part, *head, *before) if lead != number)
        if leads:
            found[number] = leads
    return found


def _introduces(line: Line) -> bool:
    """Whether a paragraph leads to what stands under it: it ends with a colon or like a heading, without a full stop, or is a caption."""
    text = line.text.rstrip()
    return (
        line.kind is BlockKind.PARAGRAPH
        and not line.echo
        and (not text.endswith(_FULL_STOPS) or line.place.startswith("caption"))
        and len(text) <= _LEADING_TEXT
    )


def _is_head(line: Line) -> bool:
    """Whether a table's first row names its columns: several short cells without any number but a class («10 кл.») or a year."""
    cells = [_YEAR.sub("", _CLASS.sub("", cell)) for cell in line.cells]
    return len(cells) > 1 and all(len(cell) <= _HEAD_CELL and not any(sign.isdigit() for sign in cell) for cell in cells)
