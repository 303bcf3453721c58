"""Calls the command line as a person does, in this process, and gives back what it said and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from site_audit.cli import main
from tests.house.tree import ROOT

RULES = ROOT / "rules"


@dataclass(frozen=True)
class Said:
    """What a command wrote and the exit code it ended with."""

    code: int
    out: str
    err: str

    @property
    def plain(self) -> bool:
        """No colour, no cursor movement, no carriage return: fit for a file or a mail."""
        return not {"\x1b", "\r", "\b"} & set(self.out + self.err)


Call = Callable[..., Said]


def caller(capsys: pytest.CaptureFixture[str]) -> Call:
    """A function that calls the command line with the arguments given."""

    def call(*arguments: str | Path) -> Said:
        capsys.readouterr()
        code = 0
        try:
            main([str(one) for one in arguments])
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return call
