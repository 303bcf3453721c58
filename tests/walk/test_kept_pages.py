"""Judging again when the archive is not what it was: one school's damage is that school's, thinned walks are not judged, all told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from shutil import rmtree

import pytest

from site_audit.as_seen import copies
from site_audit.audit import Tools
from site_audit.errors import ConfigurationError, MachineError
from site_audit.model import Audit, Outcome, School, Warning
from site_audit.office import Office
from site_audit.reports import write_reports
from site_audit.run import rejudge, run_schools
from site_audit.store.runs import RunKind
from site_audit.upkeep import tidy
from site_audit.wiring import Parts
from tests.crawl.memory import MemoryFetcher
from tests.walk.demo_run import Silent, parts_in, without_run
from tests.walk.killed_runs import site_of

DAY = date(2026, 11, 23)
SCHOOLS = tuple(School(name, f"МБОУ СОШ {name}", f"https://{name}.example/") for name in ("alder", "birch", "cedar"))


class InMemory(Parts):
    """Parts whose sites lie in memory."""

    @contextmanager
    def tools(self, school: School) -> Iterator[Tools]:
        """The tools of one walk."""
        yield Tools(MemoryFetcher(site_of(school)), self.shared_reader, self.pack, self.settings.limits, self.now, lambda: 0.0)


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    """Three schools in memory, walked once."""
    with parts_in(tmp_path, workers=1) as real:
        made = InMemory(**{one.name: getattr(real, one.name) for one in fields(Parts)})
        run_schools(SCHOOLS, made, kind=RunKind.RUN, as_of=DAY, progress=Silent())
        yield made


def judged(parts: Parts) -> dict[str, Audit]:
    """The walk judged again."""
    source = parts.ledger.latest_run()
    assert source is not None
    return {audit.school.id: audit for audit in rejudge(source, parts, as_of=DAY, progress=Silent()).audits}


def walked(parts: Parts) -> dict[str, Audit]:
    """What the walk itself came to."""
    source = parts.ledger.latest_run()
    assert source is not None
    return {audit.school.id: audit for audit in parts.ledger.audits(source.id)}


@pytest.mark.parametrize("damage", ["cut", "gone", "garbage"])
def test_a_damaged_file_is_one_schools_trouble(parts: Parts, damage: str) -> None:
    """That school ends as unknown with a sentence in its report; the others are judged as ever."""
    source = parts.ledger.latest_run()
    assert source is not None
    path = parts.archive.path(source.id, "birch")
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-200] if damage == "cut" else b"\x1f\x8b nothing of ours")
    before, again = walked(parts), judged(parts)
    assert {finding.outcome for finding in again["birch"].findings} == {Outcome.UNKNOWN}
    assert again["birch"].notes == ("archive_damaged",)
    for other in ("alder", "cedar"):
        assert without_run(again[other]).findings == without_run(before[other]).findings
    latest = parts.ledger.latest_run((RunKind.REJUDGE,))
    assert latest is not None
    report = parts.settings.out / latest.id / "schools" / "birch.html"
    assert "Архив страниц этой школы повреждён" in report.read_text(encoding="utf-8")


def test_an_archive_that_is_not_there_is_no_damage(parts: Parts) -> None:
    """Where the whole run's folder is missing – a disk that is not mounted – nothing is judged unknown: the command says so."""
    rmtree(parts.archive.folder)
    with pytest.raises(MachineError, match="is not there"):
        judged(parts)


def test_thinned_walks_are_not_judged_again(parts: Parts) -> None:
    """What is kept no more cannot be judged; the report of its time stays."""
    later = replace_now(parts, days=31)
    done = tidy(later)
    assert done.files == 3 and done.visits > 20
    with pytest.raises(ConfigurationError, match="больше не хранятся"):
        judged(parts)
    assert all(audit.indicator.value is not None for audit in walked(parts).values())


def test_a_walk_of_which_nothing_is_kept_is_not_leant_on(parts: Parts) -> None:
    """The night after the thinning asks for everything anew, and keeps it."""
    later = replace_now(parts, days=31)
    result = run_schools(SCHOOLS, later, kind=RunKind.RUN, as_of=DAY, progress=Silent())
    assert all(audit.indicator.value is not None for audit in result.audits)
    assert parts.archive.has(result.run, "alder")
    source = parts.ledger.run(result.run)
    assert source is not None and rejudge(source, later, as_of=DAY, progress=Silent()).not_assessed == ()


def test_reports_written_later_have_what_is_kept(parts: Parts) -> None:
    """After the thinning the quoted pages are still shown; after the days of evidence the report stands without them."""
    source = parts.ledger.latest_run()
    assert source is not None
    quoted = {(one.school.id, e.digest) for one in walked(parts).values() for f in one.findings for e in f.evidence}
    assert quoted
    tidy(replace_now(parts, days=31))
    folder = write_reports(source.id, parts).folder
    assert {(path.parts[-3], f"sha256:{path.stem}") for path in folder.glob("schools/*/seen/*.html")} == quoted
    tidy(replace_now(parts, days=401))
    folder = write_reports(source.id, parts).folder
    assert not list(folder.glob("schools/*/seen/*"))
    assert "как мы это видели" not in (folder / "schools" / "alder.html").read_text(encoding="utf-8")


def test_pages_with_open_personal_data_are_not_shown_again(parts: Parts) -> None:
    """A page that was warned of has no copy; the other quoted pages have theirs. An edition for the public has none at all."""
    audit = walked(parts)["alder"]
    digests = {one.digest: one.url for finding in audit.findings for one in finding.evidence}
    shown = [digest for digest, _, _ in copies(audit, audit.run, parts)]
    assert set(shown) == set(digests)
    warned = replace(audit, warnings=(Warning("personal_data_of_minors", digests[shown[0]], "p[1]"),))
    assert [digest for digest, _, _ in copies(warned, audit.run, parts)] == shown[1:]
    folder = write_reports(audit.run, parts, for_public=True).folder
    assert not list(folder.glob("schools/*/seen/*")) and (folder / "schools" / "alder.html").exists()


class Copier(Office):
    """An office program whose PDF is the document."""

    def printed(self, documents: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
        """The documents under their own names."""
        yield from documents.items()


def test_papers_and_their_pdf_are_of_one_making(parts: Parts) -> None:
    """PDF asked for is DOCX and PDF; DOCX asked for later takes the outdated PDF away; the public edition has neither unasked."""
    source = parts.ledger.latest_run()
    assert source is not None
    folder = write_reports(source.id, parts, formats=("pdf",), office=Copier("office")).folder
    names = {"alder", "birch", "cedar", "order", "memo"}
    assert {path.stem for path in folder.glob("documents/*.pdf")} == names
    assert {path.stem for path in folder.glob("documents/*.docx")} == names - {"memo"} and (folder / "district.docx").exists()
    assert (folder / "documents" / "memo.pdf").read_bytes() == (folder / "district.docx").read_bytes()
    write_reports(source.id, parts, formats=("docx",))
    assert not list(folder.glob("documents/*.pdf")) and (folder / "district.pdf").exists()
    public = write_reports(source.id, parts, formats=("pdf",), for_public=True, office=Copier("office")).folder
    assert (public / "district.pdf").exists() and not list(public.rglob("*.docx")) and not (public / "documents").exists()


def replace_now(parts: Parts, *, days: int) -> Parts:
    """The same parts some days later."""
    moment = parts.now() + timedelta(days=days)
    return replace(parts, now=lambda: moment)
