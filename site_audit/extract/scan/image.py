"""A picture file (a scan or a photograph of a page) to blocks; a many-paged TIFF is as many pages."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress

from PIL import Image

from site_audit.extract.pdf.page import PageText
from site_audit.extract.pdf.reading import assembled
from site_audit.extract.properties import title_from
from site_audit.extract.recognition import Recogniser
from site_audit.extract.scan.page import PageScanner
from site_audit.extract.scan.pages import Pages
from site_audit.extract.scan.pictures import grey_picture
from site_audit.extract.sniff import BMP, GIF, JPEG, PNG, TIFF, WEBP, sniff
from site_audit.extract.source import Source
from site_audit.extract.stamps import split_stamps
from site_audit.model import Document, Failure, Trouble

DECODERS = {JPEG: "JPEG", PNG: "PNG", TIFF: "TIFF", GIF: "GIF", BMP: "BMP", WEBP: "WEBP"}
MAX_SIDE = 40_000
MAX_BYTES = 320_000_000  # of one picture unpacked
MAX_FRAMES = 100
SMALL_SIDE, SMALL_AREA = 400, 400_000  # smaller pictures hold no page of text
_FAULTS = (OSError, EOFError, SyntaxError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, struct.error, zlib.error)
"""What the decoders raise for damaged files, each in its own way."""


class _TooLarge(Exception):
    """A picture declares more dots than are unpacked."""


def read_image(source: Source) -> Document | Failure:
    """The document a picture is; without a recogniser one of unread pages and no blocks."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd camera data, and of large pictures: these are refused here
        try:
            return _read(source)
        except (_TooLarge, Image.DecompressionBombError):
            return source.failure(Trouble.TOO_LARGE, "unpacks to too much")
        except _FAULTS:
            return source.failure(Trouble.BROKEN, "damaged picture")


def _read(source: Source) -> Document | Failure:
    with Image.open(io.BytesIO(source.body), formats=[DECODERS[source.told]]) as image:
        if _is_small(image):
            return source.failure(Trouble.UNSUPPORTED, "small picture")
        pages = _pages(image, PageScanner(source.recogniser))
    blocks, signatures = split_stamps(assembled(pages.texts))
    return Document(
        url=source.url,
        digest=source.digest,
        media_type=source.told,
        title=title_from(blocks),
        blocks=tuple(blocks),
        read_as=pages.read_as([block.text for block in blocks]),
        pages=len(pages.texts),
        unread_pages=pages.unread,
        ocr_confidence=pages.confidence,
        signatures=signatures,
    )


def pictures_as_pages(bodies: Iterable[bytes], recogniser: Recogniser) -> Pages:
    """The pictures inside another file as pages, such as may hold text; what cannot be unpacked is left out."""
    scanner = PageScanner(recogniser)
    texts, unread = [], 0
    for body in bodies:
        with suppress(_TooLarge, Image.DecompressionBombError, *_FAULTS), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            kind = DECODERS.get(sniff(body))
            if kind is None:
                continue
            with Image.open(io.BytesIO(body), formats=[kind]) as image:
                if not _is_small(image):
                    pages = _pages(image, scanner)
                    texts.extend(pages.texts)
                    unread += pages.unread
    return Pages(texts, unread)


def _is_small(image: Image.Image) -> bool:
    return min(image.size) < SMALL_SIDE or image.width * image.height < SMALL_AREA


def _pages(image: Image.Image, scanner: PageScanner) -> Pages:
    """Each page as far as the recogniser goes; of the others only the sizes are looked at."""
    texts, unread = [], 0
    for frame in _frames(image):
        read = scanner.read(grey_picture(frame)) if scanner.is_ready() else None
        unread += read is None
        texts.append(read or PageText())
    return Pages(texts, unread)


def _frames(image: Image.Image) -> Iterator[Image.Image]:
    """The pages of a TIFF, or the first frame of any other picture: an animation is no document."""
    for number in range(MAX_FRAMES if image.format == "TIFF" else 1):
        if number:
            try:
                image.seek(number)
            except EOFError:
                return
        _check_size(image)
        if image.format == "JPEG" and max(image.size) > 7_000:
            image.draft("L", (image.width // 2, image.height // 2))  # decoded at half its size: a quarter of the memory
        yield image


def _check_size(image: Image.Image) -> None:
    """What is declared is checked before anything is unpacked."""
    needed = image.width * image.height * max(1, len(image.getbands())) * 1.34
    if max(image.size) > MAX_SIDE or needed > MAX_BYTES:
        raise _TooLarge
