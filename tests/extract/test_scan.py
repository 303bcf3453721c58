"""Pages that are pictures: put straight, shown to the recogniser, and assembled like any other page."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw
from pypdfium2 import PdfBitmap, PdfDocument, PdfImage, PdfMatrix

from site_audit.extract import extract
from site_audit.extract.recognition import NOBODY, Look, Picture, Recogniser, Unrecognised, Word
from site_audit.extract.scan.pictures import grey_picture
from site_audit.extract.scan.straight import skew_of
from site_audit.model import BlockKind, Document, Failure, ReadAs, Trouble
from tests.extract import samples
from tests.extract.reading import blocks, rows, texts
from tests.extract.scanning import PROSE, Told, drawn, line_of, saved, skewed

URL = "http://school.example/files/plan.pdf"
PRINT = (
    *line_of("План работы школы по профессиональной ориентации", 200, 200, 0),
    *line_of("Утверждён на заседании педагогического совета школы", 200, 300, 1),
)
PRINT_ENDS = "Утверждён на заседании педагогического совета школы"
POOR = tuple(Word("ъыл", 200, top, 260, top + 40, 0.2, top) for top in range(200, 900, 100))


def scan(*images: Image.Image, dpi: int = 200) -> bytes:
    """A PDF of nothing but pictures."""
    return saved(images[0], "PDF", *images[1:], resolution=dpi)


class GivesUp(Told):
    """A recogniser that fails at its first page, or at each turn."""

    def __init__(self, pages: list[tuple[Word, ...]], at: str) -> None:
        super().__init__(pages)
        self._at = at

    def words(self, picture: Picture, look: Look = Look.PAGE) -> tuple[Word, ...]:
        """The next page's words, but for the first page."""
        found = super().words(picture, look)
        if self._at == "words" and len(self.seen) == 1:
            raise Unrecognised
        return found


def sheet() -> Image.Image:
    """A page with a dark spot, so that it is no empty one."""
    image = Image.new("L", (1654, 2339), 255)
    ImageDraw.Draw(image).rectangle((200, 200, 240, 240), fill=0)
    return image


def read(body: bytes, recogniser: Recogniser = NOBODY) -> Document:
    """The document these bytes are."""
    got = extract(body, url=URL, recogniser=recogniser)
    assert isinstance(got, Document), got
    return got


def joined(*files: bytes) -> bytes:
    """The pages of several PDF in one."""
    made = PdfDocument.new()
    for file in files:
        made.import_pages(PdfDocument(file))
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def test_a_scan_without_recogniser_is_unread() -> None:
    """Where no program recognises text the document says how many of its pages nobody read."""
    document = read(scan(sheet(), sheet()))
    assert (document.read_as, document.pages, document.unread_pages, document.blocks) == (ReadAs.IMAGE_UNREAD, 2, 2, ())


def test_recognised_words_become_blocks() -> None:
    """The words of a scanned page come out as its paragraphs, with the confidence of their page."""
    document = read(scan(sheet()), Told([PRINT]))
    assert texts(document) == [
        "План работы школы по профессиональной ориентации",
        "Утверждён на заседании педагогического совета школы",
    ]
    assert document.read_as is ReadAs.OCR
    assert document.unread_pages == 0
    assert document.ocr_confidence == pytest.approx(0.95)
    assert {block.confidence for block in document.blocks} == {0.95}
    assert document.blocks[0].place == "page 1, p[1]"


def test_a_drawn_table_comes_out_in_rows() -> None:
    """Words between ruled lines of the picture become rows under their header."""
    image = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(image)
    for y in (400, 500, 600, 700):
        draw.line((150, y, 1450, y), fill=0, width=3)
    for x in (150, 300, 1000, 1450):
        draw.line((x, 400, x, 700), fill=0, width=3)
    said = [("№", "Мероприятие", "Срок"), ("1", "Экскурсия на завод", "сентябрь"), ("2", "Встреча с врачом", "октябрь")]
    words: list[Word] = []
    for number, row in enumerate(said):  # the program takes a row of cells for one line of print
        for text, left in zip(row, (180, 330, 1030), strict=True):
            words += line_of(text, left, 430 + 100 * number, number)
    document = read(scan(image), Told([tuple(words)]))
    assert rows(document) == [*said]
    assert blocks(document, BlockKind.ROW)[1].header == said[0]


