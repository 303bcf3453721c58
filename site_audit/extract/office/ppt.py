"""A PowerPoint 97–2003 file (.ppt) to blocks, slide by slide, each followed by its note. Masters and pictures are passed over."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.office.ole import OleContainer
from site_audit.extract.office.parts import Refused
from site_audit.extract.office.ppt_records import Kind, Record, Records, live_places
from site_audit.extract.office.ppt_slide import SlideReader, SlideText, box_texts
from site_audit.extract.office.reading import answer, finished_old
from site_audit.extract.office.summary import SUMMARY_STREAM, read_summary
from site_audit.extract.sniff import PPT
from site_audit.extract.source import Source
from site_audit.model import Document, Failure, Trouble

MAX_SLIDES = 2_000
_LOCKED = 0xF3D1C4DF
_SLIDES, _NOTES = 0, 2  # of the lists of a document


@dataclass(slots=True)
class _Slide:
    record: Record
    number: int = 0  # by which its note calls it
    outline: list[SlideText] = field(default_factory=list)


def read_ppt(source: Source) -> Document | Failure:
    """The document old slides are, or why they cannot be read."""
    return answer(source, _read)


def _read(source: Source) -> Document | Failure:
    container = OleContainer(source.body)
    stream = container.read("PowerPoint Document")
    if stream is None:
        raise Refused(Trouble.BROKEN, "no text part")
    records = Records(stream)
    token, last_edit = _current(container.read("Current User") or b"")
    if token == _LOCKED:
        raise Refused(Trouble.ENCRYPTED, "password")
    slides, notes = _live(records, last_edit)
    builder = BlockBuilder(numbered=True)
    for number, slide in enumerate(slides, 1):
        builder.start_page(number)
        before = len(builder.blocks)
        reader = SlideReader(builder, records, slide.outline)
        reader.read(slide.record)
        if len(builder.blocks) == before:  # boxes that could not be followed: the outline has their words
            for text in slide.outline:
                reader.add(text)
        if slide.number in notes:
            SlideReader(builder, records, tag="note").read(notes[slide.number])
    return finished_old(source, PPT, builder, read_summary(container.read(SUMMARY_STREAM)), pages=len(slides))


def _current(user: bytes) -> tuple[int, int]:
    """The mark of a locked file or an open one, and where its last edit lies."""
    return struct.unpack_from("<II", user, 12) if len(user) >= 20 else (0, 0)


def _live(records: Records, last_edit: int) -> tuple[list[_Slide], dict[int, Record]]:
    """The slides in order and the notes by the slide they belong to; where the file's own list is damaged, all slides there are."""
    places, document_number = live_places(records, last_edit)
    document = records.at(places.get(document_number, len(records.stream)))
    slides: list[_Slide] = []
    notes: dict[int, Record] = {}
    for listed in records.within(document) if document is not None and document.kind == Kind.DOCUMENT else ():
        if listed.kind == Kind.SLIDE_LIST and listed.instance == _SLIDES:
            slides += _listed(records, listed, places, Kind.SLIDE)
        elif listed.kind == Kind.SLIDE_LIST and listed.instance == _NOTES:
            notes = {_owner(records, one.record): one.record for one in _listed(records, listed, places, Kind.NOTES)}
    if not slides:
        top = records.between(0, len(records.stream))
        slides = [_Slide(record) for record in top if record.kind == Kind.SLIDE and record.is_container]
    notes.pop(0, None)  # belongs to nothing that is called by a number
    return slides[:MAX_SLIDES], notes


def _listed(records: Records, listed: Record, places: dict[int, int], kind: Kind) -> list[_Slide]:
    """The slides (or notes) of a list, each with the texts that follow it there."""
    found: list[_Slide] = []
    texts: list[Record] = []
    for record in records.within(listed):
        if record.kind == Kind.LISTED_SLIDE and (told := records.numbers(record, 4)):
            if found:
                found[-1].outline = list(box_texts(records, iter(texts)))
            texts = []
            slide = records.at(places.get(told[0], len(records.stream)))
            if slide is not None and slide.kind == kind and len(found) < MAX_SLIDES:
                found.append(_Slide(slide, told[3]))
        else:
            texts.append(record)
    if found:
        found[-1].outline = list(box_texts(records, iter(texts)))
    return found


def _owner(records: Records, notes: Record) -> int:
    """The number of the slide a note belongs to, 0 if it does not say."""
    for record in records.within(notes):
        if record.kind == Kind.NOTES_ATOM and (told := records.numbers(record, 1)):
            return told[0]
    return 0
