"""The archive gives back what a site showed, byte for byte, also after a crash."""

from __future__ import annotations

import gzip
import stat
import subprocess
import sys
from dataclasses import replace
from io import FileIO
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from site_audit.errors import MachineError
from site_audit.model import Capture, Link, Trouble, Visit
from site_audit.store.archive import Archive
from site_audit.store.walk_file import Kept
from site_audit.store.warc import read_visits, visit_records
from tests.store import made

RUN, SCHOOL = "20261123-0214", "school-1"
ZIPPED = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Content-Length", "12"), ("X-Имя", "значение\r\n второй ряд"))
VISITS = (
    made.visit(0, made.capture(0, headers=ZIPPED)),
    made.failed(1),
    made.visit(2),
    made.failed(3, url="http://[не адрес\0"),
    made.visit(4),
)


def _keep(folder: Path, *visits: Visit) -> list[Kept]:
    places: list[Kept] = []
    with Archive(folder).keeper(RUN, SCHOOL, noted=lambda _, kept: places.append(kept)) as keep:
        for visit in visits:
            keep(visit)
    return places


def test_a_walk_comes_back_equal(tmp_path: Path) -> None:
    """Captures and failures come back in order and equal, headers as they were sent."""
    _keep(tmp_path, *VISITS)
    assert tuple(Archive(tmp_path).visits(RUN, SCHOOL, expected=len(VISITS))) == VISITS


HEADERS = st.lists(st.tuples(st.text(st.characters(codec="utf-8"), max_size=8), st.text(max_size=8)), max_size=3).map(tuple)


@given(body=st.binary(max_size=300), headers=HEADERS, status=st.integers(100, 599))
def test_whatever_a_server_sends_comes_back(tmp_path_factory: pytest.TempPathFactory, body: bytes, headers: object, status: int) -> None:
    """No header and no body, hostile or empty, spoils the file it is kept in."""
    assert isinstance(headers, tuple)
    sent = tuple((name, value.encode("utf-8", "replace").decode()) for name, value in headers)
    visit = made.visit(0, replace(made.capture(0, body, sent), status=status))
    path = tmp_path_factory.mktemp("warc") / "one.gz"
    path.write_bytes(visit_records(visit, name="a") + visit_records(VISITS[1], name="b"))
    with path.open("rb") as file:
        assert [visit for _, visit in read_visits(file)] == [visit, VISITS[1]]


def test_another_reader_reads_every_record(tmp_path: Path) -> None:
    """warcio reads the whole file: its records, their digests, and the same bodies."""
    _keep(tmp_path, *VISITS)
    kinds, bodies = [], []
    with Archive(tmp_path).path(RUN, SCHOOL).open("rb") as file:
        for record in ArchiveIterator(file, check_digests=True):
            kinds.append(record.rec_type)
            body = record.content_stream().read()
            assert record.digest_checker.passed is True
            assert record.format == "warc" and record.rec_headers.protocol == "WARC/1.1"
            if record.rec_type == "response":
                bodies.append(body)
    assert kinds == ["warcinfo", *["response", "request", "metadata", "metadata"] * 2, "response", "request", "metadata"]
    assert bodies == [visit.got.body for visit in VISITS if isinstance(visit.got, Capture)]


def test_the_kept_header_tells_the_truth_about_the_kept_body(tmp_path: Path) -> None:
    """The body is kept unpacked: no encoding is claimed, the length is that of the kept bytes, moments are in UTC."""
    _keep(tmp_path, VISITS[0])
    with Archive(tmp_path).path(RUN, SCHOOL).open("rb") as file:
        response = next(record for record in ArchiveIterator(file) if record.rec_type == "response")
        assert response.http_headers.get_header("Content-Encoding") is None
        assert response.http_headers.get_header("Content-Length") == str(len(response.content_stream().read()))
        assert response.http_headers.get_header("Content-Type") == "text/html"
        assert response.rec_headers.get_header("WARC-Date") == "2026-11-22T23:14:05.123456Z"
        assert response.rec_headers.get_header("WARC-Target-URI") == "http://school1.example/0/"


def test_each_record_can_be_read_from_its_offset(tmp_path: Path) -> None:
    """A visit is fetched by its place without reading what stands before it."""
    places = _keep(tmp_path, *VISITS)
    archive = Archive(tmp_path)
    assert tuple(archive.visit_at(place) for place in places) == VISITS
    assert [place.seq for place in places] == [0, 1, 2, 3, 4]


