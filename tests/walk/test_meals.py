"""A pack needs no Python: a made-up site walked, judged and reported by the pack of school meals."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from site_audit.audit import Tools
from site_audit.model import Audit, Finding, School
from site_audit.run import rejudge, run_schools
from site_audit.store.runs import RunKind
from site_audit.wiring import Parts
from tests.crawl.memory import MemoryFetcher
from tests.house.tree import ROOT
from tests.walk.demo_run import Silent, parts_in, without_run

DAY = date(2026, 11, 23)
HOME = "https://kalina.example/"
HEAD = """<title>{title} – Калиновская школа</title><nav><ul><li><a href="/">Главная</a></li><li><a href="/pitanie">Питание</a></li>
<li><a href="/novosti">Новости</a></li><li><a href="/proforientaciya">Профориентация</a></li></ul></nav>"""
PAGES = {
    "": ("Главная", "<h1>МБОУ Калиновская СОШ</h1><p>Добро пожаловать на сайт нашей школы.</p>"),
    "pitanie": (
        "Питание",
        """<h1>Питание</h1><p>Ответственная за организацию питания – Рябова Анна Львовна, социальный педагог, тел. 8 (86300) 2-31-31.</p>
        <h2>Льготы</h2><p>Бесплатное питание получают дети из многодетных семей. Обновлено 03.09.2026.</p>
        <p><a href="/menu">Меню на 20 ноября 2026 года</a></p>""",
    ),
    "menu": (
        "Меню на 20 ноября 2026 года",
        """<h1>Меню на 20 ноября 2026 года</h1><table><tr><th>Блюдо</th><th>Выход, г</th></tr>
        <tr><td>Каша пшённая с тыквой</td><td>200</td></tr>
        <tr><td>Суп гороховый с гренками</td><td>250</td></tr><tr><td>Компот из сушёных яблок</td><td>200</td></tr></table>""",
    ),
    "novosti": (
        "Новости",
        """<h1>Новости</h1><article><h3>Родительский контроль</h3><p>12 ноября 2026 г.</p><p>Родители шестиклассников проверили питание в
        столовой: блюда горячие, замечаний нет.</p></article>""",
    ),
    "proforientaciya": ("Профориентация", "<h1>Профориентация</h1><p>План профориентационной работы на 2026/2027 учебный год.</p>"),
}
EXPECTED = {
    "daily_menu": ("present", "menu"),
    "special_diets": ("partial", "pitanie"),
    "catering_contacts": ("present", "pitanie"),
    "parents_control": ("present", "novosti"),
    "meals_feedback": ("absent", None),
}


class OneSite(Parts):
    """Parts whose only site is the one above."""

    @contextmanager
    def tools(self, school: School) -> Iterator[Tools]:
        """The tools of its walk."""
        site = {
            HOME + path: f"<html>{HEAD.format(title=title)}<main>{text}</main></html>".encode() for path, (title, text) in PAGES.items()
        }
        yield Tools(MemoryFetcher(site), self.shared_reader, self.pack, self.settings.limits, self.now, lambda: 0.0)


@dataclass(frozen=True)
class Walked:
    """The audit of the site, the same judged again from what was kept, and the folder of its reports."""

    audit: Audit
    again: Audit
    folder: Path

    def finding(self, criterion: str) -> Finding:
        """What was concluded on one criterion."""
        return next(one for one in self.audit.findings if one.criterion == criterion)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """The site, walked once."""
    school = School("kalina", "МБОУ Калиновская СОШ", HOME, grades=(1, 11))
    with parts_in(tmp_path_factory.mktemp("meals"), workers=1, rules=ROOT / "rules" / "meals") as real:
        parts = OneSite(**{one.name: getattr(real, one.name) for one in fields(Parts)})
        result = run_schools([school], parts, kind=RunKind.RUN, as_of=DAY, progress=Silent())
        source = parts.ledger.run(result.run)
        assert source is not None
        again = rejudge(source, parts, as_of=DAY, progress=Silent())
    return Walked(result.audits[0], again.audits[0], result.folder)


@pytest.mark.parametrize("criterion", EXPECTED)
def test_what_the_site_tells_of_meals_is_found(walked: Walked, criterion: str) -> None:
    """Found where it stands; what is not there is absent, since all was read."""
    outcome, path = EXPECTED[criterion]
    found = walked.finding(criterion)
    assert found.outcome.value == outcome, found.reason
    assert {evidence.url for evidence in found.evidence} == ({HOME + path} if path else set())


def test_the_audit_is_of_this_pack(walked: Walked) -> None:
    """Its five criteria, its name, its two directions; judged again it is the same."""
    assert {finding.criterion for finding in walked.audit.findings} == set(EXPECTED)
    assert walked.audit.pack.id == "meals"
    assert [name for name, value in walked.audit.indicator.directions if value is not None] == ["kitchen", "control"]
    assert without_run(walked.again) == without_run(walked.audit)


@pytest.mark.parametrize("report", ["schools/kalina.html", "schools/kalina.json", "index.html", "district.json"])
def test_no_report_speaks_of_careers(walked: Walked, report: str) -> None:
    """Whatever stands in the program's own sentences comes from the pack in force."""
    text = (walked.folder / report).read_text(encoding="utf-8")
    assert not re.findall(
        r"(?i)\w*профор\w*|\w*профессион\w*|\bcareer\w*|Положени[ея] о мониторинге|Направление 0|Партн[её]р\w*|Сем[ьи] напр\w*", text
    )


def test_the_reports_say_what_the_pack_is_about(walked: Walked) -> None:
    """In titles, in the proof of absence and beside the norms."""
    page = (walked.folder / "schools" / "kalina.html").read_text(encoding="utf-8")
    assert "Открытость сведений об организации питания на сайте школы" in page
    assert "все ссылки об организации питания просмотрены" in page
    assert "о чём рассказать в нём сверх этого, школа решает сама" in page
    assert "Открытость сведений об организации питания на сайтах школ" in (walked.folder / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("schema", "report"), [("school", "schools/kalina.json"), ("district", "district.json")])
def test_the_json_fits_the_schemas(walked: Walked, schema: str, report: str) -> None:
    """The shipped schemas hold for any pack."""
    rules = json.loads((ROOT / "site_audit" / "view" / "schemas" / f"{schema}.schema.json").read_text(encoding="utf-8"))
    written = json.loads((walked.folder / report).read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(rules).iter_errors(written)] == []
