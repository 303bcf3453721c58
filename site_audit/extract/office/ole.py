"""The streams of an old office file, read with caps: the library bounds neither chains in circles nor tables that claim to be huge."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import olefile

from site_audit.extract.office.parts import Refused
from site_audit.model import Trouble

HEADER_BYTES = 512
SECTOR_SHIFTS = (9, 12)
MINI_SECTOR_SHIFT = 6
FIRST_TABLES = 109  # of the allocation table, listed in the header itself
MAX_STREAMS = 4_000


class OleContainer:
    """An old office file as its streams; every fault comes out as `Refused`."""

    def __init__(self, body: bytes) -> None:
        _check_header(body)
        self._bytes = len(body)
        with _faults():
            self._ole: Any = olefile.OleFileIO()
            self._ole._check_duplicate_stream = _StreamCounter()  # the library compares each stream with all before it
            self._ole.open(io.BytesIO(body))
            if self._ole.root is None or self._ole.root.size > self._bytes:
                raise Refused(Trouble.BROKEN, "damaged container")

    def read(self, name: str) -> bytes | None:
        """The stream of this name at the top of the file, None where there is none."""
        with _faults():
            if not self._ole.exists([name]):
                return None
            if self._ole.get_size([name]) > self._bytes:
                raise Refused(Trouble.BROKEN, "damaged container")
            content: bytes = self._ole.openstream([name]).read()
            return content


class _StreamCounter:
    """Stands where the library looks for streams told twice, and only counts them."""

    def __init__(self) -> None:
        self._left = MAX_STREAMS

    def __call__(self, first_sector: int, minifat: bool = False) -> None:
        self._left -= 1
        if self._left < 0:
            raise Refused(Trouble.TOO_LARGE, "too many parts")


def _check_header(body: bytes) -> None:
    """What the header claims must fit into the bytes there are: else a chain in a circle fills the memory."""
    if len(body) < HEADER_BYTES:
        raise Refused(Trouble.BROKEN, "damaged container")
    sector_shift, mini_shift = struct.unpack_from("<HH", body, 30)
    tables, mini_tables, further = (struct.unpack_from("<I", body, at)[0] for at in (44, 64, 72))
    if sector_shift not in SECTOR_SHIFTS or mini_shift != MINI_SECTOR_SHIFT:
        raise Refused(Trouble.BROKEN, "damaged container")
    sectors = (len(body) >> sector_shift) + 1
    needed = sectors // (1 << sector_shift - 2) + 1
    if max(tables, further) > 2 * needed + FIRST_TABLES or mini_tables > sectors:
        raise Refused(Trouble.BROKEN, "damaged container")


@contextmanager
def _faults() -> Iterator[None]:
    """All that the library and the bytes' own nonsense may raise."""
    try:
        yield
    except (OSError, struct.error, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError) as wrong:
        raise Refused(Trouble.BROKEN, "damaged container") from wrong
