"""The parts of an office file, read with caps: what a zip declares is not believed, what it unpacks to is counted."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Protocol

from site_audit.model import Trouble

MAX_PARTS = 5_000
MAX_PART_BYTES = 60_000_000
MAX_TOTAL_BYTES = 200_000_000
MAX_RATIO = 400  # the most repetitive plan tables shrink some 60-fold; bombs a thousandfold
RATIO_FROM_BYTES = 5_000_000
ENCRYPTED_FLAG = 0x1
_DECLARATIONS = tuple(word.encode(codec) for word in ("<!DOCTYPE", "<!ENTITY") for codec in ("ascii", "utf-16-le", "utf-16-be"))


class Refused(Exception):
    """This file must not or cannot be read: the extractor makes a Failure of it."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(detail)
        self.trouble = trouble
        self.detail = detail


class Parts(Protocol):
    """The parts of an office file by name, whatever holds them together."""

    def names(self) -> list[str]:
        """The parts there are."""
        ...

    def read(self, name: str) -> bytes | None:
        """One part, None where the file has no such part."""
        ...


def refuse_declarations(xml: bytes) -> None:
    """Raise `Refused` for XML that declares entities, wherever and in whichever encoding.

    Office programs write none, and in a text the mark cannot stand, because "<" is escaped there. UTF-16 is the only encoding known to the
    parser of the standard library in which ASCII is not ASCII.
    """
    if any(word in xml for word in _DECLARATIONS):
        raise Refused(Trouble.BROKEN, "declares entities")


class OfficeZip:
    """An office file as its parts; every fault comes out as `Refused`."""

    def __init__(self, body: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as wrong:
            raise Refused(Trouble.BROKEN, "damaged archive") from wrong
        entries = self._zip.infolist()
        if len(entries) > MAX_PARTS:
            raise Refused(Trouble.TOO_LARGE, "too many parts")
        self._entries = {entry.filename: entry for entry in entries}
        self._left = MAX_TOTAL_BYTES

    def names(self) -> list[str]:
        """The parts there are."""
        return list(self._entries)

    def flags(self, name: str) -> int:
        """The flag bits of a part, 0 where there is no such part."""
        return self._entries[name].flag_bits if name in self._entries else 0

    def read(self, name: str) -> bytes | None:
        """One part of XML, None where the file has no such part."""
        content = self.content(name)
        if content is not None:
            refuse_declarations(content)
        return content

    def content(self, name: str) -> bytes | None:
        """One part as it is, None where the file has no such part."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        if entry.flag_bits & ENCRYPTED_FLAG:
            raise Refused(Trouble.ENCRYPTED, "password")
        limit = min(MAX_PART_BYTES, self._left)
        if entry.file_size > limit or (entry.file_size > RATIO_FROM_BYTES and entry.file_size > MAX_RATIO * max(1, entry.compress_size)):
            raise Refused(Trouble.TOO_LARGE, "unpacks to too much")
        try:
            with self._zip.open(entry) as part:
                content = part.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as wrong:
            raise Refused(Trouble.BROKEN, "damaged archive") from wrong
        if len(content) > limit:
            raise Refused(Trouble.TOO_LARGE, "unpacks to too much")
        self._left -= len(content)
        return content
