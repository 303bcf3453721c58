"""Which pack of rules is in force, and what it shares with others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from site_audit.errors import RulePackError
from site_audit.settings import Settings, load_settings
from site_audit.wiring import load_rules, rules_folder, shipped_rules
from tests.house.tree import ROOT


def settings(folder: Path, rules: Path | str | None = None) -> Settings:
    """Settings of a folder, with or without a word on the rules."""
    return load_settings(folder, {}, {"rules": None if rules is None else folder / rules})


def test_the_shipped_rules_are_used_where_there_are_no_others(tmp_path: Path) -> None:
    """An installation without a `rules/` folder beside the school list judges by the pack of career guidance."""
    assert shipped_rules() == ROOT / "rules"
    assert rules_folder(settings(tmp_path)) == ROOT / "rules" / "career"


def test_rules_beside_the_list_come_first(tmp_path: Path) -> None:
    """What the operator has put beside the school list is meant."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    assert rules_folder(settings(tmp_path)) == tmp_path / "rules" / "career"
    assert rules_folder(settings(tmp_path, "rules/meals")) == tmp_path / "rules" / "meals"


@pytest.mark.parametrize("named", ["meals", "rules/meals"])
def test_a_shipped_pack_is_had_by_its_name(tmp_path: Path, named: str) -> None:
    """Where nothing lies under that name, the shipped pack is meant: so one command serves a source tree and an installation."""
    assert load_rules(settings(tmp_path, named)).id == "meals"


@pytest.mark.parametrize("named", ["other/place/meals", "rules/meal"])
def test_no_other_pack_is_put_in_place_of_a_misspelt_one(tmp_path: Path, named: str) -> None:
    """A path that leads nowhere is told."""
    with pytest.raises(RulePackError, match=r"pack\.toml is missing"):
        load_rules(settings(tmp_path, named))


def test_a_pack_that_lies_alone_has_the_shipped_words(tmp_path: Path) -> None:
    """One's own pack is one folder: what all packs share need not be copied, and the digest is that of the pack in its place."""
    shutil.copytree(ROOT / "rules" / "meals", tmp_path / "lunch")
    alone = load_rules(settings(tmp_path, "lunch"))
    assert alone.digest == load_rules(settings(tmp_path, "rules/meals")).digest


def test_the_words_beside_a_pack_are_preferred(tmp_path: Path) -> None:
    """Whoever copies the whole folder of rules may mend the shared words in it."""
    rules = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    (rules / "words" / "more.toml").write_text('lunch = ["обед*"]\n', encoding="utf-8")
    assert "lunch" in load_rules(settings(tmp_path, "rules/meals")).cues
