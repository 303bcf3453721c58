"""How much of a PDF page pictures cover: what tells a scan from a page with few words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from site_audit.extract.pdf.strokes import Drawn

MAX_NESTED = 3
MAX_INNER = 50
FRAMES = 32  # the page is looked at in as many strips across and down
MIN_SHAPE = 3.0


def covered_share(page: PdfPage, objects: Iterable[Drawn]) -> tuple[float, bool]:
    """The share of the page's area under pictures (0 to 1), and whether anything but letters and rules is drawn at all.

    Scanners cut a page into strips and lay a mask over a background, so the pieces are counted as what they cover together.
    """
    left, bottom, right, top = page.get_bbox()
    width, height = (right - left) / FRAMES, (top - bottom) / FRAMES
    if width <= 0 or height <= 0:
        return 0.0, False
    drawn = False
    strips = [0] * FRAMES  # a bit for each frame of the strip
    for shape in objects:
        if shape.right - shape.left <= MIN_SHAPE or shape.top - shape.bottom <= MIN_SHAPE:
            continue
        drawn = True
        if shape.kind == pdfium.FPDF_PAGEOBJ_IMAGE or _holds_picture(shape.handle, shape.kind, 0):
            first, past = _span(shape.left - left, shape.right - left, width)
            for strip in range(*_span(shape.bottom - bottom, shape.top - bottom, height)):
                strips[strip] |= (1 << past) - (1 << first)
    return sum(bits.bit_count() for bits in strips) / FRAMES**2, drawn


def _span(low: float, high: float, step: float) -> tuple[int, int]:
    """The frames whose middle lies between two places."""
    first, past = (min(max(round(place / step), 0), FRAMES) for place in (low, high))
    return first, max(first, past)


def _holds_picture(drawn: Any, kind: int, depth: int) -> bool:
    if kind != pdfium.FPDF_PAGEOBJ_FORM or depth >= MAX_NESTED:
        return False
    for index in range(min(max(pdfium.FPDFFormObj_CountObjects(drawn), 0), MAX_INNER)):
        inner = pdfium.FPDFFormObj_GetObject(drawn, index)
        kind = pdfium.FPDFPageObj_GetType(inner)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE or _holds_picture(inner, kind, depth + 1):
            return True
    return False
