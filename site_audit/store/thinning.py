"""A WARC file written anew with some of its visits: record by record as they are, aside, and put in place whole."""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from ..errors import MachineError
from .cdxj import Entry, index_path, write_index
from .warc import end_of_part, read_parts

Place = tuple[datetime, str]
"""When a visit was made and what it got: by this the ledger knows it, wherever it comes to lie."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A visit as it lies in a file: from where to where, and what the index says of it if it is a capture."""

    start: int
    end: int
    place: Place
    entry: Entry | None


def lying(path: Path) -> tuple[Lying, ...]:
    """All whole visits of a file."""
    found = []
    with path.open("rb") as file:
        parts = [(part.offset, _place(part.card), part.entry) for part in read_parts(file)]
        starts = [offset for offset, _, _ in parts[1:]]
        for (offset, place, entry), following in zip(parts, [*starts, 0], strict=True):
            end = following or end_of_part(file, offset, records=1 if entry is None else 3)
            found.append(Lying(offset, end, place, entry))
    return tuple(found)


def rewrite(path: Path, staying: Collection[int], *, own: Collection[int]) -> dict[Place, int]:
    """Leave in the file the visits that begin at these offsets; `own` are those kept for their own sake. Returns where each lies now.

    With none the file goes, and its index with it.
    """
    if not staying:
        path.unlink(missing_ok=True)
        index_path(path).unlink(missing_ok=True)
        with suppress(OSError):
            path.parent.rmdir()  # the run's folder, where this was its last file
        return {}
    before = lying(path)
    kept = [one for one in before if one.start in staying]
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _copy(path, aside, before[0].start, kept)
        after = lying(aside)
        if [_same(one) for one in after] != [_same(one) for one in kept]:
            raise MachineError(
                f"The archive {path} could not be thinned: what was written does not read as it should. It was left as it is."
            )
        os.replace(aside, path)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    entries = [replace(new.entry, own=old.start in own) for new, old in zip(after, kept, strict=True) if new.entry is not None]
    write_index(path, entries)
    return {one.place: one.start for one in after}


def _copy(path: Path, aside: Path, head: int, kept: list[Lying]) -> None:
    with path.open("rb") as source, aside.open("xb") as target:
        _range(source, target, 0, head)
        for one in kept:
            _range(source, target, one.start, one.end)
        target.flush()
        os.fsync(target.fileno())


def _range(source: BinaryIO, target: BinaryIO, start: int, end: int) -> None:
    source.seek(start)
    copyfileobj(_Bounded(source, end - start), target)


class _Bounded:
    """So many bytes of a file and no more."""

    def __init__(self, file: BinaryIO, left: int) -> None:
        self._file, self._left = file, left

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data


def _same(one: Lying) -> tuple[int, Place, Entry | None]:
    return one.end - one.start, one.place, one.entry and replace(one.entry, offset=0)


def _place(card: dict[str, object]) -> Place:
    got = card["got"]
    return datetime.fromisoformat(str(card["at"])), str(got["url"]) if isinstance(got, dict) else ""
