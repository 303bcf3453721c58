"""Tables that a PDF page rules with drawn lines: which words stand in which cell, merged cells included."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from site_audit.extract.pdf.glyphs import Run, Stroke
from site_audit.extract.pdf.lines import text_of
from site_audit.extract.tables import Cell

MAX_STROKES = 400
TOUCH = 3.0
MAX_COLUMNS = 40
MAX_ROWS = 200

Slot = tuple[int, int]


@dataclass(slots=True)
class Grid:
    """One ruled table: column edges from the left, row edges from the top."""

    xs: list[float]
    ys: list[float]  # descending
    across: list[Stroke]
    down: list[Stroke]

    @property
    def top(self) -> float:
        return self.ys[0]

    def slot(self, run: Run) -> Slot | None:
        """The row and column a run stands in, None outside the table."""
        return self.slot_at(run.centre, run.middle)

    def slot_at(self, x: float, y: float) -> Slot | None:
        """The row and column of a place on the page, None outside the table."""
        if not (self.xs[0] - TOUCH < x < self.xs[-1] + TOUCH and self.ys[-1] - TOUCH < y < self.ys[0] + TOUCH):
            return None
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(sum(edge >= y for edge in self.ys) - 1, 0), len(self.ys) - 2)
        return row, column

    def cells(self, runs: dict[Slot, list[Run]], headings: frozenset[int] = frozenset()) -> list[list[Cell]]:
        """The table's cells with their words; elementary cells with no line between them are one. `headings` are tagged texts."""
        owner = self._owners()
        words: dict[Slot, list[Run]] = defaultdict(list)
        spans: dict[Slot, list[Slot]] = defaultdict(list)
        for slot, root in owner.items():
            spans[root].append(slot)
            words[root].extend(runs.get(slot, ()))
        table: list[list[Cell]] = [[] for _ in range(len(self.ys) - 1)]
        for root in sorted(spans):
            rows, columns = {row for row, _ in spans[root]}, {column for _, column in spans[root]}
            heading = bool(headings) and bool(words[root]) and all(run.owner in headings for run in words[root])
            table[root[0]].append(Cell(text_of(words[root]), len(columns), len(rows), heading))
        return table

    def _owners(self) -> dict[Slot, Slot]:
        """Each elementary cell and the first cell of the merged one it belongs to."""
        owner: dict[Slot, Slot] = {}
        for row in range(len(self.ys) - 1):
            middle = (self.ys[row] + self.ys[row + 1]) / 2
            for column in range(len(self.xs) - 1):
                centre = (self.xs[column] + self.xs[column + 1]) / 2
                above, before = (row - 1, column), (row, column - 1)
                if row and not _is_ruled(self.across, self.ys[row], centre):
                    owner[row, column] = owner[above]
                elif column and not _is_ruled(self.down, self.xs[column], middle):
                    owner[row, column] = owner[before]
                else:
                    owner[row, column] = (row, column)
        return owner


def find_grids(across: list[Stroke], down: list[Stroke]) -> list[Grid]:
    """The ruled tables of a page, from the top; frames and boxes of a single cell are none."""
    if len(across) > MAX_STROKES or len(down) > MAX_STROKES:
        return []
    grids = []
    for level, upright in _touching(across, down):
        xs = _edges([stroke.at for stroke in upright])
        ys = _edges([stroke.at for stroke in level] + _open_ends(upright))[::-1]
        if 3 <= len(xs) <= MAX_COLUMNS + 1 and 3 <= len(ys) <= MAX_ROWS + 1:
            grids.append(Grid(xs, ys, level, upright))
    return sorted(grids, key=lambda grid: -grid.top)


def _touching(across: list[Stroke], down: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Lines that cross or meet, directly or through others, as groups."""
    root = list(range(len(across) + len(down)))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for i, level in enumerate(across):
        for j, upright in enumerate(down, len(across)):
            if level.covers(upright.at, TOUCH) and upright.covers(level.at, TOUCH):
                root[find(i)] = find(j)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = defaultdict(lambda: ([], []))
    for i, stroke in enumerate(across):
        groups[find(i)][0].append(stroke)
    for j, stroke in enumerate(down, len(across)):
        groups[find(j)][1].append(stroke)
    return list(groups.values())


def _open_ends(upright: list[Stroke]) -> list[float]:
    """Where most upright lines end: a row that goes on over the page is not ruled off there."""
    half = len(upright) / 2
    ends: list[float] = []
    for end in (max(stroke.end for stroke in upright), min(stroke.start for stroke in upright)) if upright else ():
        if sum(abs(stroke.end - end) <= TOUCH or abs(stroke.start - end) <= TOUCH for stroke in upright) > half:
            ends.append(end)
    return ends


def _edges(places: list[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > TOUCH:
            edges.append(place)
    return edges


def _is_ruled(strokes: list[Stroke], at: float, where: float) -> bool:
    return any(abs(stroke.at - at) <= TOUCH and stroke.covers(where) for stroke in strokes)
