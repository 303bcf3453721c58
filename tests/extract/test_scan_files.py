"""Picture files: scans, photographs, faxes of many pages; and those made to break a decoder."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageDraw

from site_audit.extract import extract
from site_audit.extract.scan.pictures import grey_picture
from site_audit.model import Document, Failure, ReadAs, Trouble
from tests.extract import samples
from tests.extract.reading import texts
from tests.extract.scanning import Told, line_of, saved

URL = "http://school.example/files/prikaz.jpg"
PRINT = (
    *line_of("О проведении недели профориентации в школе", 100, 100, 0),
    *line_of("Встречи с врачами, инженерами и поварами района", 100, 200, 1),
)
SAYS = "О проведении недели профориентации в школе Встречи с врачами, инженерами и поварами района"


def page(mode: str = "L", size: tuple[int, int] = (1400, 1980)) -> Image.Image:
    """A white page with a black square in its upper left part."""
    image = Image.new("L", size, 255)
    ImageDraw.Draw(image).rectangle((100, 100, 200, 200), fill=0)
    return image.convert(mode)


def read(body: bytes, told: Told | None = None) -> Document:
    """The document a picture is."""
    got = extract(body, url=URL, recogniser=told or Told([PRINT]))
    assert isinstance(got, Document), got
    return got


def failure(body: bytes) -> Failure:
    """Why a picture is none."""
    got = extract(body, url=URL, recogniser=Told([PRINT]))
    assert isinstance(got, Failure), got
    return got


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"])
def test_pictures_of_every_kind_are_read(kind: str) -> None:
    """The words on a picture are its document, whatever it was packed by."""
    document = read(saved(page(), kind))
    assert texts(document) == [SAYS]
    assert (document.media_type, document.read_as, document.pages) == (f"image/{kind.lower()}", ReadAs.OCR, 1)
    assert document.title == SAYS


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_colour_become_grey(mode: str) -> None:
    """Black print stays black and paper white, in whatever colours it is kept."""
    image = page().point([value * 257 for value in range(256)], "I").convert("I;16") if mode == "I;16" else page(mode)
    picture = grey_picture(image)
    assert picture.pixels[150 * picture.width + 150] < 10
    assert picture.pixels[500 * picture.width + 500] > 245


def test_what_is_transparent_is_white() -> None:
    """Print on no background is print on paper."""
    image = Image.new("RGBA", (1400, 1980), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((100, 100, 200, 200), fill=(0, 0, 0, 255))
    picture = grey_picture(image)
    assert (picture.pixels[150 * 1400 + 150], picture.pixels[500 * 1400 + 500]) == (0, 255)


def test_a_photograph_stands_as_its_camera_says() -> None:
    """A camera held upright keeps its pictures lying, with a mark how they stand."""
    exif = Image.Exif()
    exif[0x0112] = 6
    told = Told([PRINT])
    read(saved(page(), "JPEG", exif=exif), told)
    assert (told.seen[0].width, told.seen[0].height) == (1980, 1400)


def test_a_large_photograph_is_made_smaller() -> None:
    """More dots than a page at 300 dpi say nothing to the recogniser, and cost time."""
    told = Told([PRINT])
    read(saved(page(size=(8_000, 6_000)), "JPEG"), told)
    assert told.seen[0].width * told.seen[0].height <= 12_000_000


def test_a_small_photograph_is_made_larger() -> None:
    """Letters of few dots are read worse than the same letters enlarged."""
    told = Told([PRINT])
    read(saved(page(size=(827, 1169)), "PNG"), told)
    assert told.seen[0].width == pytest.approx(1654, abs=5)


def test_a_fax_of_many_pages_is_as_many_pages() -> None:
    """Each page of a TIFF has its place; those after the budget are counted."""
    body = saved(page("1"), "TIFF", page("1"), page("1"), compression="group4")
    document = read(body, Told([PRINT], budget=2))
    assert (document.pages, document.unread_pages) == (3, 1)
    assert {block.place.partition(",")[0] for block in document.blocks} == {"page 1", "page 2"}


def test_of_an_animation_the_first_picture_is_read() -> None:
    """A moving banner is no document of many pages."""
    assert read(saved(page("P"), "GIF", page("P").rotate(180))).pages == 1


def test_without_recogniser_a_picture_is_unread() -> None:
    """It is said that there is a page nobody read; nothing is unpacked for it."""
    got = extract(saved(page(), "PNG")[:400], url=URL)
    assert isinstance(got, Document)
    assert (got.read_as, got.pages, got.unread_pages, got.blocks) == (ReadAs.IMAGE_UNREAD, 1, 1, ())


@pytest.mark.parametrize("size", [(32, 32), (1200, 200), (500, 500)])
def test_a_small_picture_is_no_page(size: tuple[int, int]) -> None:
    """Icons, banners and thumbnails hold no page of text, read or unread."""
    assert failure(saved(Image.new("L", size, 255))) == Failure(URL, Trouble.UNSUPPORTED, "small picture")


def png(width: int, height: int) -> bytes:
    """A PNG that claims a size, and holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1_000_000))), (b"IEND", b""))
    packed = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


