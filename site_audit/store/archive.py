"""The archive: every answer of every site, as it came, in WARC files any web-archive tool opens.

`<folder>/<run>/<school>.warc.gz`, one file a walk, with its index `<school>.cdxj` beside it. A visit is on its way to the disk before
`keep` returns, so a killed program loses at most the visit it was writing. The next attempt at the walk cuts that off and goes on in the
same file. Bytes that the walk before this one kept are named, not written again.
Captures hold whatever a site shows, pupils' names included: the folder is for its owner only, and never lies under `reports/`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from time import time

from ..errors import MachineError
from ..model import Capture, Link, Visit
from .cdxj import Entry, write_index
from .payloads import Payloads, entries_of
from .walk_file import ENDING, Kept, WalkFile
from .warc import read_parts, read_visits, visit_of

_DAY_S = 86_400
log = logging.getLogger(__name__)

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


class ArchiveDamaged(MachineError):
    """What was kept of one walk cannot be read whole; other walks are none the worse for it."""


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
    def keeper(
        self, run: str, school: str, *, noted: Callable[[Visit, Kept], None] = lambda visit, kept: None, earlier: str = ""
    ) -> Iterator[Keeping]:
        """Begin a walk's file, or go on with what an earlier attempt left whole of it.

        `noted` is told where each visit lies: those of earlier attempts at once, then each as it is kept. Of what is again as it was, the
        bytes that the run `earlier` kept are named instead of being written.
        """
        path = self.path(run, school)
        with _spoken(path):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(exist_ok=True)
            file = FileIO(path, "r+b" if path.exists() else "xb")
        with file:
            walk = WalkFile(file, self.payloads(school), run=run, school=school, software=self._software, earlier=earlier)
            before: dict[str, list[tuple[str, Kept]]] = {}
            with _spoken(path):
                for visit, kept in walk.go_on():
                    noted(visit, kept)
                    before.setdefault(visit.link.url, []).append((visit.link.rel, kept))

            def keep(visit: Visit) -> None:
                with _spoken(path):
                    kept = walk.add(visit)
                noted(visit, kept)

            try:
                yield Keeping(keep, self.visit_at, before)
            finally:
                with _spoken(path):
                    walk.finish()
                _index(path, walk.entries)

    def visits(self, run: str, school: str, *, expected: int | None = None) -> Iterator[Visit]:
        """The visits of a walk in order, one in memory at a time.

        Of a file that was cut (a killed program) comes what is whole. Who knows how many there must be says so by `expected`:
        then fewer is an `ArchiveDamaged` at the end, because a page that was lost must not be judged as absent.
        """
        path = self.path(run, school)
        found = 0
        for _, visit in self._read(path):
            found += 1
            yield visit
        if expected is not None and found < expected:
            counted = f"{found} of {expected} visits can be read"
            raise ArchiveDamaged(f"The archive {path} is damaged: {counted}. Restore it from a backup, or audit the school anew.")
        log.debug("read %d visits from %s", found, path)

    def earlier(self, run: str, school: str) -> Callable[[str], Capture | None]:
        """What this walk kept of each address at which something lay: the capture, or None where there is none or it cannot be read."""
        path, payloads = self.path(run, school), self.payloads(school)
        places = {entry.url: entry.offset for entry in entries_of(path)}

        def kept(url: str) -> Capture | None:
            got = _capture_at(path, places[url], payloads) if url in places else None
            return got if got is not None and got.url == url else None

        return kept

    def quoted(self, run: str, school: str) -> Callable[[str, str], Capture | None]:
        """What a walk kept of an address with this digest – or of the address, or of the digest alone; None where it keeps neither."""
        path, payloads = self.path(run, school), self.payloads(school)
        entries = entries_of(path)
        places = {entry.url: entry.offset for entry in entries} | {entry.digest: entry.offset for entry in entries}
        places |= {f"{entry.digest} {entry.url}": entry.offset for entry in entries}

        def kept(url: str, digest: str) -> Capture | None:
            place = next((places[name] for name in (f"{digest} {url}", digest, url) if name in places), None)
            return None if place is None else _capture_at(path, place, payloads)

        return kept

    def sweep(self) -> None:
        """Take away files that a killed thinning left half written: those of yesterday and before."""
        for aside in self.folder.glob(f"*/.*{ENDING}.*") if self.folder.is_dir() else ():
            with suppress(OSError):
                if time() - aside.stat().st_mtime > _DAY_S:
                    aside.unlink()

    def files(self) -> dict[str, list[str]]:
        """The runs of which something is kept, by school."""
        found: dict[str, list[str]] = {}
        for path in sorted(self.folder.glob(f"*/*{ENDING}")) if self.folder.is_dir() else ():
            school, run = path.name.removesuffix(ENDING), path.parent.name
            if _NAME.fullmatch(school) and _NAME.fullmatch(run):
                found.setdefault(school, []).append(run)
        return found

    def payloads(self, school: str) -> Payloads:
        """The bytes of a school's captures, whichever run's file holds them."""
        return Payloads(lambda run: self.path(run, school))

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

    def has(self, run: str, school: str = "") -> bool:
        """Whether anything was kept of this walk; without a school, of any walk of the run."""
        return self.path(run, school).is_file() if school else self.path(run, "any").parent.is_dir()

    def path(self, run: str, school: str) -> Path:
        """Where the file of a walk lies, or would."""
        for name in (run, school):
            if not _NAME.fullmatch(name):
                raise MachineError(f"{name!r} cannot name a file of the archive: letters, digits, - and _ only.")
        return self.folder / run / f"{school}{ENDING}"

    def _read(self, path: Path, offset: int = 0) -> Iterator[tuple[int, Visit]]:
        with _spoken(path):
            file = path.open("rb")
        with file:
            file.seek(offset)
            yield from read_visits(file, self.payloads(path.name.removesuffix(ENDING)))


def _capture_at(path: Path, offset: int, payloads: Payloads) -> Capture | None:
    try:
        with path.open("rb") as file:
            file.seek(offset)
            part = next(read_parts(file), None)
            visit = None if part is None else visit_of(part, payloads)
    except (OSError, MachineError):
        return None
    return visit.got if visit is not None and isinstance(visit.got, Capture) else None


def _index(path: Path, entries: list[Entry]) -> None:
    """Write the index of a file that was written; without one it is read through instead."""
    try:
        if path.stat().st_size:
            write_index(path, entries)
    except OSError as error:
        log.warning("the index of %s could not be written (%s)", path, error.strerror)


@contextmanager
def _spoken(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise ArchiveDamaged(f"The archive has no file {path}: this walk was not kept, or the file was taken away.") from error
    except OSError as error:
        raise MachineError(f"The archive {path} cannot be used: {error.strerror}. Check the disk's free space and the rights.") from error
