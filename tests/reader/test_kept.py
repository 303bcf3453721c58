"""The same bytes are read once, whoever links them; what may come out otherwise tomorrow is not remembered."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from site_audit.model import Capture, Document, Failure, ReadAs, Trouble
from site_audit.reader import DocumentReader, SchoolReader
from site_audit.reader.documents import at_address, is_unread
from site_audit.store.documents import DocumentStore
from tests.misbehaving import DIE, LOCKED, SCAN, WHO, FakeProgram, misbehave
from tests.test_reader import capture

AT = datetime(2026, 11, 23, tzinfo=UTC)
DIGEST = "sha256:" + "ab" * 32


@pytest.fixture
def store(tmp_path: Path) -> DocumentStore:
    """A place for documents."""
    return DocumentStore(tmp_path / "documents", edition="1")


def reader(store: DocumentStore, program: FakeProgram | None = None) -> DocumentReader:
    """A reader whose extractor does as the body bids."""
    return DocumentReader(extract=misbehave, kept=store, recogniser=program, children=2)


def seen(body: bytes, url: str = "http://school.example/file") -> Capture:
    """An answer whose bytes have a digest."""
    return capture(body, url=url, digest=DIGEST)


def test_another_night_reads_nothing_anew(store: DocumentStore) -> None:
    """What one reader read another finds, under whichever address the bytes lie then."""
    with reader(store) as first:
        got = first.read(seen(WHO))
    with reader(store) as second:
        again = second.read(seen(WHO, "http://other.example/copy.pdf"))
    assert isinstance(got, Document) and isinstance(again, Document)
    assert (again.title, again.url) == (got.title, "http://other.example/copy.pdf")


def test_a_file_that_is_damaged_stays_so(store: DocumentStore) -> None:
    """A lasting failure is remembered; one of ours (a crash, a time-out) is not."""
    with reader(store) as first:
        assert first.read(seen(LOCKED)) == Failure("http://school.example/file", Trouble.ENCRYPTED, "password")
        assert store.get(DIGEST) == Failure("", Trouble.ENCRYPTED, "password")
        other = "sha256:" + "cd" * 32
        assert isinstance(first.read(capture(DIE, digest=other)), Failure)
        assert store.get(other) is None


def test_two_schools_at_once_wait_for_one_reading(store: DocumentStore) -> None:
    """The same file linked by twelve schools is read by one child."""
    with reader(store) as shared, ThreadPoolExecutor(6) as pool:
        got = list(pool.map(lambda number: shared.read(seen(WHO, f"http://s{number}.example/f")), range(12)))
    assert len({one.title for one in got if isinstance(one, Document)}) == 1


def test_a_scan_nobody_was_let_look_at_is_not_remembered(store: DocumentStore) -> None:
    """Without time for recognition a scan stays unread this night, and is read the next."""
    with reader(store, FakeProgram()) as shared:
        unread = shared.read(seen(SCAN), recognise=False)
        assert isinstance(unread, Document) and unread.read_as is ReadAs.IMAGE_UNREAD
        assert store.get(DIGEST) is None
        read = shared.read(seen(SCAN))
    assert isinstance(read, Document) and read.read_as is ReadAs.OCR
    assert isinstance(kept := store.get(DIGEST), Document) and kept.read_as is ReadAs.OCR


def test_without_a_program_an_unread_scan_is_the_last_word(store: DocumentStore) -> None:
    """What is kept belongs to an edition that has no recogniser; with one it is another edition."""
    with reader(store) as shared:
        shared.read(seen(SCAN))
    assert isinstance(kept := store.get(DIGEST), Document) and kept.read_as is ReadAs.IMAGE_UNREAD


def test_the_files_of_an_archive_move_with_it() -> None:
    """The same archive at another school's address: no file of it points to the first."""
    inside = Document("http://a.example/all.zip#план.docx", "sha256:1", "text/plain", "План", (), unread_pages=1, pages=2)
    left = Failure("http://a.example/all.zip", Trouble.BUDGET, "only 60 of 65 files of the archive were read")
    archive = Document("http://a.example/all.zip", "sha256:2", "application/zip", "", (), parts=(inside, left))
    moved = at_address(archive, "http://b.example/d.zip")
    assert isinstance(moved, Document)
    assert [one.url for one in (moved, *moved.parts)] == [
        "http://b.example/d.zip",
        "http://b.example/d.zip#план.docx",
        "http://b.example/d.zip",
    ]
    assert is_unread(moved)


@dataclass
class Ticking:
    """A clock that goes on by so much at every look."""

    step: float
    now: float = 0.0
    looks: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        """Look."""
        self.now += self.step
        return self.now


@pytest.fixture
def shared(store: DocumentStore) -> Iterator[DocumentReader]:
    """A reader with a program that recognises."""
    with reader(store, FakeProgram()) as made:
        yield made


def test_the_scans_of_one_school_have_their_share_of_time(shared: DocumentReader) -> None:
    """Each scan takes its time from the share; when it is spent the others stay unread, and the report is told."""
    school = SchoolReader(shared, recognition_s=25, clock=Ticking(10.0))
    got = [school.read(capture(SCAN, digest=f"sha256:{number:064x}")) for number in range(5)]
    assert [one.read_as for one in got if isinstance(one, Document)] == [ReadAs.OCR] * 3 + [ReadAs.IMAGE_UNREAD] * 2
    assert school.notes == ("recognition_budget",)


def test_texts_cost_nothing_of_the_share(shared: DocumentReader) -> None:
    """Only recognition is counted."""
    school = SchoolReader(shared, recognition_s=25, clock=Ticking(100.0))
    for number in range(5):
        school.read(capture(WHO, digest=f"sha256:{number:064x}"))
    assert school.notes == ()
    assert isinstance(got := school.read(capture(SCAN)), Document) and got.read_as is ReadAs.OCR


def test_a_machine_without_the_program_says_so(store: DocumentStore) -> None:
    """The report tells that scans were not recognised for want of a program."""
    with reader(store) as plain:
        school = SchoolReader(plain, recognition_s=240, clock=Ticking(1.0))
        school.read(capture(SCAN))
    assert school.notes == ("recognition_missing",)
