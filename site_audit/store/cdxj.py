"""The index of a WARC file: where each answer lies in it, in the CDXJ lines that web-archive tools read.

`<school>.cdxj` beside `<school>.warc.gz`, one line an answer, sorted by address and moment. Beside what the tools know, our lines name the
digest of the body (`sha256`) and, for an answer whose bytes lie in the file of an earlier run, that run (`payload`). The index is made from
the file and may be deleted; one that does not belong to the file as it is does not count.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

REVISIT = "warc/revisit"
_META = "!meta "


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer. `run` is the one whose file holds the bytes, "" where they lie here; `record` is the record's id as WARC writes it."""

    url: str
    at: datetime
    media_type: str
    status: int
    digest: str
    payload_digest: str
    record: str
    offset: int
    length: int
    run: str = ""
    own: bool = False  # of a file that was thinned: kept for its own sake, not only because a later walk names the bytes


def index_path(warc: Path) -> Path:
    """Where the index of a file lies."""
    return warc.with_name(warc.name.removesuffix(".warc.gz") + ".cdxj")


def write_index(warc: Path, entries: Iterable[Entry]) -> None:
    """Put the index of a file in place, whole."""
    lines = sorted(_line(entry, warc.name) for entry in entries)
    head = f"{_META}{json.dumps({'file_bytes': warc.stat().st_size})}"
    place = index_path(warc)
    aside = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        aside.write_text("\n".join((head, *lines, "")), encoding="utf-8")
        os.replace(aside, place)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def read_index(warc: Path) -> tuple[Entry, ...] | None:
    """The answers of a file in the order they lie there; None where there is no index, or not of this file as it is."""
    try:
        head, *lines = index_path(warc).read_text(encoding="utf-8").splitlines()
        if json.loads(head.removeprefix(_META)).get("file_bytes") != warc.stat().st_size:
            return None
        found = [_entry(json.loads(line.split(" ", 2)[2])) for line in lines]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return tuple(sorted(found, key=lambda entry: entry.offset))


def _line(entry: Entry, name: str) -> str:
    told = {
        "url": entry.url,
        "mime": REVISIT if entry.run else entry.media_type or "unk",
        "status": str(entry.status),
        "digest": entry.payload_digest,
        "length": str(entry.length),
        "offset": str(entry.offset),
        "filename": name,
        "record": entry.record,
        "at": entry.at.isoformat(),
        "type": entry.media_type,
        "sha256": entry.digest,
        "payload": entry.run,
        "own": entry.own,
    }
    moment = entry.at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
    return f"{_key(entry.url)} {moment} {json.dumps(told)}"


def _entry(told: dict[str, Any]) -> Entry:
    return Entry(
        url=told["url"],
        at=datetime.fromisoformat(told["at"]),
        media_type=told["type"],
        status=int(told["status"]),
        digest=told["sha256"],
        payload_digest=told["digest"],
        record=told["record"],
        offset=int(told["offset"]),
        length=int(told["length"]),
        run=told["payload"],
        own=bool(told["own"]),
    )


def _key(url: str) -> str:
    """The address as indices sort it: the host from its end, then port, path and query."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "".join(url.split())
    turned = ",".join(reversed(host.removeprefix("www.").split(".")))
    place = f":{port}" if port not in (None, 80, 443) else ""
    query = f"?{parts.query}" if parts.query else ""
    return "".join(f"{turned}{place}){parts.path or '/'}{query}".lower().split())
