"""The ledger gives back what it was given, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from site_audit.errors import ConfigurationError, MachineError
from site_audit.model import Trouble
from site_audit.store.ledger import BATCH, Ledger
from site_audit.store.runs import RunKind
from site_audit.store.walk_file import Kept
from tests.store import made


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger in a file."""
    with Ledger(tmp_path / "var" / "audit.db") as made_ledger:
        yield made_ledger


def _kept(number: int) -> Kept:
    return Kept(number, "20261123-0214/school-1.warc.gz", number * 100)


def test_a_run_comes_back_as_it_was_opened(ledger: Ledger) -> None:
    """Every field of a run survives, the zone of its start included."""
    run = made.opened(ledger)
    again = ledger.run(run.id)
    assert again == run
    assert again.started_at.utcoffset() == timedelta(hours=3)


def test_a_runs_id_is_its_local_start(ledger: Ledger) -> None:
    """The id is readable; a second run in the same minute is numbered, not refused."""
    assert [made.opened(ledger).id for _ in range(3)] == ["20261123-0214", "20261123-0214-2", "20261123-0214-3"]


def test_runs_are_listed_newest_first(ledger: Ledger) -> None:
    """The order is that of moments, not of names."""
    early = made.opened(ledger)
    late = made.opened(ledger, started_at=made.NIGHT + timedelta(days=1))
    assert ledger.runs() == (late, early)


def test_the_latest_run_may_be_asked_by_kind_and_end(ledger: Ledger) -> None:
    """A rejudgement is not taken for a night, nor a broken night for a finished one."""
    night = made.opened(ledger)
    ledger.finish_run(night.id, at=made.NIGHT + timedelta(hours=2))
    broken = made.opened(ledger, started_at=made.NIGHT + timedelta(days=1))
    made.opened(ledger, started_at=made.NIGHT + timedelta(days=2), kind=RunKind.REJUDGE, source_run=night.id)
    newest, finished = ledger.latest_run(), ledger.latest_run(finished=True)
    assert newest is not None and newest.id == broken.id
    assert finished is not None and finished.finished_at == made.NIGHT + timedelta(hours=2)
    assert ledger.latest_run((RunKind.DEMO,)) is None


def test_a_rejudgement_points_to_the_run_that_walked(ledger: Ledger) -> None:
    """Captures lie under the walk's id, however often it was judged again."""
    night = made.opened(ledger)
    first = made.opened(ledger, kind=RunKind.REJUDGE, source_run=night.id)
    second = made.opened(ledger, kind=RunKind.REJUDGE, source_run=first.id)
    assert (night.walked, first.walked, second.walked) == (night.id, night.id, night.id)


def test_judging_an_unknown_run_again_is_a_sentence(ledger: Ledger) -> None:
    """A run that is not there is named."""
    with pytest.raises(MachineError, match="no run 20200101-0000"):
        made.opened(ledger, kind=RunKind.REJUDGE, source_run="20200101-0000")


def test_finishing_an_unknown_run_is_a_sentence(ledger: Ledger) -> None:
    """No end is noted of a run that never began."""
    with pytest.raises(MachineError, match="no run"):
        ledger.finish_run("20200101-0000", at=made.NIGHT)


def test_schools_keep_their_order(ledger: Ledger) -> None:
    """The order of the list is the order of the run."""
    schools = (made.school(3), made.school(1), made.school(2))
    assert ledger.schools(made.opened(ledger, *schools).id) == schools


def test_a_run_with_a_school_twice_is_not_begun(ledger: Ledger) -> None:
    """A list the ledger cannot hold leaves no half of a run."""
    with pytest.raises(MachineError, match="contradicts"):
        made.opened(ledger, made.school(1), made.school(1))
    assert ledger.runs() == ()


def test_a_walk_comes_back(ledger: Ledger) -> None:
    """A finished walk is kept; one that only began is not taken for one."""
    run = made.opened(ledger, made.school(1), made.school(2)).id
    with ledger.visit_book(run, "school-1"):
        assert ledger.walk(run, "school-1") is None
    ledger.keep_walk(run, "school-1", made.walk())
    assert ledger.walk(run, "school-1") == made.walk()
    assert ledger.walk(run, "school-2") is None


def test_visits_are_noted_with_their_place_in_the_archive(ledger: Ledger) -> None:
    """A capture and a failure are both found again without opening the archive."""
    run = made.opened(ledger).id
    with ledger.visit_book(run, "school-1") as note:
        note(made.visit(0), _kept(0))
        note(made.failed(1), _kept(1))
    page, gone = ledger.visits(run, "school-1")
    assert (page.status, page.trouble, page.digest, page.charset) == (200, None, made.capture(0).digest, "windows-1251")
    assert (page.url, page.requested_url, page.link, page.at) == (
        "http://school1.example/0/", "http://school1.example/0", made.visit(0).link, made.visit(0).at,
    )  # fmt: skip
    assert (gone.trouble, gone.detail, gone.status, gone.offset, gone.depth) == (Trouble.HTTP_STATUS, "404", None, 100, 1)


