"""Bytes that an earlier run keeps are named instead of written, and come back as if they had been written."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from site_audit.errors import MachineError
from site_audit.model import Again, Capture, Visit
from site_audit.store.archive import Archive, ArchiveDamaged
from site_audit.store.cdxj import index_path, read_index
from site_audit.store.payloads import entries_of
from tests.store import made

FIRST, SECOND, THIRD = "20261121-0214", "20261122-0214", "20261123-0214"
SCHOOL = "school-1"


def tonight(visit: Visit, days: int, again: Again = Again.NOT_MODIFIED) -> Visit:
    """The same visit some days later, and unchanged."""
    got = visit.got
    assert isinstance(got, Capture)
    at = got.fetched_at + timedelta(days=days)
    return replace(visit, at=at, got=replace(got, fetched_at=at, again=again, sent_at=got.fetched_at))


def keep(folder: Path, run: str, *visits: Visit, earlier: str = "") -> Path:
    """One walk in the archive; the file it lies in."""
    archive = Archive(folder)
    with archive.keeper(run, SCHOOL, earlier=earlier) as keeping:
        for visit in visits:
            keeping(visit)
    return archive.path(run, SCHOOL)


def kinds(path: Path) -> list[str]:
    """The kinds of the records of a file, as another program reads them."""
    with path.open("rb") as file:
        return [record.rec_type for record in ArchiveIterator(file)]


def test_three_nights(tmp_path: Path) -> None:
    """The second and third night hold no body; each names the first night's record, never another revisit; all come back equal."""
    nights = [[made.visit(0), made.visit(1)], [], []]
    nights[1] = [tonight(nights[0][0], 1), tonight(nights[0][1], 1, Again.SAME_BYTES)]
    nights[2] = [tonight(nights[0][0], 2), made.failed(5), made.visit(7)]
    keep(tmp_path, FIRST, *nights[0])
    keep(tmp_path, SECOND, *nights[1], earlier=FIRST)
    third = keep(tmp_path, THIRD, *nights[2], earlier=SECOND)
    archive = Archive(tmp_path)
    for run, night in zip((FIRST, SECOND, THIRD), nights, strict=True):
        assert list(archive.visits(run, SCHOOL, expected=len(night))) == night
    assert kinds(third) == ["warcinfo", "revisit", "request", "metadata", "metadata", "response", "request", "metadata"]
    assert [entry.run for entry in entries_of(third)] == [FIRST, ""]


def test_another_reader_finds_the_record_that_is_meant(tmp_path: Path) -> None:
    """Profile, digest, id, address and moment are those of the record referred to; the header says 304 where the server did."""
    first = keep(tmp_path, FIRST, made.visit(0), made.visit(1))
    visits = tonight(made.visit(0), 1), tonight(made.visit(1), 1, Again.SAME_BYTES)
    second = keep(tmp_path, SECOND, *visits, earlier=FIRST)
    with first.open("rb") as file:
        originals = [record.rec_headers for record in ArchiveIterator(file) if record.rec_type == "response"]
    with second.open("rb") as file:
        found = [(record.rec_headers, record.http_headers) for record in ArchiveIterator(file) if record.rec_type == "revisit"]
    for (headers, _), original in zip(found, originals, strict=True):
        assert headers["WARC-Refers-To"] == original["WARC-Record-ID"]
        assert headers["WARC-Refers-To-Target-URI"] == original["WARC-Target-URI"]
        assert headers["WARC-Refers-To-Date"] == original["WARC-Date"]
        assert headers["WARC-Payload-Digest"] == original["WARC-Payload-Digest"]
    assert [headers["WARC-Profile"].rpartition("/")[2] for headers, _ in found] == ["server-not-modified", "identical-payload-digest"]
    assert [http.get_statuscode() for _, http in found] == ["304", "200"]


def test_what_an_earlier_run_does_not_hold_is_written(tmp_path: Path) -> None:
    """No earlier run, one without a file, one with a damaged file, bytes it does not know: the body is written, nothing dangles."""
    visit = tonight(made.visit(0), 1)
    assert "response" in kinds(keep(tmp_path / "a", SECOND, visit))
    assert "response" in kinds(keep(tmp_path / "b", SECOND, visit, earlier=FIRST))
    path = keep(tmp_path / "c", FIRST, made.visit(0))
    path.write_bytes(b"not a WARC file")
    assert "response" in kinds(keep(tmp_path / "c", SECOND, visit, earlier=FIRST))
    keep(tmp_path / "d", FIRST, made.visit(1))
    assert "response" in kinds(keep(tmp_path / "d", SECOND, visit, earlier=FIRST))


