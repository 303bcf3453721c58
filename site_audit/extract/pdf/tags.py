"""The tags of a PDF page: which of its marked pieces are headings, paragraphs, list entries and cells of tables, in reading order."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

MAX_DEPTH = 40
MAX_ELEMENTS = 20_000
MAX_CHILDREN = 40_000  # of the whole page: a program may list all paragraphs of the file under one element
MAX_LEAVES = 6_000
MAX_SPAN = 300
_TYPE_BYTES = 64
_HEADING = re.compile(r"h(?:eading\s?)?([1-6])?")
_LEAVES = frozenset(("p", "li", "title", "caption", "toci", "blockquote", "quote", "note", "fenote", "code", "bibentry", "index"))
_GROUPS = frozenset(("document", "documentfragment", "part", "art", "sect", "l", "toc", "table"))
_HIDDEN = frozenset(("artifact", "private"))


@dataclass(frozen=True, slots=True)
class TagCell:
    """A cell of a tagged table. `leaf` is the number of its text, -1 where it has none on this page."""

    leaf: int
    colspan: int = 1
    rowspan: int = 1
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A piece of a page: "p", "h" with its level, "li", or "table" with its rows. `leaf` numbers its text (not of a table)."""

    kind: str
    leaf: int = -1
    level: int = 0
    rows: tuple[tuple[TagCell, ...], ...] = ()


@dataclass(slots=True)
class Tags:
    """All tags of a page; `owners` says to which text each marked piece (by the number in the drawing) belongs."""

    pieces: list[Tag] = field(default_factory=list)
    owners: dict[int, int] = field(default_factory=dict)

    @property
    def headings(self) -> frozenset[int]:
        """The texts of header cells."""
        return frozenset(cell.leaf for tag in self.pieces for row in tag.rows for cell in row if cell.heading)


def read_tags(page: PdfPage) -> Tags:
    """The tags of a page, empty where it has none or far too many."""
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return Tags()
    try:
        return _Reader().read(tree)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


@dataclass(slots=True)
class _Reader:
    """One walk over the tree of a page."""

    tags: Tags = field(default_factory=Tags)
    leaves: int = 0
    elements: int = 0
    children: int = 0

    def read(self, tree: Any) -> Tags:
        for index in range(min(pdfium.FPDF_StructTree_CountChildren(tree), MAX_ELEMENTS)):
            element = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            if element:
                self._element(element, -1, 0)
        return self.tags if self.leaves <= MAX_LEAVES else Tags()

    def _element(self, element: Any, leaf: int, depth: int, in_cell: bool = False, kind: str = "") -> None:
        """`leaf` is the text the element stands in, -1 for none yet."""
        self.elements += 1
        kind = kind or _kind(element)
        if depth > MAX_DEPTH or self.elements > MAX_ELEMENTS or self.leaves > MAX_LEAVES or kind in _HIDDEN:
            return
        if kind == "table" and leaf < 0:
            self._table(element, depth)
            return
        heading = _HEADING.fullmatch(kind) if leaf < 0 else None
        if heading or (leaf < 0 and kind in _LEAVES):
            leaf = self._begin(kind, heading)
        elif kind == "l" and not in_cell:
            leaf = -1  # a list within an entry has entries of its own
        for child, mark in self._children_of(element, kind not in _GROUPS):
            if child:
                self._element(child, leaf, depth + 1, in_cell)
            elif mark >= 0:
                leaf = leaf if leaf >= 0 else self._begin("p", None)
                self.tags.owners.setdefault(mark, leaf)

    def _begin(self, kind: str, heading: re.Match[str] | None) -> int:
        leaf = self._new_leaf()
        if heading or kind == "title":
            self.tags.pieces.append(Tag("h", leaf, int(heading[1] or 1) if heading else 1))
        else:
            self.tags.pieces.append(Tag("li" if kind == "li" else "p", leaf))
        return leaf

    def _new_leaf(self) -> int:
        self.leaves += 1
        return self.leaves

    def _children_of(self, element: Any, marked: bool = True) -> Iterator[tuple[Any, int]]:
        """Each child element, or the number of the marked piece that stands in its stead; what is on other pages is (None, -1).

        Not `marked`: only the elements. Word lists all paragraphs of a file under one group.
        """
        count = min(pdfium.FPDF_StructElement_CountChildren(element), MAX_CHILDREN - self.children)
        self.children += max(count, 0)
        child_at, mark_at = pdfium.FPDF_StructElement_GetChildAtIndex, pdfium.FPDF_StructElement_GetChildMarkedContentID
        for index in range(count):
            if child := child_at(element, index):
                yield child, -1
            elif marked:
                yield None, mark_at(element, index)

    def _table(self, element: Any, depth: int) -> None:
        rows = tuple(row for one in self._rows(element, depth) if (row := tuple(self._cells(one, depth))))
        if rows:
            self.tags.pieces.append(Tag("table", rows=rows))

    def _rows(self, element: Any, depth: int) -> Iterator[Any]:
        for child, _ in self._children_of(element):
            kind = _kind(child) if child else ""
            if kind == "tr":
                yield child
            elif kind in ("thead", "tbody", "tfoot"):
                yield from (row for row, _ in self._children_of(child) if row and _kind(row) == "tr")
            elif child:
                self._element(child, -1, depth + 1, kind=kind)  # a caption

    def _cells(self, row: Any, depth: int) -> Iterator[TagCell]:
        for child, mark in self._children_of(row):
            kind = _kind(child) if child else ""
            if kind in ("td", "th"):
                leaf = self._new_leaf()
                self._element(child, leaf, depth + 2, in_cell=True, kind=kind)
                yield TagCell(leaf, _span(child, b"ColSpan"), _span(child, b"RowSpan"), kind == "th")
            elif not child and mark < 0:
                yield TagCell(-1)


def _kind(element: Any) -> str:
    """The standard type of an element in lower case: what the file's own names stand for is looked up by the engine."""
    buffer = ctypes.create_string_buffer(_TYPE_BYTES)
    length = pdfium.FPDF_StructElement_GetType(element, buffer, _TYPE_BYTES)
    return _named(buffer.raw[: length - 2]) if 2 < length <= _TYPE_BYTES else ""


@lru_cache(maxsize=200)
def _named(raw: bytes) -> str:
    return raw.decode("utf-16-le", "replace").lower()


def _span(cell: Any, name: bytes) -> int:
    number = ctypes.c_float()
    for index in range(min(max(pdfium.FPDF_StructElement_GetAttributeCount(cell), 0), 8)):
        attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(cell, index)
        value = pdfium.FPDF_StructElement_Attr_GetValue(attributes, name) if attributes else None
        if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, ctypes.byref(number)) and 1 <= number.value <= MAX_SPAN:
            return int(number.value)
    return 1
