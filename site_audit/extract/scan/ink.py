"""What is dark against the paper around it: shadows, shaded cells and a grey photograph's unevenness are no ink."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter

from site_audit.extract.recognition import Picture
from site_audit.extract.scan.pictures import image_of

DARKER = 40  # than the paper around, of 255
PAPER_INCH = 0.12  # how far around


def ink_of(picture: Picture, dpi: int, darker: int = DARKER) -> Image.Image:
    """A small copy at about this resolution: 255 where it is darker than the paper by so much, 0 elsewhere."""
    image = image_of(picture)
    factor = max(1, picture.dpi // dpi)
    if factor > 1:
        image = image.reduce(factor)
    around = image.filter(ImageFilter.BoxBlur(PAPER_INCH * picture.dpi / factor))
    return ImageChops.subtract(around, image).point([0] * darker + [255] * (256 - darker))
