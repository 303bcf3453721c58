"""The WARC file of one walk while it is written: unbuffered, cut back to what is whole, gone on with after a kill."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO

from ..model import Again, Capture, Visit
from .cdxj import Entry
from .payloads import Payloads
from .records import Origin
from .warc import about_record, end_of_part, entry_of, packed_records, read_parts, visit_of

ENDING = ".warc.gz"


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a visit lies: its number in the walk, the file (below the archive's folder, with `/`), the offset of its first record."""

    seq: int
    file: str
    offset: int


class WalkFile:
    """One file being written: knows up to where it is whole, and cuts off what is not."""

    def __init__(self, file: FileIO, payloads: Payloads, *, run: str, school: str, software: str, earlier: str) -> None:
        self._file = file
        self._payloads = payloads
        self._run, self._school, self._software, self._earlier = run, school, software, earlier
        self.entries: list[Entry] = []
        self._whole = 0
        self._count = 0

    def go_on(self) -> Iterator[tuple[Visit, Kept]]:
        """What stands in the file already, one visit in memory at a time; behind the last whole one the file goes on."""
        if not self._file.readable():
            return
        last: tuple[int, Visit] | None = None
        for part in read_parts(self._file):
            visit = visit_of(part, self._payloads)
            if visit is None:
                break
            last = (part.offset, visit)
            self.entries += [part.entry] if part.entry else []
            yield visit, self._kept(part.offset)
        if last is not None:
            self._whole = end_of_part(self._file, last[0], records=3 if isinstance(last[1].got, Capture) else 1)
        self._file.seek(0, os.SEEK_END)
        self._cut()

    def add(self, visit: Visit) -> Kept:
        """Write a visit; where it lies."""
        if not self._whole:
            about = about_record(run=self._run, school=self._school, software=self._software, at=visit.at)
            self._write(about)
        offset = self._whole
        name = f"{self._run}/{self._school}/{self._count}/{visit.at.isoformat()}/{visit.link.url}"
        origin = self._origin(visit)
        records = packed_records(visit, name=name, origin=origin)
        self._write(b"".join(records))
        if isinstance(visit.got, Capture):
            self.entries.append(entry_of(visit.got, name=name, offset=offset, length=len(records[0]), origin=origin))
        return self._kept(offset)

    def _origin(self, visit: Visit) -> Origin | None:
        """Where the bytes lie already: they were read there before the server's "as before" was believed, or a digest compared."""
        if not self._earlier or not isinstance(visit.got, Capture) or visit.got.again is Again.NO:
            return None
        return self._payloads.origin(self._earlier, visit.got.digest)

    def _kept(self, offset: int) -> Kept:
        kept = Kept(self._count, f"{self._run}/{self._school}{ENDING}", offset)
        self._count += 1
        return kept

    def finish(self) -> None:
        """Cut off what is not whole, and see to it that the rest is on the disk."""
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