def test_a_walk_gone_on_with_knows_its_revisits(tmp_path: Path) -> None:
    """What an earlier attempt named is met again whole, and named once."""
    keep(tmp_path, FIRST, made.visit(0), made.visit(1))
    visits = [tonight(made.visit(0), 1), tonight(made.visit(1), 1)]
    path = keep(tmp_path, SECOND, visits[0], earlier=FIRST)
    with Archive(tmp_path).keeper(SECOND, SCHOOL, earlier=FIRST) as keeping:
        assert keeping.before(visits[0].link) == visits[0]
        keeping(visits[1])
    assert list(Archive(tmp_path).visits(SECOND, SCHOOL, expected=2)) == visits
    assert kinds(path).count("revisit") == 2
    assert len(entries_of(path)) == 2


def test_a_payload_that_is_gone_is_a_damage_of_that_walk(tmp_path: Path) -> None:
    """A revisit without its bytes is no visit: the walk is damaged and says so, instead of coming back shorter."""
    first = keep(tmp_path, FIRST, made.visit(0))
    keep(tmp_path, SECOND, tonight(made.visit(0), 1), earlier=FIRST)
    first.unlink()
    with pytest.raises(ArchiveDamaged, match="0 of 1"):
        list(Archive(tmp_path).visits(SECOND, SCHOOL, expected=1))


def test_the_earlier_walk_answers_by_address(tmp_path: Path) -> None:
    """The capture that lay at an address, the last one where there are two; nothing for others and for what is damaged."""
    newer = replace(made.visit(0), got=made.capture(0, b"newer"))
    path = keep(tmp_path, FIRST, made.visit(0), made.visit(1), made.failed(3), newer)
    known = Archive(tmp_path).earlier(FIRST, SCHOOL)
    assert known("http://school1.example/0/") == newer.got
    assert known("http://school1.example/1/") == made.visit(1).got
    assert known("http://school1.example/1") is None and known("http://school1.example/gone") is None
    path.write_bytes(path.read_bytes()[:700])
    assert known("http://school1.example/1/") is None
    assert Archive(tmp_path).earlier(THIRD, SCHOOL)("http://school1.example/0/") is None


def test_the_index_is_read_by_other_tools(tmp_path: Path) -> None:
    """Lines of key, moment and JSON, sorted; offset and length cut out exactly one record; revisits are called so."""
    keep(tmp_path, FIRST, made.visit(1), made.visit(0))
    path = keep(tmp_path, SECOND, tonight(made.visit(0), 1), made.visit(2), earlier=FIRST)
    head, *lines = index_path(path).read_text(encoding="utf-8").splitlines()
    assert head.startswith("!meta ") and lines == sorted(lines)
    assert [line.split(" ")[0] for line in lines] == ["example,school1)/0/", "example,school1)/2/"]
    told = [json.loads(line.split(" ", 2)[2]) for line in lines]
    assert [(one["mime"], one["status"]) for one in told] == [("warc/revisit", "200"), ("text/html", "200")]
    with path.open("rb") as file:
        offset, length = int(told[1]["offset"]), int(told[1]["length"])
        file.seek(offset)
        (tmp_path / "cut.gz").write_bytes(file.read(length))
    assert kinds(tmp_path / "cut.gz") == ["response"]


@pytest.mark.parametrize("spoilt", ["", "!meta {}\n", "!meta []\n{", '!meta {"file_bytes": 1}\n', "\0\xff", "x 1 {}\n"])
def test_an_index_that_is_not_of_the_file_does_not_count(tmp_path: Path, spoilt: str) -> None:
    """Missing, spoilt or stale: the file itself is read instead, with the same result."""
    path = keep(tmp_path, FIRST, made.visit(0), made.visit(1))
    whole = read_index(path)
    assert whole is not None and len(whole) == 2
    index_path(path).write_text(spoilt, encoding="utf-8")
    assert read_index(path) is None
    assert entries_of(path) == whole
    index_path(path).unlink()
    assert entries_of(path) == whole
    assert list(Archive(tmp_path).visits(FIRST, SCHOOL, expected=2)) == [made.visit(0), made.visit(1)]


def test_a_missing_file_is_that_walks_damage(tmp_path: Path) -> None:
    """Another school's walks can still be read: the error is of the kind that a rejudgement steps over."""
    with pytest.raises(ArchiveDamaged) as told:
        list(Archive(tmp_path).visits(FIRST, SCHOOL))
    assert isinstance(told.value, MachineError)
