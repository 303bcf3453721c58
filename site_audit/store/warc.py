"""A visit as WARC 1.1 records, and back.

A capture is three records, each its own gzip member (so that any tool can jump to it): `response`, `request`, and last `metadata` with
everything of the visit that HTTP has no place for. A failure is a metadata record alone. The metadata closes the visit: what was cut
before it was whole does not count.

The archive holds bodies as they were read, already unpacked; so `Content-Encoding` and `Transfer-Encoding` are left out of the response's
header and `Content-Length` tells the length that is there. The header as the server sent it is in the metadata.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from fastwarc import ArchiveIterator, GzipWriter, WarcRecord, WarcRecordType

from ..model import Capture, Failure, Visit
from .codec import dense_json, visit_card, visit_from_card

COMPRESSION = 6
"""The library's own level 9 takes twice the time for some hundredths of the size."""

CHUNK = 1 << 16
SCHEMA = "site-audit/visit/1"
_SAFE = "!#$%&'()*+,/:;=?@[]~-._"
_NOT_TOKEN = re.compile(r"[^A-Za-z0-9!#$%&'*+.^_`|~-]")
_UNPACKED = frozenset(("content-encoding", "transfer-encoding", "content-length"))
_ABOUT = (
    "software: {software}\r\n"
    "format: WARC File Format 1.1\r\n"
    "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
    "isPartOf: {run}\r\n"
    "description: One walk over a school's site. Bodies are kept unpacked; requests show request line and Host; "
    "the metadata record after each response holds the header as it was sent.\r\n"
)


def about_record(*, run: str, school: str, software: str, at: datetime) -> bytes:
    """The record a file begins with: who wrote it, and how it is to be read."""
    text = _ABOUT.format(software=software, run=run).encode()
    return _record(WarcRecordType.warcinfo, text, name=f"{run}/{school}", at=at, media_type="application/warc-fields")


def visit_records(visit: Visit, *, name: str) -> bytes:
    """All records of a visit, packed. `name` is unique to the visit: the records' ids are derived from it."""
    got = visit.got
    card = dense_json({"schema": SCHEMA, "visit": visit_card(visit)})
    if isinstance(got, Failure):
        return _record(WarcRecordType.metadata, card, name=f"{name}/metadata", at=visit.at, url=got.url, media_type="application/json")
    response, at = f"{name}/response", got.fetched_at
    return b"".join(
        (
            _record(WarcRecordType.response, _response(got), name=response, at=at, url=got.url),
            _record(WarcRecordType.request, _request(got.url), name=f"{name}/request", at=at, url=got.url, beside=response),
            _record(
                WarcRecordType.metadata, card, name=f"{name}/metadata", at=at, url=got.url, beside=response, media_type="application/json"
            ),
        )
    )


def read_visits(file: BinaryIO) -> Iterator[tuple[int, Visit]]:
    """Every whole visit with the offset at which it begins, one in memory at a time; ends at the first record that is not whole."""
    body: bytes | None = None
    start = 0
    try:
        for record in ArchiveIterator(file, parse_http=False, fsspec_args=False):
            content = record.reader.read() if record.reader else b""
            if len(content) != int(record.headers.get("Content-Length", "0") or 0):
                return
            if record.record_type == WarcRecordType.response:
                body, start = content.partition(b"\r\n\r\n")[2], record.stream_pos
            elif record.record_type == WarcRecordType.metadata:
                visit = _visit(json.loads(content), body)
                if visit is None:
                    return
                yield (record.stream_pos if body is None else start), visit
                body = None
    except (OSError, EOFError, UnicodeDecodeError, json.JSONDecodeError):
        return


def end_of_visit(file: BinaryIO, start: int, visit: Visit) -> int:
    """Where the records of the visit that begins here end: so many gzip members, whatever follows them."""
    file.seek(start)
    end, unused = start, b""
    for _ in range(3 if isinstance(visit.got, Capture) else 1):
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while not member.eof:
            data = unused or file.read(CHUNK)
            if not data:
                return start
            member.decompress(data)
            unused = member.unused_data
            end += len(data) - len(unused)
    return end


def _visit(card: dict[str, Any], body: bytes | None) -> Visit | None:
    if "status" not in card["visit"]["got"]:
        return visit_from_card(card["visit"], None)
    if body is None or card["visit"]["got"]["digest"] != f"sha256:{hashlib.sha256(body).hexdigest()}":
        return None
    return visit_from_card(card["visit"], body)


def _record(
    kind: WarcRecordType, content: bytes, *, name: str, at: datetime, url: str = "", beside: str = "", media_type: str = ""
) -> bytes:
    record = WarcRecord()
    record.init_headers(record_type=kind, record_urn=_urn(name))
    record.headers["WARC-Date"] = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if url:
        record.headers["WARC-Target-URI"] = _ascii(url)
    if beside:
        record.headers["WARC-Concurrent-To"] = f"<urn:{_urn(beside).decode()}>"
    if media_type:
        record.headers["Content-Type"] = media_type
    else:
        record.is_http = True
    record.set_bytes_content(content)
    if not media_type:
        record.parse_http()
    packed = BytesIO()
    with GzipWriter(packed, compression_level=COMPRESSION, fsspec_args=False) as writer:
        record.write(writer, checksum_data=True)
        writer.finish()
        return packed.getvalue()


def _urn(name: str) -> bytes:
    return f"uuid:{uuid5(NAMESPACE_URL, name)}".encode()


def _response(capture: Capture) -> bytes:
    lines = [f"HTTP/1.1 {capture.status:03d} {_phrase(capture.status)}"]
    for name, value in capture.headers:
        token = _NOT_TOKEN.sub("", name)
        if token and token.lower() not in _UNPACKED:
            lines.append(f"{token}: {' '.join(value.split())}")
    lines.append(f"Content-Length: {len(capture.body)}")
    return "\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n" + capture.body


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _request(url: str) -> bytes:
    parts = urlsplit(_ascii(url))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()


def _ascii(url: str) -> str:
    return quote(url, safe=_SAFE, errors="replace")
