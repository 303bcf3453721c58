"""What a PDF page is – text, a picture of text, or letters that say nothing – is told page by page."""

from __future__ import annotations

from collections import Counter

import pypdfium2
import pytest

from site_audit.extract import extract
from site_audit.extract.pdf.glyphs import Run
from site_audit.extract.pdf.lines import Line
from site_audit.extract.pdf.page import PageText, read_page
from site_audit.extract.pdf.quality import is_picture, page_is_unreadable
from site_audit.model import Document, Failure, Trouble
from tests.extract.reading import URL, read, texts
from tests.extract.samples import Rule, lines, pdf

PROSE = ("Учащиеся девятого класса побывали на молокозаводе, где им", "рассказали о профессиях технолога, лаборанта и водителя.")
CODED = [
    f"{line} {word}".encode("koi8-r").decode("cp1251") for line in PROSE for word in ("Октябрь", "экскурсия", "колледж", "встреча", "план")
]


def page_of(*written: str, pictured: float = 0.0, drawn: bool = False) -> PageText:
    """A page with these lines."""
    made = [Line([Run(text, 60, 700 - at * 20, 400, 712 - at * 20, 12)]) for at, text in enumerate(written)]
    return PageText(made, heights=Counter({12.0: 1}), pictured=pictured, drawn=drawn)


@pytest.mark.parametrize(
    ("page", "picture"),
    [
        (page_of(pictured=1.0, drawn=True), True),
        (page_of("12", pictured=0.9, drawn=True), True),
        (page_of("Документ подписан простой электронной подписью", pictured=1.0, drawn=True), True),
        (page_of("стр. 3", drawn=True), True),
        (page_of("План работы школы", "на 2026/27 учебный год"), False),
        (page_of("План работы школы", "на 2026/27 учебный год", pictured=0.1, drawn=True), False),
        (page_of(*PROSE, pictured=1.0, drawn=True), False),
        (page_of(), False),
    ],
    ids=[
        "scan",
        "scan with a number",
        "scan with a stamp",
        "letters in curves",
        "title page",
        "title page with a mark",
        "read scan",
        "empty",
    ],
)
def test_a_picture_of_a_page_is_told(page: PageText, picture: bool) -> None:
    """Few letters alone make no scan: something else must fill the page."""
    assert is_picture(page) is picture


def test_the_share_under_pictures_is_seen() -> None:
    """Strips that a scanner cut count as what they cover together; rules and letters are no pictures."""
    made = pypdfium2.PdfDocument.new()
    for strips in ((0, 1, 2, 3), (0, 0, 1), ()):
        page = made.new_page(400, 800)
        for strip in strips:
            image = pypdfium2.PdfImage.new(made)
            image.set_bitmap(pypdfium2.PdfBitmap.new_native(4, 4, pypdfium2.raw.FPDFBitmap_Gray))
            image.set_matrix(pypdfium2.PdfMatrix().scale(400, 200).translate(0, strip * 200))
            page.insert_obj(image)
        page.gen_content()
    assert [round(read_page(made, at).pictured, 2) for at in range(3)] == [1.0, 0.5, 0.0]
    made.close()
    ruled = pypdfium2.PdfDocument(pdf([*lines(*PROSE), Rule(60, 500, 300, 500)]))
    assert (read_page(ruled, 0).pictured, read_page(ruled, 0).drawn) == (0.0, False)
    ruled.close()


def test_letters_that_make_no_words_are_told_by_the_page() -> None:
    """Gibberish is told even on a page with little of it; names, numbers and English are none."""
    assert page_is_unreadable(CODED)
    assert page_is_unreadable(["\ue001\ue002\ue003" * 20])
    assert not page_is_unreadable(PROSE)
    assert not page_is_unreadable(["Иванов И. И.", "Щукин Ю. Я.", "12 345,00", "2026"])
    assert not page_is_unreadable(["The pupils of the ninth form have visited a dairy and a college."] * 6)


def test_one_unreadable_page_does_not_spoil_the_others() -> None:
    """The pages that can be read are read; the letters of the other are not handed on as words."""
    document = read(pdf(lines(*PROSE), lines(*CODED), lines(*PROSE)))
    assert texts(document) == [" ".join(PROSE)] * 2
    assert isinstance(document, Document)
    assert document.pages == 3


def test_a_file_without_a_readable_page_is_unreadable() -> None:
    """Nothing readable is left: the failure says why."""
    got = extract(pdf(lines(*CODED), lines("5")), url=URL)
    assert isinstance(got, Failure)
    assert got.trouble is Trouble.UNREADABLE
