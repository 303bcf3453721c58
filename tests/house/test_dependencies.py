"""What the program imports is what it declares, both ways; and the two copies of the demo's school list are one."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.house.test_floors import imports
from tests.house.tree import ROOT, files, parsed, shown

IMPORTED_AS = {"PIL": "pillow", "docx": "python-docx"}  # packages of ours that are imported by another name than their own
DATA_ONLY = {"pymorphy3-dicts-ru", "tzdata"}  # found by an entry point and by the standard library, imported by nobody


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return found[0].lower().replace("_", "-")


FOR_PEOPLE = {"browser", "documents", "nightly", "web", "postgres"}  # extras that the program itself uses; the others are for its makers
BY_URL = {"psycopg"}  # loaded by SQLAlchemy where the ledger's address asks for it


def _imported(paths: Iterable[Path]) -> set[str]:
    known = {*sys.stdlib_module_names, "site_audit"}
    found = {name.split(".")[0] for path in paths for _, name in imports(path) if name}
    return {IMPORTED_AS.get(name, name.replace("_", "-")) for name in found - known}


def test_the_program_declares_exactly_what_it_imports() -> None:
    """No dependency that no module imports, and no import that another package brings by chance."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {_name(one) for one in project["dependencies"]} - DATA_ONLY
    extra = {_name(one) for name, several in project["optional-dependencies"].items() if name in FOR_PEOPLE for one in several}
    imported = _imported(files("*.py", "site_audit"))
    assert declared <= imported <= declared | extra


def test_what_is_optional_is_imported_late() -> None:
    """A library of an extra is imported within a function, so that the program starts without it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = {_name(one) for name, several in project["optional-dependencies"].items() if name in FOR_PEOPLE for one in several} - BY_URL
    for path in files("*.py", "site_audit"):
        early = [node for node in parsed(path).body if isinstance(node, ast.Import | ast.ImportFrom)]
        names = {alias.name for node in early if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module or "" for node in early if isinstance(node, ast.ImportFrom)}
        assert not {name.split(".")[0] for name in names} & extra, shown(path)


def test_the_demo_and_the_shipped_list_name_the_same_schools() -> None:
    """`site-audit demo` reads its own copy, so that it works when the operator has put other schools into `schools.csv`."""
    shipped, own = (path.read_text(encoding="utf-8-sig") for path in (ROOT / "schools.csv", ROOT / "site_audit" / "demo" / "schools.csv"))
    if "http://127.0.0.1:88" not in shipped:
        pytest.skip("the operator's own schools stand in schools.csv")
    assert shipped == own
