"""Documents of one walk put aside while it goes on, so that memory does not grow with the site; gone with the walk.

The shelf is a file without a name that no other process can open and the system takes back, however this one ends: so what lies in it may
be read as Python writes its own values, faster than any text. What little site there is stays in memory and never becomes a file.
"""

from __future__ import annotations

import logging
import pickle
import zlib
from collections.abc import Callable
from dataclasses import dataclass, fields
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Any, Self

from site_audit.errors import MachineError
from site_audit.model import Block, DateClaim, Document, Failure, Filed, Link, Signature, filed

log = logging.getLogger(__name__)

IN_MEMORY_BYTES = 1_000_000  # packed: some four hundred pages
PACKING = 1  # what is read again within minutes is worth no more
SIZE_BYTES = 4


class Shelf:
    """Where the documents of one walk lie. For one thread; a context, whose end takes the file away."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: SpooledTemporaryFile[bytes] | None = None
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()

    def put(self, document: Document) -> Document | Filed:
        """Put a document aside. Where that is not possible it stays in hand: a full disk costs memory, not the walk."""
        packed = zlib.compress(_written(document), PACKING)
        at = self._end
        try:
            if self._file is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._file = SpooledTemporaryFile(IN_MEMORY_BYTES, dir=str(self._folder))  # noqa: SIM115 – closed with the shelf
            self._file.seek(at)
            self._file.write(len(packed).to_bytes(SIZE_BYTES, "big") + packed)
            self._file.flush()
        except OSError as error:
            log.warning("a document cannot be put aside (%s); it stays in memory", error.strerror)
            return document
        self._end = at + SIZE_BYTES + len(packed)
        return filed(document, _Place(self, at))

    def take(self, at: int) -> Document:
        """The document that was put there."""
        assert self._file is not None  # something was put
        try:
            self._file.seek(at)
            packed = self._file.read(int.from_bytes(self._file.read(SIZE_BYTES), "big"))
            document: Document = pickle.loads(zlib.decompress(packed))
        except (OSError, zlib.error) as error:
            raise MachineError(f"A file below {self._folder} that was written just now cannot be read: {error}. Check the disk.") from error
        return document


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one document lies."""

    shelf: Shelf
    at: int

    def __call__(self) -> Document:
        return self.shelf.take(self.at)


def _made_of(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[Any, ...]]]:
    """How a value of this kind is written: what it is made of, in order. The way Python takes by itself costs three times as much."""
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda value: (kind, values(value))


_WRITTEN_AS: dict[type, Any] = {kind: _made_of(kind) for kind in (Document, Block, Link, DateClaim, Signature, Failure)}


def _written(document: Document) -> bytes:
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _WRITTEN_AS
    pickler.dump(document)
    return buffer.getvalue()
