"""Reading a pack: what is told of a wrong one, all at once, each with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_audit.errors import RulePackError
from site_audit.rulepack import load_pack
from tests.rulepack.written import SIGNAL, TEXTS, mistake, mistakes, write_pack, written_rule


def test_a_sound_pack_is_read(tmp_path: Path) -> None:
    """What the files say is what the pack says, in the order the pack gives."""
    rules = {"wood": written_rule("wood"), "garden": written_rule("garden")}
    pack = load_pack(write_pack(tmp_path / "small", rules, order='"garden", "wood"'))
    assert (pack.id, pack.version, [criterion.id for criterion in pack.criteria]) == ("small", "1", ["garden", "wood"])
    assert pack.criterion("garden").direction == "work"
    assert [rule.criterion.id for rule in pack.rules] == ["garden", "wood"]


def test_a_criterion_that_is_not_there(tmp_path: Path) -> None:
    """Asking for an unknown id is our own mistake and is not answered with something else."""
    with pytest.raises(KeyError):
        load_pack(write_pack(tmp_path / "small")).criterion("nothing")


def line_of(text: str, line: str) -> int:
    """The number of a line of a file."""
    return text.splitlines().index(line) + 1


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """A person mends a pack in one go: every file's mistakes come together, each with its file and line."""
    garden = written_rule("garden", tables='\n[[signal]]\nid = "named"\nfind = ["сад)"]\nchecks = ["heldd"]\n')
    wood = written_rule("wood", head='colour = "green"', time="always")
    rules = {"garden": garden, "wood": wood}
    told = mistakes(write_pack(tmp_path / "small", rules))
    bracket, check = line_of(garden, 'find = ["сад)"]'), line_of(garden, 'checks = ["heldd"]')
    colour, time = line_of(wood, 'colour = "green"'), line_of(wood, 'time = "always"')
    expected = [
        f"small/work/wood.toml:{colour}: colour: ",
        f"small/work/wood.toml:{time}: time: ",
        f"small/work/garden.toml:{bracket}: unexpected ')'",
        f"small/work/garden.toml:{check}: unknown check 'heldd'",
        "pack.toml: order names 'wood'",
    ]
    assert len(told) == len(expected), told
    assert not [start for start in expected if not any(line.startswith(start) for line in told)]


def test_what_rules_lean_on_is_told_first(tmp_path: Path) -> None:
    """Mistakes of the head and of the shared lists come together and before those of rules, which would only repeat them."""
    folder = write_pack(tmp_path / "small", {"garden": "id = 1"}, words={"more": 'berries = ["я*"]\nflowers = ["а)"]'})
    head = folder / "pack.toml"
    head.write_text(head.read_text(encoding="utf-8").replace('version = "1"', "version = 1"), encoding="utf-8")
    told = mistakes(folder)
    assert [line.split(": ")[0] for line in told] == ["small/pack.toml:3", "small/words/more.toml:1", "small/words/more.toml:2"]


def test_a_mistake_in_a_later_table_is_told_at_its_line(tmp_path: Path) -> None:
    """Of several tables of one kind the wrong one is pointed at."""
    second = '\n[[signal]]\nid = "other"\nfind = ["лес"]\nwhere = "nowhere"\n'
    text = written_rule("garden", tables=SIGNAL.replace("find = ", 'where = "any"\nfind = ') + second)
    told = mistakes(write_pack(tmp_path / "small", {"garden": text}))
    assert told[0].startswith(f"small/work/garden.toml:{line_of(text, 'where = ' + chr(34) + 'nowhere' + chr(34))}: signal.1.where")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (written_rule("garden", head='colour = "green"'), "colour: Extra inputs are not permitted"),
        (written_rule("garden", factors="tc"), "factors: "),
        (written_rule("garden").replace("weight = 2", "weight = 7"), "weight: "),
        (written_rule("garden").replace('find = ["сад*"]', "find = []"), "signal.0.find: "),
        (written_rule("garden").replace('paste = "<p>____</p>"', ""), "paste: Field required"),
        (written_rule("garden").replace('en = "A garden"', 'en = ""'), "title.en: "),
        (written_rule("garden") + "\n[[signal]]", "signal.1.id: Field required"),
        ("weight = ", "Invalid value"),
        ("", "id: Field required"),
    ],
)
def test_a_wrong_key_or_value_is_named(tmp_path: Path, text: str, says: str) -> None:
    """Unknown keys, missing keys and wrong values are named with the file they stand in."""
    told = mistakes(write_pack(tmp_path / "small", {"garden": text}))
    assert any(line.startswith("small/work/garden.toml") and says in line for line in told), told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (written_rule("plot"), "the id 'plot' is not the file's name"),
        (written_rule("garden", head='norms = ["unheard"]'), "the norm 'unheard' is not in the register"),
        (written_rule("garden", head='promises = ["@berries"]'), "there is no list @berries"),
        (written_rule("garden").replace('places = ["сад*"]', 'places = ["с*"]'), "finds everything"),
        (written_rule("garden", tables=SIGNAL + 'also = ["title: (сад"]'), "a bracket is not closed"),
        (written_rule("garden", tables=SIGNAL + 'checks = ["attic: held"]'), "unknown scope 'attic'"),
    ],
)
def test_what_a_rule_refers_to_must_be_there(tmp_path: Path, text: str, says: str) -> None:
    """Ids, norms, lists, scopes and patterns are checked against what there is."""
    assert any(says in line for line in mistakes(write_pack(tmp_path / "small", {"garden": text})))


