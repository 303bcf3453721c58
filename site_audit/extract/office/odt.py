"""OpenDocument files to blocks: texts (.odt), sheets (.ods), slides (.odp). Their content is one part in one language."""

from __future__ import annotations

from xml.etree import ElementTree

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.office.core_properties import OPEN_DOCUMENT, properties_of
from site_audit.extract.office.elements import walk
from site_audit.extract.office.odf_body import BodyReader
from site_audit.extract.office.odf_styles import OdfStyles
from site_audit.extract.office.parts import OfficeZip, Refused
from site_audit.extract.office.reading import answer, finished
from site_audit.extract.office.sheet_names import finished_workbook
from site_audit.extract.sniff import ODP, ODS, ODT
from site_audit.extract.source import Source
from site_audit.model import Document, Failure, Trouble, Zone

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"


def read_odt(source: Source) -> Document | Failure:
    """The document a text is, with what stands on every page."""
    return answer(source, _read_text)


def read_ods(source: Source) -> Document | Failure:
    """The document a workbook is, a page for each visible sheet."""
    return answer(source, _read_book)


def read_odp(source: Source) -> Document | Failure:
    """The document a presentation is, a page for each slide."""
    return answer(source, _read_slides)


def _read_text(source: Source) -> Document:
    parts, styles, content = _opened(source)
    around = BlockBuilder()
    if (styles_xml := parts.read(STYLES)) is not None:
        try:
            walk(styles_xml, BodyReader(around, OdfStyles(), around=True))
        except ElementTree.ParseError:  # damaged styles spoil no text
            around = BlockBuilder()
    builder = BlockBuilder(numbered=True)
    builder.blocks += [block for block in around.blocks if block.zone is Zone.HEADER]
    walk(content, BodyReader(builder, styles))
    builder.blocks += [block for block in around.blocks if block.zone is Zone.FOOTER]
    return finished(source, ODT, builder, properties_of(parts, OPEN_DOCUMENT))


def _read_book(source: Source) -> Document:
    parts, styles, content = _opened(source)
    builder = BlockBuilder(numbered=True)
    reader = BodyReader(builder, styles)
    walk(content, reader)
    return finished_workbook(source, ODS, builder, properties_of(parts, OPEN_DOCUMENT), reader.pages)


def _read_slides(source: Source) -> Document:
    parts, styles, content = _opened(source)
    builder = BlockBuilder(numbered=True)
    reader = BodyReader(builder, styles)
    walk(content, reader)
    return finished(source, ODP, builder, properties_of(parts, OPEN_DOCUMENT), pages=reader.pages)


def _opened(source: Source) -> tuple[OfficeZip, OdfStyles, bytes]:
    """The parts, the named styles, the content. Raises `Refused`."""
    parts = OfficeZip(source.body)
    if b"encryption-data" in (parts.read(MANIFEST) or b"") or "encrypted-package" in parts.names():
        raise Refused(Trouble.ENCRYPTED, "password")
    content = parts.read(CONTENT)
    if content is None:
        raise Refused(Trouble.BROKEN, "no text part")
    styles = OdfStyles()
    if (styles_xml := parts.read(STYLES)) is not None:
        try:
            walk(styles_xml, _StyleReader(styles))
        except ElementTree.ParseError:
            styles = OdfStyles()
    return parts, styles, content


class _StyleReader:
    """Hears the style sheet alone."""

    full = False

    def __init__(self, styles: OdfStyles) -> None:
        self.start = styles.start
        self.end = styles.end

    def data(self, text: str) -> None:
        """Words are no style."""
