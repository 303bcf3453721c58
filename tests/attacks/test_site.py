"""A hostile site among quiet ones, walked by the real crawler: it ends in failures, leads nobody astray and harms no other school."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest

from site_audit.model import Audit, School, Thrift, Trouble
from site_audit.reports import RunResult
from site_audit.run import run_schools
from site_audit.settings import load_settings
from site_audit.store.runs import RunKind
from site_audit.view.json import schema
from site_audit.wiring import open_parts
from tests.attacks.hostile_site import BODY_LIMIT, WORDS, hostile
from tests.crawl.zoo import Zoo, page
from tests.house.tree import ROOT
from tests.walk.demo_run import Silent

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, tzinfo=UTC)
QUIET = {"/": page("Школа", "/career"), "/career": page("Профориентация", text=WORDS)}
LIMITS = {"limits.delay_s": 0.0, "limits.timeout_s": 10.0, "limits.body_limit_bytes": BODY_LIMIT, "limits.pages": 40, "limits.retries": 0}


@dataclass(frozen=True)
class Night:
    """A run over a hostile and a quiet school, the same quiet school alone, and who was asked."""

    both: RunResult
    alone: RunResult
    victim_asked: list[str]
    evil_url: str

    def audit(self, school: str) -> Audit:
        """One school's audit of the run over both."""
        return next(audit for audit in self.both.audits if audit.school.id == school)

    def trouble(self, path: str) -> Trouble | None:
        """What went wrong with an address of the hostile site."""
        failures = self.audit("evil").failures
        return next((one.trouble for one in failures if one.url == self.evil_url + path), None)


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    """The run."""
    given = {"rules": ROOT / "rules", "allow_private_networks": True, "workers": 2, "contact": "a@example.org", **LIMITS}
    settings = load_settings(tmp_path_factory.mktemp("night"), {}, given)
    with (
        open_parts(settings) as parts,
        Zoo({"/": page("Чужая машина")}) as victim,
        Zoo(QUIET) as calm,
        Zoo(hostile(victim.url())) as zoo,
    ):
        evil, quiet = School("evil", "<script>=1+1", zoo.url(), (1, 11)), School("quiet", "Тихая", calm.url(), (1, 11))
        both, alone = (run_schools(each, parts, kind=RunKind.RUN, as_of=DAY, progress=Silent()) for each in ((evil, quiet), (quiet,)))
        yield Night(both, alone, victim.asked, zoo.url(""))


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("/gzip", Trouble.TOO_LARGE),
        ("/large", Trouble.TOO_LARGE),
        ("/unending", Trouble.TOO_LARGE),
        ("/deep", Trouble.BROKEN),
        ("/attributes", Trouble.BROKEN),
        ("/round", Trouble.REDIRECTS),
        ("/on-0", Trouble.REDIRECTS),
        ("/to-victim", Trouble.REDIRECTS),
        ("/picture", Trouble.WRONG_TYPE),
        ("/secret", Trouble.ROBOTS),
        ("/bomb.docx", Trouble.TOO_LARGE),
        ("/entity.docx", Trouble.BROKEN),
        ("/hidden-entity.docx", Trouble.BROKEN),
        ("/laughs.docx", Trouble.BROKEN),
    ],
)
def test_each_attack_is_a_failure_with_its_name(night: Night, path: str, trouble: Trouble) -> None:
    """What a site does is an observation, and the report says which."""
    assert night.trouble(path) is trouble


def test_the_other_school_is_as_if_it_were_alone(night: Night) -> None:
    """A quiet school's audit is the same beside a hostile one: outcomes, figures, quotes and places."""
    assert _told(night.audit("quiet")) == _told(night.alone.audits[0])


def _told(audit: Audit) -> Audit:
    """The audit without its moments, and without what the walk was spared by the one before it."""
    findings = tuple(replace(one, evidence=tuple(replace(each, fetched_at=None) for each in one.evidence)) for one in audit.findings)
    return replace(audit, run="", audited_at=AT, seconds=0.0, thrift=Thrift(), findings=findings)


def test_nobody_is_led_to_another_machine(night: Night) -> None:
    """Neither a link, nor a frame, a refresh, a redirect or a sitemap brings the crawler to a neighbour."""
    assert night.victim_asked == []


def test_the_walk_keeps_its_budget(night: Night) -> None:
    """Six thousand links and two thousand addresses of a sitemap are not asked for."""
    audit = night.audit("evil")
    assert audit.reach.pages <= 40
    assert audit.requests < 400


def test_the_reports_run_nothing_and_hide_nothing(night: Night) -> None:
    """No script, no handler and no turned-round text of the site lives in a report, whatever the site calls itself."""
    for path in night.both.folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<script|<img|<iframe|href=[\"']?(?:javascript|data|file):|[\u202a-\u202e\u2066-\u2069\x00]", text), path.name
    assert "&lt;script&gt;" in (night.both.folder / "index.html").read_text(encoding="utf-8")


def test_both_reports_are_whole(night: Night) -> None:
    """Each school has its page and its data, and nothing half-written is left."""
    names = {path.name for path in (night.both.folder / "schools").iterdir() if path.is_file()}
    assert names == {f"{school}.{kind}" for school in ("evil", "quiet") for kind in ("html", "json", "svg")}
    report = json.loads((night.both.folder / "schools" / "evil.json").read_text(encoding="utf-8"))
    assert set(schema("school")["required"]) <= set(report)
    assert [path.name for path in night.both.folder.parent.iterdir() if path.name.startswith(".")] == []
