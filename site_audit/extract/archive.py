"""An archive (zip) to the documents it holds, each extracted as if it lay on the site by itself.

Archives within archives are opened as far as `MAX_DEPTH`. What one archive unpacks to is bounded, and so is the time for all of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from urllib.parse import quote

from site_audit.extract.office.parts import OfficeZip, Refused
from site_audit.extract.sniff import SIGNATURE, ZIP, sniff
from site_audit.extract.source import Extractor, Source
from site_audit.model import Document, Failure, Signature, Trouble

MAX_DEPTH = 2
MAX_MEMBERS = 60
LONGEST_NAME = 300
_NO_DOCUMENT = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini", "~$")
_UTF8_NAME = 0x800
_SIGNATURE_FILES = (".sig", ".sgn", ".p7s")


def archive_reader(extract: Extractor) -> Extractor:
    """What reads an archive, its files read by `extract`."""

    def read_archive(source: Source) -> Document | Failure:
        """The archive with its files as `parts`, or why it cannot be opened."""
        if source.depth >= MAX_DEPTH:
            return source.failure(Trouble.TOO_LARGE, "archives within archives")
        try:
            parts = tuple(_parts(source, extract))
        except Refused as refused:
            return source.failure(refused.trouble, refused.detail)
        if not parts:
            return source.failure(Trouble.EMPTY, "no files in the archive")
        return Document(source.url, source.digest, ZIP, title="", blocks=(), parts=parts)

    return read_archive


def _parts(source: Source, extract: Extractor) -> Iterator[Document | Failure]:
    packed = OfficeZip(source.body)
    names = [name for name in packed.names() if _may_be_a_document(name)]
    signed = {name.rpartition(".")[0] for name in names if name.lower().endswith(_SIGNATURE_FILES)}
    for name in names[:MAX_MEMBERS]:
        url = f"{source.url}#{quote(_written(name, packed.flags(name)))}"
        try:
            body = packed.content(name) or b""
        except Refused as refused:
            yield Failure(url, refused.trouble, refused.detail)
            continue
        if sniff(body) != SIGNATURE:
            is_signed = name in signed or name.rpartition(".")[0] in signed
            yield from _opened(_member(source, url, body), extract, is_signed=is_signed and not name.lower().endswith(_SIGNATURE_FILES))
    if len(names) > MAX_MEMBERS:
        yield source.failure(Trouble.BUDGET, f"only {MAX_MEMBERS} of {len(names)} files of the archive were read")


def _opened(member: Source, extract: Extractor, *, is_signed: bool) -> Iterator[Document | Failure]:
    """One file of the archive; of an archive in it, the files."""
    got = extract(member) if member.body else member.failure(Trouble.EMPTY)
    if isinstance(got, Document) and got.parts:
        yield from got.parts
    elif isinstance(got, Document) and is_signed:
        yield replace(got, signatures=(*got.signatures, Signature()))
    else:
        yield got


def _member(source: Source, url: str, body: bytes) -> Source:
    digest = "sha256:" + hashlib.sha256(body).hexdigest()
    return replace(source, body=body, url=url, media_type="", charset="", digest=digest, told=sniff(body), depth=source.depth + 1)


def _may_be_a_document(name: str) -> bool:
    return not name.endswith("/") and not any(mark in name for mark in _NO_DOCUMENT)


def _written(name: str, flags: int) -> str:
    """A file's name as its packer wrote it: Russian packers of DOS and Windows use code page 866 and do not say so."""
    if not flags & _UTF8_NAME and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("cp866")
    return name.replace("\\", "/")[-LONGEST_NAME:]
