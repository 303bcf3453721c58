"""A second night over a district that has not changed moves almost no bytes, reads almost nothing, and says the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from site_audit.cli.demo import demo_schools
from site_audit.demo.expected import read_expected
from site_audit.demo.server import serve_district
from site_audit.model import Audit, Thrift
from site_audit.reports import RunResult
from site_audit.run import rejudge, run_schools
from site_audit.store.runs import RunKind
from site_audit.view.pages.asked import thrift_of
from tests.walk.demo_run import Silent, parts_in
from tests.walk.killed_runs import findings

UNMARKED = "olhovskaya"  # its server sends no ETag
SOME = ("verhnelipsk-1", UNMARKED, "rechnaya", "stepnaya")  # the last one is out of reach in both nights


@dataclass(frozen=True)
class Nights:
    """Two nights, what the servers sent in each, what is said of the second when it is judged again, and where all of it lies."""

    first: RunResult
    second: RunResult
    sent: tuple[Mapping[str, int], Mapping[str, int]]
    again: RunResult
    folder: Path

    @property
    def thrift(self) -> Thrift:
        """What the second night was spared."""
        return thrift_of(self.second.audits)


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    """Some schools of the demo district, audited twice in one life of their servers; then with the servers gone."""
    folder, as_of = tmp_path_factory.mktemp("nights"), read_expected().as_of
    with parts_in(folder) as parts:
        with serve_district(fixed_ports=False) as district:
            schools = [school for school in demo_schools(district.urls) if school.id in SOME]
            first = run_schools(schools, parts, kind=RunKind.RUN, as_of=as_of, progress=Silent())
            sent = dict(district.sent_bytes)
            second = run_schools(schools, parts, kind=RunKind.RUN, as_of=as_of, progress=Silent())
            more = {school: number - sent[school] for school, number in district.sent_bytes.items()}
        source = parts.ledger.run(second.run)
        assert source is not None
        again = rejudge(source, parts, as_of=as_of, progress=Silent())
    return Nights(first, second, (sent, more), again, folder)


def test_almost_nothing_is_sent_again(nights: Nights) -> None:
    """Of the servers that mark their files only error pages come again: a fiftieth of the bytes."""
    first, second = ({school: sent for school, sent in night.items() if school != UNMARKED} for night in nights.sent)
    assert sum(second.values()) * 50 < sum(first.values())
    assert nights.thrift.not_modified > 40


def test_nothing_is_read_again(nights: Nights) -> None:
    """Whether the server says that nothing has changed or the bytes do: no page and no file is extracted a second time."""
    first = thrift_of(nights.first.audits)
    assert first.extracted > 60
    assert (nights.thrift.extracted, nights.thrift.recalled) == (0, first.extracted + first.recalled)


def test_pages_without_marks_are_fetched_and_known(nights: Nights) -> None:
    """A server without validators sends everything; equal bytes are seen to be equal."""
    audit = next(one for one in nights.second.audits if one.school.id == UNMARKED)
    assert audit.thrift.not_modified == 0
    assert audit.thrift.same_bytes > 10
    assert audit.thrift.extracted == 0


def test_both_nights_say_the_same(nights: Nights) -> None:
    """Findings, evidence, registers and failures of the second night are those of the first, and so is its rejudgement."""
    told = [_said(night.audits) for night in (nights.first, nights.second, nights.again)]
    assert told[0] == told[1] == told[2]


def test_evidence_is_of_the_second_night(nights: Nights) -> None:
    """A page that is as before was seen that night: its evidence carries the moment of the second walk."""
    began = min(audit.audited_at for audit in nights.second.audits) - max(audit.audited_at for audit in nights.first.audits)
    assert began.total_seconds() > -60
    first = max(one.fetched_at for audit in nights.first.audits for f in audit.findings for one in f.evidence if one.fetched_at)
    second = min(one.fetched_at for audit in nights.second.audits for f in audit.findings for one in f.evidence if one.fetched_at)
    assert second > first


def test_the_archive_of_the_second_night_names_the_first(nights: Nights) -> None:
    """Other readers see revisit records that name the response they stand for; hardly any body is written twice."""
    archive = nights.folder / "var" / "archive"
    known, revisits, responses = set(), [], 0
    for path in sorted((archive / nights.first.run).glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                known.add((record.rec_headers["WARC-Record-ID"], record.rec_headers["WARC-Payload-Digest"]))
    for path in sorted((archive / nights.second.run).glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests=True):
                responses += record.rec_type == "response"
                if record.rec_type == "revisit":
                    revisits.append((record.rec_headers["WARC-Refers-To"], record.rec_headers["WARC-Payload-Digest"]))
                    assert record.rec_headers["WARC-Refers-To-Date"] and record.rec_headers["WARC-Refers-To-Target-URI"]
    assert len(revisits) > 60 and responses == 0
    assert set(revisits) <= known


def test_the_reports_say_what_was_spared(nights: Nights) -> None:
    """The district's page and a school's name what came and what need not come."""
    for page in (nights.second.folder / "index.html", nights.second.folder / "schools" / "verhnelipsk-1.html"):
        assert "не пришлось присылать" in page.read_text(encoding="utf-8")


def test_each_quote_leads_to_the_page_as_it_was_seen(nights: Nights) -> None:
    """Every piece of evidence of every run – walked, spared, judged again – has its copy beside the report, its words marked in it."""
    for night in (nights.first, nights.second, nights.again):
        linked, asked = set(), set()
        for audit in night.audits:
            page = (night.folder / "schools" / f"{audit.school.id}.html").read_text(encoding="utf-8")
            linked |= set(re.findall(rf'href="({audit.school.id}/seen/[0-9a-f]{{64}}\.html)">как мы это видели', page))
            digests = {one.digest.removeprefix("sha256:") for finding in audit.findings for one in finding.evidence}
            asked |= {f"{audit.school.id}/seen/{digest}.html" for digest in digests}
        there = {str(path.relative_to(night.folder / "schools").as_posix()) for path in night.folder.glob("schools/*/seen/*")}
        assert asked == linked == there and len(asked) > 20
        assert all("<mark>" in (night.folder / "schools" / one).read_text(encoding="utf-8") for one in there)


def _said(audits: tuple[Audit, ...]) -> dict[str, object]:
    return {audit.school.id: findings(audit) for audit in audits}
