"""Runs that go wrong: broken off, a school that upsets our own code, a setting that is wrong for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from site_audit.audit import Tools
from site_audit.errors import ConfigurationError, SiteAuditError
from site_audit.model import Audit, Capture, Failure, Link, Outcome, School, Trouble
from site_audit.reports import write_reports
from site_audit.rulepack import RulePack
from site_audit.run import rejudge, run_schools
from site_audit.store.runs import Run, RunKind
from site_audit.wiring import Parts
from tests.crawl.memory import MemoryFetcher, capture
from tests.walk.demo_run import Silent, parts_in, without_run

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PAGE = "<html><title>Школа</title><h1>Наша школа</h1><p>Мы рады видеть вас на страничке.</p><a href='/upset'>Профориентация</a>"
SCHOOLS = tuple(School(name, f"МБОУ СОШ {name}", f"https://{name}.example/") for name in ("alder", "birch", "cedar"))


class InMemory(Parts):
    """Parts whose sites are served from memory."""

    @contextmanager
    def tools(self, school: School) -> Iterator[Tools]:
        """The tools of one walk."""
        yield Tools(MemoryFetcher({school.url: PAGE.encode()}), self.shared_reader, self.pack, self.settings.limits, self.now, lambda: 0.0)


class Endless(InMemory):
    """Parts whose sites, but for the first, never end: each page leads to the next, until the walk is told to stop."""

    @contextmanager
    def tools(self, school: School) -> Iterator[Tools]:
        """The tools of one walk, with a wait between two answers."""
        site = {school.url: PAGE.encode()} if school.id == "alder" else {}
        limits = replace(self.settings.limits, pages=100_000, depth=50)
        fetcher = MemoryFetcher(site) if site else Leading()
        yield Tools(fetcher, self.shared_reader, self.pack, limits, self.now, lambda: 0.0)


class Leading:
    """A site on which every page leads to a hundred more."""

    def fetch(self, url: str) -> Capture | Failure:
        """A page of links."""
        if url.endswith((".txt", ".xml")):
            return Failure(url, Trouble.HTTP_STATUS, "404")
        links = "".join(f"<a href='{url.rstrip('/')}/{number}'>страница {number}</a>" for number in range(100))
        return capture(url, f"<html><title>Школа</title>{links}".encode())

    def close(self) -> None:
        """Nothing to close."""


class Closed(InMemory):
    """Parts that cannot even begin a walk, for a reason that is the operator's or the machine's."""

    @contextmanager
    def tools(self, school: School) -> Iterator[Tools]:
        """Nothing can be opened."""
        raise ConfigurationError("Файл extra_ca не читается.")
        yield


class Upset(RulePack):
    """Rules that break down over what one school shows."""

    def is_subject_link(self, link: Link) -> bool:
        """Whether the link is about careers."""
        if link.url.startswith("https://birch.example/upset"):
            raise ZeroDivisionError(link.url)
        return super().is_subject_link(link)


def _copied(kind: type[Parts], parts: Parts, pack: RulePack | None = None) -> Parts:
    values = {one.name: getattr(parts, one.name) for one in fields(Parts)}
    return kind(**{**values, "pack": pack or parts.pack})


def _upset(pack: RulePack) -> RulePack:
    return Upset(**{one.name: getattr(pack, one.name) for one in fields(RulePack)})


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    """Parts in a temporary folder, one school after another."""
    with parts_in(tmp_path, workers=1) as real:
        yield _copied(InMemory, real)


def _run(parts: Parts, progress: Silent | None = None, schools: Sequence[School] = SCHOOLS) -> tuple[Audit, ...]:
    return run_schools(schools, parts, kind=RunKind.RUN, as_of=DAY, progress=progress or Silent()).audits


def _latest(parts: Parts) -> Run:
    run = parts.ledger.latest_run()
    assert run is not None
    return run


def _break_at(school: str) -> Silent:
    def then(audit: Audit) -> None:
        if audit.school.id == school:
            raise KeyboardInterrupt

    return Silent(then)


def test_a_run_broken_off_keeps_the_finished_schools(parts: Parts) -> None:
    """What was finished is in the ledger, and its reports can be written."""
    with pytest.raises(KeyboardInterrupt):
        _run(parts, _break_at("birch"))
    run = _latest(parts)
    assert run.finished_at is None
    assert [audit.school.id for audit in parts.ledger.audits(run.id)] == ["alder", "birch"]
    folder = write_reports(run.id, parts).folder
    assert {path.stem for path in (folder / "schools").glob("*.html")} == {"alder", "birch"}


def test_schools_at_work_are_left_out_of_a_run_broken_off(tmp_path: Path) -> None:
    """With several at once: what is finished is kept, and a walk cut short by Ctrl-C is no audit of its school."""
    with parts_in(tmp_path, workers=3) as real:
        parts = _copied(Endless, real)
        with pytest.raises(KeyboardInterrupt):
            _run(parts, _break_at("alder"))
        assert [audit.school.id for audit in parts.ledger.audits(_latest(parts).id)] == ["alder"]


def test_a_run_broken_off_can_be_judged_again(parts: Parts) -> None:
    """Only the schools that had come to their end are judged; nothing is said of the others."""
    with pytest.raises(KeyboardInterrupt):
        _run(parts, _break_at("alder"))
    source = _latest(parts)
    again = rejudge(source, parts, as_of=DAY, progress=Silent()).audits
    assert list(map(without_run, again)) == list(map(without_run, parts.ledger.audits(source.id)))


def test_a_school_that_upsets_our_code_harms_no_other(parts: Parts, caplog: pytest.LogCaptureFixture) -> None:
    """It becomes an audit of unknowns with the failure named, and the log tells where; the others are as they would be without it."""
    calm = {audit.school.id: audit for audit in _run(parts)}
    audits = {audit.school.id: audit for audit in _run(_copied(InMemory, parts, _upset(parts.pack)))}
    assert {finding.outcome for finding in audits["birch"].findings} == {Outcome.UNKNOWN}
    assert audits["birch"].indicator.value is None
    assert [(failure.trouble, failure.detail) for failure in audits["birch"].failures] == [(Trouble.CRASHED, "ZeroDivisionError")]
    assert "birch" in caplog.text
    for name in ("alder", "cedar"):
        assert replace(audits[name], run="", audited_at=NOW) == replace(calm[name], run="", audited_at=NOW)


def test_what_is_wrong_for_all_is_blamed_on_no_school(parts: Parts) -> None:
    """An error of settings or machine ends the run with its sentence instead of a list of unknowns."""
    with pytest.raises(SiteAuditError, match="extra_ca"):
        _run(_copied(Closed, parts))
    assert list(parts.ledger.audits(_latest(parts).id)) == []
