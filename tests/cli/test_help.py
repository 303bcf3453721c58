"""The command line introduces itself, quickly and in Russian."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import typer

from site_audit.cli.app import app
from tests.cli.calling import Call
from tests.house.tree import ROOT


def _commands(group: typer.Typer, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    own = [(*before, one.name or getattr(one.callback, "__name__", "")) for one in group.registered_commands]
    groups = [(part.typer_instance, part.name or "") for part in group.registered_groups if part.typer_instance]
    return own + [command for part, name in groups for command in _commands(part, (*before, name))]


@pytest.mark.parametrize("command", _commands(app), ids=" ".join)
def test_every_command_explains_itself_in_russian(call: Call, command: tuple[str, ...]) -> None:
    """`--help` tells in Russian what the command does and what each option means."""
    said = call(*command, "--help")
    assert said.code == 0 and said.plain
    assert re.search(r"^ [А-Я][а-я]+[ ,][а-яё ,–]+", said.out, re.MULTILINE)
    options = re.findall(r"^│ (?:\*  )? *(--[a-z].*?)│$", said.out, re.MULTILINE)
    assert options
    assert not [line for line in options if "--help" not in line and not re.search(r"[а-яё]{2}", line)]


def test_the_module_can_be_run() -> None:
    """`python -m site_audit` is the same program."""
    ended = subprocess.run([sys.executable, "-m", "site_audit", "--help"], cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert ended.returncode == 0
    assert "rejudge" in ended.stdout.decode("utf-8")
    assert b"\x1b" not in ended.stdout


def test_an_unknown_command_is_wrong_input(call: Call) -> None:
    """Exit code 2, and a word of it on stderr."""
    said = call("audti")
    assert said.code == 2
    assert "audti" in said.err
