"""Old slides made record by record: titles, points, boxes, tables, notes, and the list that says which of them are live."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

from tests.extract.ole_files import container

TITLE, BODY, NOTE, OTHER, MIDDLE_TITLE = 0, 1, 2, 4, 6
OPEN, LOCKED = 0xE391C05F, 0xF3D1C4DF


class Slide(NamedTuple):
    """A slide's drawing, the texts kept with the document, and its note."""

    shapes: bytes = b""
    outline: bytes = b""
    note: str = ""


def record(kind: int, content: bytes, *, instance: int = 0, holds: bool = False) -> bytes:
    """One record; `holds` marks one that holds further records."""
    return struct.pack("<HHI", instance << 4 | (0xF if holds else 0), kind, len(content)) + content


def words(kind: int, text: str, *, narrow: bool = False) -> bytes:
    """A text with its kind."""
    content = record(0xFA8, text.encode("latin-1")) if narrow else record(0xFA0, text.encode("utf-16-le"))
    return record(0xF9F, struct.pack("<I", kind)) + content


def from_outline(number: int) -> bytes:
    """Stands in a box for a text of the slide's outline."""
    return record(0xF9E, struct.pack("<I", number))


def box(content: bytes, place: tuple[int, int, int, int] | None = None) -> bytes:
    """A shape with words; in a table also its place."""
    anchor = record(0xF00F, struct.pack("<4i", *place)) if place else b""
    return record(0xF004, anchor + record(0xF00D, content, holds=True), holds=True)


def group(shapes: bytes, *, table: bool = False) -> bytes:
    """Shapes that belong together."""
    marked = record(0xF122, struct.pack("<HI", 0x039F, 1), instance=1) if table else b""
    return record(0xF003, record(0xF004, marked, holds=True) + shapes, holds=True)


def ppt(*slides: Slide, dead: Sequence[Slide] = (), token: int = OPEN, edit_bytes: int = 28, listed: bool = True) -> bytes:
    """A file of these slides; `dead` ones lie in it and are in no list."""
    stream = b"".join(_drawn(0x3EE, slide.shapes) for slide in dead)
    places: list[int] = []
    lists = [b"", b""]
    for number, slide in enumerate(slides, 1):
        atom = record(0x3EF, bytes(24))
        places.append(len(stream))
        lists[0] += record(0x3F3, struct.pack("<IIIII", len(places) + 1, 0, 0, 255 + number, 0)) + slide.outline
        stream += _drawn(0x3EE, slide.shapes, atom)
        if slide.note:
            places.append(len(stream))
            lists[1] += record(0x3F3, struct.pack("<IIIII", len(places) + 1, 0, 0, number, 0))
            stream += _drawn(0x3F0, box(words(NOTE, slide.note)), record(0x3F1, struct.pack("<II", 255 + number, 0)))
    document_at = len(stream)
    held = record(0xFF0, lists[0], holds=True) + record(0xFF0, lists[1], instance=2, holds=True)
    stream += record(0x3E8, held if listed else b"", holds=True)
    table_at = len(stream)
    stream += record(0x1772, struct.pack(f"<I{len(places) + 1}I", 1 | len(places) + 1 << 20, document_at, *places))
    edit_at = len(stream)
    stream += record(0xFF5, struct.pack("<IIIII", 0, 0, 0, table_at, 1).ljust(edit_bytes, b"\x00"))
    user = record(0xFF6, struct.pack("<III", 20, token, edit_at))
    return container({"PowerPoint Document": stream, "Current User": user})


def _drawn(kind: int, shapes: bytes, atom: bytes = b"") -> bytes:
    drawing = record(0x40C, record(0xF002, group(shapes), holds=True), holds=True)
    return record(kind, atom + drawing, holds=True)
