"""Pictures put straight: turned by quarters, and by the few degrees a sheet lay askew on the glass."""

from __future__ import annotations

from itertools import pairwise

from PIL import Image

from site_audit.extract.recognition import Picture
from site_audit.extract.scan.ink import ink_of
from site_audit.extract.scan.pictures import image_of, made_of

MOST_DEGREES = 7.0
LEAST_DEGREES = 0.2
PROFILE_DPI = 75
PLAINLY_SHARPER = 1.08
SIDEWAYS = 1.4
_STEPS = (1.0, 0.25, 0.1)
_QUARTERS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


def turned(picture: Picture, degrees: int) -> Picture:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    quarter = _QUARTERS.get(degrees)
    return made_of(image_of(picture).transpose(quarter), picture.dpi) if quarter is not None else picture


def straightened(picture: Picture) -> Picture:
    """The picture with its lines of print level; one that lies nearly straight stays as it is."""
    degrees = skew_of(picture)
    if abs(degrees) < LEAST_DEGREES:
        return picture
    level = image_of(picture).rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    return made_of(level, picture.dpi)


def skew_of(picture: Picture) -> float:
    """By how many degrees counter-clockwise the picture must be turned, 0 where no turn makes its lines plainly sharper.

    Lines of print are level when the rows of the picture differ most: dark where letters stand, light between them.
    """
    ink = ink_of(picture, PROFILE_DPI)
    straight = best = _sharpness(ink, 0.0)
    found = 0.0
    reach = MOST_DEGREES
    for step in _STEPS:
        middle = found
        for number in range(-round(reach / step), round(reach / step) + 1):
            degrees = middle + number * step
            if number and abs(degrees) <= MOST_DEGREES and (sharp := _sharpness(ink, degrees)) > best:
                best, found = sharp, degrees
        reach = step
    return round(found, 2) if best > PLAINLY_SHARPER * straight else 0.0


def lies_sideways(picture: Picture) -> bool:
    """True where the columns of the picture plainly differ more than its rows: lines of print run up or down it."""
    ink = ink_of(picture, PROFILE_DPI)
    return _sharpness(ink.transpose(Image.Transpose.TRANSPOSE), 0.0) > SIDEWAYS * _sharpness(ink, 0.0)


def _sharpness(ink: Image.Image, degrees: float) -> float:
    level = ink.rotate(degrees) if degrees else ink
    rows = level.resize((1, level.height), Image.Resampling.BOX).tobytes()
    return float(sum((above - below) ** 2 for above, below in pairwise(rows)))
