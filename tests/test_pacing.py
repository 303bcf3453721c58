"""The arithmetic of turns: no key is asked more often than its pause allows, whoever asks and however slow the answers are."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.pacing import BACK_OFF_S, JITTER, LOAD, LONGEST_REST_S, MOST_AHEAD_S, SLOWEST_S, Pace, booked, rested

SCHOOLS = ("a.hoster.example", "b.hoster.example", "c.example")
PLATFORM = {SCHOOLS[0]: "hoster.example", SCHOOLS[1]: "hoster.example", SCHOOLS[2]: "c.example"}


def _delays(school: str, delay_s: float = 1.0) -> Mapping[str, float]:
    return {school: delay_s, PLATFORM[school]: delay_s, "203.0.113.5": delay_s}


@given(st.lists(st.tuples(st.sampled_from(SCHOOLS), st.floats(0, 3), st.floats(0, 2)), max_size=30))
def test_no_two_turns_of_a_key_are_closer_than_its_pause(asked: list[tuple[str, float, float]]) -> None:
    """Whatever schools ask in whatever order and pace, the turns of every key they share stand a pause apart."""
    known: dict[str, Pace] = {}
    moments: dict[str, list[float]] = {}
    now = 1_000.0
    for school, later, took in asked:
        now += later
        turn, paces = booked(known, _delays(school), now=now, took_s=took)
        known |= paces
        for key in paces:
            moments.setdefault(key, []).append(now + turn.wait_s)
    for turns in moments.values():
        assert all(after - before >= 1.0 - 1e-6 for before, after in pairwise(turns))


def test_an_idle_hour_buys_no_haste() -> None:
    """Turns that nobody took are lost: after a long silence the pause is what it was."""
    _, known = booked({}, {"a": 1.0}, now=1_000.0)
    first, known = booked(known, {"a": 1.0}, now=5_000.0)
    second, _ = booked(known, {"a": 1.0}, now=5_000.0)
    assert (first.wait_s, second.wait_s) == (0.0, 1.0)


def test_a_slow_server_is_asked_more_slowly() -> None:
    """The pause grows with the smoothed time of the answers, up to a bound, and shrinks again with it."""
    known: Mapping[str, Pace] = {}
    waits: list[float] = []
    for took in [*[8.0] * 12, *[900.0] * 20, *[0.1] * 40]:
        _, known = booked(known, {"a": 1.0}, now=1_000.0 + 1_000_000 * len(waits), took_s=took)
        again, _ = booked(known, {"a": 1.0}, now=1_000.0 + 1_000_000 * len(waits))
        waits.append(again.wait_s - known["a"].took_s)
    assert waits[0] == pytest.approx(LOAD * 2.4)
    assert waits[11] == pytest.approx(LOAD * 8.0, rel=0.05)
    assert max(waits) <= LOAD * SLOWEST_S
    assert waits[-1] == pytest.approx(1.0)


def test_no_pause_by_setting_is_none_however_slow_the_answers() -> None:
    """Zero means zero, for a demo and for tests."""
    _, known = booked({}, {"a": 0.0}, now=1_000.0)
    assert booked(known, {"a": 0.0}, now=1_000.0, took_s=9.0)[0].wait_s == 0.0


def test_a_limit_of_requests_binds_the_whole_platform() -> None:
    """429 with Retry-After: nobody on that platform and address asks before it is over; it is never cut short by jitter."""
    first = _delays(SCHOOLS[0])
    seconds, known = rested({}, tuple(first), now=1_000.0, asked_s=20.0, everybody=True, chance=0.0)
    for school in SCHOOLS[:2]:
        assert booked(known, _delays(school), now=1_000.0)[0].wait_s >= seconds == 20.0
    longest, _ = rested({}, tuple(first), now=1_000.0, asked_s=20.0, everybody=True, chance=1.0)
    assert longest == 20.0 * (1 + JITTER)


def test_one_site_under_repair_does_not_stop_its_neighbours_for_long() -> None:
    """503 with Retry-After binds the host; the platform backs off a little, more each time, until a neighbour gets a good answer."""
    keys = tuple(_delays(SCHOOLS[0]))
    known: Mapping[str, Pace] = {}
    backs = []
    for _ in range(3):
        seconds, known = rested(known, keys, now=1_000.0, asked_s=600.0, everybody=False, chance=0.0)
        assert seconds == 600.0
        backs.append(booked(known, _delays(SCHOOLS[1]), now=1_000.0)[0].wait_s)
    assert backs == [BACK_OFF_S, 2 * BACK_OFF_S, 4 * BACK_OFF_S]
    _, good = booked(known, _delays(SCHOOLS[1]), now=1_010.0, took_s=0.1)
    _, known = rested({**known, **good}, keys, now=1_020.0, asked_s=None, everybody=False, chance=0.0)
    assert known["hoster.example"].rest_until == 1_020.0 + BACK_OFF_S
    assert known[SCHOOLS[0]].rest_until == 1_600.0


def test_a_rest_longer_than_patience_is_not_waited_for() -> None:
    """No turn is booked then, and whoever has patience gets the turn he would have had."""
    _, known = rested({}, ("a",), now=1_000.0, asked_s=120.0, everybody=True, chance=0.0)
    turn, after = booked(known, {"a": 1.0}, now=1_000.0, patience_s=60.0)
    assert (turn.booked, turn.rest_s) == (False, 120.0)
    assert booked(after, {"a": 1.0}, now=1_000.0)[0].wait_s == 120.0


def test_nonsense_holds_nobody_for_ever() -> None:
    """An endless Retry-After ends after an hour; a turn from a clock that was put back counts no more than an hour ahead."""
    seconds, _ = rested({}, ("a",), now=1_000.0, asked_s=9e8, everybody=True, chance=0.0)
    assert seconds == LONGEST_REST_S
    _, known = booked({}, {"a": 1.0}, now=9e9)
    assert booked(known, {"a": 1.0}, now=1_000.0)[0].wait_s == MOST_AHEAD_S


def test_waiting_in_a_queue_is_not_resting() -> None:
    """However many wait before us, it is no sign that the server wants to be left alone."""
    known: Mapping[str, Pace] = {}
    for place in range(200):
        turn, known = booked(known, {"a": 1.0}, now=1_000.0, patience_s=60.0)
        assert (turn.wait_s, turn.rest_s, turn.booked) == (float(place), 0.0, True)
