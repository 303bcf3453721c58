"""One stream of an old office file (.xls), packed anew into a container that holds nothing else.

The library for sheets trusts the container: chains of sectors that go in a circle fill its memory until the process ends. So the stream is
taken out by a careful reader, and the library gets a container of ours.
"""

from __future__ import annotations

import struct

SECTOR = 512
PER_SECTOR = SECTOR // 4
IN_HEADER = 109  # sectors of the allocation table that the header itself lists: seven megabytes of stream
SMALLEST = 4096  # a shorter stream would have to lie in the store for small ones
_END, _FREE, _TABLE, _TABLE_OF_TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def container(name: str, stream: bytes) -> bytes:
    """A container with this one stream.

    Its sectors in order: the allocation table, the list of its sectors beyond those in the header, the directory, the stream.
    """
    size = max(len(stream), SMALLEST)
    sectors = -(-size // SECTOR)
    tables, lists = 1, 0
    while tables * PER_SECTOR < tables + lists + 1 + sectors:
        tables += 1
        lists = max(0, -(-(tables - IN_HEADER) // (PER_SECTOR - 1)))
    directory = tables + lists
    first = directory + 1
    chain = [*[_TABLE] * tables, *[_TABLE_OF_TABLE] * lists, _END, *range(first + 1, first + sectors), _END]
    chain += [_FREE] * (tables * PER_SECTOR - len(chain))
    header = _SIGNATURE + bytes(16) + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0, SMALLEST, _END, 0,
                                                   tables if lists else _END, lists)  # fmt: skip
    listed = [*range(min(tables, IN_HEADER)), *[_FREE] * max(0, IN_HEADER - tables)]
    body = header + struct.pack(f"<{IN_HEADER}I", *listed) + struct.pack(f"<{len(chain)}I", *chain)
    body += _lists(tables, lists)
    body += _entry("Root Entry", 5, _END, 0, child=1) + _entry(name, 2, first, size) + _entry("", 0, 0, 0) * 2
    return body + stream.ljust(sectors * SECTOR, b"\x00")


def _lists(tables: int, lists: int) -> bytes:
    written = b""
    rest = list(range(IN_HEADER, tables))
    for number in range(lists):
        some = rest[number * (PER_SECTOR - 1) : (number + 1) * (PER_SECTOR - 1)]
        following = tables + number + 1 if number + 1 < lists else _END
        written += struct.pack(f"<{PER_SECTOR}I", *some, *[_FREE] * (PER_SECTOR - 1 - len(some)), following)
    return written


def _entry(name: str, kind: int, first: int, size: int, child: int = _FREE) -> bytes:
    """One entry of the directory: 0 none, 2 a stream, 5 the root."""
    written = name.encode("utf-16-le")
    length = len(written) + 2 if name else 0
    return written.ljust(64, b"\x00") + struct.pack("<HBBIII36xIQ", length, kind, 1, _FREE, _FREE, child, first, size)
