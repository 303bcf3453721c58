"""Captures to documents: a page is parsed by a library that has no way to hang us; a PDF or an office file may be a bomb.

So a file gets a process with a bound on its memory and its time. A child is started when a file has none to go to, used again for the
next, and renewed now and then. There may be as many as schools are walked at once, so that the files of a hostile site keep no other
school waiting. The same bytes are read once: `kept` remembers what they said – of a file wherever it lies, of a page at its address.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from queue import LifoQueue
from threading import Lock
from time import monotonic
from typing import Any, Protocol

from site_audit.extract import extract, sniff
from site_audit.extract.recognition import Program
from site_audit.extract.sniff import CSV, HTML, PLAIN
from site_audit.model import Capture, Document, Failure, ReadAs, Trouble
from site_audit.reader.child import Child, Extract, guarded

BODY_LIMIT = 20_000_000
SECONDS = 60.0  # four hundred pages of ruled tables take twenty on an idle machine, three times that on a busy one
MEMORY = 1_500_000_000  # of address space: the child with its PDF engine begins at a quarter of it
CHILDREN = 4  # at once: each may take its memory, and a school holds one
REMEMBERED = 256
PAGE_BYTES = 1_000_000
PAGE_TAGS = 20_000
IN_PROCESS = frozenset((HTML, PLAIN, CSV))
#: What the same bytes may answer differently tomorrow.
PASSING = frozenset((Trouble.TIMEOUT, Trouble.CRASHED, Trouble.BUDGET))


class Kept(Protocol):
    """What remembers documents, by the digest of their bytes or the name of a page (`name_of`)."""

    def get(self, name: str) -> Document | Failure | None:
        """What these bytes said, None where they were not read yet."""
        ...

    def put(self, name: str, got: Document | Failure) -> None:
        """Remember what these bytes said."""
        ...


class Remembered:
    """The documents read last, in memory."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._known: OrderedDict[str, Document | Failure] = OrderedDict()
        self._most = most
        self._lock = Lock()

    def get(self, name: str) -> Document | Failure | None:
        """What these bytes said."""
        with self._lock:
            return self._known.get(name)

    def put(self, name: str, got: Document | Failure) -> None:
        """Remember it, and forget the oldest where there are too many."""
        with self._lock:
            self._known[name] = got
            self._known.move_to_end(name)
            if len(self._known) > self._most:
                self._known.popitem(last=False)


