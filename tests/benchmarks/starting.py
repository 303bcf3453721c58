"""What every start of the program costs: settings, the school list, the rules; each beside the bare parser of the same files."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from site_audit.rulepack import load_pack
from site_audit.schools import read_schools
from site_audit.settings import FILE_NAME, Settings, load_settings
from tests.benchmarks.measure import Work
from tests.house.tree import ROOT, files

LOADS = 100  # of settings in one pass: one load is too short for the clock
ROWS = 5_000
RULES = ROOT / "rules" / "career"
SETTINGS = (
    'workers = 8\ntimezone = "Europe/Moscow"\ncontact = "a@example.org"\n[limits]\npages = 150\ndelay_s = 1.0\n[district]\nname = "Район"\n'
)


def written(folder: Path) -> Path:
    """Write a settings file and a school list of 5,000 rows; the list."""
    rows = "".join(f"s{number},Школа № {number},https://school-{number}.example/,1-11\n" for number in range(ROWS))
    (folder / FILE_NAME).write_text(SETTINGS, encoding="utf-8")
    path = folder / "schools.csv"
    path.write_text("id,name,url,grades\n" + rows, encoding="utf-8")
    return path


def starts(folder: Path) -> Iterator[tuple[str, float, str, tuple[Work, ...]]]:
    """A title, an amount, its unit and the works, yardstick first, for each part of a start."""
    schools = written(folder)
    yield (
        "Starting: settings",
        LOADS,
        "load",
        (
            Work("tomllib: the same file", lambda: [parsed(folder / FILE_NAME) for _ in range(LOADS)]),
            Work("site_audit: checked, with their origins", lambda: _loaded(folder)),
        ),
    )
    yield (
        "Starting: a list of 5,000 schools",
        ROWS,
        "row",
        (
            Work("csv.DictReader: the same file", lambda: table(schools)),
            Work("site_audit: checked, addresses canonical", lambda: read_schools(schools).schools),
        ),
    )
    yield (
        "Starting: the shipped rules",
        1,
        "load",
        (
            Work("tomllib: the same files", lambda: [parsed(path) for path in files("*.toml", str(RULES))]),
            Work("site_audit: checked and compiled", lambda: load_pack(RULES)),
        ),
    )


def parsed(path: Path) -> dict[str, Any]:
    """A TOML file as it is."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def table(path: Path) -> list[dict[str, str]]:
    """A CSV file as it is."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _loaded(folder: Path) -> list[Settings]:
    return [load_settings(folder, {}, {}) for _ in range(LOADS)]
