"""The manual page of a criterion and the skeleton of a new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_audit.errors import RulePackError
from site_audit.rulepack import load_pack
from site_audit.rulepack.lint import remarks
from site_audit.rulepack.manual import manual_page, write_skeleton
from tests.rulepack.written import SIGNAL, write_pack, written_rule

TABLES = (
    '\n[[must]]\nid = "fence"\ntitle = { ru = "есть забор", en = "a fence" }\n'
    + SIGNAL
    + '\n[[example]]\nname = "старый сад"\nexpect = "present"\nhtml = "<p>сад</p>"\n'
)


def page(folder: Path, head: str = "") -> str:
    """The manual page of the small pack's criterion."""
    pack = load_pack(write_pack(folder / "small", {"garden": written_rule("garden", head=head, tables=TABLES)}))
    return manual_page(pack.criterion("garden"), pack.norms)


@pytest.mark.parametrize(
    "said",
    ["garden: Сад при школе", "A garden", "вес 2", "коэффициенты th", "все школы", "есть забор", "named: сад*", "старый сад: present"],
)
def test_the_page_tells_what_the_file_says(tmp_path: Path, said: str) -> None:
    """Title, weight, factors, requirements, signals and examples are all there."""
    assert said in page(tmp_path)


def test_grades_and_known_gaps_are_told(tmp_path: Path) -> None:
    """Whom a criterion concerns and what it cannot see is said plainly."""
    told = page(tmp_path, 'grades = [6, 9]\nknown_gaps = ["Сад на крыше не виден."]')
    assert "6–9 классы" in told
    assert "Сад на крыше не виден." in told


def test_only_verified_norms_are_told(tmp_path: Path) -> None:
    """A norm nobody has verified is printed nowhere."""
    told = page(tmp_path, 'norms = ["law", "draft"]')
    assert "Закон о садах" in told
    assert "Проект о лесах" not in told


def test_a_skeleton_is_a_rule_to_fill_in(tmp_path: Path) -> None:
    """A new rule loads once its id is in the order, and lint says what is still to be done."""
    folder = write_pack(tmp_path / "small")
    path = write_skeleton(folder, "work", "orchard")
    assert path == folder / "work" / "orchard.toml"
    head = folder / "pack.toml"
    head.write_text(head.read_text(encoding="utf-8").replace('"garden"', '"garden", "orchard"'), encoding="utf-8")
    pack = load_pack(folder)
    assert pack.criterion("orchard").direction == "work"
    assert any(remark.startswith("orchard: примеров") for remark in remarks(pack))


@pytest.mark.parametrize("name", ["Orchard", "1st", "", "a/b", "../up", "a" * 80, "сад"])
def test_a_wrong_id_is_refused(tmp_path: Path, name: str) -> None:
    """An id is a plain word; nothing is written outside the pack."""
    folder = write_pack(tmp_path / "small")
    with pytest.raises(RulePackError, match="не годится"):
        write_skeleton(folder, "work", name)
    assert len(list(tmp_path.rglob("*.toml"))) == 3


@pytest.mark.parametrize("direction", ["play", "..", "", "words/.."])
def test_a_wrong_direction_is_refused(tmp_path: Path, direction: str) -> None:
    """A rule lives in the folder of a direction that is there."""
    with pytest.raises(RulePackError, match="Папки направления"):
        write_skeleton(write_pack(tmp_path / "small"), direction, "orchard")


def test_an_existing_rule_is_not_overwritten(tmp_path: Path) -> None:
    """What a person has written stays."""
    folder = write_pack(tmp_path / "small")
    before = (folder / "work" / "garden.toml").read_bytes()
    with pytest.raises(RulePackError, match="уже есть"):
        write_skeleton(folder, "work", "garden")
    assert (folder / "work" / "garden.toml").read_bytes() == before
