"""How much each known thing speaks for or against a finding: a logistic sum, each part drawn to nothing unless the labels insist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from site_audit.rulepack.trust import DOUBLING

#: So strongly parts are drawn to nothing: traits, criteria, the start. Chosen by what rates items best that were left out of the fit.
DRAWN = {"trait": 4.0, "criterion": 2.0, "start": 0.01}
_ROUNDS, _STEP, _SETTLED = 300, 1.0, 1e-4
Part = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A finding with its parts, the points it has beforehand, and whether it is right."""

    item: str
    parts: tuple[Part, ...]
    beforehand: float
    right: bool


def fitted(cases: Sequence[Case]) -> dict[Part, int]:
    """Points by part, by Newton's steps one part at a time."""
    per_point = log(2) / DOUBLING
    holders: dict[Part, list[int]] = {}
    for number, case in enumerate(cases):
        for part in case.parts:
            holders.setdefault(part, []).append(number)
    sums = [case.beforehand * per_point for case in cases]
    weights = dict.fromkeys(holders, 0.0)
    for _ in range(_ROUNDS):
        largest = 0.0
        for part, numbers in holders.items():
            chances = [1 / (1 + exp(-sums[number])) for number in numbers]
            slope = sum(cases[number].right - chance for number, chance in zip(numbers, chances, strict=True))
            bend = sum(chance * (1 - chance) for chance in chances)
            drawn = DRAWN[part[0]]
            step = max(-_STEP, min(_STEP, (slope - drawn * weights[part]) / (bend + drawn)))
            weights[part] += step
            for number in numbers:
                sums[number] += step
            largest = max(largest, abs(step))
        if largest < _SETTLED:
            break
    return {part: round(weight / per_point) for part, weight in weights.items()}


def points_of_case(case: Case, points: Mapping[Part, int]) -> float:
    """The sum of a case's points."""
    return case.beforehand + sum(points.get(part, 0) for part in case.parts)


def shift_to(sums: Sequence[float], mean: float) -> int:
    """How many points more (or fewer) everyone must have for the mean chance to be `mean`."""
    low, high = -100, 100
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if sum(map(_chance, (one + middle for one in sums))) < mean * len(sums) else (low, middle)
    return low


def _chance(points: float) -> float:
    return 1 / (1 + exp(-points * log(2) / DOUBLING))


def told_apart(sums: Sequence[float], right: Sequence[bool]) -> float:
    """How often a right finding has more points than a wrong one (ties count half)."""
    pairs = [(one > other) + (one == other) / 2 for one, good in zip(sums, right, strict=True) if good
             for other, well in zip(sums, right, strict=True) if not well]  # fmt: skip
    return sum(pairs) / len(pairs) if pairs else 0.5
