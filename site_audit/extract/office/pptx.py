"""A presentation (.pptx) to blocks: its slides in order, each a page with its notes. Nothing outside the file is followed."""

from __future__ import annotations

import posixpath
from xml.etree import ElementTree

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.grids import GridWriter
from site_audit.extract.office.core_properties import properties_of
from site_audit.extract.office.elements import local, tree, walk
from site_audit.extract.office.parts import OfficeZip, Refused
from site_audit.extract.office.reading import answer, finished
from site_audit.extract.office.slides import SlideReader
from site_audit.extract.sniff import PPTX
from site_audit.extract.source import Source
from site_audit.model import Document, Failure, Trouble

PRESENTATION = "ppt/presentation.xml"
MAX_SLIDES = 1_000
MAX_RELATED = 20
_BESIDE = ("notesSlide", "diagramData")  # what stands on a slide, or under it, in a part of its own


def read_pptx(source: Source) -> Document | Failure:
    """The document a presentation is, or why it cannot be read."""
    return answer(source, _read)


def _read(source: Source) -> Document:
    parts = OfficeZip(source.body)
    slides = _slides(parts)
    builder = BlockBuilder(numbered=True)
    writer = GridWriter(builder)
    for number, name in enumerate(slides, 1):
        slide = parts.read(name)
        if slide is None or writer.full:
            continue
        builder.start_page(number)
        reader = SlideReader(builder, writer)
        walk(slide, reader)
        if not reader.hidden:
            _beside(parts, name, builder, writer)
    return finished(source, PPTX, builder, properties_of(parts), pages=len(slides))


def _slides(parts: OfficeZip) -> list[str]:
    """The parts of the slides in the order in which they are shown."""
    presentation = parts.read(PRESENTATION)
    if presentation is None:
        raise Refused(Trouble.BROKEN, "no text part")
    related = _related(parts, PRESENTATION)
    listed = _SlideList()
    walk(presentation, listed)
    return [related[key][1] for key in dict.fromkeys(listed.keys) if key in related][:MAX_SLIDES]


def _beside(parts: OfficeZip, slide: str, builder: BlockBuilder, writer: GridWriter) -> None:
    """Diagrams and notes of a slide; damaged ones spoil nothing."""
    related = [target for kind, target in _related(parts, slide).values() if kind in _BESIDE][:MAX_RELATED]
    for target in sorted(related, key=lambda name: "notes" in name):
        tag = "note" if "notes" in target else "p"
        try:
            if (content := parts.read(target)) is not None:
                walk(content, SlideReader(builder, writer, tag))
        except ElementTree.ParseError:
            continue


def _related(parts: OfficeZip, name: str) -> dict[str, tuple[str, str]]:
    """The parts that a part names: by key its kind and its target, inside the file."""
    folder, _, file = name.rpartition("/")
    xml = parts.read(f"{folder}/_rels/{file}.rels")
    if xml is None:
        return {}
    related = {}
    for one in tree(xml):
        if one.get("TargetMode") == "External" or not (target := one.get("Target", "")):
            continue
        kind = one.get("Type", "").rpartition("/")[2]
        related[one.get("Id", "")] = kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return related


class _SlideList:
    """Hears the keys of the slides."""

    full = False

    def __init__(self) -> None:
        self.keys: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sldId":
            key = next((value for full, value in attributes.items() if full.startswith("{") and local(full) == "id"), "")
            self.keys.append(key)

    def end(self, name: str) -> None:
        """Nothing ends that matters."""

    def data(self, text: str) -> None:
        """No words here."""