def test_an_id_used_twice_is_told(tmp_path: Path) -> None:
    """Two files cannot both be one criterion."""
    folder = write_pack(tmp_path / "small", {"garden": written_rule("garden"), "wood": written_rule("garden")}, order='"garden"')
    assert any("the id 'garden' is used in small/work/garden.toml too" in line for line in mistakes(folder))


def test_a_file_outside_the_order_is_told(tmp_path: Path) -> None:
    """A rule that no report would print is a mistake, not a secret."""
    rules = {"garden": written_rule("garden"), "wood": written_rule("wood")}
    assert mistake(write_pack(tmp_path / "small", rules, order='"garden"')) == "pack.toml: order does not name 'wood'"


@pytest.mark.parametrize("name", ["negation", "capability", "planned", "pupils", "foreign", "reposted"])
def test_a_missing_list_is_told(tmp_path: Path, name: str) -> None:
    """Lists that detection itself asks for must be there."""
    folder = write_pack(tmp_path / "small")
    cues = folder / "words" / "cues.toml"
    kept = [line for line in cues.read_text(encoding="utf-8").splitlines() if not line.startswith(name)]
    cues.write_text("\n".join(kept), encoding="utf-8")
    assert any(f"the list '{name}' is missing" in line for line in mistakes(folder))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ('berries = "малина"', "'berries' must be a list of texts"),
        ("berries = [1]", "'berries' must be a list of texts"),
        ('pupils = ["дети"]', "the list 'pupils' stands twice"),
        ('berries = ["@berries"]', "the list @berries refers to itself"),
    ],
)
def test_a_wrong_list_is_told(tmp_path: Path, words: str, says: str) -> None:
    """A list is a list of patterns, has a name of its own and does not lead back to itself."""
    assert any(says in line for line in mistakes(write_pack(tmp_path / "small", words={"more": words})))


def test_a_mistake_of_a_shared_list_is_told_once(tmp_path: Path) -> None:
    """A list that many rules use is wrong in one place only."""
    rules = {name: written_rule(name, head='promises = ["@berries"]') for name in ("garden", "wood")}
    assert "more.toml:2" in mistake(write_pack(tmp_path / "small", rules, words={"more": '# berries\nberries = ["лес", "я*"]'}))


def test_no_pack_at_all(tmp_path: Path) -> None:
    """A folder without a pack is told with what to do."""
    assert "pack.toml is missing. Name a folder with --rules" in mistake(tmp_path)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("id = «сад»".encode("cp1251"), "is not UTF-8 text; save it as UTF-8"),
        (b"\xff\xfe" + 'id = "a"'.encode("utf-16-le"), "is not UTF-8 text"),
        (b"# " + b"x" * 1_000_001, "larger than 1000000 bytes"),
        (b"id = " + b"[" * 5000, "garden.toml"),
        (b"a." * 3000 + b"b = 1", "garden.toml"),
        (b"\x00\x01", "garden.toml"),
    ],
)
def test_a_hostile_file_is_told_like_any_other(tmp_path: Path, body: bytes, says: str) -> None:
    """Bytes that are no rule end in a sentence that names the file, never in a crash."""
    folder = write_pack(tmp_path / "small")
    (folder / "work" / "garden.toml").write_bytes(body)
    assert any(says in line for line in mistakes(folder))


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """Files saved by Notepad are read."""
    folder = write_pack(tmp_path / "small")
    path = folder / "work" / "garden.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_pack(folder).criterion("garden").weight == 2


