"""The files of the project as the house tests see them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {".venv", ".git", "__pycache__", "var", "reports", "build", "dist"}


def files(pattern: str, *folders: str) -> Iterator[Path]:
    """Every file of these folders that matches, without what is made at run time."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob(pattern)):
            if path.is_file() and not LEFT_OUT & set(path.relative_to(ROOT).parts):
                yield path


def shown(path: Path, line: int = 0) -> str:
    """The place as an editor opens it."""
    return path.relative_to(ROOT).as_posix() + (f":{line}" if line else "")


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))