def test_a_page_on_its_side_is_turned_and_the_next_like_it() -> None:
    """Poor words make the program say how the page lies; the sheets that follow are turned at once."""
    told = Told([POOR, PRINT, PRINT], turns=[90])
    document = read(scan(sheet(), sheet()), told)
    assert told.asked == [Look.PAGE, "turn", Look.PAGE, Look.PAGE]
    upright, first, second = ((one.width > one.height) for one in told.seen)
    assert (upright, first, second) == (False, True, True)
    assert len(texts(document)) == 4


def test_a_page_of_lines_that_run_up_is_not_read_before_it_is_turned() -> None:
    """A page plainly on its side costs no reading that could only fail."""
    told = Told([PRINT], turns=[90])
    read(scan(drawn(PROSE).rotate(90, expand=True)), told)
    assert told.asked == ["turn", Look.PAGE]


def test_a_turn_that_gives_no_better_words_is_dropped() -> None:
    """The better of two readings is kept."""
    few = line_of("Школа № 5", 200, 200, 0)
    assert texts(read(scan(sheet()), Told([few, POOR], turns=[180]))) == ["Школа № 5"]


@pytest.mark.parametrize("degrees", [-6.0, 4.0])
def test_a_page_on_its_side_may_lie_askew_too(degrees: float) -> None:
    """It is levelled once it is turned."""
    told = Told([POOR, PRINT], turns=[90])
    read(scan(skewed(drawn(PROSE).rotate(90, expand=True), degrees)), told)
    assert abs(skew_of(told.seen[-1])) < 0.3


@pytest.mark.parametrize("degrees", [3.0, -1.5, 6.0])
def test_a_page_laid_askew_is_levelled(degrees: float) -> None:
    """What is recognised is the page with its lines level."""
    told = Told([PRINT])
    read(scan(skewed(drawn(PROSE), degrees)), told)
    assert abs(skew_of(told.seen[0])) < 0.3


def test_the_skew_of_a_page_is_measured() -> None:
    """To a quarter of a degree, and nothing is seen where there is nothing to see."""
    for degrees in (-5.0, -0.5, 0.0, 2.25):
        assert skew_of(grey_picture(skewed(drawn(PROSE), degrees), 200)) == pytest.approx(-degrees, abs=0.25)
    assert skew_of(grey_picture(Image.new("L", (800, 1000), 255), 100)) == 0.0


def test_small_print_is_looked_at_closer() -> None:
    """A page of letters of few dots is enlarged, and the better reading is kept."""
    small = line_of("План работы школы по профессиональной ориентации на весь новый учебный год", 200, 200, 0, size=16, confidence=0.8)
    large = line_of("План работы школы по профессиональной ориентации на весь новый учебный год", 400, 400, 0, size=32)
    told = Told([small, large])
    document = read(scan(sheet()), told)
    assert told.asked == [Look.PAGE, Look.CLOSER]
    assert told.seen[1].width > 1.4 * told.seen[0].width
    assert document.ocr_confidence == pytest.approx(0.95)
    assert len(texts(document)) == 1


def test_speckles_and_frames_are_dropped() -> None:
    """What a program sees in dirt, in a seal or in a ruled line is no word."""
    noise = (
        Word("ж", 900, 1200, 905, 1206, 0.2, 7),
        Word("—", 100, 1300, 110, 1302, 0.4, 8),
        Word("|", 120, 1400, 123, 1500, 0.9, 9),
        Word("Ы", 300, 1600, 700, 2000, 0.5, 10),  # a seal, taken for a letter
        Word("_октябрь|", 200, 500, 420, 540, 0.9, 11),
    )
    assert texts(read(scan(sheet()), Told([PRINT + noise])))[2:] == ["октябрь"]


def test_the_budget_of_a_file_leaves_pages_unread() -> None:
    """Pages after the budget is spent are counted, not waited for; what was read stays."""
    told = Told([PRINT], budget=2)
    document = read(scan(*[sheet()] * 5), told)
    assert (document.pages, document.unread_pages, document.read_as) == (5, 3, ReadAs.OCR)
    assert len(told.seen) == 2


