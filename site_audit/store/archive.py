"""The archive: every answer of every site, as it came, in WARC files any web-archive tool opens.

`<folder>/<run>/<school>.warc.gz`, one file a walk. A visit is on its way to the disk before `keep` returns, so a killed program loses at
most the visit it was writing. The next attempt at the walk cuts that off and goes on in the same file.
Captures hold whatever a site shows, pupils' names included: the folder is for its owner only, and never lies under `reports/`.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from ..errors import MachineError
from ..model import Capture, Link, Visit
from .warc import about_record, end_of_visit, read_visits, visit_records

log = logging.getLogger(__name__)

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a visit lies: its number in the walk, the file (below the archive's folder, with `/`), the offset of its first record."""

    seq: int
    file: str
    offset: int


@dataclass(slots=True)
class Keeping:
    """A walk's file while it is written: call it to keep a visit; `before` has what an earlier attempt at the walk had kept."""

    _keep: Callable[[Visit], None]
    _visit_at: Callable[[Kept], Visit | None]
    _earlier: dict[str, list[tuple[str, Kept]]]

    def __call__(self, visit: Visit) -> None:
        """Keep a visit."""
        self._keep(visit)

    def before(self, link: Link) -> Visit | None:
        """The first visit of this address that was not given yet, one met in the same way if there is one; None where there is none."""
        kept = self._earlier.get(link.url)
        if not kept:
            return None
        place = next((place for place, (rel, _) in enumerate(kept) if rel == link.rel), 0)
        return self._visit_at(kept.pop(place)[1])


class Archive:
    """The WARC files below one folder. `software` is said in each file's first record."""

    def __init__(self, folder: Path, *, software: str = "site-audit") -> None:
        self.folder = folder
        self._software = software

    @contextmanager
    def keeper(self, run: str, school: str, *, noted: Callable[[Visit, Kept], None] = lambda visit, kept: None) -> Iterator[Keeping]:
        """Begin a walk's file, or go on with what an earlier attempt left whole of it.

        `noted` is told where each visit lies: those of earlier attempts at once, then each as it is kept.
        """
        path = self.path(run, school)
        with _spoken(path):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(exist_ok=True)
            file = FileIO(path, "r+b" if path.exists() else "xb")
        with file:
            walk = _WalkFile(file, run=run, school=school, software=self._software)
            earlier: dict[str, list[tuple[str, Kept]]] = {}
            with _spoken(path):
                for visit, kept in walk.go_on():
                    noted(visit, kept)
                    earlier.setdefault(visit.link.url, []).append((visit.link.rel, kept))

            def keep(visit: Visit) -> None:
                with _spoken(path):
                    kept = walk.add(visit)
                noted(visit, kept)

            try:
                yield Keeping(keep, self.visit_at, earlier)
            finally:
                with _spoken(path):
                    walk.finish()

    def visits(self, run: str, school: str, *, expected: int | None = None) -> Iterator[Visit]:
        """The visits of a walk in order, one in memory at a time.

        Of a file that was cut (a killed program) comes what is whole. Who knows how many there must be says so by `expected`:
        then fewer is a `MachineError` at the end, because a page that was lost must not be judged as absent.
        """
        path = self.path(run, school)
        found = 0
        for _, visit in self._read(path):
            found += 1
            yield visit
        if expected is not None and found < expected:
            counted = f"{found} of {expected} visits can be read"
            raise MachineError(f"The archive {path} is damaged: {counted}. Restore it from a backup, or audit the school anew.")
        log.debug("read %d visits from %s", found, path)

    def capture(self, run: str, school: str, url_or_digest: str) -> Capture | None:
        """The first capture of a walk with this address (final, asked or linked) or this digest; None where there is none."""
        for visit in self.visits(run, school):
            got = visit.got
            if isinstance(got, Capture) and url_or_digest in (got.url, got.digest, got.requested_url, visit.link.url):
                return got
        return None

    def visit_at(self, kept: Kept) -> Visit | None:
        """The visit that lies at this place, without reading what stands before it; None where nothing whole lies there."""
        path = (self.folder / kept.file).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise MachineError(f"The ledger names a file outside the archive: {kept.file}.")
        return next((visit for _, visit in self._read(path, kept.offset)), None)

    def has(self, run: str, school: str) -> bool:
        """Whether anything was kept of this walk."""
        return self.path(run, school).is_file()

    def path(self, run: str, school: str) -> Path:
        """Where the file of a walk lies, or would."""
        for name in (run, school):
            if not _NAME.fullmatch(name):
                raise MachineError(f"{name!r} cannot name a file of the archive: letters, digits, - and _ only.")
        return self.folder / run / f"{school}.warc.gz"

    def _read(self, path: Path, offset: int = 0) -> Iterator[tuple[int, Visit]]:
        with _spoken(path):
            file = path.open("rb")
        with file:
            file.seek(offset)
            yield from read_visits(file)


class _WalkFile:
    """One file being written: knows up to where it is whole, and cuts off what is not."""

    def __init__(self, file: FileIO, *, run: str, school: str, software: str) -> None:
        self._file = file
        self._run, self._school, self._software = run, school, software
        self._whole = 0
        self._count = 0

    def go_on(self) -> Iterator[tuple[Visit, Kept]]:
        """What stands in the file already, one visit in memory at a time; behind the last whole one the file goes on."""
        if not self._file.readable():
            return
        last: tuple[int, Visit] | None = None
        for offset, visit in read_visits(self._file):
            last = (offset, visit)
            yield visit, self._kept(offset)
        if last is not None:
            self._whole = end_of_visit(self._file, *last)
        self._file.seek(0, os.SEEK_END)
        self._cut()

    def add(self, visit: Visit) -> Kept:
        if not self._whole:
            about = about_record(run=self._run, school=self._school, software=self._software, at=visit.at)
            self._write(about)
        offset = self._whole
        name = f"{self._run}/{self._school}/{self._count}/{visit.at.isoformat()}/{visit.link.url}"
        self._write(visit_records(visit, name=name))
        return self._kept(offset)

    def _kept(self, offset: int) -> Kept:
        kept = Kept(self._count, f"{self._run}/{self._school}.warc.gz", offset)
        self._count += 1
        return kept

    def finish(self) -> None:
        self._cut()
        os.fsync(self._file.fileno())

    def _write(self, data: bytes) -> None:
        """Write unbuffered, so that a killed program has nothing in hand; a half-written visit is cut off again."""
        done = 0
        try:
            while done < len(data):
                done += self._file.write(data[done:]) or 0
        except OSError:
            with suppress(OSError):
                self._cut()
            raise
        self._whole += done

    def _cut(self) -> None:
        if self._file.tell() != self._whole:
            self._file.truncate(self._whole)
            self._file.seek(self._whole)


@contextmanager
def _spoken(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise MachineError(f"The archive has no file {path}: this walk was not kept, or the file was taken away.") from error
    except OSError as error:
        raise MachineError(f"The archive {path} cannot be used: {error.strerror}. Check the disk's free space and the rights.") from error