def test_a_place_outside_the_archive_is_refused(tmp_path: Path) -> None:
    """A ledger somebody tampered with does not open other files."""
    with pytest.raises(MachineError, match="outside the archive"):
        Archive(tmp_path / "archive").visit_at(Kept(0, "../audit.db", 0))


def test_a_capture_is_found_by_address_and_by_digest(tmp_path: Path) -> None:
    """Evidence cites an address and a digest: either leads to the bytes."""
    _keep(tmp_path, *VISITS)
    archive, wanted = Archive(tmp_path), made.capture(2)
    assert archive.capture(RUN, SCHOOL, wanted.url) == archive.capture(RUN, SCHOOL, wanted.digest) == wanted
    assert archive.capture(RUN, SCHOOL, "http://school1.example/2") == wanted
    assert archive.capture(RUN, SCHOOL, "http://school1.example/gone") is None


def test_a_file_cut_anywhere_gives_what_is_whole(tmp_path: Path) -> None:
    """Killed at whatever byte, the file replays all visits that were written whole."""
    places = _keep(tmp_path, *VISITS)
    archive = Archive(tmp_path)
    path = archive.path(RUN, SCHOOL)
    whole = path.read_bytes()
    ends = [place.offset for place in places[1:]] + [len(whole)]
    for cut in sorted({*range(1, len(whole), 97), *ends, *(end - 9 for end in ends), *(end + 1 for end in ends[:-1])}):
        path.write_bytes(whole[:cut])
        found = tuple(archive.visits(RUN, SCHOOL))
        assert found == VISITS[: len(found)]
        assert len(found) >= sum(end <= cut for end in ends)


def test_damage_is_no_silent_loss(tmp_path: Path) -> None:
    """Who knows how many visits there must be learns that some are lost: a lost page must not be judged absent."""
    places = _keep(tmp_path, *VISITS)
    path = Archive(tmp_path).path(RUN, SCHOOL)
    spoilt = bytearray(path.read_bytes())
    spoilt[places[2].offset + 40] ^= 0xFF
    path.write_bytes(spoilt)
    with pytest.raises(MachineError, match=r"2 of 5 visits can be read"):
        list(Archive(tmp_path).visits(RUN, SCHOOL, expected=5))


def test_a_visit_is_on_its_way_to_the_disk_at_once(tmp_path: Path) -> None:
    """A program that is killed without a last word leaves every visit it had kept."""
    code = (
        "import os, sys; from pathlib import Path; from site_audit.store.archive import Archive; from tests.store.made import visit\n"
        "with Archive(Path(sys.argv[1])).keeper('r', 's') as keep:\n"
        "    keep(visit(0)); keep(visit(1)); os._exit(9)"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=root, check=False, timeout=60).returncode == 9
    assert tuple(Archive(tmp_path).visits("r", "s")) == (made.visit(0), made.visit(1))


