"""Bodies within bounds: what comes over the wire and what it unpacks to are both capped, and a cut body is known as cut."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from contextlib import suppress

GZIP_MAGIC = b"\x1f\x8b"
_PIECE = 1 << 16
_TELLING = 32  # so many bytes tell a page from a packed one
_PLAIN = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<(?:!doctype|!--|html|head|body|\?xml|title|meta)|%PDF-|User-agent:|Sitemap:)", re.IGNORECASE)
_ZLIB_HEADS = tuple(bytes((0x78, level)) for level in (0x01, 0x5E, 0x9C, 0xDA))
_NAMES = {"x-gzip": "gzip", "x-deflate": "deflate", "zlib": "deflate"}
_NOT_PACKED = frozenset({"", "identity", "none", "binary", "8bit", "7bit", "utf-8", "windows-1251", "text/html"})


class TooLarge(Exception):
    """More than we take, on the wire or unpacked."""


class Truncated(Exception):
    """The packed body ends before its end, or is damaged within."""


class UnknownPacking(Exception):
    """Packed in a way we did not offer and cannot unpack."""


def coding_of(header: str) -> str:
    """The one coding a Content-Encoding header names, "" for none; what is no packing at all does not count."""
    named = [one.strip().lower() for one in header.split(",")]
    return ",".join(_NAMES.get(one, one) for one in named if one not in _NOT_PACKED)


def read_body(chunks: Iterable[bytes], coding: str, *, limit_bytes: int) -> bytes:
    """The unpacked body. The bytes say how they are packed: a body that is not packed as it claims is taken for what it is."""
    wire = 0
    unpacker = _Unpacker(coding, limit_bytes)
    for chunk in chunks:
        wire += len(chunk)
        if wire > limit_bytes:
            raise TooLarge
        unpacker.feed(chunk)
    return unpacker.end()


def read_begin(chunks: Iterable[bytes], coding: str, *, most_bytes: int) -> bytes:
    """The beginning of a body, unpacked: so many bytes on the wire and no more; what cannot be unpacked is left out."""
    begin = b""
    for chunk in chunks:
        begin += chunk
        if len(begin) >= most_bytes:
            break
    unpacker = _Unpacker(coding, 4 * most_bytes)
    with suppress(TooLarge, Truncated, UnknownPacking):
        unpacker.feed(begin[:most_bytes])
        unpacker.end()
    return unpacker.so_far


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
            if len(self._begun) >= _TELLING:
                self._begin()

    def end(self) -> bytes:
        if not self._plain and self._inflate is None:
            self._begin()
        if self._inflate is not None and not self._inflate.eof:
            raise Truncated
        return bytes(self._out)

    @property
    def so_far(self) -> bytes:
        """What was unpacked until now."""
        return bytes(self._out)

    def _begin(self) -> None:
        begun, self._begun = self._begun, b""
        window = None if len(begun) < 2 or _PLAIN.match(begun) else _window(self._coding, begun)
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
    if begun.startswith(_ZLIB_HEADS):
        return zlib.MAX_WBITS
    if coding not in ("gzip", "deflate"):
        raise UnknownPacking(coding)
    return -zlib.MAX_WBITS if coding == "deflate" else None  # many servers mean raw deflate
