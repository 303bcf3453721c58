"""What a command says while it works and when it is broken off."""

from __future__ import annotations

import pytest
import typer

from site_audit.cli.say import kept_when_broken_off


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
