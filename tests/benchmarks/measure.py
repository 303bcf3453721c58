"""Works that do the same, timed in turn (A B A B), so that a busy moment of the machine falls on all of them; printed with their ratios.

The ratio by the clock is the median over the rounds, each work against the yardstick of the same round. The ratio by the processor is what
this process and the programs it waited for worked: it leaves out whoever else was busy, and the server that answered us.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time

ROUNDS = 5
LEAST_S, MOST_TIMES = 0.15, 100  # a work shorter than this is repeated within its round, at most so often
QUIET_S = 2.0  # nobody looks at a still screen for longer
_HEAD = f"  {'':<46}{'first':>10}{'median':>10}{'cpu':>10}{'a second':>14}  times the first line: wall (range), cpu"


@dataclass(frozen=True, slots=True)
class Work:
    """Something to time. What `run` returns is held until the clock has stopped, and must not be empty: nothing may be left undone."""

    name: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Timed:
    """One work over all rounds, in seconds for the whole amount. `ratios` are those to the yardstick of the same round."""

    name: str
    first_s: float
    wall_s: float
    cpu_s: float
    ratios: tuple[float, ...]


class Progress:
    """Says on the error output what is being done, whenever the screen was still for two seconds."""

    def __init__(self) -> None:
        self._said = perf_counter()

    def say(self, what: str, *, ahead_s: float = QUIET_S) -> None:
        """Tell what begins now, if the screen would be still for too long by its end, `ahead_s` from now (nobody knows: long)."""
        if perf_counter() - self._said + ahead_s >= QUIET_S:
            print(f"  … {what}", file=sys.stderr, flush=True)
            self._said = perf_counter()


def timed(works: Sequence[Work], *, rounds: int = ROUNDS, progress: Progress | None = None) -> tuple[Timed, ...]:
    """Each work once to warm up, then all of them in turn. The first is the yardstick. Medians are over the rounds after the first pass."""
    says = progress or Progress()
    first = [_seconds(work, says, "first pass", 0.0)[0] for work in works]
    passes = [
        [_seconds(work, says, f"round {number} of {rounds}", known, _times(known)) for work, known in zip(works, first, strict=True)]
        for number in range(1, rounds + 1)
    ]
    return tuple(
        Timed(
            work.name,
            first[index],
            median(one[index][0] for one in passes),
            median(one[index][1] for one in passes),
            tuple(one[index][0] / one[0][0] for one in passes),
        )
        for index, work in enumerate(works)
    )


def compare(title: str, works: Sequence[Work], *, amount: float, unit: str, rounds: int = ROUNDS) -> None:
    """Time the works and print them under a title: milliseconds a unit, units a second, the ratio to the first."""
    progress = Progress()
    progress.say(title)
    rows = timed(works, rounds=rounds, progress=progress)
    print(f"\n{title} – ms per {unit}\n{_HEAD}")
    for row in rows:
        times = "".join(f"{_number(seconds * 1_000 / amount):>10}" for seconds in (row.first_s, row.wall_s, row.cpu_s))
        print(f"  {row.name:<46}{times}{_rate(amount / row.wall_s):>14}  {_ratios(row, rows[0])}", flush=True)


def notes(lines: Iterable[str]) -> None:
    """Remarks below a table."""
    for line in lines:
        print(f"  {line}", flush=True)


def _ratios(row: Timed, yardstick: Timed) -> str:
    """By the clock, how far that went from round to round, and by the processor: `×4.20 (4.11–4.31), ×4.18`."""
    if row is yardstick:
        return "×1"
    low, high = min(row.ratios), max(row.ratios)
    by_cpu = f", ×{_number(row.cpu_s / yardstick.cpu_s)}" if yardstick.cpu_s else ""  # some systems count it too coarsely
    return f"×{_number(median(row.ratios))} ({_number(low)}–{_number(high)}){by_cpu}"


def _rate(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def _number(value: float) -> str:
    """Three digits that mean something, whatever the size."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.4f}"


def _times(once_s: float) -> int:
    """How often a short work is repeated in a round, so that one pause of the machine does not decide."""
    return max(1, min(MOST_TIMES, round(LEAST_S / max(once_s, 1e-6))))


def _seconds(work: Work, progress: Progress, when: str, ahead_s: float, times: int = 1) -> tuple[float, float]:
    """By the clock and by the processor, for one time."""
    progress.say(f"{work.name}: {when}", ahead_s=ahead_s)
    gc.collect()  # so that nobody pays for what another left behind
    result: object = None
    began, cpu = perf_counter(), _cpu_s()
    for _ in range(times):
        result = work.run()
    seconds = (perf_counter() - began) / times, (_cpu_s() - cpu) / times
    if not result:
        raise AssertionError(f"{work.name}: came back with nothing, so its time says nothing")
    return seconds


def _cpu_s() -> float:
    known = os.times()
    return process_time() + known.children_user + known.children_system
