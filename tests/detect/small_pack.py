"""A small pack of our own for the tests of detection: a plan, a visit, a person, a section, an agreement and news."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from site_audit.rulepack import RulePack, load_pack
from tests.rulepack.written import write_pack, written_rule

CUES = """
negation = ["не (проводи*|состоя*|заключ*)", "отсутству*"]
capability = ["приглаша*", '"можно"', '"будет"', '"пройдет"', "предлага*"]
planned = ["план*", "график*"]
told = ["отчет*", "итог*", "новост*"]
happened = ['"участвуют"', "фотоотчет*"]
pupils = ["учени*", "ребята", "класс", "восьмиклассник*", "школьник*"]
ours = ["наш*", '"мы"']
foreign = ["министерств*", "губернатор*", "по информации"]
reposted = ["источник*"]
norm = ["федеральн* закон*", "приказ* ~2 министерств*", "письм* ~3 министерств*"]
career = ["профориент*"]
owner_school = ["школ*", "СОШ", "МБОУ"]
owner_college = ["колледж*", "техникум*"]
owner_kindergarten = ["детск* сад*"]
plant = ["завод*", "элеватор*", "пекарн*", "хлебозавод*"]
"""

_MUST = '\n[[must]]\nid = "{id}"\ntitle = {{ ru = "{id}", en = "{id}" }}\n{rest}\n'
_SIGNAL = '\n[[signal]]\nid = "{id}"\n{rest}\n'


def _must(name: str, rest: str) -> str:
    return _MUST.format(id=name, rest=rest)


def _signal(name: str, rest: str) -> str:
    return _SIGNAL.format(id=name, rest=rest)


def _plan() -> str:
    musts = _must("year", 'checks = ["year"]') + _must("approval", 'checks = ["approval"]') + _must("rows", 'checks = ["rows:3"]')
    signal = _signal("titled", 'where = "title"\nfind = ["план* ~3 профориент*"]\nnever = ["title: отчет*"]')
    head = 'plan_kind = "career"\npromises = ["план* ~3 профориент*"]'
    return written_rule("plan", head=head, time="plan", factors="ctnhf", tables=musts + signal)


def _visits() -> str:
    musts = _must("day", 'checks = ["day"]\nwithin = "passage"') + _must("plant", 'find = ["@plant"]\nwithin = "passage"')
    musts += _must("grades", 'checks = ["grades"]\nwithin = "passage"')
    signal = _signal("told", 'find = ["(экскурси*|побыва*|посети*) ~6 @plant"]\nchecks = ["held", "pupils", "own"]')
    head = 'event_kind = "excursion"\npartner_relation = "visit"'
    return written_rule("visits", head=head, time="event", factors="cth", tables=musts + signal)


def _lead() -> str:
    musts = _must("person", 'checks = ["person"]\nwithin = "passage"') + _must("contact", 'checks = ["contact"]\nwithin = "passage"')
    musts += _must("order", 'find = ["приказ*"]')
    return written_rule("lead", factors="cth", tables=musts + _signal("named", 'find = ["ответственн* ~4 профориент*"]'))


def _section() -> str:
    signal = _signal("named", 'where = "title"\nfind = ["@career"]\nchecks = ["page"]')
    return written_rule("section", head="opens_section = true", factors="nh", tables=signal)


def _pact() -> str:
    tables = _signal("named", 'find = ["(договор*|соглашени*) ~6 (колледж*|техникум*)"]')
    head = 'partner_relation = "agreement"\npromises = ["договор*"]'
    return written_rule("pact", head=head, tables=tables)


def _news() -> str:
    told = _signal("told", 'find = ["@career", "экскурси*"]\nchecks = ["held", "day"]')
    announced = _signal("announced-visit", 'find = ["приглаша* ~6 (экскурси*|@career)"]\nchecks = ["day"]')
    return written_rule("news", head='measure = "news_rate"', factors="", tables=told + announced)


def write_small_pack(folder: Path) -> Path:
    """The pack as files, beside shared words of its own (none): those of the shipped packs would stand twice."""
    (folder / "words").mkdir(exist_ok=True)
    rules = {"plan": _plan(), "visits": _visits(), "lead": _lead(), "section": _section(), "pact": _pact(), "news": _news()}
    return write_pack(folder / "small", rules, words={"cues": CUES})


@cache
def small_pack() -> RulePack:
    """The pack, read once."""
    with TemporaryDirectory() as folder:
        return load_pack(write_small_pack(Path(folder)))
