"""A web archive (.mht, and what Word saves under that name as .doc): one e-mail that holds a page and its pictures. The page is read."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.message import Message
from email.parser import BytesHeaderParser

from site_audit.extract.html.page import read_html
from site_audit.extract.sniff import MHTML
from site_audit.extract.source import Source
from site_audit.model import Document, Failure, Trouble

MAX_PARTS = 500
MAX_PAGES = 20
MAX_HEADER_BYTES = 16_384
MAX_DEPTH = 3
_HEADERS_END = re.compile(rb"\r?\n\r?\n|\r\r")


def read_mhtml(source: Source) -> Document | Failure:
    """The document of the page in the archive: of several (frames, sheets) the one that says most."""
    best: Document | Failure = source.failure(Trouble.BROKEN, "no page in the archive")
    for charset, page in _pages(source.body, MAX_DEPTH):
        got = read_html(replace(source, body=page, charset=charset))
        if isinstance(got, Document) and (isinstance(best, Failure) or _letters(got) > _letters(best)):
            best = got
    return best if isinstance(best, Failure) else replace(best, media_type=MHTML)


def _letters(document: Document) -> int:
    return sum(len(block.text) for block in document.blocks)


def _pages(message: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
    """The pages in a message, with the charset each is said to be in."""
    found = 0
    for headers, content in _parts(message, depth):
        if headers.get_content_type() == "text/html" and (page := _decoded(headers, content)).strip():
            yield _parameter(headers, "charset"), page
            found += 1
            if found == MAX_PAGES:
                return


def _parts(message: bytes, depth: int) -> Iterator[tuple[Message, bytes]]:
    headers, content = _split(message)
    boundary = _parameter(headers, "boundary")
    if headers.get_content_maintype() != "multipart" or not boundary or not depth:
        yield headers, content
        return
    mark = b"--" + boundary.encode("ascii", "replace")
    for number, part in enumerate((b"\n" + content).split(b"\n" + mark, MAX_PARTS)):
        if part.startswith(b"--"):
            return
        if number:
            yield from _parts(part.partition(b"\n")[2], depth - 1)


def _split(message: bytes) -> tuple[Message, bytes]:
    """Headers and what follows them."""
    message = message.lstrip(b"\xef\xbb\xbf\r\n")
    end = _HEADERS_END.search(message, 0, MAX_HEADER_BYTES)
    head, content = (message[: end.start()], message[end.end() :]) if end else (b"", message)
    try:
        return BytesHeaderParser().parsebytes(head), content
    except (MessageError, ValueError):
        return Message(), content


def _parameter(headers: Message, name: str) -> str:
    """A parameter of the type of content, "" where it is missing or damaged."""
    try:
        value = headers.get_param(name, "")
    except (MessageError, ValueError):
        return ""
    return value if isinstance(value, str) else ""


def _decoded(headers: Message, content: bytes) -> bytes:
    way = str(headers.get("Content-Transfer-Encoding", "")).strip().lower()
    try:
        if way == "quoted-printable":
            return quopri.decodestring(content)
        return binascii.a2b_base64(content) if way == "base64" else content
    except (binascii.Error, ValueError):
        return b""
