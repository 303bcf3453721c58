"""Documents made PDF by an office program: found or not, a call a heap, ended when late with all it started."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from site_audit.errors import MachineError
from site_audit.office import AT_ONCE, Office, find_office
from site_audit.view.documents import shipped_templates

OFFICE = find_office()
posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the program is a shell script")
#: Like the program: a PDF beside each document, in the folder named.
PRINTS = 'for one in "$@"; do case "$one" in *.docx) cp "$one" "${one%.docx}.pdf";; esac; done'


def program(folder: Path, script: str) -> str:
    """A stand-in for the program that does as its script bids."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@posix
def test_every_document_is_printed_in_its_place(tmp_path: Path) -> None:
    """More documents than go into one call come back under their own names, in their order."""
    calls = tmp_path / "calls"
    office = Office(program(tmp_path, f"echo called >> {calls}\n{PRINTS}"))
    given = {f"documents/{number}.docx": f"content {number}".encode() for number in range(AT_ONCE + 2)}
    assert list(office.printed(given)) == list(given.items())
    assert calls.read_text(encoding="utf-8").split() == ["called", "called"]


@posix
@pytest.mark.parametrize("script", ["exit 77", "true"])
def test_a_document_that_is_not_made_is_told(tmp_path: Path, script: str) -> None:
    """Whatever the program answers: no PDF is no PDF."""
    with pytest.raises(MachineError, match="не сделал PDF"):
        list(Office(program(tmp_path, script)).printed({"a.docx": b"x"}))


@posix
def test_a_late_program_is_ended_with_its_children(tmp_path: Path) -> None:
    """The program we start only waits for another; that one is gone too."""
    child = tmp_path / "child"
    office = Office(program(tmp_path, f"sleep 60 &\necho $! > {child}\nwait"), start_seconds=0.3, document_seconds=0.1)
    with pytest.raises(MachineError, match="остановлен"):
        list(office.printed({"a.docx": b"x"}))
    number = int(child.read_text(encoding="utf-8"))
    assert within(2, lambda: not is_running(number))


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether it comes to hold in time."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


def is_running(number: int) -> bool:
    """Whether a process does anything; one that ended and was not asked for yet does not."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{number}/stat")
    return not (state.exists() and state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z")


def test_a_program_that_does_not_start_is_told(tmp_path: Path) -> None:
    """One sentence that names it."""
    with pytest.raises(MachineError, match="не запускается"):
        list(Office(str(tmp_path / "nothing")).printed({"a.docx": b"x"}))


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: no document is printed by it")
def test_libreoffice_prints_the_shipped_templates() -> None:
    """All three in one call, and nothing of a profile is left with the user."""
    assert OFFICE is not None
    made = dict(OFFICE.printed(shipped_templates()))
    assert set(made) == set(shipped_templates()) and all(content.startswith(b"%PDF") for content in made.values())
