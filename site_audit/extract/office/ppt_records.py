"""The records of a PowerPoint 97–2003 file: a head of eight bytes, then content or further records. Also where the live ones lie."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from site_audit.extract.office.parts import Refused
from site_audit.model import Trouble

MAX_RECORDS = 400_000
MAX_EDITS = 1_000
MAX_OBJECTS = 50_000
TIMES_READ = 3  # how often over the stream may be read, at most: records that name the same bytes again and again are a bomb
_HEAD = 8
_CONTAINER = 0xF
_LOCKED_EDIT_BYTES = 32  # the atom of an edit is this long only where the file is under a password


class Kind(IntEnum):
    """The records we look into."""

    DOCUMENT = 0x03E8
    SLIDE = 0x03EE
    SLIDE_ATOM = 0x03EF
    NOTES = 0x03F0
    NOTES_ATOM = 0x03F1
    LISTED_SLIDE = 0x03F3
    DRAWING = 0x040C
    OUTLINE_TEXT = 0x0F9E
    TEXT_HEADER = 0x0F9F
    TEXT = 0x0FA0
    NARROW_TEXT = 0x0FA8
    SLIDE_LIST = 0x0FF0
    EDIT = 0x0FF5
    PLACES = 0x1772
    LOCK = 0x2F14
    SHAPES = 0xF002
    GROUP = 0xF003
    SHAPE = 0xF004
    TEXT_BOX = 0xF00D
    ANCHOR_IN_GROUP = 0xF00F
    MORE_PROPERTIES = 0xF122


@dataclass(frozen=True, slots=True)
class Record:
    """One record; its content lies between `start` and `end`."""

    kind: int
    instance: int
    is_container: bool
    start: int
    end: int


class Records:
    """The stream of records, read no more than so often, however records lie within or over one another."""

    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self._left = MAX_RECORDS
        self._bytes_left = TIMES_READ * len(stream)

    def at(self, place: int, end: int | None = None) -> Record | None:
        """The record whose head stands at `place`, cut off at `end`; None where there is none."""
        end = len(self.stream) if end is None else end
        if place + _HEAD > end:
            return None
        self._left -= 1
        if self._left < 0:
            raise Refused(Trouble.TOO_LARGE, "too many records")
        head, kind, length = struct.unpack_from("<HHI", self.stream, place)
        start = place + _HEAD
        return Record(kind, head >> 4, head & 0xF == _CONTAINER, start, min(start + length, end))

    def within(self, parent: Record) -> Iterator[Record]:
        """The records a container holds, in order; none of what is no container."""
        return self.between(parent.start, parent.end if parent.is_container else parent.start)

    def between(self, start: int, end: int) -> Iterator[Record]:
        """The records one after another between two places."""
        while (found := self.at(start, end)) is not None:
            yield found
            start = found.end

    def numbers(self, record: Record, count: int) -> tuple[int, ...]:
        """The first numbers of four bytes of a record, () where it is shorter."""
        return struct.unpack_from(f"<{count}I", self.stream, record.start) if record.end - record.start >= 4 * count else ()

    def content(self, record: Record) -> bytes:
        """The bytes of a record."""
        self._bytes_left -= record.end - record.start
        if self._bytes_left < 0:
            raise Refused(Trouble.TOO_LARGE, "too much text")
        return self.stream[record.start : record.end]


def live_places(records: Records, last_edit: int) -> tuple[dict[int, int], int]:
    """Where each object of the file lies by its number, as the last edit left it; and the number of the document itself."""
    places: dict[int, int] = {}
    document = 0
    seen: set[int] = set()
    while last_edit not in seen and len(seen) < MAX_EDITS:
        seen.add(last_edit)
        edit = records.at(last_edit)
        if edit is None or edit.kind != Kind.EDIT or not (told := records.numbers(edit, 5)):
            break
        if edit.end - edit.start >= _LOCKED_EDIT_BYTES:
            raise Refused(Trouble.ENCRYPTED, "password")
        document = document or told[4]
        if (table := records.at(told[3])) is not None and table.kind == Kind.PLACES:
            for number, place in _told(records.content(table)):
                if len(places) > MAX_OBJECTS:
                    raise Refused(Trouble.TOO_LARGE, "too many parts")
                places.setdefault(number, place)
        last_edit = told[2]
        if not last_edit:
            break
    return places, document


def _told(table: bytes) -> Iterator[tuple[int, int]]:
    """Runs of objects: the first number and how many, then a place each."""
    numbers = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
    at = 0
    while at < len(numbers):
        first, count = numbers[at] & 0xFFFFF, numbers[at] >> 20
        yield from enumerate(numbers[at + 1 : at + 1 + count], first)
        at += 1 + count