def test_visits_before_an_interruption_are_kept(ledger: Ledger) -> None:
    """Ctrl-C in the middle of a walk loses none of the visits noted."""
    run = made.opened(ledger).id
    with pytest.raises(KeyboardInterrupt), ledger.visit_book(run, "school-1") as note:
        for number in range(BATCH + 3):
            note(made.visit(number), _kept(number))
        raise KeyboardInterrupt
    assert [row.seq for row in ledger.visits(run, "school-1")] == list(range(BATCH + 3))


def test_a_second_attempt_replaces_the_first(ledger: Ledger) -> None:
    """A school walked again in the same run has the visits of the last walk only."""
    run = made.opened(ledger).id
    for count in (3, 1):
        with ledger.visit_book(run, "school-1") as note:
            for number in range(count):
                note(made.visit(number), _kept(number))
    assert len(ledger.visits(run, "school-1")) == 1


def test_hostile_text_is_noted(ledger: Ledger) -> None:
    """A NUL or half a surrogate pair in a detail stops nothing."""
    run = made.opened(ledger).id
    with ledger.visit_book(run, "school-1") as note:
        note(made.failed(0, url="http://a\0b\ud800/"), _kept(0))
    assert ledger.visits(run, "school-1")[0].url == "http://ab?/"


def test_an_audit_comes_back_equal(ledger: Ledger) -> None:
    """What was saved is what is read."""
    audit = made.audit(made.opened(ledger).id)
    ledger.save_audit(audit)
    assert ledger.audit(audit.run, "school-1") == audit


def test_audits_come_in_the_order_of_the_list(ledger: Ledger) -> None:
    """Not in that of their saving; schools without an audit are passed over."""
    run = made.opened(ledger, made.school(2), made.school(1), made.school(3)).id
    ledger.save_audit(made.audit(run, 3))
    ledger.save_audit(made.audit(run, 2))
    assert [audit.school.id for audit in ledger.audits(run)] == ["school-2", "school-3"]


def test_an_audit_may_be_saved_again(ledger: Ledger) -> None:
    """The later audit of a school in a run takes the place of the earlier, its findings too."""
    audit = made.audit(made.opened(ledger).id)
    ledger.save_audit(audit)
    later = replace(audit, findings=audit.findings[:1])
    ledger.save_audit(later)
    assert list(ledger.audits(audit.run)) == [later]


def test_figures_and_findings_can_be_asked_in_sql(ledger: Ledger, tmp_path: Path) -> None:
    """The columns beside the JSON say the same as the audit."""
    ledger.save_audit(made.audit(made.opened(ledger).id))
    connection = sqlite3.connect(tmp_path / "var" / "audit.db")
    asked = "SELECT value, level, present, partial, absent, unknown, not_applicable, needs_review FROM audits"
    figures = connection.execute(asked).fetchone()
    findings = connection.execute("SELECT criterion, outcome, score, weight, needs_review FROM findings ORDER BY criterion").fetchall()
    connection.close()
    assert figures == (72.41, "sufficient", 1, 0, 1, 1, 0, 1)
    assert findings == [("annual_plan", "present", 0.475, 3, 0), ("events", "absent", 0.0, 3, 0), ("quotas", "unknown", None, 3, 1)]


def test_an_audit_of_an_unknown_school_is_refused_whole(ledger: Ledger) -> None:
    """The ledger holds no audit of a school the run does not have."""
    run = made.opened(ledger).id
    with pytest.raises(MachineError, match="contradicts"):
        ledger.save_audit(made.audit(run, 9))
    assert list(ledger.audits(run)) == []


def test_an_audit_with_one_bad_finding_leaves_no_trace(ledger: Ledger) -> None:
    """Nothing half-written is visible: the earlier audit stays where the later one fails on its last row."""
    audit = made.audit(made.opened(ledger).id)
    ledger.save_audit(audit)
    with pytest.raises(MachineError):
        ledger.save_audit(replace(audit, findings=(*audit.findings, audit.findings[0]), seconds=1.0))
    assert ledger.audit(audit.run, "school-1") == audit


def test_an_address_that_is_no_database_is_a_sentence() -> None:
    """A wrong URL, a missing driver and a database in memory are the operator's to mend."""
    for place in ("nosuch://host/db", "://", "sqlite://"):
        with pytest.raises(ConfigurationError):
            Ledger(place)
