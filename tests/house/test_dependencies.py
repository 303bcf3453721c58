"""What the program imports is what it declares, both ways; and the two copies of the demo's school list are one."""

from __future__ import annotations

import re
import sys
import tomllib

import pytest

from tests.house.test_floors import imports
from tests.house.tree import ROOT, files

IMPORTED_AS = {"PIL": "pillow"}  # the only package of ours that is imported by another name than its own
DATA_ONLY = {"pymorphy3-dicts-ru", "tzdata"}  # found by an entry point and by the standard library, imported by nobody


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return found[0].lower().replace("_", "-")


def test_the_program_declares_exactly_what_it_imports() -> None:
    """No dependency that no module imports, and no import that another package brings by chance."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {_name(one) for one in project["dependencies"]} - DATA_ONLY
    known = {*sys.stdlib_module_names, "site_audit"}
    imported = {name.split(".")[0] for path in files("*.py", "site_audit") for _, name in imports(path) if name}
    assert {IMPORTED_AS.get(name, name.replace("_", "-")) for name in imported - known} == declared


def test_the_demo_and_the_shipped_list_name_the_same_schools() -> None:
    """`site-audit demo` reads its own copy, so that it works when the operator has put other schools into `schools.csv`."""
    shipped, own = (path.read_text(encoding="utf-8-sig") for path in (ROOT / "schools.csv", ROOT / "site_audit" / "demo" / "schools.csv"))
    if "http://127.0.0.1:88" not in shipped:
        pytest.skip("the operator's own schools stand in schools.csv")
    assert shipped == own
