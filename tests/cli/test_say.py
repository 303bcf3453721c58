"""What a command says while it works and when it is broken off."""

from __future__ import annotations

from io import StringIO

import pytest
import typer
from rich.console import Console

from site_audit.cli.say import kept_when_broken_off, progress
from tests.view.sample import rich


def test_a_break_ends_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C tells what is kept and what to do next, and ends with the code of a broken-off program."""
    with pytest.raises(typer.Exit) as ended, kept_when_broken_off(lambda: "Отчёты: site-audit report 20261123-0214"):
        raise KeyboardInterrupt
    assert ended.value.exit_code == 130
    said = capsys.readouterr().err
    assert "сохранено" in said and "site-audit report 20261123-0214" in said


def test_other_errors_pass(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing but Ctrl-C is caught, and without it nothing is said."""
    with pytest.raises(ZeroDivisionError), kept_when_broken_off():
        raise ZeroDivisionError
    assert capsys.readouterr().err == ""


def test_the_second_pass_is_told() -> None:
    """When all were walked a line says how many are asked once more, and the count begins anew; on a terminal as well."""
    for is_terminal in (False, True):
        out = Console(width=200, record=True, file=StringIO(), force_terminal=is_terminal)
        with progress(out) as told:
            told.began(2)
            told.finished(rich())
            told.finished(rich())
            told.again(1)
            told.finished(rich())
        said = out.export_text()
        assert "Ещё раз спрашиваю то, что не открылось" in said
        assert is_terminal or said.count("[1/1]") == 1
