"""The documents say what the program does: settings, commands, links."""

from __future__ import annotations

import re

import pytest

from site_audit.settings import KNOWN
from tests.house.settings_page import PAGE, settings_page
from tests.house.tree import ROOT, files, shown

README = (ROOT / "README.md").read_text(encoding="utf-8")
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
