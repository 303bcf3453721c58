"""The body of an answer: read piece by piece under two caps, of what comes over the wire and of what it unpacks to."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from enum import Enum

_PIECE = 65_536
_GZIP_MAGIC = b"\x1f\x8b"


class Refused(Enum):
    """Why a body is not taken."""

    TOO_LARGE = "too large"
    CUT = "cut"
    GARBLED = "garbled"
    UNKNOWN_CODING = "unknown coding"


def read_body(pieces: Iterable[bytes], coding: str, *, limit: int) -> bytes | Refused:
    """The unpacked body, at most `limit` bytes on the wire and unpacked; a packed body that ends early is cut."""
    known = coding in ("", "identity", "gzip", "x-gzip", "deflate")
    wire = _joined(pieces, limit)
    if isinstance(wire, Refused):
        return wire
    if not known:
        return Refused.UNKNOWN_CODING
    if coding in ("", "identity") or not wire:
        return wire
    if coding == "deflate":
        return unpacked(wire, limit, wbits=zlib.MAX_WBITS if _is_zlib(wire) else -zlib.MAX_WBITS)
    # Some servers declare gzip and send plain text: what is not packed needs no unpacking.
    return unpacked(wire, limit) if wire.startswith(_GZIP_MAGIC) else wire


def unpacked(data: bytes, limit: int, *, wbits: int = zlib.MAX_WBITS | 16) -> bytes | Refused:
    """What packed bytes hold; never more than `limit` and a piece are in memory."""
    parts: list[bytes] = []
    size = 0
    try:
        for part in _steps(data, wbits):
            if part is None:
                return Refused.CUT
            size += len(part)
            if size > limit:
                return Refused.TOO_LARGE
            parts.append(part)
    except zlib.error:
        return Refused.GARBLED
    return b"".join(parts)


def is_gzip(data: bytes) -> bool:
    """Whether the bytes begin as gzip does."""
    return data.startswith(_GZIP_MAGIC)


def _joined(pieces: Iterable[bytes], limit: int) -> bytes | Refused:
    whole = bytearray()
    for piece in pieces:
        whole += piece
        if len(whole) > limit:
            return Refused.TOO_LARGE
    return bytes(whole)


def _steps(data: bytes, wbits: int) -> Iterator[bytes | None]:
    """Pieces of what the data holds, member after member; None where it ends early."""
    while data:
        unpacker = zlib.decompressobj(wbits)
        while not unpacker.eof:
            part = unpacker.decompress(data, _PIECE)
            data = unpacker.unconsumed_tail
            if not part and not data and not unpacker.eof:
                yield None
                return
            yield part
        data = unpacker.unused_data if is_gzip(unpacker.unused_data) else b""  # anything else after the end is padding


def _is_zlib(data: bytes) -> bool:
    return data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
