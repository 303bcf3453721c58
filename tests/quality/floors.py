"""The floors of quality: what the measured part must not fall below. `python -m tests.quality.floors` raises them to what is reached.

They never fall by that command: whoever lowers one does so by hand, in a commit that says why.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from math import floor
from pathlib import Path
from typing import Any

from tests.quality.corpus import digest_of, items_of
from tests.quality.figures import Score, by_criterion, score_of
from tests.quality.judging import Cell, judged
from tests.rules.shipped import shipped_pack

PATH = Path(__file__).parent / "floors.toml"
OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Floors:
    """The least precision and recall by criterion and overall, the most alarms of the quiet part, and the digests of both parts."""

    measured: str
    quiet: str
    quiet_alarms: int
    least: dict[str, tuple[float, float]]


def read_floors() -> Floors:
    """The floors in force."""
    told: dict[str, Any] = tomllib.loads(PATH.read_text(encoding="utf-8")) if PATH.is_file() else {}
    least = {name: (float(one[0]), float(one[1])) for name, one in told.get("least", {}).items()}
    return Floors(told.get("measured", ""), told.get("quiet", ""), int(told.get("quiet_alarms", 10_000)), least)


def reached(cells: list[Cell]) -> dict[str, tuple[float, float]]:
    """Precision and recall by criterion and overall, rounded down to thousandths."""
    scores: dict[str, Score] = {OVERALL: score_of(cells), **by_criterion(cells)}
    return {name: (floor(1000 * score.precision) / 1000, floor(1000 * score.recall) / 1000) for name, score in scores.items()}


def alarms_of(cells: list[Cell]) -> int:
    """How often anything was found where nothing is."""
    return sum(cell.found for cell in cells)


def raised() -> Floors:
    """The floors in force, raised to what the shipped rules reach now; of a corpus that changed they begin anew."""
    before = read_floors()
    measured, quiet = digest_of("measured"), digest_of("quiet")
    now = reached(list(judged(items_of("measured"), shipped_pack())))
    alarms = alarms_of(list(judged(items_of("quiet"), shipped_pack())))
    if measured == before.measured:
        now = {name: _higher(value, before.least.get(name, (0.0, 0.0))) for name, value in now.items()}
    return Floors(measured, quiet, min(alarms, before.quiet_alarms) if quiet == before.quiet else alarms, now)


def _higher(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return max(one[0], other[0]), max(one[1], other[1])


def _written(floors: Floors) -> str:
    lines = [f"{name} = [{precision:.3f}, {recall:.3f}]" for name, (precision, recall) in floors.least.items()]
    return (
        "# Made by `python -m tests.quality.floors`, which only raises. [least precision, least recall] of the measured part.\n"
        f'measured = "{floors.measured}"\nquiet = "{floors.quiet}"\nquiet_alarms = {floors.quiet_alarms}\n\n[least]\n'
        + "\n".join(lines)
        + "\n"
    )


if __name__ == "__main__":
    PATH.write_text(_written(raised()), encoding="utf-8")
