"""Where the cells of a table's rows begin and end, made columns common to all rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from site_audit.extract.tables import MAX_COLUMNS

SAME_EDGE = 150  # twentieths of a point: rows drawn by hand miss one another by some millimetres


def column_spans(rows: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """For each row's edges (left to right, in twips): the columns left out before its first cell, then how many columns each cell covers.

    >>> column_spans([(0, 1000, 3000), (0, 1000, 2000, 3010)])
    [(0, 1, 2), (0, 1, 1, 1)]
    """
    widest = max(rows, key=len, default=())
    if len(widest) < 2:
        return [(0,) for _ in rows]
    grid = _grid(rows, widest)
    as_widest = [_nearest(grid, edge) for edge in widest]
    return [_spans(as_widest if len(row) == len(widest) else [_nearest(grid, edge) for edge in row]) for row in rows]


def _grid(rows: Sequence[tuple[int, ...]], widest: tuple[int, ...]) -> list[int]:
    """The edges of the widest row, and those between cells of other rows that are plainly elsewhere."""
    grid = sorted(set(widest))
    for row in rows:
        for edge in row[:-1] if len(row) != len(widest) else ():
            if len(grid) <= MAX_COLUMNS and grid[0] < edge < grid[-1] and abs(grid[_nearest(grid, edge)] - edge) > SAME_EDGE:
                grid.insert(bisect_left(grid, edge), edge)
    return grid


def _nearest(grid: list[int], edge: int) -> int:
    at = bisect_left(grid, edge)
    if at == 0 or at == len(grid):
        return min(at, len(grid) - 1)
    return at if grid[at] - edge < edge - grid[at - 1] else at - 1


def _spans(places: list[int]) -> tuple[int, ...]:
    """A cell covers one column at least."""
    return (places[0] if places else 0, *(max(1, right - left) for left, right in pairwise(places)))
