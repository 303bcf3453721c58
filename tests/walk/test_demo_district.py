"""The whole walk over the demo district: what a careful person expects is what comes out, for every school and criterion."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from site_audit.cli.demo import compare
from site_audit.demo.expected import read_expected
from site_audit.model import Audit, Outcome
from tests.house.tree import ROOT
from tests.walk.demo_run import DemoRun, without_run

SCHOOLS = tuple(read_expected().schools)
SCHEMAS = ROOT / "site_audit" / "view" / "schemas"
WELL_UNDER_A_MINUTE = 120  # seconds, of a busy machine; an idle one takes ten


def _audit(run: DemoRun, school: str) -> Audit:
    return next(audit for audit in run.walked.audits if audit.school.id == school)


@pytest.mark.parametrize("school", SCHOOLS)
def test_a_school_is_found_as_expected(demo_run: DemoRun, school: str) -> None:
    """Outcomes, addresses of evidence, events and partners equal `expected.toml`."""
    differences = [line for line in compare(read_expected(), demo_run.walked.audits) if line.startswith(school)]
    assert not differences, "\n".join(differences)


def test_every_school_has_every_finding(demo_run: DemoRun) -> None:
    """All 35 criteria stand in every audit, in one order, the unreachable school included."""
    orders = {tuple(finding.criterion for finding in audit.findings) for audit in demo_run.walked.audits}
    assert len(demo_run.walked.audits) == len(SCHOOLS)
    assert {len(order) for order in orders} == {35}
    assert len(orders) == 1


def test_the_unreachable_school_is_not_judged(demo_run: DemoRun) -> None:
    """All unknown, no figure, and it is the only one without."""
    audit = _audit(demo_run, "stepnaya")
    assert {finding.outcome for finding in audit.findings} == {Outcome.UNKNOWN}
    assert [each.school.id for each in demo_run.walked.not_assessed] == ["stepnaya"]


def test_nothing_present_is_without_a_quote(demo_run: DemoRun) -> None:
    """Present and partial rest on a quote from an address of the school's own site."""
    bare = [
        f"{audit.school.id} · {finding.criterion}"
        for audit in demo_run.walked.audits
        for finding in audit.findings
        if finding.outcome in (Outcome.PRESENT, Outcome.PARTIAL)
        and not any(one.quote and urlsplit(one.url).netloc == urlsplit(audit.school.url).netloc for one in finding.evidence)
    ]
    assert not bare, bare


def test_nothing_absent_is_unexplained(demo_run: DemoRun) -> None:
    """An absence tells what was searched."""
    absent = [finding for audit in demo_run.walked.audits for finding in audit.findings if finding.outcome is Outcome.ABSENT]
    assert absent
    assert not [finding.criterion for finding in absent if not finding.reason.code or not finding.searched]


def test_the_demo_takes_well_under_a_minute(demo_run: DemoRun) -> None:
    """A newcomer waits for a short while only; measured here it takes about ten seconds."""
    assert demo_run.seconds < WELL_UNDER_A_MINUTE


@pytest.mark.parametrize("school", SCHOOLS)
def test_judging_again_gives_the_same_audit(demo_run: DemoRun, school: str) -> None:
    """Findings, indicator, registers, failures: all equal but the id of the run."""
    again = next(audit for audit in demo_run.judged_again.audits if audit.school.id == school)
    assert without_run(again) == without_run(_audit(demo_run, school))


def test_judging_again_asks_nobody(demo_run: DemoRun) -> None:
    """The servers are gone by then, and what each was asked is what its audit says."""
    told = {audit.school.id: audit.requests for audit in demo_run.walked.audits}
    assert {school: told[school] for school in demo_run.requests} == dict(demo_run.requests)
    assert demo_run.judged_again.run != demo_run.walked.run


def test_reports_lie_where_they_are_promised(demo_run: DemoRun) -> None:
    """A list of runs and a feed, a district page with its data and workbook, and a page, its JSON and a badge for each school."""
    folder = demo_run.walked.folder
    assert (folder.parent / "index.html").is_file() and (folder.parent / "feed.xml").is_file()
    district = {f"district.{kind}" for kind in ("json", "csv", "xlsx")}
    assert {path.name for path in folder.iterdir()} == {"index.html", "registers.html", "datapackage.json", "data", "schools", *district}
    shown = {f"{school}.{kind}" for school in SCHOOLS for kind in ("html", "json", "svg")}
    assert {path.name for path in (folder / "schools").iterdir() if path.is_file()} == shown
    copies = {path.parent.parent.name for path in (folder / "schools").glob("*/seen/*.html")}
    assert copies and copies <= set(SCHOOLS), "the pages as they were seen lie beside the reports"


@pytest.mark.parametrize("school", SCHOOLS)
def test_a_schools_json_fits_its_schema(demo_run: DemoRun, school: str) -> None:
    """What is shipped as a schema holds for real audits."""
    schema = json.loads((SCHEMAS / "school.schema.json").read_text(encoding="utf-8"))
    written = json.loads((demo_run.walked.folder / "schools" / f"{school}.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(written)] == []


def test_the_districts_json_fits_its_schema(demo_run: DemoRun) -> None:
    """The same for the district."""
    schema = json.loads((SCHEMAS / "district.schema.json").read_text(encoding="utf-8"))
    written = json.loads((demo_run.walked.folder / "district.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(written)] == []


@pytest.mark.parametrize("school", SCHOOLS)
def test_a_page_shows_no_signs_for_machines(demo_run: DemoRun, school: str) -> None:
    """No shared list of the rules, no code of a reason, no untranslated sentence, no id of a criterion reaches the reader."""
    page = (demo_run.walked.folder / "schools" / f"{school}.html").read_text(encoding="utf-8")
    text = re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<style.*?</style>", "", page))
    ids = {finding.criterion for finding in _audit(demo_run, school).findings}
    shown = set(re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", re.sub(r"\S*(?:://|\.\w)\S*", " ", text)))
    assert not shown & ids
    assert not re.findall(r"@[a-z]\w*_\w+|\w\*[|)]|Записано кодом|Не выполнено условие правила", text)
    assert page.count("<html") == 1 and 'src="http' not in page
