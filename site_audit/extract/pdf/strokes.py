"""The straight lines drawn on a PDF page: the rules of its tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfMatrix, PdfPage

from site_audit.extract.pdf.glyphs import Stroke, Turn

MAX_OBJECTS = 6_000
MAX_SEGMENTS = 4_000
THIN = 3.0
SHORTEST = 5.0
JOIN_GAP = 3.0
SAME_LINE = 2.0

Segment = tuple[float, float, float, float]


class Drawn(NamedTuple):
    """One thing drawn on a page other than text: the engine's handle, its kind there, and its box."""

    handle: Any
    kind: int
    left: float
    bottom: float
    right: float
    top: float


def drawn_on(page: PdfPage) -> list[Drawn]:
    """What is drawn on a page beside its text, up to a bound.

    The engine's plain calls are used: wrapping each of a page's thousand borders costs more than reading its text.
    """
    raw = page.raw
    found = []
    box = [ctypes.c_float() for _ in range(4)]
    references = [ctypes.byref(side) for side in box]
    for index in range(min(pdfium.FPDFPage_CountObjects(raw), MAX_OBJECTS)):
        handle = pdfium.FPDFPage_GetObject(raw, index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind != pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFPageObj_GetBounds(handle, *references):
            found.append(Drawn(handle, kind, box[0].value, box[1].value, box[2].value, box[3].value))
    return found


def page_strokes(objects: Iterable[Drawn], turn: Turn) -> tuple[list[Stroke], list[Stroke]]:
    """Horizontal and vertical lines, those in one line joined: word processors draw a border cell by cell."""
    across: list[Stroke] = []
    down: list[Stroke] = []
    for x1, y1, x2, y2 in _segments(objects):
        (left, bottom), (right, top) = turn(x1, y1), turn(x2, y2)
        left, right = sorted((left, right))
        bottom, top = sorted((bottom, top))
        if top - bottom <= THIN and right - left >= SHORTEST:
            across.append(Stroke((bottom + top) / 2, left, right))
        elif right - left <= THIN and top - bottom >= SHORTEST:
            down.append(Stroke((left + right) / 2, bottom, top))
    return _joined(across), _joined(down)


def _segments(objects: Iterable[Drawn]) -> Iterator[Segment]:
    """The straight pieces of all paths: a thin box is one line, a stroked frame four."""
    for drawn in objects:
        if drawn.kind != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if drawn.right - drawn.left <= THIN or drawn.top - drawn.bottom <= THIN:
            yield drawn.left, drawn.bottom, drawn.right, drawn.top
        elif _is_stroked(drawn.handle) and pdfium.FPDFPath_CountSegments(drawn.handle) <= MAX_SEGMENTS:
            yield from _path_segments(drawn.handle)


def _path_segments(drawn: Any) -> Iterator[Segment]:
    """The straight pieces of one path, closing ones included."""
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, ctypes.byref(found))
    matrix = PdfMatrix.from_raw(found)
    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for index in range(pdfium.FPDFPath_CountSegments(drawn)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        if not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            yield *last, *point
        elif kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        if pdfium.FPDFPathSegment_GetClose(segment) and first is not None and last is not None:
            yield *point, *first
        last = point


def _is_stroked(drawn: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(drawn, ctypes.byref(fill), ctypes.byref(stroke)) and stroke.value)


def _joined(strokes: list[Stroke]) -> list[Stroke]:
    joined: list[Stroke] = []
    strokes.sort(key=lambda one: one.at)
    group: list[Stroke] = []
    for stroke in [*strokes, Stroke(float("inf"), 0.0, 0.0)]:
        if group and stroke.at - group[0].at > SAME_LINE:
            joined.extend(_joined_in_line(group))
            group = []
        group.append(stroke)
    return joined


def _joined_in_line(group: list[Stroke]) -> list[Stroke]:
    group.sort(key=lambda one: one.start)
    joined: list[Stroke] = []
    for stroke in group:
        if joined and stroke.start <= joined[-1].end + JOIN_GAP:
            joined[-1] = Stroke(joined[-1].at, joined[-1].start, max(joined[-1].end, stroke.end))
        else:
            joined.append(stroke)
    return joined
