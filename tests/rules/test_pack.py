"""The shipped packs: which criteria `career` has, and what each text of each pack must be."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from site_audit.rulepack import Criterion
from site_audit.rulepack.lint import remarks
from site_audit.rulepack.schema import Wording
from tests.rules.shipped import PACKS, RULES, examples, rule_files, shipped_pack

#: id, direction, weight, K letters ("-" = none), kind of currency, grades. News are dated as events are: their share has no factors.
CRITERIA = """
section_exists         access       3 nh     standing  all
responsible_person     access       3 cnht   standing  all
local_acts             access       2 cthf   standing  all
machine_readable_text  access       2 -      standing  all
news_freshness         access       2 -      event     all
analytics_published    access       2 cthf   report    all
annual_plan            guidance     3 ctnhf  plan      all
unified_model_level    guidance     2 cth    report    6-11
rmg_course             guidance     3 cthf   plan      6-11
ticket_to_future       guidance     2 cth    event     6-11
upbringing_module      guidance     2 ctf    plan      all
counselling            guidance     2 cth    standing  6-11
parents_work           guidance     2 cth    standing  all
profile_classes        guidance     2 cthf   standing  8-11
federal_open_lessons   guidance     1 cth    event     all
employer_agreements    employers    3 cthf   standing  all
employer_visits        employers    3 cth    event     all
meet_professionals     employers    2 cth    event     all
employment_service     employers    2 cth    standing  8-11
labour_market_info     employers    2 cth    standing  6-11
early_plan             early        2 ct     plan      1-5
early_events           early        3 cth    event     1-5
early_clubs            early        2 cth    standing  1-11
ovz_plan               inclusion    3 cth    standing  6-11
ovz_events             inclusion    2 cth    event     6-11
ovz_pathways           inclusion    2 cth    standing  8-11
diagnostics            preferences  3 cth    standing  6-11
preferences_survey     preferences  3 cthf   report    8-11
college_agreements     colleges     3 cthf   standing  6-11
university_agreements  colleges     2 cthf   standing  8-11
open_days              colleges     3 cth    event     6-11
trial_sessions         colleges     2 cth    event     6-11
first_profession       colleges     1 cthf   standing  8-11
admission_info         colleges     2 cth    standing  8-11
graduate_destinations  colleges     2 cthf   report    9-11
"""
DIRECTIONS = {"access": 20, "guidance": 20, "employers": 15, "early": 10, "inclusion": 10, "preferences": 10, "colleges": 15}
TAGS = "h1 h2 h3 h4 p ul ol li a table thead tbody tr th td caption strong b em i br article section time dl dt dd small span div"
PLAIN_TAGS = frozenset(TAGS.split())
PLAIN_ATTRIBUTES = {"href", "datetime", "colspan", "rowspan", "scope", "lang", "title"}
DISTRICT = re.compile(
    r"(?<=[а-яё,»)] )(?!Российск)[А-ЯЁ][а-яё-]+(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое)\b"
    r"|\b[А-ЯЁ][а-яё]+ск\w+ (?:район|округ|област|кра[йея])"
)
DUTY = re.compile(r"обязан|нарушен|незаконн|требует закон|оштраф|violat|oblig|illegal", re.IGNORECASE)
ROWS = [line.split() for line in CRITERIA.strip().splitlines()]
EVERY = [(pack, path.stem) for pack in PACKS for path in rule_files(pack)]


@pytest.fixture(params=EVERY, ids=lambda pair: f"{pair[0]}:{pair[1]}")
def every(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Each criterion of each pack in turn, as the names of its pack and itself."""
    pack, name = request.param
    return pack, name


@pytest.fixture
def criterion(every: tuple[str, str]) -> Criterion:
    """Each criterion of each pack in turn."""
    pack, name = every
    return shipped_pack(pack).criterion(name)


def wordings(criterion: Criterion) -> list[Wording]:
    """All texts of a criterion that a report prints."""
    five = [criterion.title, criterion.met, criterion.unmet, criterion.why, criterion.recommendation]
    return five + [must.title for must in criterion.musts]


def test_the_pack_has_the_agreed_criteria() -> None:
    """Thirty-five criteria with their ids, directions, weights, factors, kinds and grades, in the agreed order."""
    got = []
    for each in shipped_pack().criteria:
        grades = f"{each.grades[0]}-{each.grades[1]}" if each.grades else "all"
        got.append([each.id, each.direction, str(each.weight), "".join(sorted(each.factors)) or "-", each.time, grades])
    assert got == [[*row[:3], "".join(sorted(row[3])), *row[4:]] for row in ROWS]


