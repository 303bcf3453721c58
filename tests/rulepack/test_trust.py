"""Points of confidence: sums that a person can follow."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.rulepack.trust import DOUBLING, TRAITS, Trust, chance_of, points_of
from site_audit.view.words import words_in

TRUST = Trust(review_below=0.7, start=7, signal=0.5, traits={"one_quote": -7, "offered_near": -14, "in_file": 4}, criteria={"plan": 7})


def test_a_pack_without_points_trusts_its_signals() -> None:
    """What the signal states is the confidence, and under 0.6 a person looks."""
    assert Trust().confidence("any", TRAITS, 0.85) == 0.85
    assert Trust().review_below == 0.6


def test_seven_points_double_the_chances() -> None:
    """From one to one to two to one."""
    assert chance_of(0) == 0.5
    assert chance_of(DOUBLING) == pytest.approx(2 / 3, abs=0.001)
    assert points_of(chance_of(20)) == pytest.approx(20, abs=0.2)


def test_points_are_summed() -> None:
    """Start, criterion, traits, and half of what the signal states."""
    assert TRUST.points("plan", ["one_quote", "in_file"], 0.5) == 7 + 7 - 7 + 4
    assert TRUST.points("other", [], 0.8) == pytest.approx(7 + 0.5 * points_of(0.8))


@given(st.sets(st.sampled_from(TRAITS)), st.floats(min_value=0.01, max_value=1))
def test_what_speaks_against_makes_no_surer(traits: set[str], stated: float) -> None:
    """A trait with lost points never raises the confidence, whatever else is known."""
    assert TRUST.confidence("plan", traits | {"offered_near"}, stated) <= TRUST.confidence("plan", traits - {"offered_near"}, stated)


def test_doubts_are_the_heaviest_first() -> None:
    """Only what takes points away gives pause."""
    assert TRUST.doubts(["in_file", "one_quote", "offered_near", "in_text"]) == ("offered_near", "one_quote")


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_every_doubt_has_words(locale: Literal["ru", "en"]) -> None:
    """Whatever a file of points may speak against, a report can say it."""
    words = words_in(locale)
    assert not [trait for trait in TRAITS if not words.known(f"doubt.{trait}")]
