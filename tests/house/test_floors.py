"""The floors of the house: imports go downward only, and the lower floors touch nothing of the world."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files, parsed, shown

FLOORS = (
    ("model", "errors", "settings", "setting_values"),
    ("urls", "text", "pacing", "logs"),
    ("schools", "school_table", "rulepack"),  # the list reader repairs addresses through urls
    ("extract", "detect", "score", "view"),
    ("crawl", "reader", "ocr", "office", "store", "publish"),
    ("audit",),
    ("executors", "wiring", "examples", "as_seen", "share"),
    ("run", "one_school", "second_pass", "reports", "comparing", "upkeep", "observing"),
    ("cli", "web", "nightly", "__main__"),
)
FLOOR = {"demo": -1} | {part: floor for floor, parts in enumerate(FLOORS) for part in parts}  # the demo imports nothing of ours
FAMILY = {
    "setting_values": "settings",
    "errors": "settings",
    "school_table": "schools",
    "one_school": "run",
    "second_pass": "run",
    "reports": "run",
    "comparing": "run",
    "upkeep": "run",
    "as_seen": "wiring",
    "__main__": "cli",
}  # files of one subject
WORLD = {
    *("httpx", "httpcore", "requests", "aiohttp", "http", "sqlalchemy", "alembic", "sqlite3"),
    *("socket", "ssl", "subprocess", "threading", "multiprocessing", "concurrent", "asyncio", "time"),
}
WORLD_CALLS = {"now", "utcnow", "today", "getenv", "environ"}


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every imported module with its line, whole: `from . import x` in a folder counts as that folder's `x`."""
    package = path.relative_to(ROOT).parts[:-1]
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, *filter(None, [node.module])))
            yield from ((node.lineno, f"{base}.{alias.name}" if base == "site_audit" else base) for alias in node.names)


def part(path: Path) -> str:
    """The folder or file directly under the package to which a module belongs."""
    return path.relative_to(ROOT / "site_audit").with_suffix("").parts[0]


def forbidden(own: str, other: str) -> bool:
    """Whether one part must not import another: its own subject and lower floors are open to it."""
    return FAMILY.get(own, own) != FAMILY.get(other, other) and FLOOR[other] >= FLOOR[own]


@pytest.mark.parametrize(("own", "other"), [("model", "text"), ("score", "detect"), ("view", "crawl"), ("demo", "model"), ("audit", "run")])
def test_the_table_forbids(own: str, other: str) -> None:
    """Upward, sideways and out of the demo: the kinds of import the table is there against."""
    assert forbidden(own, other)
    assert not forbidden("cli", own)


def test_every_part_stands_on_a_floor() -> None:
    """A new file or folder of the package is given its floor before anything else."""
    homeless = {part(path) for path in files("*.py", "site_audit")} - FLOOR.keys() - {"__init__"}
    assert not homeless


def test_imports_go_downward() -> None:
    """A module imports only lower floors and its own subject."""
    wrong = [
        f"{shown(path, line)}: {part(path)} must not import {name.split('.')[1]}"
        for path in files("*.py", "site_audit")
        for line, name in imports(path)
        if name.startswith("site_audit.") and part(path) in FLOOR and name.split(".")[1] in FLOOR
        if forbidden(part(path), name.split(".")[1])
    ]
    assert not wrong, "\n".join(wrong)


def test_lower_floors_do_not_touch_the_world() -> None:
    """Floors 0–3 import no HTTP client, SQL, socket, child process or thread, and never ask the clock or the environment."""
    wrong: list[str] = []
    for path in files("*.py", "site_audit"):
        if not 0 <= FLOOR.get(part(path), 99) <= 3:
            continue
        wrong += [f"{shown(path, line)}: imports {name}" for line, name in imports(path) if name.split(".")[0] in WORLD]
        wrong += [f"{shown(path, line)}: imports {name}" for line, name in imports(path) if name.startswith("urllib.request")]
        wrong += [
            f"{shown(path, node.lineno)}: asks .{node.attr}"
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Attribute) and node.attr in WORLD_CALLS and isinstance(node.value, ast.Name)
            if node.value.id in {"datetime", "date", "os"}
        ]
    assert not wrong, "\n".join(wrong)