def test_the_digest_is_the_same_on_every_system(tmp_path: Path) -> None:
    """Line ends of Windows change no rule and no digest."""
    unix, windows = write_pack(tmp_path / "a" / "small"), write_pack(tmp_path / "b" / "small")
    for path in windows.rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert load_pack(unix).digest == load_pack(windows).digest


def test_the_digest_tells_other_rules(tmp_path: Path) -> None:
    """One changed letter makes another digest."""
    first = load_pack(write_pack(tmp_path / "a" / "small"))
    changed = {"garden": written_rule("garden").replace("Посадите сад", "Посадите лес")}
    assert first.digest != load_pack(write_pack(tmp_path / "b" / "small", changed)).digest
    assert first.digest.startswith("sha256:")


def test_the_gazetteer_is_optional(tmp_path: Path) -> None:
    """Known organisations are read where the pack has them; a wrong kind is told."""
    folder = write_pack(tmp_path / "small")
    assert load_pack(folder).gazetteer == ()
    place = folder / "organisations.toml"
    place.write_text('[[organisation]]\nname = "Садовый техникум"\nkind = "college"\nvariants = ["СТ"]\n', encoding="utf-8")
    assert load_pack(folder).gazetteer == (("Садовый техникум", "college", ("СТ",)),)
    place.write_text('[[organisation]]\nname = "Садовый техникум"\nkind = "planet"\n', encoding="utf-8")
    assert "organisations.toml" in mistake(folder)


def test_a_branch_belongs_to_another_entry(tmp_path: Path) -> None:
    """The owner of a branch is an entry of the list; a slip in its name is told."""
    folder = write_pack(tmp_path / "one", {"a": written_rule("a")})
    entry = '[[organisation]]\nname = "{}"\nkind = "college"\n'
    place = folder / "organisations.toml"
    place.write_text(entry.format("Садовый техникум") + entry.format("Филиал в селе") + 'parent = "Садовый техникум"\n', encoding="utf-8")
    assert load_pack(folder).parents == {"Филиал в селе": "Садовый техникум"}
    place.write_text(entry.format("Филиал в селе") + 'parent = "Садовый техникум"\n', encoding="utf-8")
    assert "which is no other entry" in mistake(folder)


def test_trust_is_optional(tmp_path: Path) -> None:
    """A pack without points trusts its rules as they do themselves; with them, only criteria and traits that exist have any."""
    folder = write_pack(tmp_path / "small")
    assert load_pack(folder).trust.confidence("garden", ["one_quote"], 0.9) == 0.9
    place = folder / "confidence.toml"
    place.write_text("review_below = 0.7\n[traits]\none_quote = -7\n[criteria]\ngarden = 3\n", encoding="utf-8")
    assert load_pack(folder).trust.traits == {"one_quote": -7}
    place.write_text("[traits]\none_qoute = -7\n[criteria]\nmeadow = 3\n", encoding="utf-8")
    told = " ".join(mistakes(folder))
    assert "did you mean 'one_quote'?" in told
    assert "there is no criterion 'meadow'" in told


def test_a_scope_before_a_pattern(tmp_path: Path) -> None:
    """«title: …» looks in the title; without a scope, in the passage; a colon inside a pattern's words is no scope."""
    tables = SIGNAL + 'also = ["title: лес", "поле"]\nnever = ["page: река"]\n'
    pack = load_pack(write_pack(tmp_path / "small", {"garden": written_rule("garden", tables=tables)}))
    signal = pack.rules[0].signals[0]
    assert [condition.scope for condition in (*signal.also, *signal.never)] == ["title", "passage", "page"]


def test_an_unknown_exception_is_not_swallowed(tmp_path: Path) -> None:
    """The pack is refused as a whole: no half of it is ever used."""
    with pytest.raises(RulePackError) as caught:
        load_pack(write_pack(tmp_path / "small", {"garden": "id = 1\n" + TEXTS}))
    assert caught.value.exit_code == 2
    assert "cannot be used" in caught.value.message
