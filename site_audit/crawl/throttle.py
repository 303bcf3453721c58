"""The throttle of a single process: paces in memory, safe among its threads."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from threading import Lock

from site_audit.pacing import Pace, Turn, booked, rested


class LocalThrottle:
    """Paces by key. `chance` (0 to 1) spreads the ends of rests, so that not all come back at once."""

    def __init__(self, clock: Callable[[], float], *, chance: Callable[[], float] = random.random) -> None:
        self._clock = clock
        self._chance = chance
        self._paces: dict[str, Pace] = {}
        self._lock = Lock()

    def turn(self, delays: Mapping[str, float], *, at_least_s: float, patience_s: float, took_s: float | None) -> Turn:
        """Book the next turn."""
        with self._lock:
            turn, paces = booked(self._paces, delays, now=self._clock(), at_least_s=at_least_s, patience_s=patience_s, took_s=took_s)
            self._paces.update(paces)
        return turn

    def rest(self, keys: Sequence[str], *, asked_s: float | None, everybody: bool) -> float:
        """Let a busy server rest."""
        with self._lock:
            now, chance = self._clock(), self._chance()
            seconds, paces = rested(self._paces, keys, now=now, asked_s=asked_s, everybody=everybody, chance=chance)
            self._paces.update(paces)
        return seconds