def test_a_bad_reading_is_none() -> None:
    """Words the program itself does not believe are not given out."""
    document = read(scan(sheet()), Told([POOR]))
    assert (document.blocks, document.unread_pages, document.read_as) == ((), 1, ReadAs.IMAGE_UNREAD)


def test_words_of_no_language_are_none() -> None:
    """A sure reading that makes no Russian is not given out either."""
    gibberish = tuple(Word("ьъщфйъыжьъ", 200, top, 700, top + 40, 0.9, top) for top in range(200, 2200, 50))
    assert read(scan(sheet()), Told([gibberish])).unread_pages == 1


def test_text_pages_stay_as_they_are() -> None:
    """In a file of both kinds only the pictures are recognised, and the larger part says how the file was read."""
    page = samples.lines(*["Школа проводит дни открытых дверей и встречи с работодателями района."] * 8)
    body = joined(samples.pdf(page), scan(sheet()), samples.pdf(page))
    told = Told([PRINT])
    document = read(body, told)
    assert len(told.seen) == 1
    assert document.read_as is ReadAs.TEXT
    assert {block.confidence for block in document.blocks if block.place.startswith("page 2")} == {0.95}
    assert {block.confidence for block in document.blocks if not block.place.startswith("page 2")} == {1.0}
    unread = read(body)
    assert (unread.read_as, unread.unread_pages, unread.pages) == (ReadAs.TEXT, 1, 3)


def stamped() -> bytes:
    """A scan over which a program wrote the stamp of a signature."""
    stamp = samples.lines("Документ подписан простой электронной подписью", "Должность: директор", "Дата подписания: 28.08.2026 10:00:00")
    pdf = PdfDocument(samples.pdf(stamp))
    page = pdf[0]
    image = PdfImage.new(pdf)
    image.set_bitmap(PdfBitmap.from_pil(sheet()))
    image.set_matrix(PdfMatrix().scale(*page.get_size()))
    page.insert_obj(image)
    page.gen_content()
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def test_a_stamp_over_a_scan_is_read_from_the_file() -> None:
    """The stamp is no reason to take the page for text, and its words are not guessed from the picture."""
    document = read(stamped(), Told([PRINT]))
    assert texts(document)[0] == "План работы школы по профессиональной ориентации"
    assert [one.post for one in document.signatures] == ["директор"]
    assert document.read_as is ReadAs.OCR


def test_pages_whose_fonts_say_nothing_are_recognised() -> None:
    """Text that is drawn but not told is read from its picture, and is a failure only where nobody can."""
    said = ("Октябрь: экскурсия на завод", "Колледж связи, встреча с мастером", "Утверждён план мероприятий", "Юные инженеры района")
    body = samples.pdf(samples.lines(*[line.encode("koi8-r").decode("cp1251") for line in said * 3]))
    assert texts(read(body, Told([PRINT])))[0] == "План работы школы по профессиональной ориентации"
    got = extract(body, url=URL)
    assert isinstance(got, Failure)
    assert got.trouble is Trouble.UNREADABLE


def test_a_giant_page_is_drawn_small() -> None:
    """The size a page claims is not the size of its picture."""
    told = Told([PRINT])
    read(scan(sheet(), dpi=12), told)
    assert told.seen[0].width * told.seen[0].height <= 12_000_000


def test_a_picture_of_too_many_dots_is_not_drawn() -> None:
    """A page whose picture would unpack to hundreds of millions of dots stays unread, unpacked by nobody."""
    huge = Image.new("1", (20_000, 20_000), 1)
    told = Told([PRINT])
    document = read(scan(huge), told)
    assert (document.unread_pages, told.seen) == (1, [])


@pytest.mark.parametrize("kind", ["words", "turn"])
def test_a_recogniser_that_gives_up_costs_its_page(kind: str) -> None:
    """A program that fails on a page leaves this page unread, or unturned, and no other."""
    few = line_of("Школа № 5", 200, 200, 0)
    document = read(scan(sheet(), sheet()), GivesUp([few, PRINT], at=kind))
    assert document.unread_pages == (1 if kind == "words" else 0)
    assert texts(document)[-1] == PRINT_ENDS
