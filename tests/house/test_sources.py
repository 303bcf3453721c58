"""What every source file keeps to: a name that says its subject, a docstring, a readable length, no outside host."""

from __future__ import annotations

import ast
import re
from statistics import median

from tests.house.tree import ROOT, files, parsed, shown

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "misc"}
MARKS = re.compile(r"\b(TODO|FIXME|XXX|raise NotImplementedError)\b")
FORMAT_NAMES = r"json-schema\.org|www\.w3\.org|netpreserve\.org|iipc\.github\.io"  # names of formats, never asked
PERMITTED_HOST = re.compile(rf"(.*\.)?example(\.(org|com))?|127\.0\.0\.1|localhost|{FORMAT_NAMES}")
KNOWN_TOP = {
    *("README.md", "pyproject.toml", "schools.csv", "LICENSE", "CHANGELOG.md", "Makefile", "requirements.lock", "site-audit.toml"),
    *("site_audit", "rules", "reports", "tests", "docs", "deploy", "var", "build", "dist"),
}


def test_names_say_the_subject() -> None:
    """No module or folder is called by a name that fits everything."""
    paths = [*files("*.py", "site_audit", "tests")]
    wrong = [shown(path) for path in paths if EMPTY_NAMES & {*path.relative_to(ROOT).parts[:-1], path.stem}]
    assert not wrong, "\n".join(wrong)


def test_every_module_and_test_has_a_docstring() -> None:
    """A module says what it is about, a test what it promises."""
    wrong: list[str] = []
    for path in files("*.py", "site_audit", "tests"):
        tree = parsed(path)
        if tree.body and not ast.get_docstring(tree):
            wrong.append(f"{shown(path, 1)}: the module has no docstring")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node):
                wrong.append(f"{shown(path, node.lineno)}: {node.name} has no docstring")
    assert not wrong, "\n".join(wrong)


def test_files_stay_readable() -> None:
    """The median file fits on two screens; few are above 300 lines, none above 500."""
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files("*.py", "site_audit")}
    long = {name: length for name, length in lengths.items() if length > 300}
    assert median(lengths.values()) <= 160
    assert len(long) <= len(lengths) / 20 + 1, long
    assert not [name for name, length in long.items() if length > 500], long


def test_nothing_is_left_half_done() -> None:
    """No mark of unfinished work stands in the package."""
    wrong = [
        f"{shown(path, number)}: {line.strip()}"
        for path in files("*.py", "site_audit")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if MARKS.search(line)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_top_level_is_the_agreed_one() -> None:
    """Nothing but the agreed files and folders, and dot files, lies at the top."""
    strange = sorted(path.name for path in ROOT.iterdir() if path.name not in KNOWN_TOP and not path.name.startswith((".", "__pycache__")))
    assert not strange


def test_no_outside_host_is_built_in() -> None:
    """The program asks only the sites of the list: no other address stands in its code, templates and styles."""
    wrong = [
        f"{shown(path, number)}: {host}"
        for pattern in ("*.py", "*.j2", "*.css", "*.js", "*.json", "*.mako", "*.ini")
        for path in files(pattern, "site_audit")
        if "demo" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for host in re.findall(r"https?://(\w[\w.-]*)", line)
        if not PERMITTED_HOST.fullmatch(host)
    ]
    assert not wrong, "\n".join(wrong)
