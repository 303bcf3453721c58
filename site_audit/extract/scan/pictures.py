"""Pictures of pages: grey, upright as their camera says, on white, and never larger than is granted."""

from __future__ import annotations

from PIL import Image, ImageOps

from site_audit.extract.recognition import Picture

MAX_PIXELS = 12_000_000  # of a picture that is recognised: A4 at 300 dpi has nine million
LEAST_DPI, MOST_DPI = 70, 400
COARSE_DPI, ENLARGED_DPI = 160, 200  # letters of fewer dots are read worse than the same letters enlarged
LEAST_GROWTH = 1.1
LONG_SIDE_INCHES = 11.69  # what a picture of unknown size is taken for: a page of A4


def grey_picture(image: Image.Image, dpi: int = 0) -> Picture:
    """The picture as it is recognised; without `dpi` it is taken for a page of A4."""
    image = _on_white(ImageOps.exif_transpose(image))
    shrink = (MAX_PIXELS / (image.width * image.height)) ** 0.5
    if shrink < 1:
        size = max(1, int(image.width * shrink)), max(1, int(image.height * shrink))
        image = image.resize(size, Image.Resampling.BOX if shrink < 0.5 else Image.Resampling.BILINEAR)
        dpi = int(dpi * shrink)
    dpi = min(max(dpi or round(max(image.size) / LONG_SIDE_INCHES), LEAST_DPI), MOST_DPI)
    return enlarged(made_of(image, dpi), ENLARGED_DPI / dpi if dpi < COARSE_DPI else 1.0)


def enlarged(picture: Picture, times: float) -> Picture:
    """The picture with more dots an inch, as far as is granted; itself where it would hardly grow."""
    times = min(times, (MAX_PIXELS / (picture.width * picture.height)) ** 0.5)
    if times < LEAST_GROWTH:
        return picture
    size = int(picture.width * times), int(picture.height * times)
    return made_of(image_of(picture).resize(size, Image.Resampling.BICUBIC), round(picture.dpi * times))


def made_of(image: Image.Image, dpi: int) -> Picture:
    """A grey image as a picture."""
    return Picture(image.width, image.height, image.tobytes(), dpi)


def image_of(picture: Picture) -> Image.Image:
    """A picture as an image that can be worked on."""
    return Image.frombytes("L", (picture.width, picture.height), picture.pixels)


def _on_white(image: Image.Image) -> Image.Image:
    """Grey, with what is transparent made white."""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("L", image.size, 255)
        paper.paste(image.convert("L"), mask=image.getchannel("A"))
        return paper
    if image.mode.startswith(("I", "F")):  # sixteen bits of grey
        image = image.point(lambda value: value * (1 / 256)).convert("L") if image.mode.startswith("I;16") else image.convert("L")
    return image if image.mode == "L" else image.convert("L")
