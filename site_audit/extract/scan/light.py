"""Uneven light taken out of a picture: a photographed page lies half in shadow, and the recogniser parts ink from paper by one grey."""

from __future__ import annotations

from PIL import Image, ImageFilter, ImageMath

from site_audit.extract.recognition import Picture
from site_audit.extract.scan.pictures import image_of, made_of

PAPER_DPI = 20  # so coarse that a dot is a few letters
AROUND = 5  # dots: there is paper between two lines of print
UNEVEN = 45  # of 255: how much darker the darkest parts of the page are than the lightest
EDGES = 0.05  # of the page on either end of the scale say nothing
DARKEST = 40


def evened(picture: Picture) -> Picture:
    """The picture with its paper equally light everywhere; one in even light stays as it is."""
    image = image_of(picture)
    coarse = image.reduce(max(1, picture.dpi // PAPER_DPI))
    paper = coarse.filter(ImageFilter.MaxFilter(AROUND)).filter(ImageFilter.BoxBlur(2))
    if _spread(paper) < UNEVEN:
        return picture
    paper = paper.point([max(value, DARKEST) for value in range(256)]).resize(image.size, Image.Resampling.BILINEAR)
    even = ImageMath.lambda_eval(lambda given: given["convert"](given["image"] * 250 / given["paper"], "L"), image=image, paper=paper)
    return made_of(even, picture.dpi)


def _spread(paper: Image.Image) -> int:
    counts = paper.histogram()
    edge = EDGES * sum(counts)
    return _first(counts[::-1], edge, 255, -1) - _first(counts, edge, 0, 1)


def _first(counts: list[int], edge: float, grey: int, step: int) -> int:
    """The grey at which more than the edge of the page is passed."""
    for count in counts:
        edge -= count
        if edge < 0:
            break
        grey += step
    return grey
