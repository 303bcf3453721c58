"""The words of one slide or its note: titles, points, other boxes, and tables, in the order they are drawn."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_audit.extract.builder import BlockBuilder
from site_audit.extract.office.ppt_records import Kind, Record, Records
from site_audit.extract.tables import Cell, table_rows
from site_audit.model import BlockKind

MAX_NESTED = 20
MAX_CELLS = 5_000
MAX_BLOCKS = 100_000
TITLE_LETTERS = 250
_TITLE, _BODY, _OTHER, _MIDDLE_TITLE, _HALF, _QUARTER = 0, 1, 4, 6, 7, 8
_TABLE_PROPERTY = 0x039F
_PROPERTY_BYTES = 6
_FIELD = "*"  # stands for a slide's number or a date
_CLEAN: dict[int, str | None] = {**dict.fromkeys((*range(0x00, 0x09), *range(0x0E, 0x20), *range(0xF000, 0xF100), 0xFFFD)), 0x0B: "\n"}


@dataclass(frozen=True, slots=True)
class SlideText:
    """Words of one box, and what kind of box it is."""

    kind: int
    text: str


@dataclass(frozen=True, slots=True)
class _Placed:
    left: int
    top: int
    right: int
    bottom: int
    text: str


def box_texts(records: Records, found: Iterator[Record], outline: Sequence[SlideText] = ()) -> Iterator[SlideText]:
    """The words among records that follow one another: a kind, then its text, or the number of a text of the slide's outline."""
    kind = _OTHER
    for record in found:
        if record.kind == Kind.TEXT_HEADER:
            kind = (records.numbers(record, 1) or (_OTHER,))[0]
        elif record.kind == Kind.TEXT:
            yield SlideText(kind, records.content(record).decode("utf-16-le", "replace"))
        elif record.kind == Kind.NARROW_TEXT:
            yield SlideText(kind, records.content(record).decode("latin-1"))
        elif record.kind == Kind.OUTLINE_TEXT:
            number = (records.numbers(record, 1) or (len(outline),))[0]
            yield from outline[number : number + 1]


class SlideReader:
    """Reads one slide into the builder; `outline` are its texts that are kept with the document rather than with the slide."""

    def __init__(self, builder: BlockBuilder, records: Records, outline: Sequence[SlideText] = (), tag: str = "p") -> None:
        self._builder = builder
        self._records = records
        self._outline = outline
        self._tag = tag

    def read(self, slide: Record) -> None:
        """All boxes of a slide or note."""
        for drawing in self._records.within(slide):
            if drawing.kind == Kind.DRAWING:
                for shapes in self._records.within(drawing):
                    self._group(shapes, 0)

    def add(self, box: SlideText) -> None:
        """One box: a title as one heading, points one by one, other words by paragraph."""
        text = box.text.translate(_CLEAN)
        if text.strip() == _FIELD:
            return
        if box.kind in (_TITLE, _MIDDLE_TITLE) and len(text) <= TITLE_LETTERS and self._tag == "p":
            level = 1 if box.kind == _MIDDLE_TITLE else 2
            self._builder.add(BlockKind.HEADING, text, f"h{level}", level=level)
            return
        listed = box.kind in (_BODY, _HALF, _QUARTER) and self._tag == "p"
        for paragraph in text.split("\r", MAX_BLOCKS):
            if len(self._builder.blocks) >= MAX_BLOCKS:
                return
            self._builder.add(BlockKind.ITEM if listed else BlockKind.PARAGRAPH, paragraph, "li" if listed else self._tag)

    def _group(self, group: Record, depth: int) -> None:
        if depth > MAX_NESTED:
            return
        shapes = list(self._records.within(group))
        if depth and shapes and self._is_table(shapes[0]):
            self._table(shapes)
            return
        for shape in shapes:
            if shape.kind == Kind.GROUP:
                self._group(shape, depth + 1)
            elif shape.kind == Kind.SHAPE:
                for box in self._boxes(shape):
                    self.add(box)

    def _boxes(self, shape: Record) -> Iterator[SlideText]:
        for part in self._records.within(shape):
            if part.kind == Kind.TEXT_BOX:
                yield from box_texts(self._records, self._records.within(part), self._outline)

    def _is_table(self, first: Record) -> bool:
        """A group says among the properties of its first shape, which is the group itself, that it is a table."""
        for part in self._records.within(first):
            if part.kind == Kind.MORE_PROPERTIES:
                content = self._records.content(part)
                for number in range(min(part.instance, len(content) // _PROPERTY_BYTES)):
                    name, value = struct.unpack_from("<HI", content, number * _PROPERTY_BYTES)
                    if name & 0x3FFF == _TABLE_PROPERTY and value & 1:
                        return True
        return False

    def _table(self, shapes: list[Record]) -> None:
        cells = [cell for shape in shapes[:MAX_CELLS] if (cell := self._placed(shape)) is not None]
        columns, tops = sorted({cell.left for cell in cells}), sorted({cell.top for cell in cells})
        rows: dict[int, list[Cell]] = {top: [] for top in tops}
        for cell in sorted(cells, key=lambda one: (one.top, one.left)):
            across = sum(cell.left <= left < cell.right for left in columns[:100])
            down = sum(cell.top <= top < cell.bottom for top in tops[:300])
            rows[cell.top].append(Cell(" ".join(cell.text.split()), max(1, across), max(1, down)))
        for row in table_rows(list(rows.values())):
            self._builder.add_row(row.text, row.cells, row.header)

    def _placed(self, shape: Record) -> _Placed | None:
        """A shape of a table that holds words, or may hold some; lines between cells have no box."""
        anchor, text = None, None
        for part in self._records.within(shape):
            if part.kind == Kind.ANCHOR_IN_GROUP and part.end - part.start >= 16:
                anchor = struct.unpack_from("<4i", self._records.stream, part.start)
            elif part.kind == Kind.TEXT_BOX:
                text = " ".join(box.text for box in box_texts(self._records, self._records.within(part), self._outline))
        if anchor is None or text is None:
            return None
        left, top, right, bottom = anchor
        return _Placed(left, top, right, bottom, text.translate(_CLEAN))
