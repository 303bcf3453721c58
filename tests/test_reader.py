"""The sandbox around the extractors: what hangs, dies or hoards costs one file, and nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from site_audit.model import Capture, Document, Failure, Trouble
from site_audit.reader import DocumentReader
from tests.misbehaving import DIE, HANG, HOARD, RAISE, WHO, misbehave

AT = datetime(2026, 11, 23, tzinfo=UTC)


def capture(body: bytes, *, url: str = "http://school.example/file", media_type: str = "", digest: str = "") -> Capture:
    """An answer with this body; without a digest of its own nothing is remembered of it."""
    return Capture(url, url, 200, media_type, "", (), body, AT, digest)


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    """A reader whose extractor does as the body bids."""
    with DocumentReader(extract=misbehave, memory_bytes=1_000_000_000) as made:
        yield made


def process_of(reader: DocumentReader) -> int:
    """Which process reads files now."""
    document = reader.read(capture(WHO))
    assert isinstance(document, Document)
    return int(document.title)


def test_pages_are_read_here() -> None:
    """A page needs no child process."""
    with DocumentReader() as reader:
        document = reader.read(capture("<title>Школа</title><p>План работы</p>".encode(), media_type="text/html"))
    assert isinstance(document, Document)
    assert [block.text for block in document.blocks] == ["Школа", "План работы"]


def test_a_heavy_page_is_read_in_the_child(reader: DocumentReader) -> None:
    """A page built to keep a parser busy is given to the process that can be killed, and is never remembered for another address."""
    heavy = b"<html>" + b"<i>" * 20_001
    first = reader.read(capture(heavy, url="http://school.example/a", digest="sha256:heavy"))
    second = reader.read(capture(heavy, url="http://school.example/b", digest="sha256:heavy"))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert int(first.title) != os.getpid()
    assert (first.url, second.url) == ("http://school.example/a", "http://school.example/b")


def test_files_are_read_in_one_child(reader: DocumentReader) -> None:
    """Files are read in another process, always the same while it behaves."""
    first = process_of(reader)
    assert first != os.getpid()
    assert process_of(reader) == first


def test_a_hanging_file_costs_its_time_and_no_more() -> None:
    """A file that takes too long is a failure, its process is replaced, and the next file is read."""
    with DocumentReader(extract=misbehave, seconds=2) as reader:
        before = process_of(reader)
        assert reader.read(capture(HANG)) == Failure("http://school.example/file", Trouble.TIMEOUT, "2 s")
        assert process_of(reader) != before


def test_a_file_that_kills_its_process_is_named(reader: DocumentReader) -> None:
    """A crash of the decoder is a failure of this file; the next one is read."""
    assert reader.read(capture(DIE)) == Failure("http://school.example/file", Trouble.CRASHED, "process ended")
    assert process_of(reader) > 0


def test_a_fault_in_an_extractor_is_a_failure(reader: DocumentReader) -> None:
    """An exception while a file is read becomes a failure, and its process stays."""
    before = process_of(reader)
    assert reader.read(capture(RAISE)) == Failure("http://school.example/file", Trouble.CRASHED, "ValueError")
    assert process_of(reader) == before


def test_a_fault_on_a_page_is_a_failure(reader: DocumentReader) -> None:
    """An exception while a page is read here becomes a failure as well."""
    got = reader.read(capture(b"<html><p>1</p>", media_type="text/html"))
    assert got == Failure("http://school.example/file", Trouble.CRASHED, "ValueError")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process reliably")
def test_memory_is_bounded(reader: DocumentReader) -> None:
    """A file that would unpack into gigabytes gets no more memory than was granted."""
    assert reader.read(capture(HOARD)) == Failure("http://school.example/file", Trouble.CRASHED, "MemoryError")


def test_the_same_bytes_are_read_once(reader: DocumentReader) -> None:
    """Equal digests are read once, and each address gets its own document."""
    first = reader.read(capture(WHO, url="http://school.example/a", digest="sha256:1"))
    assert reader.read(capture(DIE)) is not None
    second = reader.read(capture(WHO, url="http://school.example/b", digest="sha256:1"))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (second.url, second.title) == ("http://school.example/b", first.title)


def test_too_large_a_body_is_not_read() -> None:
    """A body over the limit is refused before anything looks into it."""
    with DocumentReader(body_limit_bytes=10) as reader:
        got = reader.read(capture(b"%PDF-1.7 and more"))
    assert isinstance(got, Failure)
    assert got.trouble is Trouble.TOO_LARGE


def test_threads_share_a_reader(reader: DocumentReader) -> None:
    """Several schools at once get each their own file's answer."""
    urls = [f"http://school.example/{number}" for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(lambda url: reader.read(capture(WHO, url=url)), urls))
    assert [one.url for one in got] == urls


def test_closing_twice_is_harmless_and_reading_goes_on() -> None:
    """A closed reader holds no process; asked again, it starts one."""
    reader = DocumentReader(extract=misbehave)
    first = process_of(reader)
    reader.close()
    reader.close()
    assert process_of(reader) != first
    reader.close()
