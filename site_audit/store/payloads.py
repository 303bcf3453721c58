"""The bytes of one school's captures, in whichever run's file they lie: what a revisit record names is found by run and digest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from .cdxj import Entry, read_index
from .records import Origin
from .warc import read_parts


class Payloads:
    """Looks into the files of a school's runs by their indices. `path_of` says where the file of a run lies."""

    def __init__(self, path_of: Callable[[str], Path]) -> None:
        self._path_of = path_of
        self._known: dict[str, dict[str, Entry]] = {}

    def __call__(self, run: str, digest: str) -> bytes | None:
        """The bytes, checked; None where they are gone or damaged."""
        body = self._body(run, digest)
        if body is None and run in self._known:
            del self._known[run]  # the file may have been rewritten since its index was read
            body = self._body(run, digest)
        return body

    def origin(self, run: str, digest: str) -> Origin | None:
        """The record that a revisit of these bytes names, if the walk of this run knew them: never another revisit."""
        entry = self._entries(run).get(digest)
        if entry is not None and entry.run:
            run, entry = entry.run, self._entries(entry.run).get(digest)
        return None if entry is None or entry.run else Origin(run, entry)

    def _body(self, run: str, digest: str) -> bytes | None:
        entry = self._entries(run).get(digest)
        if entry is None or entry.run:
            return None
        try:
            with self._path_of(run).open("rb") as file:
                file.seek(entry.offset)
                part = next(read_parts(file), None)
        except OSError:
            return None
        found = None if part is None else part.body
        return found if found is not None and digest == f"sha256:{hashlib.sha256(found).hexdigest()}" else None

    def _entries(self, run: str) -> dict[str, Entry]:
        """What the file of a run holds, by digest; where the same bytes lie here and elsewhere, those that lie here."""
        if run not in self._known:
            found = entries_of(self._path_of(run))
            self._known[run] = {entry.digest: entry for entry in sorted(found, key=lambda entry: not entry.run)}
        return self._known[run]


def entries_of(path: Path) -> tuple[Entry, ...]:
    """The captures of a file in the order they lie there: by its index, or by reading it where that does not belong to it."""
    found = read_index(path)
    if found is not None:
        return found
    try:
        with path.open("rb") as file:
            return tuple(part.entry for part in read_parts(file) if part.entry is not None)
    except OSError:
        return ()
