"""Figures of quality: precision and recall with Wilson intervals, and how sure findings turn out to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from tests.quality.judging import Cell

Z = 1.96  # 95 %
CONFIDENCE_BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one criterion, or of all."""

    hits: int = 0
    false_alarms: int = 0
    misses: int = 0
    rejections: int = 0
    same_outcome: int = 0

    @property
    def precision(self) -> float:
        """Of what was found, the share that is there; 1 where nothing was found."""
        return self.hits / (self.hits + self.false_alarms) if self.hits + self.false_alarms else 1.0

    @property
    def recall(self) -> float:
        """Of what is there, the share that was found; 1 where nothing is there."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def positives(self) -> int:
        return self.hits + self.misses


def score_of(cells: Iterable[Cell]) -> Score:
    """The counts of some cells."""
    counts = [0, 0, 0, 0]
    same = 0
    for cell in cells:
        counts[(0 if cell.expected else 1) if cell.found else (2 if cell.expected else 3)] += 1
        same += cell.expected and cell.found and cell.outcome.value == cell.expected_outcome
    hits, false_alarms, misses, rejections = counts
    return Score(hits, false_alarms, misses, rejections, same)


def by_criterion(cells: Iterable[Cell]) -> dict[str, Score]:
    """The counts of each criterion."""
    sorted_in: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        sorted_in[cell.criterion].append(cell)
    return {name: score_of(own) for name, own in sorted(sorted_in.items())}


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (E. B. Wilson, 1927), (0, 1) where nothing was tried.

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    if not of:
        return 0.0, 1.0
    share = hits / of
    middle = share + Z * Z / (2 * of)
    spread = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    return (middle - spread) / (1 + Z * Z / of), (middle + spread) / (1 + Z * Z / of)


def reliability(cells: Iterable[Cell]) -> list[tuple[float, int, int]]:
    """For each bin of confidence: its lower bound, how many findings fall in it, how many of them are right."""
    found = [cell for cell in cells if cell.found]
    edges = (*CONFIDENCE_BINS, 1.01)
    table = []
    for low, high in pairwise(edges):
        own = [cell for cell in found if low <= cell.confidence < high]
        table.append((low, len(own), sum(cell.expected for cell in own)))
    return table
