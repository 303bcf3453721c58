"""The lock file: for every platform, with hashes, and silent about where it was made."""

from __future__ import annotations

import re
import tomllib

from tests.house.tree import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LINE = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9][0-9a-z.+!]*)(?: ; (?P<marker>[a-z_]+ [^\\]+?))? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")


def _locked() -> dict[str, str]:
    return {found["name"]: found["marker"] or "" for line in LOCK.splitlines() if (found := LINE.fullmatch(line))}


def test_only_packages_and_hashes() -> None:
    """Every line is a pinned package with its marker, or a hash: no index, path, host or header of a tool can stand there."""
    strange = [line for line in LOCK.splitlines() if not LINE.fullmatch(line) and not HASH.fullmatch(line)]
    assert not strange, "\n".join(strange)


def test_every_package_has_hashes() -> None:
    """After each package line comes at least one hash, so pip refuses a swapped file."""
    assert not re.search(r"\\\n(?!    --hash)", LOCK)


def test_everything_asked_for_is_locked() -> None:
    """Each dependency of `pyproject.toml`, extras and build backend included, is in the lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *project["build-system"]["requires"],
        *(one for extra in project["project"]["optional-dependencies"].values() for one in extra),
    ]
    names = {re.match(r"[A-Za-z0-9._-]+", one)[0].lower().replace("_", "-") for one in asked}  # type: ignore[index]  # always matches
    assert not names - _locked().keys()


def test_windows_is_served() -> None:
    """Windows has no time zones of its own and gets them; no package is held to one platform alone otherwise."""
    locked = _locked()
    assert locked["tzdata"] in ("", "sys_platform == 'win32'")
    assert not [name for name, marker in locked.items() if "linux" in marker or "darwin" in marker]