class DocumentReader:
    """Reads captures of any kind; may be shared by threads. One file costs at most its own time-out, and nothing else."""

    def __init__(
        self,
        *,
        body_limit_bytes: int = BODY_LIMIT,
        seconds: float = SECONDS,
        memory_bytes: int = MEMORY,
        children: int = 1,
        extract: Extract = extract,
        recogniser: Program | None = None,
        kept: Kept | None = None,
    ) -> None:
        self._limit = body_limit_bytes
        self._extract = extract
        self._recogniser = recogniser
        self._children = tuple(Child(extract, seconds, memory_bytes, recogniser) for _ in range(children))
        self._free: LifoQueue[Child] = LifoQueue()  # the one used last is asked first: a quiet run starts no second
        for child in self._children:
            self._free.put(child)
        self._kept: Kept = kept if kept is not None else Remembered()
        self._reading: dict[str, tuple[Lock, int]] = {}  # with how many hold or wait for it
        self._lock = Lock()

    @property
    def recognises(self) -> bool:
        """Whether a program is there that reads pictures of text."""
        return self._recogniser is not None

    def read(self, capture: Capture, *, recognise: bool = True) -> Document | Failure:
        """What the capture says, or what kept us from reading it. Without `recognise` a scan that is not remembered stays unread."""
        if len(capture.body) > self._limit:
            return Failure(capture.url, Trouble.TOO_LARGE, f"{len(capture.body)} bytes")
        if not capture.digest:
            return self._ask(capture, recognise)
        with self._alone(name_of(capture)):
            return at_address(self._read_once(capture, recognise), capture.url)

    def recall(self, capture: Capture) -> Document | Failure | None:
        """What the capture said when it was read before; None where it was not, or is not remembered."""
        if not capture.digest or len(capture.body) > self._limit:
            return None
        known = self._kept.get(name_of(capture))
        return None if known is None else at_address(known, capture.url)

    def close(self) -> None:
        """End the child processes, each when it has answered. Reading again would start another."""
        taken = [self._free.get() for _ in self._children]
        for child in taken:
            child.stop()
            self._free.put(child)

    def __enter__(self) -> DocumentReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _alone(self, digest: str) -> Iterator[None]:
        """Two schools that link the same file wait for one reading of it."""
        with self._lock:
            lock, waiting = self._reading.get(digest, (Lock(), 0))
            self._reading[digest] = lock, waiting + 1
        try:
            with lock:
                yield
        finally:
            with self._lock:
                lock, waiting = self._reading.pop(digest)
                if waiting > 1:
                    self._reading[digest] = lock, waiting - 1

    def _read_once(self, capture: Capture, recognise: bool) -> Document | Failure:
        name = name_of(capture)
        known = self._kept.get(name)
        if known is not None:
            return known
        began = monotonic()
        got = self._ask(capture, recognise)
        if self._is_final(got, recognise, monotonic() - began):
            self._kept.put(name, got)
        return got

    def _is_final(self, got: Document | Failure, recognise: bool, seconds: float) -> bool:
        """Whether the same bytes would say the same tomorrow: not where a time ran out, and not of pictures that nobody was let look at."""
        if isinstance(got, Failure):
            return got.trouble not in PASSING
        if not is_unread(got):
            return True
        if self._recogniser is None:
            return True  # the edition of what is kept names the recogniser: with one it is read anew
        return recognise and seconds < self._recogniser.file_seconds

    def _ask(self, capture: Capture, recognise: bool) -> Document | Failure:
        if _is_page(capture) and _is_light(capture.body):
            return guarded(self._extract, _question(capture))
        child = self._free.get()
        try:
            return child.ask(_question(capture), recognise=recognise)
        finally:
            self._free.put(child)


def is_unread(got: Document | Failure) -> bool:
    """Whether pictures of text in it, or in a file it holds, were not read."""
    if isinstance(got, Failure):
        return False
    return bool(got.unread_pages) or got.read_as is ReadAs.IMAGE_UNREAD or any(is_unread(part) for part in got.parts)


def at_address(got: Document | Failure, url: str) -> Document | Failure:
    """What was read at one address, told of another where the same bytes lie; the files of an archive move with it."""
    if isinstance(got, Failure) or not got.parts:
        return got if got.url == url else replace(got, url=url)
    parts = tuple(at_address(part, url + "#" * ("#" in part.url) + part.url.partition("#")[2]) for part in got.parts)
    return replace(got, url=url, parts=parts)


def name_of(capture: Capture) -> str:
    """Under which name the document of a capture is kept: a page's links hang on its address, its letters on what the server declares."""
    if not _is_page(capture):
        return capture.digest
    told = "\n".join((capture.digest, capture.url, capture.media_type, capture.charset))
    return f"page:{sha256(told.encode('utf-8', 'replace')).hexdigest()}"


def _is_page(capture: Capture) -> bool:
    return sniff(capture.body[:4096], capture.media_type) in IN_PROCESS


def _is_light(body: bytes) -> bool:
    """Small enough for this process: the parser's time grows with the square of open elements, 20,000 of them take a second."""
    return len(body) <= PAGE_BYTES and body.count(b"<") <= PAGE_TAGS


def _question(capture: Capture) -> dict[str, Any]:
    return {
        "body": capture.body,
        "url": capture.url,
        "media_type": capture.media_type,
        "charset": capture.charset,
        "digest": capture.digest,
    }
