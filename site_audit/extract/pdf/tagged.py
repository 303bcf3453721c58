"""The words of a tagged page in the order of its tags: what the tags name, what they leave out, and the ruled tables between."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from site_audit.extract.pdf.glyphs import Run
from site_audit.extract.pdf.lines import Line, lines_of, text_of
from site_audit.extract.pdf.tags import Tag, Tags
from site_audit.extract.tables import Cell

MOST_UNTAGGED = 0.3
FEW_LETTERS = 150
MOST_STEPS = 200_000
SAME_LINE = 0.5
HEAD_ROWS, HEAD_COLUMNS = 10, 4
_APPROVAL = re.compile(r"\W*(?:утвержд|согласован|рассмотрен|принят)", re.IGNORECASE)


@dataclass(slots=True)
class Piece:
    """A piece of a tagged page: "p", "h" with its level, "li", "table" with its rows, "grid" (ruled, by number), "loose" (untagged)."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    level: int = 0
    rows: list[list[Cell]] = field(default_factory=list)
    columns: list[list[Run]] = field(default_factory=list)  # of a table: the words column by column
    number: int = -1
    top: float = 0.0


def arranged(tags: Tags, outside: list[Run], inside: dict[int, list[Run]], tops: list[float]) -> list[Piece]:
    """The pieces of a page: `inside` are the words of the ruled tables by number, `tops` where these begin, `outside` all others.

    Empty where the tags leave too much out to be relied on.
    """
    untagged = [run for run in outside if run.owner < 0]
    letters = sum(len(run.text) for run in untagged)
    too_many = letters > max(FEW_LETTERS, MOST_UNTAGGED * sum(len(run.text) for run in outside))
    if not tags.pieces or too_many or len(tags.pieces) * len(untagged) > MOST_STEPS:
        return []
    return _Arrangement(outside, inside, tops).pieces(tags, untagged)


class _Arrangement:
    def __init__(self, outside: list[Run], inside: dict[int, list[Run]], tops: list[float]) -> None:
        self._texts: dict[int, list[Run]] = defaultdict(list)
        for run in outside:
            self._texts[run.owner].append(run)
        self._grid_of = {run.owner: number for number, runs in inside.items() for run in runs if run.owner >= 0}
        self._tops = tops
        self._left = set(range(len(tops)))
        self._made: list[Piece] = []

    def pieces(self, tags: Tags, untagged: list[Run]) -> list[Piece]:
        """All pieces in order; what has no tag stands where it stands on the page."""
        for tag in tags.pieces:
            self._grids([tag.leaf, *(cell.leaf for row in tag.rows for cell in row)])
            if tag.kind == "table":
                self._table(tag)
            elif runs := self._texts.get(tag.leaf):
                self._made.append(Piece(tag.kind, _in_drawing_order(runs), tag.level, top=_top(runs)))
        for number in sorted(self._left):
            self._insert(Piece("grid", number=number, top=self._tops[number]))
        for line in lines_of(untagged):
            self._insert(Piece("loose", [line], top=line.top))
        return self._made

    def _grids(self, leaves: list[int]) -> None:
        for number in dict.fromkeys(self._grid_of[leaf] for leaf in leaves if leaf in self._grid_of):
            if number in self._left:
                self._left.discard(number)
                self._made.append(Piece("grid", number=number, top=self._tops[number]))

    def _table(self, tag: Tag) -> None:
        """The part of a tagged table that no lines rule."""
        runs = {cell.leaf: self._texts.get(cell.leaf, []) for row in tag.rows for cell in row if cell.leaf >= 0}
        own = [run for some in runs.values() for run in some]
        if not own:
            return
        rows = [[Cell(text_of(runs.get(cell.leaf, [])), cell.colspan, cell.rowspan, cell.heading) for cell in row] for row in tag.rows]
        columns: list[list[Run]] = [[] for _ in range(max(map(len, tag.rows)))]
        for row in tag.rows:
            for column, cell in zip(columns, row, strict=False):
                column.extend(runs.get(cell.leaf, []))
        self._made.append(Piece("table", rows=[row for row in rows if any(cell.text for cell in row)], columns=columns, top=_top(own)))

    def _insert(self, piece: Piece) -> None:
        at = next((at for at, other in enumerate(self._made) if other.top < piece.top), len(self._made))
        before = self._made[at - 1] if at else None
        if piece.kind == "loose" and before and before.kind == "loose":
            before.lines += piece.lines
        else:
            self._made.insert(at, piece)


def is_tabular(rows: list[list[Cell]], columns: int) -> bool:
    """Is a tagged table one of facts, and not a layout of words side by side? `columns` are those of the table that may go on here.

    Heads of papers («СОГЛАСОВАНО | УТВЕРЖДАЮ») are read column by column.
    """
    width = max((sum(cell.colspan for cell in row) for row in rows), default=0)
    if width < 2 or any(cell.heading for row in rows for cell in row):
        return width > 1
    if len(rows) <= HEAD_ROWS and width <= HEAD_COLUMNS and any(_APPROVAL.match(cell.text) for row in rows for cell in row):
        return False
    return columns == width or sum(sum(bool(cell.text) for cell in row) > 1 for row in rows) > 1


def _top(runs: list[Run]) -> float:
    return max(run.top for run in runs)


def _in_drawing_order(runs: list[Run]) -> list[Line]:
    """The lines of one paragraph as they are drawn: it may go on in the next column, higher up; not that each stands above the last."""
    lines: list[Line] = []
    for run in runs:
        if lines and abs(lines[-1].middle - run.middle) < SAME_LINE * run.height and not run.vertical:
            lines[-1].runs.append(run)
        else:
            lines.append(Line([run]))
    if sum(above.middle < below.middle for above, below in pairwise(lines)) > len(lines) / 2:
        return lines_of(runs)
    for line in lines:
        line.runs.sort(key=lambda run: run.left)
    return lines
