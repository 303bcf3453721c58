"""What is kept for so long and no longer, and that nothing which stays leans on something that went."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from site_audit.model import Again, Capture, Visit
from site_audit.store.archive import Archive, ArchiveDamaged
from site_audit.store.cdxj import index_path, read_index
from site_audit.store.ledger import Ledger
from site_audit.store.payloads import entries_of
from site_audit.store.retention import Rule, Thinned, thin
from site_audit.store.walk_file import Kept
from tests.store import made

SCHOOL = "school-1"
QUOTED = made.capture(1).digest


class Nights:
    """A school walked on several days; each walk leans on the one before it, its audit quotes page 1."""

    def __init__(self, folder: Path) -> None:
        self.ledger = Ledger(folder / "audit.db")
        self.archive = Archive(folder / "archive")
        self.runs: list[str] = []

    def walk(self, day: int, *visits: Visit, quotes: str = QUOTED) -> str:
        """One walk, so many days after the first."""
        at = made.NIGHT + timedelta(days=day)
        run = made.opened(self.ledger, started_at=at).id
        earlier = self.runs[-1] if self.runs else ""
        with (
            self.ledger.visit_book(run, SCHOOL) as note,
            self.archive.keeper(run, SCHOOL, noted=note, earlier=earlier) as keep,
        ):
            for visit in visits:
                keep(visit)
        self.ledger.keep_walk(run, SCHOOL, made.walk())
        audit = made.audit(run)
        evidence = tuple(replace(one, digest=quotes) for one in audit.findings[0].evidence)
        self.ledger.save_audit(replace(audit, findings=(replace(audit.findings[0], evidence=evidence), *audit.findings[1:])))
        self.runs.append(run)
        return run

    def thin(self, day: int, keep_days: int = 30, keep_evidence_days: int = 300) -> Thinned:
        """What is done so many days after the first walk."""
        now = made.NIGHT + timedelta(days=day)
        return thin(self.ledger, self.archive, Rule.of(now, keep_days=keep_days, keep_evidence_days=keep_evidence_days))

    def kept(self, run: str) -> list[str]:
        """The addresses that are kept of a walk and can be read."""
        return [visit.got.url for visit in self.archive.visits(run, SCHOOL)] if self.archive.has(run, SCHOOL) else []


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    """A ledger and an archive of our own."""
    made_of = Nights(tmp_path)
    yield made_of
    made_of.ledger.close()


def page(number: int, day: int = 0, again: Again = Again.NO) -> Visit:
    """A page on a day; unchanged since the first where `again` says so."""
    visit = made.visit(number)
    got = visit.got
    assert isinstance(got, Capture)
    at = got.fetched_at + timedelta(days=day)
    return replace(visit, at=at, got=replace(got, fetched_at=at, again=again, sent_at=got.fetched_at if again else None))


def url(number: int) -> str:
    """The address of a page."""
    return made.capture(number).url


def test_young_walks_stay_whole(nights: Nights) -> None:
    """Nothing is touched before its day; a walk of exactly so many days is still whole."""
    run = nights.walk(0, page(0), page(1), made.failed(2))
    before = nights.archive.path(run, SCHOOL).read_bytes()
    assert nights.thin(30) == Thinned()
    assert nights.archive.path(run, SCHOOL).read_bytes() == before
    assert nights.ledger.walk(run, SCHOOL) is not None


def test_old_walks_keep_what_is_quoted(nights: Nights) -> None:
    """The quoted page stays readable, by others too; ledger and index tell of what is there, and the walk counts as thinned."""
    run = nights.walk(0, page(0), page(1), made.failed(2), page(3))
    done = nights.thin(31)
    assert (done.files, done.visits) == (1, 3) and done.bytes_freed > 0
    assert nights.kept(run) == [url(1)]
    path = nights.archive.path(run, SCHOOL)
    with path.open("rb") as file:
        records = [(record.rec_type, record.content_stream().read()) for record in ArchiveIterator(file, check_digests=True)]
    assert [kind for kind, _ in records] == ["warcinfo", "response", "request", "metadata"]
    assert records[1][1] == made.capture(1).body
    (row,) = nights.ledger.visits(run, SCHOOL)
    (entry,) = read_index(path) or ()
    assert (row.url, row.offset) == (entry.url, entry.offset) == (url(1), entry.offset)
    assert nights.ledger.is_thinned(run, SCHOOL)
    assert nights.ledger.walk(run, SCHOOL) is None
    assert nights.ledger.audit(run, SCHOOL) is not None
    assert nights.thin(32) == Thinned()


def test_in_the_end_everything_goes(nights: Nights) -> None:
    """After the days of evidence the file, its index and the run's folder are gone; the audit stays."""
    run = nights.walk(0, page(0), page(1))
    nights.thin(31)
    assert nights.thin(301).files == 1
    assert not nights.archive.has(run)
    assert nights.ledger.visits(run, SCHOOL) == ()
    assert nights.ledger.audit(run, SCHOOL) is not None
    assert nights.thin(302) == Thinned()


