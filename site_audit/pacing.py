"""When a server may be asked next: the arithmetic of politeness, the same in one process and in many that share a ledger.

A *pace* is what is known of one key: a host, a platform (a hoster, a registered domain) or a network address. A request counts for all its
keys, the host's own first. Nothing here is ever faster because we are idle: a turn that nobody took is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

LOAD = 1.0  # a server rests from us at least as long as its answers take
SMOOTHING = 0.3  # how much one answer changes the mean of their times
SLOWEST_S = 30.0  # a pause does not grow beyond this by slow answers
BACK_OFF_S = 1.0  # the first rest of a server that says it is busy; it doubles while no good answer comes
MOST_DOUBLINGS = 6
LONGEST_REST_S = 3_600.0  # whoever asks for a longer one is tried again after an hour
MOST_AHEAD_S = 3_600.0  # a turn further off is the mark of a clock that was put back
JITTER = 0.1


@dataclass(frozen=True, slots=True)
class Pace:
    """What is known of one key. Moments are seconds of whatever clock the keeper of the paces uses."""

    asked_at: float = 0.0  # the turn booked last; 0: never asked
    delay_s: float = 0.0  # the pause its asker promised
    took_s: float = 0.0  # how long answers take, smoothed
    strikes: int = 0  # busy answers in a row
    rest_until: float = 0.0


@dataclass(frozen=True, slots=True)
class Turn:
    """When to ask: after `wait_s`, of which `rest_s` because the server wants to be left alone. Not `booked`: its rest is too long."""

    wait_s: float
    rest_s: float = 0.0
    booked: bool = True


def booked(
    known: Mapping[str, Pace],
    delays: Mapping[str, float],
    *,
    now: float,
    at_least_s: float = 0.0,
    patience_s: float = LONGEST_REST_S,
    took_s: float | None = None,
) -> tuple[Turn, Mapping[str, Pace]]:
    """The next turn of a request that counts for the keys of `delays`, and the paces after it was booked.

    `took_s` is how long the last answer of these keys took, None where there was none or it was no good one.
    """
    paces = {key: _answered(known.get(key, Pace()), took_s) for key in delays}
    rest_s = max(0.0, max(pace.rest_until for pace in paces.values()) - now)
    if rest_s > patience_s:
        return Turn(rest_s, rest_s, booked=False), paces
    free = max(min(_free_at(paces[key], delay), now + MOST_AHEAD_S) for key, delay in delays.items())
    at = max(now + max(at_least_s, rest_s), free)
    return Turn(at - now, rest_s), {key: replace(pace, asked_at=at, delay_s=delays[key]) for key, pace in paces.items()}


def rested(
    known: Mapping[str, Pace], keys: Sequence[str], *, now: float, asked_s: float | None, everybody: bool, chance: float
) -> tuple[float, Mapping[str, Pace]]:
    """The paces after a server said that it is busy, and how long its host (the first key) rests, never less than was asked.

    A limit of requests (`everybody`) binds all keys at once. Other busy answers may be the trouble of one site among many: the platform
    rests by its own row of busy answers, which any good answer of a neighbour ends.
    """
    paces: dict[str, Pace] = {}
    rests: list[float] = []
    for key in keys:
        pace = known.get(key, Pace())
        back_off = BACK_OFF_S * 2 ** min(pace.strikes, MOST_DOUBLINGS)
        binds = everybody or not rests
        rest = max(asked_s or 0.0, back_off) if binds else back_off
        rest = min(rest, LONGEST_REST_S) * (1 + JITTER * chance)
        rests.append(rest)
        paces[key] = replace(pace, strikes=pace.strikes + 1, rest_until=max(pace.rest_until, now + rest))
    return rests[0], paces


def _answered(pace: Pace, took_s: float | None) -> Pace:
    if took_s is None:
        return pace
    took = min(max(took_s, 0.0), SLOWEST_S)
    return replace(pace, took_s=pace.took_s + SMOOTHING * (took - pace.took_s), strikes=0)


def _free_at(pace: Pace, delay_s: float) -> float:
    """When the next may ask: the pause begins when the last answer is likely to have ended. Where no pause is wanted, at once."""
    if not pace.asked_at or not delay_s:
        return 0.0
    return pace.asked_at + pace.took_s + max(delay_s, pace.delay_s, LOAD * pace.took_s)