@pytest.mark.parametrize("size", [(60_000, 60_000), (2_000_000, 500), (12_000, 9_500)])
def test_a_picture_that_claims_too_much_is_refused(size: tuple[int, int]) -> None:
    """What would unpack to hundreds of megabytes is refused by what it claims, before anything is unpacked."""
    assert failure(png(*size)).trouble is Trouble.TOO_LARGE


def test_a_claim_within_bounds_is_found_out() -> None:
    """A picture that holds less than it claims is damaged."""
    assert failure(png(5_000, 5_000)).trouble is Trouble.BROKEN


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "WEBP"])
def test_a_cut_picture_is_broken(kind: str) -> None:
    """A download that broke off is a damaged file, never an exception."""
    body = saved(page(), kind)
    assert failure(body[: len(body) * 2 // 3]).trouble is Trouble.BROKEN


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"])
@pytest.mark.parametrize("step", [7, 31, 101])
def test_a_damaged_picture_raises_nothing(kind: str, step: int) -> None:
    """Whatever bytes are changed, a document or a failure comes of it."""
    body = bytearray(saved(page(), kind))
    body[16::step] = bytes(255 - value for value in body[16::step])
    assert isinstance(extract(bytes(body), url=URL, recogniser=Told([PRINT])), Document | Failure)


def endless_tiff(pages: int) -> bytes:
    """A TIFF of as many pages, all of the same few bytes."""
    fields = (
        *((256, 4, 1, 900), (257, 4, 1, 1270), (258, 3, 1, 1), (259, 3, 1, 1), (262, 3, 1, 0)),
        *((273, 4, 1, 8), (278, 4, 1, 1270), (279, 4, 1, 143_510)),
    )
    strip = bytes(143_510)
    size = 2 + 12 * len(fields) + 4
    first = 8 + len(strip)
    directory = struct.pack("<H", len(fields)) + b"".join(struct.pack("<HHII", *one) for one in fields)
    chain = (directory + struct.pack("<I", first + (number + 1) * size if number + 1 < pages else 0) for number in range(pages))
    return b"II*\x00" + struct.pack("<I", first) + strip + b"".join(chain)


def test_an_endless_fax_is_read_to_a_bound() -> None:
    """A hundred thousand pages cost no more than a hundred."""
    told = Told([PRINT], budget=3)
    document = read(endless_tiff(100_000), told)
    assert document.pages == 100
    assert len(told.seen) == 3


def test_a_fax_whose_pages_go_round_ends() -> None:
    """A page that names itself as the next is the last."""
    body = bytearray(endless_tiff(1))
    body[-4:] = struct.pack("<I", 8 + 143_510)
    assert read(bytes(body)).pages <= 100


def test_a_scan_pasted_into_a_word_file_is_read() -> None:
    """A Word file of no words but a picture of a page says what the picture says, or that nobody read it."""
    made = samples.word()
    made.add_picture(io.BytesIO(saved(page("RGB"), "JPEG")))
    body = samples.saved(made)
    document = read(body)
    assert texts(document) == [SAYS]
    assert (document.read_as, document.unread_pages) == (ReadAs.OCR, 0)
    unread = extract(body, url=URL)
    assert isinstance(unread, Document)
    assert (unread.read_as, unread.unread_pages) == (ReadAs.IMAGE_UNREAD, 1)


def test_pictures_beside_words_are_not_read() -> None:
    """The pictures of a Word file that speaks for itself are illustrations."""
    made = samples.word()
    made.add_paragraph("Учащиеся девятого класса побывали на молокозаводе, где им рассказали о профессиях технолога и лаборанта.")
    made.add_picture(io.BytesIO(saved(page("RGB"), "JPEG")))
    told = Told([PRINT])
    assert read(samples.saved(made), told).read_as is ReadAs.TEXT
    assert told.seen == []
