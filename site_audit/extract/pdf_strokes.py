"""The straight lines drawn on a PDF page: the rules of its tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium
from pypdfium2 import PdfObject, PdfPage

from site_audit.extract.pdf_glyphs import Stroke, Turn

MAX_OBJECTS = 6_000
MAX_SEGMENTS = 4_000
THIN = 3.0
SHORTEST = 5.0
JOIN_GAP = 3.0
SAME_LINE = 2.0

Segment = tuple[float, float, float, float]


def page_strokes(page: PdfPage, turn: Turn) -> tuple[list[Stroke], list[Stroke]]:
    """Horizontal and vertical lines, those in one line joined: word processors draw a border cell by cell."""
    across: list[Stroke] = []
    down: list[Stroke] = []
    for count, drawn in enumerate(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=2)):
        if count >= MAX_OBJECTS:
            break
        for x1, y1, x2, y2 in _segments(drawn):
            (left, bottom), (right, top) = turn(x1, y1), turn(x2, y2)
            left, right = sorted((left, right))
            bottom, top = sorted((bottom, top))
            if top - bottom <= THIN and right - left >= SHORTEST:
                across.append(Stroke((bottom + top) / 2, left, right))
            elif right - left <= THIN and top - bottom >= SHORTEST:
                down.append(Stroke((left + right) / 2, bottom, top))
    return _joined(across), _joined(down)


def _segments(drawn: PdfObject) -> Iterator[Segment]:
    """The straight pieces of one path: a thin box is one line, a stroked frame four."""
    left, bottom, right, top = drawn.get_bounds()
    if right - left <= THIN or top - bottom <= THIN:
        yield left, bottom, right, top
        return
    count = pdfium.FPDFPath_CountSegments(drawn.raw)
    if count > MAX_SEGMENTS or not _is_stroked(drawn):
        return
    matrix = drawn.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(drawn.raw, index)
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


def _is_stroked(drawn: PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(drawn.raw, ctypes.byref(fill), ctypes.byref(stroke)) and stroke.value)


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
