"""The documents say what the program does: settings, commands, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import typer

from site_audit.cli.app import app
from site_audit.settings import KNOWN
from tests.house.settings_page import PAGE, settings_page
from tests.house.tree import ROOT, files, shown

README = (ROOT / "README.md").read_text(encoding="utf-8")
GROUPS = {"archive", "rules", "schools", "templates"}
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_setting_is_documented() -> None:
    """`docs/settings.md` is what the settings say of themselves; make it anew with `python -m tests.house.settings_page`."""
    assert PAGE.read_text(encoding="utf-8") == settings_page()


def test_every_setting_has_one_line_about_it() -> None:
    """A description is there, fits on a line and does not begin like a sentence: it is shown after a dash."""
    assert not [one.key for one in KNOWN.values() if not 5 < len(one.about) < 120 or one.about[0].isupper() or one.about.endswith(".")]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)", README)) - {"and"}))
def test_make_commands_of_the_readme_exist(target: str) -> None:
    """Each `make …` of the README is a target of the Makefile."""
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


def _commands(group: typer.Typer, before: str = "") -> Iterator[str]:
    for command in group.registered_commands:
        yield f"{before}{command.name or getattr(command.callback, '__name__', '')}"
    for part in group.registered_groups:
        if part.typer_instance:
            yield from _commands(part.typer_instance, f"{before}{part.name} ")


def test_commands_of_the_readme_are_those_of_the_program() -> None:
    """The table names every command there is, and no other."""
    first_cells = [line.split("|")[1] for line in README.splitlines() if re.match(r"\| `[a-z]", line)]
    told = {"".join(re.findall(r"^[a-z ]+", one)).strip() for cell in first_cells for one in re.findall(r"`([^`]+)`", cell)}
    assert told == set(_commands(app))


def test_options_of_the_readme_are_those_of_the_program() -> None:
    """Each `--option` beside a command of the table is one of its options."""
    commands = typer.main.get_group(app).commands
    rows = [(found[1], line) for line in README.splitlines() if (found := re.match(r"\| `([a-z]+)", line)) and found[1] not in GROUPS]
    options = {name: {option for one in commands[name].params for option in one.opts} for name, _ in rows}
    assert [f"{name} {option}" for name, row in rows for option in re.findall(r"--[a-z-]+", row) if option not in options[name]] == []


def test_readme_offers_two_commands() -> None:
    """The two commands of a newcomer stand on lines of their own, so they can be copied."""
    assert {"make demo", "make test"} <= set(README.splitlines())


def test_links_between_documents_lead_somewhere() -> None:
    """No document of the project links to a file that is not there."""
    broken = [
        f"{shown(page)}: {target}"
        for page in (ROOT / "README.md", *files("*.md", "docs"))
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not broken, "\n".join(broken)