def test_the_pack_has_the_agreed_directions() -> None:
    """Seven directions whose weights make a whole."""
    weights = {direction.id: int(direction.weight * 100) for direction in shipped_pack().directions}
    assert weights == DIRECTIONS
    assert [direction.number for direction in shipped_pack().directions] == list(range(7))


@pytest.mark.parametrize("pack", PACKS)
def test_the_weights_of_directions_make_a_whole(pack: str) -> None:
    """Whatever the directions, their weights sum to one and their numbers differ."""
    directions = shipped_pack(pack).directions
    assert sum(direction.weight for direction in directions) == 1
    assert len({direction.number for direction in directions}) == len(directions)


@pytest.mark.parametrize("pack", PACKS)
def test_lint_has_no_remarks(pack: str) -> None:
    """Nothing in the shipped rules is unfinished."""
    assert not list(remarks(shipped_pack(pack)))


@pytest.mark.parametrize("pack", PACKS)
def test_every_file_is_in_the_pack(pack: str) -> None:
    """No rule file lies beside the pack unread."""
    read = shipped_pack(pack)
    assert {path.stem for path in rule_files(pack)} == {each.id for each in read.criteria}
    assert sum(named.pack == pack for named in examples()) == sum(len(each.examples) for each in read.criteria)


@pytest.mark.parametrize("pack", PACKS)
def test_the_pack_says_what_it_is_about_in_both_languages(pack: str) -> None:
    """The words that reports take into their sentences begin with a preposition, as the sentences ask."""
    words = shipped_pack(pack).words
    assert re.match("об? [а-яё]", words.about.ru)
    assert re.match("about [a-z]", words.about.en)


def test_only_its_own_pack_speaks_of_careers() -> None:
    """What packs share, and the pack of meals, say nothing of careers."""
    shared = [*(RULES / "words").glob("*.toml"), RULES / "norms.toml", *(RULES / "meals").rglob("*.toml")]
    assert len(shared) > 8
    wrong = re.compile("профор|профессионального самоопределения|career", re.IGNORECASE)
    assert not [path.name for path in shared if wrong.search(path.read_text(encoding="utf-8"))]


def test_both_languages_are_there(criterion: Criterion) -> None:
    """Each text is Russian in Russian and English in English."""
    for wording in wordings(criterion):
        assert re.search("[а-яё]{3}", wording.ru), wording
        assert wording.ru != wording.en
        assert len(re.findall("[a-z]", wording.en)) > len(re.findall("[а-яё]", wording.en)), wording


def test_nothing_is_called_a_duty_or_a_violation(criterion: Criterion) -> None:
    """The pack recommends; it accuses nobody."""
    texts = [text for wording in wordings(criterion) for text in (wording.ru, wording.en)]
    assert not [text for text in texts if DUTY.search(text)]


def test_no_district_is_named(criterion: Criterion) -> None:
    """The rules serve any district: its name comes from the settings."""
    texts = [criterion.paste, *(wording.ru for wording in wordings(criterion)), *criterion.known_gaps]
    assert not [text for text in texts if DISTRICT.search(text)]


def test_the_district_pattern_sees_districts() -> None:
    """What the test above looks for is what it would find."""
    assert DISTRICT.search("план для школ Степновского района")
    assert DISTRICT.search("школы и Луговская больница")
    assert not DISTRICT.search("Городские мероприятия. Российской Федерации")


def test_norms_are_in_the_register(every: tuple[str, str], criterion: Criterion) -> None:
    """Every norm a criterion names is registered with a title; each criterion of career guidance rests on the regulation."""
    pack, _ = every
    register = {norm.id: norm for norm in shipped_pack(pack).norms}
    assert criterion.norms
    assert all(register[norm].title for norm in criterion.norms)
    assert ("regulation" in criterion.norms) == (pack == "career")


def test_the_pack_of_meals_names_verified_norms_only() -> None:
    """A pack that shows how to write one cites nothing that nobody has read."""
    norms = shipped_pack("meals").norms
    assert {norm.id for norm in norms} == {"273-29", "1802", "1493"}
    assert all(norm.verified for norm in norms)


class _Markup(HTMLParser):
    """Notes what a piece of markup is made of and whether its tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in PLAIN_TAGS:
            self.wrong.append(f"<{tag}>")
        self.wrong += [f"{tag} {name}={value}" for name, value in attrs if name not in PLAIN_ATTRIBUTES or "script:" in (value or "")]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


def test_the_block_to_paste_is_plain_markup(criterion: Criterion) -> None:
    """A school may paste it anywhere: plain tags that close, no script, no style, blanks to fill in."""
    markup = _Markup()
    markup.feed(criterion.paste)
    markup.close()
    assert (markup.wrong, markup.open) == ([], [])
    assert "____" in criterion.paste
