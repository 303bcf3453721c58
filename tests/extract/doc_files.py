"""Old Word files made byte by byte: pieces of text, settings of paragraphs and letters, cells, a style sheet."""

from __future__ import annotations

import struct
from typing import NamedTuple

from tests.extract.ole_files import container

PAGE = 512
TEXT_AT = 2048
IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_END = IN_TABLE + struct.pack("<HB", 0x2417, 1)
LIST_ENTRY = struct.pack("<HH", 0x460B, 1)
CENTRED = struct.pack("<HB", 0x2461, 1)
BOLD = struct.pack("<HB", 0x0835, 1)
DELETED = struct.pack("<HB", 0x0800, 1)


class Part(NamedTuple):
    """Words of one look; the last of a paragraph ends with its mark. `wide` words take two bytes a letter."""

    text: str
    paragraph: bytes = b""  # settings
    letters: bytes = b""
    style: int = 0
    wide: bool = True


def outline(level: int) -> bytes:
    """The setting of a heading's level, the highest is 1."""
    return struct.pack("<HB", 0x2640, level - 1)


def nested(depth: int) -> bytes:
    """The settings of words in a table that stands in a cell."""
    return IN_TABLE + struct.pack("<HI", 0x6649, depth)


def row_end(*edges: int, flags: tuple[int, ...] = ()) -> bytes:
    """The settings of a row's end: the edges of its cells, and a word of flags for each cell."""
    cells = b"".join(struct.pack("<H18x", flag) for flag in flags)
    defined = struct.pack(f"<B{len(edges)}h", len(edges) - 1, *edges) + cells
    return ROW_END + struct.pack("<HH", 0xD608, len(defined) + 1) + defined


def doc(
    *parts: Part, lengths: tuple[int, ...] = (), heads: tuple[int, ...] = (), flags: int = 0, version: int = 0xC1, styles: bytes = b"",
    data: bytes = b"", swapped: bool = False
) -> bytes:  # fmt: skip
    """A Word 97 file of these parts, each a piece of its own; `swapped` lays the pieces into the file in backward order."""
    places, text = _laid(parts, swapped)
    stream = bytearray(TEXT_AT) + text
    stream += bytes(-len(stream) % PAGE)
    paragraphs = _table(stream, places, [struct.pack("<H", part.style) + part.paragraph for part in parts], paragraphs=True)
    letters = _table(stream, places, [part.letters for part in parts], paragraphs=False)
    tables = b""
    areas = {1: styles, 11: struct.pack(f"<{len(heads)}I", *heads), 12: letters, 13: paragraphs, 33: _pieces(parts, places)}
    struct.pack_into("<HH", stream, 0, 0xA5EC, version)
    struct.pack_into("<H", stream, 0x0A, flags | 0x0200)
    count = sum(len(part.text) for part in parts)
    struct.pack_into("<II", stream, 0x18, TEXT_AT, TEXT_AT + len(text))
    struct.pack_into("<7I", stream, 0x4C, *(lengths or (count,)), *[0] * (7 - len(lengths or (count,))))
    for number, content in areas.items():
        struct.pack_into("<II", stream, 0x9A + 8 * number, len(tables), len(content))
        tables += content
    return container({"WordDocument": bytes(stream), "1Table": tables, "Data": data})


def word_95(text: str, *, flags: int = 0) -> bytes:
    """A file of Word 95 with this text in windows-1251."""
    written = text.encode("cp1251")
    stream = bytearray(TEXT_AT) + written
    struct.pack_into("<HH", stream, 0, 0xA5DC, 104)
    struct.pack_into("<H", stream, 0x0A, flags)
    struct.pack_into("<II", stream, 0x18, TEXT_AT, TEXT_AT + len(written))
    struct.pack_into("<I", stream, 0x34, len(written))
    return container({"WordDocument": bytes(stream)})


def style_sheet(*styles: tuple[int, int, str, bytes]) -> bytes:
    """Styles by number: which built-in one it is, its parent, its name, the settings of its paragraphs."""
    written = struct.pack("<HHH", 4, len(styles), 10)
    for built_in, parent, name, settings in styles:
        named = struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\x00\x00"
        own = struct.pack("<HH", len(settings) + 2, 0) + settings + bytes(len(settings) % 2)
        style = struct.pack("<HHHHH", built_in, 1 | parent << 4, 1, 0, 0) + named + own
        written += struct.pack("<H", len(style)) + style + bytes(len(style) % 2)
    return written


def _laid(parts: tuple[Part, ...], swapped: bool) -> tuple[list[int], bytes]:
    """Where each part lies in the file, and all of them there."""
    written = [part.text.encode("utf-16-le" if part.wide else "cp1251") for part in parts]
    places = [0] * len(parts)
    text = b""
    for number in reversed(range(len(parts))) if swapped else range(len(parts)):
        places[number] = TEXT_AT + len(text)
        text += written[number] + bytes(len(written[number]) % 2)
    return places, text


def _pieces(parts: tuple[Part, ...], places: list[int]) -> bytes:
    starts = [sum(len(part.text) for part in parts[:number]) for number in range(len(parts) + 1)]
    told = struct.pack(f"<{len(starts)}I", *starts)
    for part, place in zip(parts, places, strict=True):
        told += struct.pack("<HIH", 0, place if part.wide else place * 2 | 0x4000_0000, 0)
    return struct.pack("<BI", 2, len(told)) + told


def _table(stream: bytearray, places: list[int], settings: list[bytes], *, paragraphs: bool) -> bytes:
    """Pages with one run each, put behind the text; returned is the table that tells which page holds from where."""
    order = sorted(range(len(places)), key=lambda number: places[number])
    edges = [places[number] for number in order] + [len(stream)]
    first = len(stream) // PAGE
    for at, number in enumerate(order):
        page = bytearray(PAGE)
        struct.pack_into("<II", page, 0, edges[at], edges[at + 1])
        written = settings[number]
        if written:
            page[8] = 200 // 2
            if not paragraphs:
                written = bytes([len(written)]) + written
            elif len(written) % 2:
                written = bytes([len(written) // 2 + 1]) + written
            else:
                written = bytes([0, len(written) // 2]) + written
            page[200 : 200 + len(written)] = written
        page[PAGE - 1] = 1
        stream += page
    return struct.pack(f"<{len(edges)}I{len(order)}I", *edges, *range(first, first + len(order)))