def test_an_interruption_leaves_a_whole_file(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a walk closes the file after its last whole visit."""
    with pytest.raises(KeyboardInterrupt), Archive(tmp_path).keeper(RUN, SCHOOL) as keep:
        keep(VISITS[0])
        raise KeyboardInterrupt
    assert tuple(Archive(tmp_path).visits(RUN, SCHOOL)) == VISITS[:1]


def test_a_visit_that_finds_no_room_is_cut_off_again(tmp_path: Path) -> None:
    """A full disk ends in a sentence, and the visits before it stay readable."""
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from site_audit.errors import MachineError; from site_audit.store.archive import Archive\n"
        "from tests.store.made import capture, visit\n"
        "import random; noise = random.Random(1).randbytes(100_000)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "try:\n"
        "    with Archive(Path(sys.argv[1])).keeper('r', 's') as keep:\n"
        "        keep(visit(0)); keep(visit(1, capture(1, noise)))\n"
        "except MachineError as error:\n"
        "    sys.exit(0 if 'free space' in str(error) else 5)"
    )
    pytest.importorskip("resource", reason="this system has no limit on a file's size")
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=root, check=False, timeout=60).returncode == 0
    assert tuple(Archive(tmp_path).visits("r", "s")) == (made.visit(0),)
    assert gzip.decompress((tmp_path / "r" / "s.warc.gz").read_bytes()).count(b"WARC/1.1") == 4


def test_a_file_cut_anywhere_is_gone_on_with(tmp_path: Path) -> None:
    """Killed at whatever byte, the next attempt goes on behind the last whole visit; nothing whole is lost, nothing half stays."""
    _keep(tmp_path, *VISITS)
    path = Archive(tmp_path).path(RUN, SCHOOL)
    whole = path.read_bytes()
    for cut in (*range(0, len(whole), 131), len(whole)):
        path.write_bytes(whole[:cut])
        before = tuple(Archive(tmp_path).visits(RUN, SCHOOL))
        places = _keep(tmp_path, *VISITS[len(before) :])
        assert tuple(Archive(tmp_path).visits(RUN, SCHOOL)) == VISITS
        assert [place.seq for place in places] == list(range(len(VISITS)))
        assert tuple(Archive(tmp_path).visit_at(place) for place in places) == VISITS
        assert path.read_bytes() == whole
    assert {one.name for one in (tmp_path / RUN).iterdir()} == {path.name, f"{SCHOOL}.cdxj"}


def test_what_an_earlier_attempt_kept_is_given_once(tmp_path: Path) -> None:
    """By address, in the order it was kept, each visit once; one met in the same way comes first; nothing of this attempt's own."""
    robots = replace(made.failed(5), link=Link("http://school1.example/0", rel="robots"))
    twice = replace(made.visit(0), depth=3)
    _keep(tmp_path, VISITS[0], robots, twice)
    with Archive(tmp_path).keeper(RUN, SCHOOL) as keep:
        keep(made.visit(7))
        assert keep.before(robots.link) == robots
        assert keep.before(VISITS[0].link) == VISITS[0]
        assert keep.before(Link(VISITS[0].link.url, "другие слова")) == twice
        assert keep.before(VISITS[0].link) is None
        assert keep.before(made.visit(7).link) is None


def test_a_file_that_is_no_archive_is_begun_anew(tmp_path: Path) -> None:
    """Rubbish by the name of a walk's file stops nothing."""
    path = Archive(tmp_path).path(RUN, SCHOOL)
    path.parent.mkdir()
    path.write_bytes(b"rubbish" * 1000)
    _keep(tmp_path, *VISITS)
    assert tuple(Archive(tmp_path).visits(RUN, SCHOOL, expected=len(VISITS))) == VISITS


def test_a_walk_of_nothing_replays_as_nothing(tmp_path: Path) -> None:
    """A walk stopped before its first visit is an empty file, not an error."""
    _keep(tmp_path)
    assert tuple(Archive(tmp_path).visits(RUN, SCHOOL)) == ()


def test_a_walk_that_was_not_kept_is_a_sentence(tmp_path: Path) -> None:
    """Asked for what it does not have, the archive says so."""
    archive = Archive(tmp_path)
    assert archive.has(RUN, SCHOOL) is False
    with pytest.raises(MachineError, match="was not kept"):
        list(archive.visits(RUN, SCHOOL))


def test_names_that_leave_the_folder_are_refused(tmp_path: Path) -> None:
    """A run or school cannot name a file elsewhere."""
    for name in ("..", "a/b", "", "a\\b", "C:"):
        with pytest.raises(MachineError, match="cannot name"):
            Archive(tmp_path).path(RUN, name)


def test_only_one_visit_is_in_memory(tmp_path: Path) -> None:
    """Reading goes on from visit to visit: after the first, most of the file has not been read."""
    noise = Random(1)
    _keep(tmp_path, *(made.visit(number, made.capture(number, noise.randbytes(20_000))) for number in range(40)))
    path = Archive(tmp_path).path(RUN, SCHOOL)
    with FileIO(path) as file:
        next(read_visits(file))
        assert file.tell() < path.stat().st_size / 4


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such rights on Windows")
def test_the_archive_is_for_its_owner_only(tmp_path: Path) -> None:
    """Captures hold personal data: the folder is made without rights for others."""
    _keep(tmp_path / "archive", made.visit(0))
    assert stat.S_IMODE((tmp_path / "archive").stat().st_mode) == 0o700


def test_a_block_of_troubles_comes_back(tmp_path: Path) -> None:
    """Every kind of trouble survives the archive."""
    failures = [made.visit(number, replace(made.failed(0).got, trouble=trouble)) for number, trouble in enumerate(Trouble)]  # type: ignore[arg-type]
    _keep(tmp_path, *failures)
    assert list(Archive(tmp_path).visits(RUN, SCHOOL)) == failures


def test_offsets_rise(tmp_path: Path) -> None:
    """Each visit lies behind the one before it, the first behind the record that says whose file it is."""
    places = _keep(tmp_path, *VISITS, replace(VISITS[0], link=Link("http://school1.example/again")))
    assert places[0].offset > 0
    assert all(before.offset < after.offset for before, after in pairwise(places))
