"""A process in which files are read: one question, one answer. It is ended when it is late, and all it started with it.

A decoder may be made to hang, to die or to hoard by the file it reads; what that costs is bounded here.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from site_audit.extract.recognition import Program
from site_audit.model import Document, Failure, Trouble

STARTING_SECONDS = 60.0
FILES_PER_CHILD = 300


class Extract(Protocol):
    """What turns bytes into a document; the child must be able to import it by name."""

    def __call__(self, body: bytes, *, url: str, media_type: str, charset: str, digest: str) -> Document | Failure: ...


def guarded(extractor: Extract, question: dict[str, Any]) -> Document | Failure:
    """A fault in an extractor is a fact about one file; the walk goes on."""
    try:
        return extractor(**question)
    except Exception as fault:
        return Failure(question["url"], Trouble.CRASHED, type(fault).__name__)


class Child:
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

    def ask(self, question: dict[str, Any], *, recognise: bool = True) -> Document | Failure:
        """The child's answer; a child that is late or gone is replaced, and its file named for it."""
        url = question["url"]
        try:
            pipe = self._ready()
            pipe.send((question, recognise))
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
            question, recognise = pipe.recv()
            if program is not None and recognise:
                question["recogniser"] = program.begin()  # each file begins with a budget of its own
            pipe.send(guarded(extractor, question))


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
