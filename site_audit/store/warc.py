"""A visit as WARC 1.1 records, and back.

A capture is three records, each its own gzip member (so that any tool can jump to it): `response`, `request`, and last `metadata` with
everything of the visit that HTTP has no place for. A failure is a metadata record alone. The metadata closes the visit: what was cut
before it was whole does not count.

Where an earlier run's file holds the bytes already, `revisit` stands for `response`: it names the record they lie in, and the metadata
names the run.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType

from ..model import Capture, Failure, Visit
from .cdxj import Entry
from .codec import dense_json, visit_card, visit_from_card
from .records import Origin, record, request, response, revisit, sha1, urn

CHUNK = 1 << 16
SCHEMA = "site-audit/visit/1"
#: The bytes with a digest that the file of a run holds; None where they are not there.
PayloadOf = Callable[[str, str], bytes | None]
_ABOUT = (
    "software: {software}\r\n"
    "format: WARC File Format 1.1\r\n"
    "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
    "isPartOf: {run}\r\n"
    "description: One walk over a school's site. Bodies are kept unpacked; requests show request line and Host; "
    "the metadata record after each response holds the header as it was sent.\r\n"
)


def nowhere(run: str, digest: str) -> None:
    """No other file is there to look into."""


def about_record(*, run: str, school: str, software: str, at: datetime) -> bytes:
    """The record a file begins with: who wrote it, and how it is to be read."""
    text = _ABOUT.format(software=software, run=run).encode()
    return record(WarcRecordType.warcinfo, text, name=f"{run}/{school}", at=at, media_type="application/warc-fields")


def visit_records(visit: Visit, *, name: str, origin: Origin | None = None) -> bytes:
    """All records of a visit, packed. `name` is unique to the visit: the records' ids are derived from it."""
    return b"".join(packed_records(visit, name=name, origin=origin))


def packed_records(visit: Visit, *, name: str, origin: Origin | None = None) -> tuple[bytes, ...]:
    """The records of a visit, each packed by itself. With an `origin` the bytes are not written again."""
    got = visit.got
    told = {"schema": SCHEMA, "visit": visit_card(visit)}
    card = dense_json({**told, "payload": origin.run} if origin else told)
    if isinstance(got, Failure):
        return (record(WarcRecordType.metadata, card, name=f"{name}/metadata", at=visit.at, url=got.url, media_type="application/json"),)
    answer, at = f"{name}/response", got.fetched_at
    if origin is None:
        first = record(WarcRecordType.response, response(got), name=answer, at=at, url=got.url)
    else:
        first = revisit(got, origin, name=answer)
    return (
        first,
        record(WarcRecordType.request, request(got.url), name=f"{name}/request", at=at, url=got.url, beside=answer),
        record(WarcRecordType.metadata, card, name=f"{name}/metadata", at=at, url=got.url, beside=answer, media_type="application/json"),
    )


def entry_of(capture: Capture, *, name: str, offset: int, length: int, origin: Origin | None) -> Entry:
    """What the index says of a capture that was written so."""
    return Entry(
        url=capture.url,
        at=capture.fetched_at,
        media_type=capture.media_type,
        status=capture.status,
        digest=capture.digest,
        payload_digest=origin.entry.payload_digest if origin else sha1(capture.body),
        record=f"<urn:{urn(f'{name}/response').decode()}>",
        offset=offset,
        length=length,
        run=origin.run if origin else "",
    )


def read_visits(file: BinaryIO, payload_of: PayloadOf = nowhere) -> Iterator[tuple[int, Visit]]:
    """Every whole visit with the offset at which it begins, one in memory at a time; ends at the first record that is not whole."""
    for part in read_parts(file):
        visit = visit_of(part, payload_of)
        if visit is None:
            return
        yield part.offset, visit


@dataclass(frozen=True, slots=True)
class Part:
    """The records of one visit as they lie in a file. `entry` and `body` are those of a capture; of a revisit the body is empty."""

    offset: int
    card: dict[str, Any]
    entry: Entry | None
    body: bytes


def read_parts(file: BinaryIO) -> Iterator[Part]:
    """The visits of a file from where it stands, payloads in other files left alone; ends at the first record that is not whole."""
    first: tuple[_Answer, bytes] | None = None
    length = 0
    try:
        for each in ArchiveIterator(file, parse_http=False, fsspec_args=False):
            content = each.reader.read() if each.reader else b""
            if len(content) != int(each.headers.get("Content-Length", "0") or 0):
                return
            if each.record_type in (WarcRecordType.response, WarcRecordType.revisit):
                first, length = (_answer(each), content), 0
            elif first is not None and not length:
                length = each.stream_pos - first[0].offset
            if each.record_type == WarcRecordType.metadata:
                told = json.loads(content)
                offset = each.stream_pos if first is None else first[0].offset
                entry = None if first is None else _entry_read(first[0], told, length)
                yield Part(offset, told["visit"], entry, b"" if first is None else first[1].partition(b"\r\n\r\n")[2])
                first = None
    except (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError):
        return


def end_of_part(file: BinaryIO, start: int, *, records: int) -> int:
    """Where so many records end of which the first begins here: so many gzip members, whatever follows them."""
    file.seek(start)
    end, unused = start, b""
    for _ in range(records):
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while not member.eof:
            data = unused or file.read(CHUNK)
            if not data:
                return start
            member.decompress(data)
            unused = member.unused_data
            end += len(data) - len(unused)
    return end


def visit_of(part: Part, payload_of: PayloadOf) -> Visit | None:
    """The visit of its records; None where its bytes are gone or are not those that were kept."""
    if part.entry is None:
        return None if "status" in part.card["got"] else visit_from_card(part.card, None)
    digest = part.entry.digest
    body = payload_of(part.entry.run, digest) if part.entry.run else part.body
    if body is None or digest != f"sha256:{hashlib.sha256(body).hexdigest()}":
        return None
    return visit_from_card(part.card, body)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What of a response's own header the index needs."""

    offset: int
    record: str
    payload_digest: str


def _answer(read: WarcRecord) -> _Answer:
    return _Answer(read.stream_pos, read.headers.get("WARC-Record-ID") or "", read.headers.get("WARC-Payload-Digest") or "")


def _entry_read(answer: _Answer, told: dict[str, Any], length: int) -> Entry:
    got = told["visit"]["got"]
    return Entry(
        url=got["url"],
        at=datetime.fromisoformat(got["fetched_at"]),
        media_type=got["media_type"],
        status=int(got["status"]),
        digest=got["digest"],
        payload_digest=answer.payload_digest,
        record=answer.record,
        offset=answer.offset,
        length=length,
        run=str(told.get("payload", "")),
    )
