"""Bodies within bounds: what comes over the wire and what it unpacks to are both capped, and a cut body is known as cut."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

GZIP_MAGIC = b"\x1f\x8b"
_PIECE = 1 << 16


class TooLarge(Exception):
    """More than we take, on the wire or unpacked."""


class Truncated(Exception):
    """The packed body ends before its end, or is damaged within."""


def read_body(chunks: Iterable[bytes], coding: str, *, limit_bytes: int) -> bytes:
    """The unpacked body. `coding` is "", "gzip" or "deflate"; a body that is not packed as it claims is taken as it is."""
    wire = 0
    unpacker = _Unpacker(coding, limit_bytes)
    for chunk in chunks:
        wire += len(chunk)
        if wire > limit_bytes:
            raise TooLarge
        unpacker.feed(chunk)
    return unpacker.end()


def unpacked(body: bytes, *, limit_bytes: int) -> bytes:
    """A gzip file's content (a sitemap's, say)."""
    return read_body((body,), "gzip", limit_bytes=limit_bytes)


class _Unpacker:
    """Unpacks piece by piece, and never further than the limit."""

    def __init__(self, coding: str, limit_bytes: int) -> None:
        self._coding = coding
        self._limit = limit_bytes
        self._out = bytearray()
        self._begun = b""
        self._inflate: zlib._Decompress | None = None
        self._plain = not coding

    def feed(self, chunk: bytes) -> None:
        if self._plain:
            self._take(chunk)
        elif self._inflate is not None:
            self._unpack(chunk)
        else:
            self._begun += chunk
            if len(self._begun) >= 2:
                self._begin()

    def end(self) -> bytes:
        if not self._plain and self._inflate is None:
            self._take(self._begun)
        elif self._inflate is not None and not self._inflate.eof:
            raise Truncated
        return bytes(self._out)

    def _begin(self) -> None:
        begun, self._begun = self._begun, b""
        window = _window(self._coding, begun)
        if window is None:
            self._plain = True
            self._take(begun)
        else:
            self._inflate = zlib.decompressobj(window)
            self._unpack(begun)

    def _unpack(self, data: bytes) -> None:
        inflate = self._inflate
        while inflate is not None and data:
            try:
                self._take(inflate.decompress(data, _PIECE))
            except zlib.error as error:
                raise Truncated from error
            data = inflate.unconsumed_tail
            if inflate.eof:
                data = inflate.unused_data
                if not data.startswith(GZIP_MAGIC):
                    return  # what follows the end is no part of the body
                inflate = self._inflate = zlib.decompressobj(_window("gzip", data) or 0)

    def _take(self, data: bytes) -> None:
        self._out += data
        if len(self._out) > self._limit:
            raise TooLarge


def _window(coding: str, begun: bytes) -> int | None:
    """zlib's word for the packing these bytes really have; None where they are not packed."""
    if begun.startswith(GZIP_MAGIC):
        return 16 + zlib.MAX_WBITS
    if coding != "deflate":
        return None
    is_zlib = begun[0] & 0x0F == 8 and (begun[0] << 8 | begun[1]) % 31 == 0
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS  # many servers mean raw deflate
