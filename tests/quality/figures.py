"""Figures of quality: precision and recall with Wilson intervals, and how sure findings turn out to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from tests.quality.judging import Cell

Z = 1.96  # 95 %
CONFIDENCE_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


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


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings of like confidence: from which on, how many, the mean of what they claim, how many are right."""

    low: float
    count: int
    claimed: float
    right: int


def reliability(cells: Iterable[Cell]) -> list[Bin]:
    """The findings that say something is there, by confidence."""
    found = [cell for cell in cells if cell.found]
    table = []
    for low, high in pairwise((*CONFIDENCE_BINS, 1.01)):
        own = [cell for cell in found if low <= cell.confidence < high]
        claimed = sum(cell.confidence for cell in own) / len(own) if own else 0.0
        table.append(Bin(low, len(own), claimed, sum(cell.expected for cell in own)))
    return table


def calibration_error(table: Iterable[Bin]) -> float:
    """The expected calibration error: how far claimed confidence lies from the share that is right, on average."""
    table = list(table)
    count = sum(one.count for one in table)
    return sum(abs(one.claimed * one.count - one.right) for one in table) / count if count else 0.0


def share_flagged(chances: Iterable[tuple[float, bool]], below: float) -> tuple[float, float]:
    """Of the wrong and of the right findings the share that lies under a confidence."""
    chances = list(chances)
    shares = []
    for kind in (False, True):
        own = [chance for chance, right in chances if right is kind]
        shares.append(sum(chance < below for chance in own) / len(own) if own else 0.0)
    return shares[0], shares[1]


def reviewed(cells: Iterable[Cell]) -> tuple[float, float]:
    """Of the wrong and of the right findings the share that a person is asked to look at."""
    return share_flagged([(float(not cell.review), cell.expected) for cell in cells if cell.found], 0.5)
