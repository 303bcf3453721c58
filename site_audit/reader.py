"""Captures to documents, safely: pages are read in this process, files in children that can be killed and replaced.

A page is parsed by a library that has no way to hang us; a PDF or an office file may be a bomb, so it gets a process with a bound on
its memory and its time. A child is started when a file has none to go to, used again for the next, and renewed now and then. There may be
as many as schools are walked at once, so that the files of a hostile site keep no other school waiting.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import OrderedDict
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from queue import LifoQueue
from threading import Lock
from typing import Any, Protocol

from site_audit.extract import extract, sniff
from site_audit.extract.recognition import Program
from site_audit.extract.sniff import HTML, PLAIN
from site_audit.model import Capture, Document, Failure, Trouble

BODY_LIMIT = 20_000_000
SECONDS = 60.0  # four hundred pages of ruled tables take twenty on an idle machine, three times that on a busy one
MEMORY = 1_500_000_000  # of address space: the child with its PDF engine begins at a quarter of it
STARTING_SECONDS = 60.0
FILES_PER_CHILD = 300
CHILDREN = 4  # at once: each may take its memory, and a school holds one
REMEMBERED = 256
PAGE_BYTES = 1_000_000
PAGE_TAGS = 20_000
IN_PROCESS = frozenset((HTML, PLAIN))


class Extract(Protocol):
    """What turns bytes into a document; the child must be able to import it by name."""

    def __call__(self, body: bytes, *, url: str, media_type: str, charset: str, digest: str) -> Document | Failure: ...


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
    ) -> None:
        self._limit = body_limit_bytes
        self._extract = extract
        self._children = tuple(_Child(extract, seconds, memory_bytes, recogniser) for _ in range(children))
        self._free: LifoQueue[_Child] = LifoQueue()  # the one used last is asked first: a quiet run starts no second
        for child in self._children:
            self._free.put(child)
        self._known: OrderedDict[str, Document | Failure] = OrderedDict()
        self._lock = Lock()

    def read(self, capture: Capture) -> Document | Failure:
        """What the capture says, or what kept us from reading it."""
        if len(capture.body) > self._limit:
            return Failure(capture.url, Trouble.TOO_LARGE, f"{len(capture.body)} bytes")
        is_page = sniff(capture.body[:4096], capture.media_type) in IN_PROCESS
        if is_page and _is_light(capture.body):
            return _guarded(self._extract, _question(capture))
        return self._ask(capture) if is_page else self._read_file(capture)  # a page's links depend on its address, not on its bytes alone

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

    def _read_file(self, capture: Capture) -> Document | Failure:
        """The same bytes are read once, whichever addresses they lie at."""
        with self._lock:
            known = self._known.get(capture.digest) if capture.digest else None
        if known is None:
            known = self._ask(capture)
        with self._lock:
            self._known[capture.digest] = known
            self._known.move_to_end(capture.digest)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return known if known.url == capture.url else replace(known, url=capture.url)

    def _ask(self, capture: Capture) -> Document | Failure:
        child = self._free.get()
        try:
            return child.ask(_question(capture))
        finally:
            self._free.put(child)


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


def _guarded(extractor: Extract, question: dict[str, Any]) -> Document | Failure:
    """A fault in an extractor is a fact about one file; the walk goes on."""
    try:
        return extractor(**question)
    except Exception as fault:
        return Failure(question["url"], Trouble.CRASHED, type(fault).__name__)


class _Child:
    """A process in which files are read."""

    def __init__(self, extractor: Extract, seconds: float, memory_bytes: int, program: Program | None) -> None:
        self._extractor = extractor
        self._program = program
        self._seconds = seconds + (program.file_seconds if program is not None else 0)
        self._memory = memory_bytes
        self._context = get_context("spawn")  # the one way of starting that all systems have, and that is safe among threads
        self._process: Any = None
        self._pipe: Connection[Any, Any] | None = None
        self._left = 0

    def ask(self, question: dict[str, Any]) -> Document | Failure:
        """The child's answer; a child that is late or gone is replaced, and its file named for it."""
        url = question["url"]
        try:
            pipe = self._ready()
            pipe.send(question)
            if not pipe.poll(self._seconds):
                self.stop(kill=True)
                return Failure(url, Trouble.TIMEOUT, f"{self._seconds:g} s")
            answer: Document | Failure = pipe.recv()
        except (EOFError, OSError):
            self.stop(kill=True)
            return Failure(url, Trouble.CRASHED, "process ended")
        except BaseException:  # Ctrl-C between question and answer: the next answer would be of another file
            self.stop(kill=True)
            raise
        self._left -= 1
        if self._left <= 0:
            self.stop()
        return answer

    def stop(self, *, kill: bool = False) -> None:
        """End the process, politely unless it may be stuck."""
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.close()  # at the end of its input a waiting child ends by itself
        if process is None:
            return
        if kill:
            _kill_with_all_it_started(process)
        else:
            process.join(2)
        if process.is_alive():
            process.kill()
        process.join()
        process.close()

    def _ready(self) -> Connection[Any, Any]:
        if self._pipe is not None and not wait([self._process.sentinel], 0):  # `is_alive` would take leave of a dead one
            return self._pipe
        self.stop(kill=True)
        ours, theirs = self._context.Pipe()
        self._pipe = ours
        given = (theirs, self._extractor, self._memory, self._program)
        process = self._context.Process(target=serve, args=given, name="site-audit reader", daemon=True)
        try:
            process.start()
        finally:
            theirs.close()  # so that a dead child is an end of input, not a long wait
        self._process = process  # one that could not be started cannot be ended either
        if not ours.poll(STARTING_SECONDS):
            raise EOFError
        ours.recv()
        self._left = FILES_PER_CHILD
        return ours


def serve(pipe: Connection[Any, Any], extractor: Extract, memory_bytes: int, program: Program | None = None) -> None:
    """The child: one question, one answer, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    _stand_alone()
    _bound(memory_bytes)
    with suppress(EOFError, OSError):
        pipe.send("ready")
        while True:
            _answer(pipe, extractor, pipe.recv(), program)


def _answer(pipe: Connection[Any, Any], extractor: Extract, question: dict[str, Any], program: Program | None) -> None:
    if program is not None:
        question["recogniser"] = program.begin()  # each file begins with a budget of its own
    pipe.send(_guarded(extractor, question))


def _stand_alone() -> None:
    """The child leads a group of its own, so that what it started (a program that recognises text) ends with it."""
    if sys.platform == "win32":  # there are no groups; the program ends with the page it is at
        return
    os.setsid()
    signal.signal(signal.SIGTERM, lambda *_: os.killpg(0, signal.SIGKILL))  # how a parent that ends takes leave of its children


def _kill_with_all_it_started(process: Any) -> None:
    """End a child and its group; called before anything asks whether it is alive, so that its number is still its own."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):  # it never came to lead a group, or all of it is gone
            os.killpg(process.pid, signal.SIGKILL)
    if process.is_alive():
        process.kill()


def _bound(memory_bytes: int) -> None:
    """As much memory as was granted and no core files, on the systems that know such bounds."""
    if sys.platform == "win32":
        return
    import resource

    bounds: tuple[tuple[int, int], ...] = ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CORE, 0))
    for kind, most in bounds:
        with suppress(ValueError, OSError):  # macOS knows the name of the first but refuses it
            resource.setrlimit(kind, (most, most))
