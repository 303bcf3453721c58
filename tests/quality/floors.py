"""The floors of quality: what the measured part must not fall below. `python -m tests.quality.floors` raises them to what is reached.

They never fall by that command: whoever lowers one does so by hand, in a commit that says why.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
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
    survival: dict[str, tuple[float, float]]  # by kind of mutation: the least share of found and of not found labels that outlive it


def read_floors() -> Floors:
    """The floors in force."""
    told: dict[str, Any] = tomllib.loads(PATH.read_text(encoding="utf-8")) if PATH.is_file() else {}
    least, survival = ({name: (float(one[0]), float(one[1])) for name, one in told.get(of, {}).items()} for of in ("least", "survival"))
    return Floors(told.get("measured", ""), told.get("quiet", ""), int(told.get("quiet_alarms", 10_000)), least, survival)


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
    return Floors(measured, quiet, min(alarms, before.quiet_alarms) if quiet == before.quiet else alarms, now, before.survival)


def with_survival(floors: Floors, now: dict[str, tuple[float, float]]) -> Floors:
    """The floors, those of survival raised to what is reached now."""
    return replace(floors, survival={name: _higher(shares, floors.survival.get(name, (0.0, 0.0))) for name, shares in now.items()})


def _higher(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return max(one[0], other[0]), max(one[1], other[1])


def write(floors: Floors) -> None:
    """Put the floors in force."""
    PATH.write_text(_written(floors), encoding="utf-8")


def _written(floors: Floors) -> str:
    lines, survival = (
        [f"{name} = [{first:.3f}, {second:.3f}]" for name, (first, second) in table.items()] for table in (floors.least, floors.survival)
    )
    return (
        "# Made by `python -m tests.quality.floors`, which only raises. [least precision, least recall] of the measured part.\n"
        f'measured = "{floors.measured}"\nquiet = "{floors.quiet}"\nquiet_alarms = {floors.quiet_alarms}\n\n[least]\n'
        + "\n".join(lines)
        + "\n\n# Made by `python -m tests.quality.mutations --raise`: [found stays found, not found stays so].\n[survival]\n"
        + "\n".join(survival)
        + "\n"
    )


if __name__ == "__main__":
    write(raised())
