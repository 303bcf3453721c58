"""A Word file (.docx) to blocks. Nothing the file points to outside itself is followed, no entity is resolved."""

from __future__ import annotations

import re

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.office.core_properties import properties_of
from site_audit.extract.office.docx_body import PartReader
from site_audit.extract.office.docx_styles import read_styles
from site_audit.extract.office.parts import OfficeZip, Parts, Refused
from site_audit.extract.office.reading import answer, finished
from site_audit.extract.sniff import DOCX
from site_audit.extract.source import Source
from site_audit.model import Document, Failure, Trouble, Zone

MAIN_PART = "word/document.xml"
PICTURES = "word/media/"
MAX_HEADERS = 12
FEW_LETTERS = 50
_AROUND = re.compile(r"word/(header|footer)\d*\.xml")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def read_docx(source: Source) -> Document | Failure:
    """The document a Word file is, or why it cannot be read."""
    return answer(source, lambda one: read_word_parts(one, OfficeZip(one.body), DOCX))


def read_word_parts(source: Source, parts: Parts, media_type: str) -> Document:
    """The document of a Word file's parts; raises `Refused` or `ElementTree.ParseError`."""
    main = parts.read(MAIN_PART)
    if main is None:
        raise Refused(Trouble.BROKEN, "no text part")
    styles = read_styles(parts.read("word/styles.xml"))
    builder = BlockBuilder(numbered=True)
    around = sorted(name for name in parts.names() if _AROUND.fullmatch(name))[:MAX_HEADERS]
    for name in (one for one in around if "header" in one):
        PartReader(builder, styles, Zone.HEADER, "header").read(parts.read(name) or b"")
    PartReader(builder, styles).read(main)
    for name in _NOTES:
        if (notes := parts.read(name)) is not None:
            PartReader(builder, styles, tag="note").read(notes)
    for name in (one for one in around if "footer" in one):
        PartReader(builder, styles, Zone.FOOTER, "footer").read(parts.read(name) or b"")
    return _with_pictures(finished(source, media_type, builder, properties_of(parts)), source, parts)


def _with_pictures(document: Document, source: Source, parts: Parts) -> Document:
    """A document of next to no words may be a scan in its pictures; the engine for these is loaded only then."""
    letters = sum(letter.isalpha() for block in document.blocks for letter in block.text)
    if letters >= FEW_LETTERS or not any(name.startswith(PICTURES) for name in parts.names()):
        return document
    from site_audit.extract.scan.pasted import with_scans_read

    return with_scans_read(document, source, parts)
