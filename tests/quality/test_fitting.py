"""Fitting points: what the labels insist on comes out, and nothing else."""

from __future__ import annotations

from site_audit.rulepack.trust import chance_of
from tests.quality.figures import Bin, calibration_error, share_flagged
from tests.quality.fitting import Case, fitted, shift_to, told_apart


def _cases(trait: str, right: int, wrong: int) -> list[Case]:
    parts = (("trait", trait), ("start", ""))
    return [Case(f"{trait}{number}", parts, 0.0, number < right) for number in range(right + wrong)]


def test_what_comes_with_mistakes_loses_points() -> None:
    """A trait of right findings gains, one of wrong ones loses, one seen twice hardly moves."""
    points = fitted([*_cases("good", 60, 2), *_cases("bad", 20, 20), *_cases("rare", 1, 1)])
    assert points["trait", "good"] > 3
    assert points["trait", "bad"] < -3
    assert abs(points["trait", "rare"]) < abs(points["trait", "bad"])


def test_the_level_is_set_by_shifting_all() -> None:
    """After the shift the mean chance is the one asked for."""
    sums = [3.0, 10.0, 25.0]
    shift = shift_to(sums, 0.8)
    assert abs(sum(chance_of(one + shift) for one in sums) / 3 - 0.8) < 0.03


def test_telling_apart() -> None:
    """Every right one above every wrong one is 1, the reverse 0, all alike a half."""
    assert told_apart([2, 1], [True, False]) == 1
    assert told_apart([1, 2], [True, False]) == 0
    assert told_apart([1, 1], [True, False]) == 0.5


def test_the_error_of_calibration_and_the_flagged() -> None:
    """Worked out by hand: ten findings claimed at 0.9 of which eight are right, ten at 0.5 of which five are."""
    assert round(calibration_error([Bin(0.9, 10, 0.9, 8), Bin(0.5, 10, 0.5, 5)]), 3) == 0.05
    assert share_flagged([(0.4, False), (0.9, False), (0.4, True), (0.9, True), (0.95, True)], 0.5) == (0.5, 1 / 3)
