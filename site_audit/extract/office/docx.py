"""A Word file (.docx) to blocks. Nothing the file points to outside itself is followed, no entity is resolved."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.office.docx_body import PartReader
from site_audit.extract.office.docx_styles import local, read_styles
from site_audit.extract.office.parts import OfficeZip, Refused
from site_audit.extract.properties import property_dates, sensible_title, title_from
from site_audit.extract.sniff import DOCX
from site_audit.extract.source import Source
from site_audit.extract.stamps import split_stamps
from site_audit.model import Document, Failure, Trouble, Zone

MAIN_PART = "word/document.xml"
MAX_HEADERS = 12
_AROUND = re.compile(r"word/(header|footer)\d*\.xml")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def read_docx(source: Source) -> Document | Failure:
    """The document a Word file is, or why it cannot be read."""
    try:
        return _read(source)
    except Refused as refused:
        return source.failure(refused.trouble, refused.detail)
    except ElementTree.ParseError:
        return source.failure(Trouble.BROKEN, "damaged text")


def _read(source: Source) -> Document:
    parts = OfficeZip(source.body)
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
    blocks, signatures = split_stamps(builder.blocks)
    claimed = _properties(parts.read("docProps/core.xml"))
    return Document(
        url=source.url,
        digest=source.digest,
        media_type=DOCX,
        title=sensible_title(claimed.get("title", "")) or title_from(blocks),
        blocks=tuple(blocks),
        dates=property_dates(claimed.get("created", ""), claimed.get("modified", "")),
        signatures=signatures,
    )


def _properties(core_xml: bytes | None) -> dict[str, str]:
    """Title and dates of the file's properties; damaged properties spoil nothing."""
    if core_xml is None:
        return {}
    try:
        return {local(element.tag): element.text or "" for element in ElementTree.fromstring(core_xml)}
    except ElementTree.ParseError:
        return {}
