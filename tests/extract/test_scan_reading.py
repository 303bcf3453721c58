"""Scans read by the real program, where it is installed: upright, turned, askew, soiled; prose and a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from PIL import Image, ImageChops
from rapidfuzz.distance import Levenshtein

from site_audit.extract import extract
from site_audit.model import BlockKind, Document, ReadAs
from site_audit.ocr import Tesseract, find_tesseract
from tests.extract.reading import blocks, texts
from tests.extract.scanning import PAGES, PLAN, PROSE, drawn, saved, skewed, soiled

URL = "http://school.example/files/scan.pdf"
TESSERACT = find_tesseract()
pytestmark = pytest.mark.skipif(TESSERACT is None, reason="tesseract is not installed")


def read(body: bytes) -> Document:
    """The document a scan is, read by the program."""
    assert isinstance(TESSERACT, Tesseract)
    got = extract(body, url=URL, recogniser=TESSERACT.begin())
    assert isinstance(got, Document), got
    return got


def said(page: int) -> str:
    """What the page says, as the file itself tells it."""
    whole = extract(PAGES.read_bytes(), url=URL)
    assert isinstance(whole, Document)
    return words(block.text for block in blocks(whole) if block.place.startswith(f"page {page + 1},"))


def words(some: Iterable[str]) -> str:
    """Texts as one, cells without their bars."""
    return " ".join(some).replace(" | ", " ")


def wrong(document: Document, page: int) -> float:
    """The share of characters read wrong."""
    truth = said(page)
    return Levenshtein.distance(truth, words(texts(document))) / len(truth)


@pytest.mark.parametrize(
    ("image", "allowed"),
    [
        pytest.param(lambda: drawn(PROSE, 300), 0.02, id="clean"),
        pytest.param(lambda: soiled(drawn(PROSE, 200)), 0.02, id="soiled"),
        pytest.param(lambda: soiled(drawn(PROSE, 100)), 0.06, id="coarse and soiled"),
        pytest.param(lambda: drawn(PROSE).rotate(90, expand=True), 0.02, id="on its left side"),
        pytest.param(lambda: drawn(PROSE).rotate(180), 0.02, id="upside down"),
        pytest.param(lambda: drawn(PROSE).rotate(270, expand=True), 0.02, id="on its right side"),
        pytest.param(lambda: skewed(drawn(PROSE), 3), 0.02, id="askew"),
    ],
)
def test_prose_is_read(image: Callable[[], Image.Image], allowed: float) -> None:
    """However the sheet lay on the glass, its words come out."""
    document = read(saved(image(), "PDF", resolution=200))
    assert document.read_as is ReadAs.OCR
    assert wrong(document, PROSE) <= allowed


def test_a_photograph_in_uneven_light_is_read() -> None:
    """A page photographed on a table, one side of it in shadow."""
    image = drawn(PROSE)
    shadow = Image.linear_gradient("L").rotate(90).resize(image.size).point([110 + value * 145 // 255 for value in range(256)])
    document = read(saved(ImageChops.multiply(image, shadow).convert("RGB"), "JPEG", quality=70))
    assert wrong(document, PROSE) <= 0.03


@pytest.mark.parametrize("degrees", [0, 2])
def test_a_scanned_plan_has_rows_with_a_header(degrees: float) -> None:
    """The table of a plan comes out row by row, each cell under its column's name."""
    document = read(saved(soiled(skewed(drawn(PLAN), degrees)), "PDF", resolution=200))
    found = blocks(document, BlockKind.ROW)
    assert len(found) == 9
    assert found[0].cells[1:4] == ("Мероприятие", "Классы", "Срок")
    assert all(row.header == found[0].cells for row in found[1:])
    assert [row.cells[3] for row in found[1:]] == ["сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "март", "апрель", "май"]
    assert found[5].cells[1] == "Родительское собрание о приёме в колледжи и вузы"
    assert texts(document)[-1].startswith("Педагог-психолог ведёт приём")


def test_english_among_russian_is_no_harm() -> None:
    """A page is read once, in Russian, where that goes well."""
    assert isinstance(TESSERACT, Tesseract)
    document = read(saved(drawn(PROSE), "PNG"))
    assert document.ocr_confidence is not None
    assert document.ocr_confidence > 0.9
