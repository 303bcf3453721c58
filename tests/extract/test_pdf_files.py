"""PDF files as an office program writes them: tables over pages, two columns, layout tables, pages laid across – tagged and not."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from site_audit.extract import extract
from site_audit.model import BlockKind, Document, Failure, Zone
from tests.extract.reading import URL, blocks, read, texts

FILES = Path(__file__).parent / "files"
NAMES = sorted(path.name for path in FILES.glob("*.pdf") if path.stem != "scan-pages")
HEADER = ("№ п/п", "Мероприятие", "Участники / Класс", "Участники / Срок", "Ответственный")
TURNS = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


def file(name: str) -> Document:
    """One of the kept files, read."""
    return read((FILES / name).read_bytes())


@pytest.mark.parametrize(("name", "rows"), [("plan-plain.pdf", 36), ("plan-once.pdf", 24), ("plan-unruled-tagged.pdf", 4)])
def test_a_plan_is_rows_under_its_header(name: str, rows: int) -> None:
    """Over all pages each measure is one row under both header rows; a header printed anew and the rest of a cut row are none."""
    found = blocks(file(name), BlockKind.ROW)
    assert [block.cells for block in found[:2]] == [
        ("№ п/п", "Мероприятие", "Участники", "Участники", "Ответственный"),
        ("№ п/п", "Мероприятие", "Класс", "Срок", "Ответственный"),
    ]
    assert [block.cells[0] for block in found[2:]] == [str(number) for number in range(1, rows + 1)]
    assert {block.header for block in found[2:]} == {HEADER}
    assert {block.cells[4] for block in found[2:]} == {"классный руководитель"}
    assert found[3].cells[1:4] == ("День открытых дверей в колледже связи", "7 класс", "ноябрь")
    assert found[4].cells[1] == "Профессиональная проба «Электромонтаж»"


@pytest.mark.parametrize("name", ["plan-plain.pdf", "plan-unruled-tagged.pdf"])
def test_a_list_is_items(name: str) -> None:
    """Bullets are no column: each entry is an item, without the code of its bullet."""
    assert texts(file(name), BlockKind.ITEM) == [
        "познакомить с профессиями района;",
        "помочь с выбором профиля обучения;",
        "вовлечь родителей и партнёров.",
    ]


def test_tagged_headings_keep_their_level() -> None:
    """A heading is one by its tag, even in the size of the text; the title above them stands a level higher."""
    headings = [(block.level, block.text) for block in blocks(file("plan-unruled-tagged.pdf"), BlockKind.HEADING)]
    assert headings == [(1, "План профориентационной работы"), (2, "Цели и задачи"), (2, "Мероприятия"), (2, "Ожидаемые результаты")]


def test_a_table_for_layout_is_no_rows() -> None:
    """The head of a paper is read column by column, tagged as a table or not."""
    document = file("letter-tagged.pdf")
    assert not blocks(document, BlockKind.ROW)
    head = " ".join(texts(document)[:3])
    assert head == "СОГЛАСОВАНО Председатель совета школы Петрова А. С. УТВЕРЖДАЮ Директор школы Иванова М. П."


@pytest.mark.parametrize("name", ["columns-plain.pdf", "columns-tagged.pdf"])
def test_two_columns_are_read_one_after_the_other(name: str) -> None:
    """Paragraphs follow each other down the columns; words parted at the ends of lines are whole."""
    first, *others = texts(file(name), BlockKind.PARAGRAPH)
    assert first == (
        "Поговорите с ребёнком. Профориентационная работа школы помогает учащимся узнать мир профессий родного района и выбрать путь "
        "после девятого и одиннадцатого классов. Учителя, родители и предприятия ведут её вместе в течение всего учебного года."
    )
    assert [text.split(".")[0] for text in others] == ["Сходите вместе на предприятие", "Узнайте о колледжах", "Не решайте за него"]


def test_heads_and_feet_stand_apart() -> None:
    """What is printed on each page is told from the text, on the page laid across too."""
    document = file("sheets-tagged.pdf")
    assert [block.text for block in document.blocks if block.zone is Zone.HEADER] == ["МБОУ «Средняя школа № 1» с. Ясное"] * 4
    assert [block.text for block in document.blocks if block.zone is Zone.FOOTER] == ["1", "2", "3", "4"]
    assert len(texts(document, BlockKind.HEADING)) == 4


@pytest.mark.parametrize("name", NAMES)
def test_properties_stand_apart(name: str) -> None:
    """Title and day of the file are claims, no text of it."""
    document = file(name)
    assert document.title == "Бумага средней школы для проверки"
    assert document.title not in texts(document)
    assert [claim.source for claim in document.dates] == ["property"]


def turned(body: bytes, *, drawn: int, shown: int) -> bytes:
    """The file with its pages drawn turned by so many degrees, and shown turned by so many."""
    pdf = pypdfium2.PdfDocument(body)
    for number in range(len(pdf)):
        page = pdf[number]
        width, height = page.get_size()
        if drawn:
            move = {90: (height, 0), 180: (width, height), 270: (0, width)}[drawn]
            matrix = pypdfium2.PdfMatrix(*TURNS[drawn], *move)
            pdfium.FPDFPage_TransFormWithClip(page.raw, matrix.to_raw(), None)
            if drawn != 180:
                page.set_mediabox(0, 0, height, width)
                page.set_cropbox(0, 0, height, width)
            pdfium.FPDFPage_GenerateContent(page.raw)
        page.set_rotation(shown)
        page.close()
    written = io.BytesIO()
    pdf.save(written)
    pdf.close()
    return written.getvalue()


@pytest.mark.parametrize(
    ("drawn", "shown"), [(90, 90), (180, 180), (270, 270), (90, 0), (180, 0), (270, 0), (0, 90), (0, 180), (0, 270)], ids=str
)
def test_turned_pages_read_like_upright_ones(drawn: int, shown: int) -> None:
    """However a page is drawn and shown, the table on it is the same."""
    body = (FILES / "plan-once.pdf").read_bytes()
    assert texts(read(turned(body, drawn=drawn, shown=shown))) == texts(read(body))


@pytest.mark.parametrize("name", NAMES)
def test_a_cut_file_is_read_or_refused(name: str) -> None:
    """A download that broke off anywhere is a document or a failure."""
    body = (FILES / name).read_bytes()
    for share in range(1, 20):
        assert isinstance(extract(body[: len(body) * share // 20], url=URL), Document | Failure)


@pytest.mark.parametrize("name", ["plan-unruled-tagged.pdf", "columns-plain.pdf"])
def test_a_spoilt_file_is_read_or_refused(name: str) -> None:
    """Wrong bytes anywhere give a document or a failure."""
    body = (FILES / name).read_bytes()
    chance = random.Random(name)
    for _ in range(30):
        spoilt = bytearray(body)
        for _ in range(chance.randint(1, 40)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        assert isinstance(extract(bytes(spoilt), url=URL), Document | Failure)
