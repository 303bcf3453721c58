"""Word files to blocks: headings, lists, tables with merged cells, heads and feet, properties; bombs and damage refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from site_audit.extract import extract
from site_audit.model import BlockKind, DateClaim, Failure, Trouble, Zone
from tests.extract.reading import URL, blocks, read, rows, texts
from tests.extract.samples import saved, word, word_parts

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(content: str) -> bytes:
    """A text part with this content."""
    return f"<w:document {SPACE}><w:body>{content}</w:body></w:document>".encode()


def test_headings_paragraphs_and_lists() -> None:
    """Styles tell headings with their level and entries of lists; a bold centred line is a heading too."""
    made = word()
    made.add_heading("План работы", 1)
    made.add_heading("Экскурсии", 2)
    made.add_paragraph("Учащиеся побывали на заводе.")
    made.add_paragraph("Завод", style="List Bullet")
    centred = made.add_paragraph()
    centred.add_run("на 2026/2027 учебный год").bold = True
    centred.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document = read(saved(made))
    assert [(block.kind, block.level, block.text, block.place) for block in blocks(document)] == [
        (BlockKind.HEADING, 1, "План работы", "h1[1]"),
        (BlockKind.HEADING, 2, "Экскурсии", "h2[1]"),
        (BlockKind.PARAGRAPH, 0, "Учащиеся побывали на заводе.", "p[1]"),
        (BlockKind.ITEM, 0, "Завод", "li[1]"),
        (BlockKind.HEADING, 2, "на 2026/2027 учебный год", "h2[2]"),
    ]


def test_tables_with_merged_cells() -> None:
    """A row carries its header; a cell merged over rows stands in each of them, one merged over columns in each of those."""
    made = word()
    table = made.add_table(rows=4, cols=3)
    for number, cells in enumerate(
        (("Срок", "Мероприятие", "Класс"), ("Октябрь", "Экскурсия", "9"), ("", "Встреча", "10"), ("Май", "Каникулы", ""))
    ):
        for cell, text in zip(table.rows[number].cells, cells, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 1).merge(table.cell(3, 2))
    document = read(saved(made))
    assert rows(document) == [
        ("Срок", "Мероприятие", "Класс"),
        ("Октябрь", "Экскурсия", "9"),
        ("Октябрь", "Встреча", "10"),
        ("Май", "Каникулы", "Каникулы"),
    ]
    assert blocks(document)[-1].header == ("Срок", "Мероприятие", "Класс")


def test_a_table_that_lays_out_the_head() -> None:
    """«СОГЛАСОВАНО» and «УТВЕРЖДАЮ» side by side are paragraphs, no row of data."""
    made = word()
    cells = made.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "СОГЛАСОВАНО", "УТВЕРЖДАЮ"
    document = read(saved(made))
    assert [(block.kind, block.text) for block in blocks(document)] == [
        (BlockKind.PARAGRAPH, "СОГЛАСОВАНО"),
        (BlockKind.PARAGRAPH, "УТВЕРЖДАЮ"),
    ]


def test_heads_and_feet_are_zones() -> None:
    """What Word repeats on every page is kept and told apart."""
    made = word()
    made.add_paragraph("План работы")
    made.sections[0].header.paragraphs[0].text = "МБОУ СОШ № 1"
    made.sections[0].footer.paragraphs[0].text = "Страница"
    assert [(block.zone, block.text) for block in blocks(read(saved(made)))] == [
        (Zone.HEADER, "МБОУ СОШ № 1"),
        (Zone.MAIN, "План работы"),
        (Zone.FOOTER, "Страница"),
    ]


def test_properties_are_claims() -> None:
    """Title and dates of the file are taken where they make sense."""
    made = word(title="План профориентационной работы")
    made.core_properties.created = datetime(2026, 8, 30)
    made.core_properties.modified = datetime(2026, 9, 1)
    made.add_paragraph("Приложение к приказу")
    document = read(saved(made))
    assert document.title == "План профориентационной работы"
    assert document.dates == (DateClaim("property", date(2026, 8, 30)), DateClaim("property", date(2026, 9, 1)))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("<w:p><w:r><w:t>Профо</w:t></w:r><w:r><w:t>риентация</w:t></w:r></w:p>", ["Профориентация"], id="runs"),
        pytest.param(
            "<w:p><w:r><w:t>раз</w:t><w:br/><w:t>два</w:t><w:tab/><w:t>три</w:t></w:r></w:p>", ["раз два три"], id="breaks and tabs"
        ),
        pytest.param(
            "<w:p><w:ins><w:r><w:t>новое</w:t></w:r></w:ins><w:del><w:r><w:delText>старое</w:delText></w:r></w:del></w:p>",
            ["новое"],
            id="edits",
        ),
        pytest.param("<w:p><w:hyperlink><w:r><w:t>План</w:t></w:r></w:hyperlink></w:p>", ["План"], id="link"),
        pytest.param("<w:sdt><w:sdtContent><w:p><w:r><w:t>Поле</w:t></w:r></w:p></w:sdtContent></w:sdt>", ["Поле"], id="form field"),
        pytest.param("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>а</w:t></w:r></w:p>", ["а"], id="field code"),
        pytest.param(
            "<w:p><w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>в рамке</w:t></w:r></w:p></w:txbxContent></w:drawing>"
            "<w:t>рядом</w:t></w:r></w:p>",
            ["в рамке", "рядом"],
            id="text box",
        ),
    ],
)
def test_all_text_is_found(content: str, expected: list[str]) -> None:
    """Words in runs, links, fields, boxes and accepted edits are text; deleted words and codes are none."""
    assert texts(read(word_parts(document=body(content)))) == expected


def test_a_table_in_a_cell_stays_in_its_row() -> None:
    """A small table inside a cell is words of that cell."""
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>внутри</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    row = "<w:tr><w:tc><w:p><w:r><w:t>раз</w:t></w:r></w:p>{}</w:tc><w:tc><w:p><w:r><w:t>два</w:t></w:r></w:p></w:tc></w:tr>"
    content = "<w:tbl>" + row.format(inner) + row.format("") + "</w:tbl>"
    assert rows(read(word_parts(document=body(content)))) == [("раз внутри", "два"), ("раз", "два")]


def refused(written: bytes) -> Trouble:
    """The trouble of a file that is not read."""
    got = extract(written, url=URL)
    assert isinstance(got, Failure), got
    return got.trouble


def test_a_bomb_is_refused() -> None:
    """Eight megabytes of blanks in eight kilobytes are no letter to parents."""
    assert refused(word_parts(document=body(" " * 8_000_000))) is Trouble.TOO_LARGE


def test_a_size_that_lies_is_refused() -> None:
    """A part that claims to be small and is not is read no further than it claims."""
    honest = word_parts(document=body(" " * 8_000_000))
    lying = honest.replace((8_000_000 + len(body(""))).to_bytes(4, "little"), (5000).to_bytes(4, "little"))
    assert lying != honest
    assert refused(lying) is Trouble.BROKEN


def test_entities_are_refused() -> None:
    """A text that declares entities is a bomb or a spy: neither is expanded or fetched."""
    nested = '<!DOCTYPE a [<!ENTITY b "школа"><!ENTITY c SYSTEM "file:///etc/hostname">]>'.encode() + body(
        "<w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p>"
    )
    assert refused(word_parts(document=nested)) is Trouble.BROKEN


def test_a_file_without_text_part_is_broken() -> None:
    """An archive that is called a Word file and holds no text is broken."""
    assert refused(word_parts(settings=b"<a/>")) is Trouble.BROKEN


@pytest.mark.parametrize("share", [0.05, 0.3, 0.7, 0.99])
def test_a_cut_file_is_broken(share: float) -> None:
    """A download that broke off is a broken file."""
    made = word()
    made.add_paragraph("План работы " * 500)
    whole = saved(made)
    assert refused(whole[: int(len(whole) * share)]) is Trouble.BROKEN


def test_damaged_text_is_broken() -> None:
    """A text part that is no XML, or is cut off in the middle, is broken."""
    assert refused(word_parts(document=b"<w:document")) is Trouble.BROKEN


def test_a_locked_part_is_encrypted() -> None:
    """A zip under a password is named for what it is."""
    written = bytearray(word_parts(document=body("")))
    second = written.rfind(b"PK\x01\x02")
    written[second + 8] |= 1
    assert refused(bytes(written)) is Trouble.ENCRYPTED


@pytest.mark.parametrize("depth", [20, 20_000])
def test_deep_nesting_exhausts_no_stack(depth: int) -> None:
    """Tables in tables in tables are read, or refused where they nest beyond all reason."""
    deep = "<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>дно</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * depth
    got = extract(word_parts(document=body(deep)), url=URL)
    if isinstance(got, Failure):
        assert (got.trouble, depth) == (Trouble.BROKEN, 20_000)
    else:
        assert texts(got) == ["дно"]


def test_a_word_file_under_any_name_is_read() -> None:
    """The archive is known by its parts, in whatever order they lie."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        made.writestr("word/document.xml", body("<w:p><w:r><w:t>План</w:t></w:r></w:p>"))
        made.writestr("[Content_Types].xml", "<Types/>")
    assert texts(read(written.getvalue(), url="http://school.example/file/card?id=9")) == ["План"]