def test_bytes_that_a_later_walk_names_stay_with_it(nights: Nights) -> None:
    """Page 0 came on day 0 and was only named since: it goes when the last walk that names it goes, and not before."""
    first = nights.walk(0, page(0), page(1), page(2))
    second = nights.walk(20, page(0, 20, Again.NOT_MODIFIED), page(1, 20, Again.SAME_BYTES))
    third = nights.walk(40, page(0, 40, Again.NOT_MODIFIED), page(1, 40, Again.NOT_MODIFIED))
    nights.thin(55)
    assert nights.kept(first) == [url(0), url(1)]
    assert nights.kept(second) == [url(1)]  # by now quoted only
    assert nights.kept(third) == [url(0), url(1)]
    nights.thin(75)  # the third is past its days too: nobody names page 0 any more
    assert nights.kept(first) == nights.kept(second) == nights.kept(third) == [url(1)]
    nights.thin(321)  # quotes of the first and the second have gone; the third's bytes lie in the first's file
    assert (nights.kept(first), nights.kept(second), nights.kept(third)) == ([url(1)], [], [url(1)])
    nights.thin(341)
    assert not any(nights.archive.has(run) for run in (first, second, third))


@pytest.mark.parametrize("days", [range(0, 400, 13), range(0, 400, 37)])
def test_no_revisit_is_ever_left_without_its_bytes(nights: Nights, days: range) -> None:
    """Whenever it is thinned, each capture that an index names can be read whole."""
    for night in range(5):
        again = [page(number, night * 25, Again.NOT_MODIFIED if night > number else Again.NO) for number in range(4)]
        nights.walk(night * 25, *again, quotes=made.capture(night % 3).digest)
    for day in days:
        nights.thin(day)
        for run in nights.runs:
            entries = entries_of(nights.archive.path(run, SCHOOL))
            assert nights.kept(run) == [entry.url for entry in sorted(entries, key=lambda entry: entry.offset)] or day < 31
            quoted = nights.archive.quoted(run, SCHOOL)
            assert all(quoted(entry.url, entry.digest) is not None for entry in entries)


def test_files_of_unknown_runs_are_left_and_told(nights: Nights) -> None:
    """What the ledger does not know of is nobody's to take away, and what it names stays."""
    first = nights.walk(0, page(0), page(1))
    strange = nights.archive.keeper("20250101-0000", SCHOOL, earlier=first)
    with strange as keep:
        keep(page(0, 1, Again.NOT_MODIFIED))
    assert nights.thin(500).strange == 1
    assert nights.kept("20250101-0000") == [url(0)]


def test_a_kill_between_file_and_ledger_is_made_good(nights: Nights) -> None:
    """The file was rewritten and the program killed: the next thinning brings the ledger's notes into line."""
    run = nights.walk(0, page(0), page(1))
    rows = nights.ledger.visits(run, SCHOOL)
    nights.thin(31)
    with nights.ledger.visit_book(run, SCHOOL) as note:  # the notes as they were before
        for row, visit in zip(rows, (page(0), page(1)), strict=True):
            note(visit, Kept(row.seq, row.file, row.offset))
    nights.ledger.begin_thinning(run, SCHOOL)
    nights.thin(32)
    (row,) = nights.ledger.visits(run, SCHOOL)
    assert nights.archive.visit_at(Kept(row.seq, row.file, row.offset)) == page(1)


def test_a_lost_index_is_no_lost_evidence(nights: Nights) -> None:
    """Without its index a thinned file is asked about in the ledger again: the quoted page stays."""
    run = nights.walk(0, page(0), page(1))
    nights.thin(31)
    index_path(nights.archive.path(run, SCHOOL)).unlink()
    nights.thin(32)
    assert nights.kept(run) == [url(1)]


def test_a_damaged_file_stops_nobody(nights: Nights) -> None:
    """What is whole of it stays; other files are thinned as ever."""
    first = nights.walk(0, page(1), page(0), page(3))
    second = nights.walk(1, page(5), page(1, 1))
    path = nights.archive.path(first, SCHOOL)
    path.write_bytes(path.read_bytes()[:-30])
    nights.thin(40)
    assert (nights.kept(first), nights.kept(second)) == ([url(1)], [url(1)])


def test_half_written_files_are_swept(nights: Nights) -> None:
    """A thinning that was killed leaves a file aside; it goes a day later."""
    run = nights.walk(0, page(0))
    aside = nights.archive.path(run, SCHOOL).with_name(f".{SCHOOL}.warc.gz.123")
    aside.write_bytes(b"half")
    nights.thin(1)
    assert aside.exists()
    os.utime(aside, (0, 0))
    nights.thin(1)
    assert not aside.exists()


def test_quotes_are_never_kept_for_less(nights: Nights) -> None:
    """Fewer days of evidence than of pages means the days of pages."""
    run = nights.walk(0, page(0), page(1))
    assert nights.thin(20, keep_days=30, keep_evidence_days=5) == Thinned()
    assert nights.kept(run) == [url(0), url(1)]
    rule = Rule.of(datetime.now().astimezone(), keep_days=30, keep_evidence_days=5)
    assert rule.quoted_since == rule.whole_since


def test_a_thinned_walk_is_not_taken_for_a_whole_one(nights: Nights) -> None:
    """Who knows how many visits there were is told that they are not there any more."""
    run = nights.walk(0, page(0), page(1))
    nights.thin(31)
    with pytest.raises(ArchiveDamaged):
        list(nights.archive.visits(run, SCHOOL, expected=2))
