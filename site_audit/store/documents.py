"""Documents that were read once: the same bytes are extracted once an edition, whichever school links them and whatever night it is.

`<folder>/<edition>/<aa>/<digest>.json.gz` for a file, `….page.json.gz` for a page, which is kept by its address too. The edition names all
that decides what bytes come out as: the version of the extractors and the program that recognises scans. It is a cache: any file may be
deleted, a damaged one is read again from its capture. Documents hold whatever a site shows, so the folder is for its owner only.
"""

from __future__ import annotations

import gzip
import logging
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from ..errors import MachineError
from ..model import Document, Failure
from .codec import document_from, document_json

log = logging.getLogger(__name__)

KEPT_DAYS = 60  # a file that no site links any more, or of an edition nobody uses
PAGE_DAYS = 10  # a page whose bytes differ each time is never asked for again
PACKING = 5
PAGE = ".page.json.gz"
_NAME = re.compile(r"(sha256|page):([0-9a-f]{64})")
_NO_NAME = re.compile(r"[^A-Za-z0-9.]+")


class DocumentStore:
    """What was read, by the digest of its bytes. May be shared by threads and by processes: each file is put in place whole."""

    def __init__(self, folder: Path, *, edition: str) -> None:
        self._root = folder
        self._folder = folder / _NO_NAME.sub("-", edition).strip("-")[:100]

    def get(self, name: str) -> Document | Failure | None:
        """What the bytes of this digest (or the page of this name) said, None where they were not read yet."""
        path = self._path(name)
        if path is None or not path.is_file():
            return None
        try:
            found = document_from(gzip.decompress(path.read_bytes()).decode())
        except (OSError, EOFError, zlib.error, UnicodeError, MachineError):
            log.warning("%s cannot be read; its document is read again", path)
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):
            os.utime(path)  # still wanted
        return found

    def put(self, name: str, got: Document | Failure) -> None:
        """Keep what these bytes said. A full disk costs the keeping, not the night."""
        path = self._path(name)
        if path is None:
            return
        aside = path.with_suffix(f".{uuid4().hex}")
        try:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(gzip.compress(document_json(replace(got, url="")).encode(), PACKING, mtime=0))
            os.replace(aside, path)
        except OSError as error:
            log.warning("a document cannot be kept (%s); it will be read again", error.strerror)
            with suppress(OSError):
                aside.unlink()

    def sweep(self, *, now: datetime, days: int = KEPT_DAYS, page_days: int = PAGE_DAYS) -> int:
        """Remove files and pages that nobody asked for in so many days, of all editions; returns how many went."""
        gone = 0
        for path in self._files():
            with suppress(OSError):
                unasked_s = now.timestamp() - path.stat().st_mtime
                if unasked_s > (page_days if path.name.endswith(PAGE) else days) * 86_400:
                    path.unlink()
                    gone += 1
        return gone

    def _files(self) -> Iterator[Path]:
        if self._root.is_dir():
            yield from self._root.glob("*/??/*")

    def _path(self, name: str) -> Path | None:
        found = _NAME.fullmatch(name)
        return self._folder / found[2][:2] / (found[2] + (PAGE if found[1] == "page" else ".json.gz")) if found else None
