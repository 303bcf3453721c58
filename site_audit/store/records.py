"""One WARC record as packed bytes, and what of an HTTP answer is written into it.

The archive holds bodies as they were read, already unpacked; so `Content-Encoding` and `Transfer-Encoding` are left out of the response's
header and `Content-Length` tells the length that is there. The header as the server sent it is in the metadata.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from fastwarc import GzipWriter, WarcRecord, WarcRecordType

from ..model import Again, Capture
from .cdxj import Entry

COMPRESSION = 6
"""The library's own level 9 takes twice the time for some hundredths of the size."""

PROFILES = {
    Again.NOT_MODIFIED: "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
    Again.SAME_BYTES: "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
}
_SAFE = "!#$%&'()*+,/:;=?@[]~-._"
_NOT_TOKEN = re.compile(r"[^A-Za-z0-9!#$%&'*+.^_`|~-]")
_UNPACKED = frozenset(("content-encoding", "transfer-encoding", "content-length"))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the bytes of a revisit lie: in this record of the file of this run."""

    run: str
    entry: Entry


def record(
    kind: WarcRecordType,
    content: bytes,
    *,
    name: str,
    at: datetime,
    url: str = "",
    beside: str = "",
    media_type: str = "",
    more: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """A record, packed. Without a media type the content is an HTTP response."""
    made = WarcRecord()
    made.init_headers(record_type=kind, record_urn=urn(name))
    made.headers["WARC-Date"] = _moment(at)
    if url:
        made.headers["WARC-Target-URI"] = _ascii(url)
    if beside:
        made.headers["WARC-Concurrent-To"] = f"<urn:{urn(beside).decode()}>"
    for key, value in more:
        made.headers[key] = value
    if media_type:
        made.headers["Content-Type"] = media_type
    else:
        made.is_http = True
    made.set_bytes_content(content)
    if not media_type:
        made.parse_http()
    packed = BytesIO()
    with GzipWriter(packed, compression_level=COMPRESSION, fsspec_args=False) as writer:
        made.write(writer, checksum_data=True)
        writer.finish()
        return packed.getvalue()


def revisit(capture: Capture, origin: Origin, *, name: str) -> bytes:
    """The header alone, and where the bytes lie."""
    return record(
        WarcRecordType.revisit,
        _head(capture, HTTPStatus.NOT_MODIFIED if capture.again is Again.NOT_MODIFIED else capture.status),
        name=name,
        at=capture.fetched_at,
        url=capture.url,
        media_type="application/http; msgtype=response",
        more=(
            ("WARC-Profile", PROFILES.get(capture.again, PROFILES[Again.SAME_BYTES])),
            ("WARC-Payload-Digest", origin.entry.payload_digest),
            ("WARC-Refers-To", origin.entry.record),
            ("WARC-Refers-To-Target-URI", _ascii(origin.entry.url)),
            ("WARC-Refers-To-Date", _moment(origin.entry.at)),
        ),
    )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def sha1(body: bytes) -> str:
    """A digest as web-archive tools compare it."""
    return f"sha1:{base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}"


def urn(name: str) -> bytes:
    """The id of the record of this name."""
    return f"uuid:{uuid5(NAMESPACE_URL, name)}".encode()


def response(capture: Capture) -> bytes:
    """The HTTP block of a response."""
    return _head(capture, capture.status, f"Content-Length: {len(capture.body)}") + capture.body


def _head(capture: Capture, status: int, *more: str) -> bytes:
    lines = [f"HTTP/1.1 {status:03d} {_phrase(status)}"]
    for name, value in capture.headers:
        token = _NOT_TOKEN.sub("", name)
        if token and token.lower() not in _UNPACKED:
            lines.append(f"{token}: {' '.join(value.split())}")
    return "\r\n".join((*lines, *more)).encode("utf-8", "replace") + b"\r\n\r\n"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def request(url: str) -> bytes:
    """The HTTP block of a request: request line and host."""
    parts = urlsplit(_ascii(url))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()


def _ascii(url: str) -> str:
    return quote(url, safe=_SAFE, errors="replace")
