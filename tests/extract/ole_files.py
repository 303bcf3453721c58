"""Writes the container of old office files for tests: named streams in sectors of 512 bytes, and old files made of such streams."""

from __future__ import annotations

import struct

SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALLEST = 4096  # shorter streams would lie in small sectors: they are filled up instead


def crowded(count: int, *, balanced: bool) -> bytes:
    """A container whose directory lists so many streams that are not there, as a tree or as one long branch."""
    entries = [_entry("Root Entry", 5, _FREE, (1 + count) // 2 if balanced else 1, _END, 0)]
    branches: dict[int, tuple[int, int]] = {}
    ranges = [(1, count)] if balanced else []
    while ranges:
        first, last = ranges.pop()
        middle = (first + last) // 2
        sides = [side for side in ((first, middle - 1), (middle + 1, last)) if side[0] <= side[1]]
        left, right = ((a + b) // 2 if a <= b else _FREE for a, b in ((first, middle - 1), (middle + 1, last)))
        branches[middle] = (left, right)
        ranges += sides
    for number in range(1, count + 1):
        left, right = branches.get(number, (_FREE, number + 1 if number < count else _FREE))
        name = "WordDocument" if number == 1 else f"s{number}"
        entries.append(_entry(name, 2, right, _FREE, number, 5000, left))
    return _assembled(b"".join(entries), [])


def container(streams: dict[str, bytes]) -> bytes:
    """A container of these streams; short ones end in zero bytes."""
    filled = {name: content.ljust(_SMALLEST, b"\x00") for name, content in streams.items()}
    at = _sectors(_directory(filled, [0] * len(filled)))
    starts = []
    for content in filled.values():
        starts.append(at)
        at += _sectors(content)
    return _assembled(_directory(filled, starts), list(filled.values()))


def _sectors(content: bytes) -> int:
    return -(-len(content) // SECTOR)


def _assembled(directory: bytes, streams: list[bytes]) -> bytes:
    """Head, directory, streams, and the table of which sector follows which."""
    chains: list[int] = []
    body = b""
    for content in (directory, *streams):
        chains += [*range(len(chains) + 1, len(chains) + _sectors(content)), _END]
        body += content.ljust(_sectors(content) * SECTOR, b"\x00")
    tables = 1
    while tables * SECTOR // 4 < len(chains) + tables:
        tables += 1
    listed = [*range(len(chains), len(chains) + tables)]
    chains += [_TABLE] * tables
    chains += [_FREE] * (tables * SECTOR // 4 - len(chains))
    shape = struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + shape + struct.pack("<9I", 0, tables, 0, 0, _SMALLEST, _END, 0, _END, 0)
    head += struct.pack("<109I", *listed, *[_FREE] * (109 - tables))
    return head + body + struct.pack(f"<{len(chains)}I", *chains)


def _directory(streams: dict[str, bytes], starts: list[int]) -> bytes:
    """The root, then each stream as the right neighbour of the one before: readers walk it all the same."""
    count = len(streams)
    entries = [_entry("Root Entry", 5, _FREE, 1 if count else _FREE, _END, 0)]
    for number, ((name, content), start) in enumerate(zip(streams.items(), starts, strict=True), 1):
        entries.append(_entry(name, 2, number + 1 if number < count else _FREE, _FREE, start, len(content)))
    entries += [bytes(128)] * (-len(entries) % 4)
    return b"".join(entries)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int, left: int = _FREE) -> bytes:
    written = name.encode("utf-16-le") + b"\x00\x00"
    return written.ljust(64, b"\x00") + struct.pack("<HBBIII36xIII", len(written), kind, 1, left, right, child, start, size, 0)
