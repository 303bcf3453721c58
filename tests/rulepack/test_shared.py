"""What packs share: word lists and norms that lie beside them, read before a pack's own and never told twice."""

from __future__ import annotations

from pathlib import Path

from site_audit.rulepack import load_pack
from site_audit.text.reading import Reading
from tests.rulepack.written import CUES, SIGNAL, mistake, mistakes, write_pack, written_rule

NORMS = """
[[norm]]
id = "sites"
title = "Закон о сайтах"
[[norm]]
id = "bees"
title = "Закон о пчёлах"
"""


def write_rules(folder: Path, rules: dict[str, str] | None = None, *, shared: str = CUES, own: str = "", norms: str = "") -> Path:
    """A folder of rules: the pack `small`, its lists beside it rather than in it. Returns the pack's folder."""
    pack = write_pack(folder / "small", rules, words={"cues": own})
    (folder / "words").mkdir()
    (folder / "words" / "cues.toml").write_text(shared, encoding="utf-8")
    if norms:
        (folder / "norms.toml").write_text(norms, encoding="utf-8")
    return pack


def test_the_lists_beside_a_pack_are_its_own_too(tmp_path: Path) -> None:
    """Detection has its cues, and a rule may name a shared list, though the pack has no lists itself."""
    told = SIGNAL.replace('find = ["сад*"]', 'find = ["@pupils ~3 сад*"]')
    pack = load_pack(write_rules(tmp_path, {"garden": written_rule("garden", tables=told)}))
    assert {"negation", "pupils"} <= set(pack.cues)
    (pattern,) = pack.rules[0].signals[0].find
    assert Reading(("Ребята вышли в сад",), pack.lexicon).spans(pattern)


def test_a_pack_adds_lists_of_its_own(tmp_path: Path) -> None:
    """Its own lists stand beside the shared ones and may be made of them."""
    pack = load_pack(write_rules(tmp_path, own='gardeners = ["@pupils", "садовник*"]'))
    assert Reading(("Садовник и ученик",), pack.lexicon).spans(pack.cues["gardeners"])
    assert len(Reading(("Садовник и ученик",), pack.lexicon).spans(pack.cues["pupils"])) == 1


def test_a_list_that_is_shared_cannot_be_told_again(tmp_path: Path) -> None:
    """Which of the two would hold nobody could tell: the mistake names both files."""
    told = mistake(write_rules(tmp_path, own='pupils = ["дети"]'))
    assert told == "small/words/cues.toml: the list 'pupils' stands twice, in words/cues.toml too"


def test_a_mistake_in_what_is_shared_is_told_with_its_place(tmp_path: Path) -> None:
    """A shared file is named as one lying beside the pack, with the line."""
    shared = CUES + 'berries = ["щ*"]\n'
    line = shared.splitlines().index('berries = ["щ*"]') + 1
    assert mistake(write_rules(tmp_path, shared=shared)).startswith(f"words/cues.toml:{line}: ")


def test_the_digest_covers_what_is_shared(tmp_path: Path) -> None:
    """Other shared words or norms are other rules; where the folders lie changes nothing."""
    packs = [load_pack(write_rules(tmp_path / name)).digest for name in ("a", "b")]
    words = load_pack(write_rules(tmp_path / "c", shared=CUES.replace('"ребята"', '"ребята", "дети"'))).digest
    norms = load_pack(write_rules(tmp_path / "d", norms=NORMS)).digest
    assert packs[0] == packs[1]
    assert len({packs[0], words, norms}) == 3


def test_shared_words_and_own_ones_of_the_same_text_are_told_apart(tmp_path: Path) -> None:
    """A list moved from the pack to what packs share is a change of both."""
    own = load_pack(write_pack(tmp_path / "a" / "small")).digest
    assert own != load_pack(write_rules(tmp_path / "b")).digest


def test_what_is_shared_may_lie_elsewhere(tmp_path: Path) -> None:
    """A pack that lies alone is read with the shared words of another folder, and its digest is the same."""
    beside = write_rules(tmp_path / "rules")
    alone = write_pack(tmp_path / "alone" / "small", words={"cues": ""})
    assert load_pack(alone, beside.parent).digest == load_pack(beside).digest
    assert any("the list 'negation' is missing" in line for line in mistakes(alone))


def test_a_pack_has_the_shared_norms_it_names(tmp_path: Path) -> None:
    """Of the shared register those that a criterion names; of its own all."""
    rules = {"garden": written_rule("garden", head='norms = ["law", "sites"]')}
    pack = load_pack(write_rules(tmp_path, rules, norms=NORMS))
    assert [norm.id for norm in pack.norms] == ["law", "draft", "sites"]


def test_a_norm_that_is_shared_cannot_be_told_again(tmp_path: Path) -> None:
    """One act has one title and one status."""
    folder = write_rules(tmp_path, norms=NORMS.replace('"bees"', '"law"'))
    assert mistake(folder) == "pack.toml: the norm 'law' stands in norms.toml already"


def test_a_pack_says_what_it_is_about(tmp_path: Path) -> None:
    """Reports take it into their sentences, so it must be there, in both languages."""
    folder = write_rules(tmp_path)
    assert load_pack(folder).words.about.ru == "о садах"
    head = folder / "pack.toml"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace('about = { ru = "о садах", en = "about gardens" }', ""), encoding="utf-8")
    assert "words.about: Field required" in mistake(folder)
