"""A PDF page drawn as the picture it shows, in about as many dots as the scanner gave it."""

from __future__ import annotations

from itertools import islice

import pypdfium2.raw as pdfium
from pypdfium2 import PdfiumError, PdfPage

from site_audit.extract.recognition import Picture
from site_audit.extract.scan.pictures import MAX_PIXELS, grey_picture

MOST_DPI, LEAST_DPI = 300, 180  # more says nothing to the recogniser; less is too coarse for it, so such a scan is enlarged
GIANT_POINTS = 1_500.0  # a page larger than A2 is a scan whose dots were taken for points
MAX_SOURCE_PIXELS = 150_000_000  # of all pictures on one page: decoding them is what costs memory
MAX_OBJECTS = 2_000
GOOD_PART = 0.05  # of the page: a smaller picture is a stamp or a logo
POINTS = 72


def drawn_page(page: PdfPage, *, without_text: bool) -> Picture | None:
    """The picture of a page, without what a program wrote over the scan where so asked; None where it cannot be drawn safely."""
    width, height = page.get_size()
    if min(width, height) < 1:
        return None
    found = _scanned_dpi(page, width * height)
    if found is None:
        return None
    if without_text:
        _take_text_off(page)
    dpi = min(max(found, LEAST_DPI), MOST_DPI) if max(width, height) < GIANT_POINTS else MOST_DPI
    scale = min(dpi / POINTS, (MAX_PIXELS / (width * height)) ** 0.5)
    try:
        bitmap = page.render(scale=scale, grayscale=True)
    except (PdfiumError, ValueError):
        return None
    try:
        return grey_picture(bitmap.to_pil(), round(scale * POINTS) if max(width, height) < GIANT_POINTS else 0)
    finally:
        bitmap.close()


def _scanned_dpi(page: PdfPage, area: float) -> float | None:
    """Dots an inch of the finest picture that covers a part of the page, 0 where none does; None where there are too many dots in all."""
    best, pixels = 0.0, 0
    for picture in islice(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3), MAX_OBJECTS):
        try:
            wide, high = picture.get_px_size()
            left, bottom, right, top = picture.get_bounds()
        except PdfiumError:
            continue
        pixels += wide * high
        shown = (right - left) * (top - bottom)
        if shown > GOOD_PART * area:
            best = max(best, POINTS * (wide * high / shown) ** 0.5)
    return best if pixels <= MAX_SOURCE_PIXELS else None


def _take_text_off(page: PdfPage) -> None:
    """What is written over a scan is read from the file itself, and would only blot the print under it."""
    written = list(islice(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=1), MAX_OBJECTS))
    for one in written:
        page.remove_obj(one)
