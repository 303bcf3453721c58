"""How much of a PDF page pictures cover: what tells a scan from a page with few words."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

MAX_OBJECTS = 6_000
MAX_NESTED = 3
FRAMES = 32  # the page is looked at in as many strips across and down
MIN_SHAPE = 3.0

Box = tuple[float, float, float, float]


def covered_share(page: PdfPage) -> tuple[float, bool]:
    """The share of the page's area under pictures (0 to 1), and whether anything but letters and rules is drawn at all.

    Scanners cut a page into strips and lay a mask over a background, so the pieces are counted as what they cover together.
    """
    left, bottom, right, top = page.get_bbox()
    width, height = (right - left) / FRAMES, (top - bottom) / FRAMES
    if width <= 0 or height <= 0:
        return 0.0, False
    drawn = False
    strips = [0] * FRAMES  # a bit for each frame of the strip
    for box, is_picture in _shapes(page.raw):
        drawn = True
        if is_picture:
            across = _span(box[0] - left, box[2] - left, width)
            bits = ((1 << across[1]) - 1) & ~((1 << across[0]) - 1)
            for strip in range(*_span(box[1] - bottom, box[3] - bottom, height)):
                strips[strip] |= bits
    return sum(bits.bit_count() for bits in strips) / FRAMES**2, drawn


def _span(low: float, high: float, step: float) -> tuple[int, int]:
    """The frames whose middle lies between two places."""
    first, past = (min(max(round(place / step), 0), FRAMES) for place in (low, high))
    return first, max(first, past)


def _shapes(page: Any) -> Iterator[tuple[Box, bool]]:
    """The boxes of pictures, forms and filled shapes; of each, whether it is (or holds) a picture."""
    box = [ctypes.c_float() for _ in range(4)]
    references = [ctypes.byref(side) for side in box]
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT or not pdfium.FPDFPageObj_GetBounds(drawn, *references):
            continue
        left, bottom, right, top = (side.value for side in box)
        if right - left > MIN_SHAPE and top - bottom > MIN_SHAPE:
            yield (left, bottom, right, top), kind == pdfium.FPDF_PAGEOBJ_IMAGE or _holds_picture(drawn, kind, 0)


def _holds_picture(drawn: Any, kind: int, depth: int) -> bool:
    if kind != pdfium.FPDF_PAGEOBJ_FORM or depth >= MAX_NESTED:
        return False
    for index in range(min(max(pdfium.FPDFFormObj_CountObjects(drawn), 0), 50)):
        inner = pdfium.FPDFFormObj_GetObject(drawn, index)
        kind = pdfium.FPDFPageObj_GetType(inner)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE or _holds_picture(inner, kind, depth + 1):
            return True
    return False
