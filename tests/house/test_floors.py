"""The floors of the house: imports go downward only, and the lower floors touch nothing of the world."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOT, files, parsed, shown

FLOORS = (
    ("model", "errors", "settings", "setting_values"),
    ("urls", "text"),
    ("schools", "school_table", "rulepack"),  # the list reader repairs addresses through urls
    ("extract", "detect", "score", "view"),
    ("crawl", "reader", "store", "publish"),
    ("audit",),
    ("executors", "wiring"),
    ("run",),
    ("cli", "web", "nightly", "__main__"),
)
FLOOR = {part: floor for floor, parts in enumerate(FLOORS) for part in parts}
FAMILY = {"setting_values": "settings", "errors": "settings", "school_table": "schools", "__main__": "cli"}  # files of one subject
WORLD = set(
    "httpx httpcore requests aiohttp http sqlalchemy alembic sqlite3 socket ssl subprocess threading multiprocessing concurrent asyncio time".split()
)
WORLD_CALLS = {"now", "utcnow", "today", "getenv", "environ"}


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every imported module with its line; relative imports made whole."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join((*package[: len(package) - node.level + 1], *([node.module] if node.module else []))) if node.level else node.module or ""
            yield from ((node.lineno, f"{base}.{alias.name}" if base == "site_audit" else base) for alias in node.names)


def part(path: Path) -> str:
    """The folder or file directly under the package to which a module belongs."""
    return path.relative_to(ROOT / "site_audit").with_suffix("").parts[0]


def test_imports_go_downward() -> None:
    """A module imports only lower floors and its own folder; the demo nothing of ours; every part has its floor."""
    wrong: list[str] = []
    for path in files("*.py", "site_audit"):
        own = part(path)
        for line, name in imports(path):
            other = name.split(".")[1] if name.startswith("site_audit.") else ""
            same = FAMILY.get(own, own) == FAMILY.get(other, other)
            if other and not same and FLOOR.get(other, 99) >= FLOOR.get(own, 99) and own != "__init__":
                wrong.append(f"{shown(path, line)}: {own} must not import {other}")
        if own not in FLOOR and own not in {"__init__", "demo"}:
            wrong.append(f"{shown(path)}: {own} stands on no floor")
    assert not wrong, "\n".join(wrong)


def test_lower_floors_do_not_touch_the_world() -> None:
    """Floors 0–3 import no HTTP client, SQL, socket, child process or thread, and never ask the clock or the environment."""
    wrong: list[str] = []
    for path in files("*.py", "site_audit"):
        if FLOOR.get(part(path), 99) > 3:
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
