"""Cells of a scanned table that the recogniser passed over: a lone number in a narrow column does not look like a line of print to it.

They are cut out, laid one under another on a sheet of their own, and shown to it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PIL import Image

from site_audit.extract.pdf.grids import Grid
from site_audit.extract.recognition import Look, Picture, Recogniser, Unrecognised, Word
from site_audit.extract.scan.ink import ink_of
from site_audit.extract.scan.pictures import image_of, made_of
from site_audit.extract.scan.words import without_noise

MAX_CELLS = 150
MAX_WIDTH = 1_500
INSET = 2.0  # points: the ruled line itself stays outside
INK_DPI = 150
DARK = 80  # than the paper: grain is lighter
LEAST_INK, LEAST_HIGH = 12, 6  # dots at that resolution: less is a speck
PAD = 0.06  # of an inch, around what is cut out
POINTS = 72

Box = tuple[int, int, int, int]


def missed_words(picture: Picture, words: Sequence[Word], grids: Sequence[Grid], recogniser: Recogniser) -> list[Word]:
    """The words in cells that hold ink and none of `words`, with boxes on the page and lines of their own."""
    cells = list(_passed_over(picture, words, grids))[:MAX_CELLS]
    if not cells:
        return []
    pad = round(PAD * picture.dpi)
    sheet, places = _laid_out(image_of(picture), cells, pad)
    try:
        found = without_noise(recogniser.words(made_of(sheet, picture.dpi), Look.CELLS))
    except Unrecognised:
        return []
    first = max((word.line for word in words), default=0) + 1
    return list(_put_back(found, cells, places, pad, first))


def _passed_over(picture: Picture, words: Sequence[Word], grids: Sequence[Grid]) -> Iterator[Box]:
    """The inked part of each such cell."""
    ink: Image.Image | None = None
    for grid in grids:
        taken = {slot for word in words if (slot := _slot(word, picture, grid)) is not None}
        for row, column in ((row, column) for row in range(len(grid.ys) - 1) for column in range(len(grid.xs) - 1)):
            if (row, column) in taken:
                continue
            if ink is None:
                ink = ink_of(picture, INK_DPI, DARK)
            box = _inside(picture, grid, row, column)
            factor = picture.width / ink.width
            part = ink.crop(tuple(round(side / factor) for side in box))  # type: ignore[arg-type]
            inked = part.getbbox()
            if inked and inked[3] - inked[1] >= LEAST_HIGH and part.histogram()[255] >= LEAST_INK:
                left, top, right, bottom = (round(side * factor) for side in inked)
                pad = round(PAD * picture.dpi)
                if right - left <= MAX_WIDTH:  # some paper around it, but nothing of the cell's frame
                    corner = max(box[0], box[0] + left - pad), max(box[1], box[1] + top - pad)
                    yield *corner, min(box[2], box[0] + right + pad), min(box[3], box[1] + bottom + pad)


def _slot(word: Word, picture: Picture, grid: Grid) -> tuple[int, int] | None:
    scale = POINTS / picture.dpi
    return grid.slot_at((word.left + word.right) / 2 * scale, (picture.height - (word.top + word.bottom) / 2) * scale)


def _inside(picture: Picture, grid: Grid, row: int, column: int) -> Box:
    """A cell without its frame, in dots."""
    scale = picture.dpi / POINTS
    left, right = (grid.xs[column] + INSET) * scale, (grid.xs[column + 1] - INSET) * scale
    top, bottom = picture.height - (grid.ys[row] - INSET) * scale, picture.height - (grid.ys[row + 1] + INSET) * scale
    return round(left), round(top), round(max(left + 1, right)), round(max(top + 1, bottom))


def _laid_out(image: Image.Image, cells: Sequence[Box], pad: int) -> tuple[Image.Image, list[int]]:
    """The sheet, and at which height each piece begins on it."""
    width = max(right - left for left, _, right, _ in cells) + 2 * pad
    sheet = Image.new("L", (width, sum(bottom - top + 2 * pad for _, top, _, bottom in cells)), _paper(image))
    places, y = [], pad
    for cell in cells:
        places.append(y)
        sheet.paste(image.crop(cell), (pad, y))
        y += cell[3] - cell[1] + 2 * pad
    return sheet, places


def _paper(image: Image.Image) -> int:
    """The commonest grey: that of the paper."""
    counts = image.histogram()
    return counts.index(max(counts))


def _put_back(found: Sequence[Word], cells: Sequence[Box], places: Sequence[int], pad: int, first: int) -> Iterator[Word]:
    for word in found:
        middle = (word.top + word.bottom) / 2
        for number, ((left, top, _, bottom), place) in enumerate(zip(cells, places, strict=True)):
            if place - pad <= middle < place + bottom - top + pad:
                x, y = left - pad, top - place
                yield Word(word.text, word.left + x, word.top + y, word.right + x, word.bottom + y, word.confidence, first + number)
                break
