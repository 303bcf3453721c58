"""OpenDocument texts, sheets and slides."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from site_audit.extract import extract
from site_audit.extract.sniff import ODP, ODS, ODT
from site_audit.model import BlockKind, DateClaim, Failure, Trouble, Zone
from tests.extract.office_samples import open_document, zipped
from tests.extract.reading import URL, blocks, read, rows, texts

FILES = Path(__file__).parent / "files"


def cell(text: str = "", more: str = "") -> str:
    """A cell of a table with one paragraph, or an empty one."""
    return f"<table:table-cell{more}><text:p>{text}</text:p></table:table-cell>" if text else f"<table:table-cell{more}/>"


def row(*cells: str, more: str = "") -> str:
    """A row of cells (texts, or elements as they are)."""
    return f"<table:table-row{more}>{''.join(one if one.startswith('<') else cell(one) for one in cells)}</table:table-row>"


def table(*content: str, more: str = "") -> str:
    """A table."""
    return f"<table:table{more}>{''.join(content)}</table:table>"


def refused(body: bytes) -> Trouble:
    """The trouble of a file that is not read."""
    got = extract(body, url=URL)
    assert isinstance(got, Failure), got
    return got.trouble


def test_a_text_of_an_office_program() -> None:
    """Page header, heading, paragraph, list and a merged cell of a real file."""
    document = read((FILES / "plan.odt").read_bytes())
    assert (document.media_type, document.title) == (ODT, "План профориентационной работы")
    assert [(one.kind, one.zone, one.text) for one in blocks(document) if one.kind is not BlockKind.ROW] == [
        (BlockKind.PARAGRAPH, Zone.HEADER, "МБОУ СОШ № 1"),
        (BlockKind.HEADING, Zone.MAIN, "План профориентационной работы"),
        (BlockKind.PARAGRAPH, Zone.MAIN, "Утверждён педагогическим советом."),
        (BlockKind.ITEM, Zone.MAIN, "Экскурсии"),
    ]
    assert rows(document)[2] == ("Октябрь", "Встреча с врачом", "10")
    assert blocks(document)[-1].header == ("Срок", "Мероприятие", "Класс")


def test_sheets_of_an_office_program() -> None:
    """Name and title are headings, dates are as shown, the hidden sheet says nothing."""
    document = read((FILES / "plan.ods").read_bytes())
    assert (document.media_type, document.pages) == (ODS, 1)
    assert texts(document, BlockKind.HEADING) == ["План работы", "План профориентационной работы на 2026/2027 учебный год"]
    assert rows(document)[1:] == [
        ("1", "Экскурсия на завод", "15.10.2026", "Классный руководитель"),
        ("2", "Встреча с врачом", "20.11.2026", "Педагог-психолог"),
    ]


def test_slides_of_an_office_program() -> None:
    """Slides are pages with titles, lists and notes; a hidden one says nothing and keeps its number."""
    document = read((FILES / "slides.odp").read_bytes())
    assert (document.media_type, document.title, document.pages) == (ODP, "Мир профессий", 4)
    assert [(one.kind, one.place, one.text) for one in blocks(document)] == [
        (BlockKind.HEADING, "page 1, h2[1]", "Мир профессий"),
        (BlockKind.PARAGRAPH, "page 1, p[1]", "Классный час в 9 классе"),
        (BlockKind.HEADING, "page 2, h2[1]", "Колледжи района"),
        (BlockKind.ITEM, "page 2, li[1]", "Медицинский колледж"),
        (BlockKind.ITEM, "page 2, li[2]", "Политехнический колледж"),
        (BlockKind.PARAGRAPH, "page 2, note[1]", "Рассказать о дне открытых дверей"),
        (BlockKind.HEADING, "page 4, h2[1]", "Спасибо"),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("<text:p>Профо<text:span>риен</text:span>тация</text:p>", ["Профориентация"], id="spans"),
        pytest.param('<text:p>раз<text:line-break/>два<text:tab/>три<text:s text:c="9"/>и</text:p>', ["раз два три и"], id="blanks"),
        pytest.param("<text:tracked-changes><text:p>старое</text:p></text:tracked-changes><text:p>новое</text:p>", ["новое"], id="edits"),
        pytest.param("<text:p>а<office:annotation><text:p>заметка</text:p></office:annotation>б</text:p>", ["аб"], id="annotation"),
        pytest.param(
            "<text:p>Приказ<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>сноска</text:p></text:note-body>"
            "</text:note> школы</text:p>",
            ["сноска", "Приказ школы"],
            id="note",
        ),
        pytest.param(
            "<text:p>рядом<draw:frame><draw:text-box><text:p>в рамке</text:p></draw:text-box><svg:title>рисунок</svg:title></draw:frame>"
            "</text:p>",
            ["в рамке", "рядом"],
            id="text box",
        ),
        pytest.param("<text:p>Тема: <text:title>План</text:title></text:p>", ["Тема: План"], id="field"),
        pytest.param("<text:p>а<text:a>ссылка</text:a></text:p>", ["ассылка"], id="link"),
    ],
)
def test_all_text_is_found(content: str, expected: list[str]) -> None:
    """Words in spans, fields, notes and boxes are text; deleted words, annotations and names of pictures are none."""
    assert texts(read(open_document("text", content))) == expected


def test_headings_and_lists() -> None:
    """Headings say their level, by themselves or by their style; so does a bold line in the middle; lists are entries."""
    automatic = (
        '<style:style style:name="P1" style:parent-style-name="Title"/>'
        '<style:style style:name="P2"><style:paragraph-properties fo:text-align="center"/>'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    )
    content = (
        '<text:p text:style-name="P1">План</text:p><text:h text:outline-level="3">Раздел</text:h>'
        '<text:p text:style-name="P2">на 2026/2027 учебный год</text:p>'
        '<text:p>видно<text:span text:style-name="T1">скрыто</text:span></text:p>'
        "<text:list><text:list-item><text:p>раз</text:p><text:list><text:list-item><text:p>два</text:p></text:list-item></text:list>"
        "</text:list-item></text:list>"
    )
    assert [(one.kind, one.level, one.text) for one in blocks(read(open_document("text", content, automatic=automatic)))] == [
        (BlockKind.HEADING, 1, "План"),
        (BlockKind.HEADING, 3, "Раздел"),
        (BlockKind.HEADING, 2, "на 2026/2027 учебный год"),
        (BlockKind.PARAGRAPH, 0, "видно"),
        (BlockKind.ITEM, 0, "раз"),
        (BlockKind.ITEM, 0, "два"),
    ]


def test_heads_and_feet_are_zones() -> None:
    """What stands on every page is kept and told apart."""
    master = (
        "<style:master-page><style:header><text:p>МБОУ СОШ № 1</text:p></style:header>"
        "<style:footer><text:p>Город</text:p></style:footer></style:master-page>"
    )
    document = read(open_document("text", "<text:p>План</text:p>", master=master))
    assert [(one.zone, one.place, one.text) for one in blocks(document)] == [
        (Zone.HEADER, "header[1]", "МБОУ СОШ № 1"),
        (Zone.MAIN, "p[1]", "План"),
        (Zone.FOOTER, "footer[1]", "Город"),
    ]


def test_tables_with_merged_cells() -> None:
    """Spans over rows and columns, covered cells, rows told to be the header, a table inside a cell."""
    head = "<table:table-header-rows>" + row("Когда", "Что", "Кто") + "</table:table-header-rows>"
    covered = "<table:covered-table-cell/>"
    inner = f"<table:table-cell><text:p>Встреча</text:p>{table(row('с врачом'))}</table:table-cell>"
    content = table(
        head,
        row(cell("Октябрь", ' table:number-rows-spanned="2"'), "Экскурсия", "9"),
        row(covered, inner, "10"),
        row("Май", cell("Каникулы", ' table:number-columns-spanned="2"'), covered),
    )
    document = read(open_document("text", content))
    assert rows(document) == [
        ("Когда", "Что", "Кто"),
        ("Октябрь", "Экскурсия", "9"),
        ("Октябрь", "Встреча с врачом", "10"),
        ("Май", "Каникулы", "Каникулы"),
    ]
    assert blocks(document)[-1].header == ("Когда", "Что", "Кто")


def test_a_table_that_lays_out_the_head() -> None:
    """«СОГЛАСОВАНО» and «УТВЕРЖДАЮ» side by side are paragraphs."""
    assert [one.kind for one in blocks(read(open_document("text", table(row("СОГЛАСОВАНО", "УТВЕРЖДАЮ")))))] == [BlockKind.PARAGRAPH] * 2


def test_properties_are_claims() -> None:
    """Title and dates of the file are taken where they make sense."""
    meta = (
        "<dc:title>План работы школы</dc:title><meta:creation-date>2026-08-30T10:00:00</meta:creation-date>"
        "<dc:date>2026-09-01T10:00</dc:date>"
    )
    document = read(open_document("text", "<text:p>Приложение</text:p>", meta=meta))
    assert document.title == "План работы школы"
    assert document.dates == (DateClaim("property", date(2026, 8, 30)), DateClaim("property", date(2026, 9, 1)))


def test_repeated_cells_and_rows() -> None:
    """Equal rows are written as often as they stand there; empty ones to the end of the sheet cost nothing."""
    empty = cell(more=' table:number-columns-repeated="16380"')
    content = table(
        row("Класс", "Предмет", "Час", empty),
        row("9", cell("Физика", ' table:number-columns-repeated="2"'), empty, more=' table:number-rows-repeated="2"'),
        row(cell(more=' table:number-columns-repeated="16384"'), more=' table:number-rows-repeated="1048573"'),
        more=' table:name="Нагрузка"',
    )
    document = read(open_document("spreadsheet", content))
    assert texts(document, BlockKind.HEADING) == ["Нагрузка"]
    assert rows(document) == [("Класс", "Предмет", "Час"), ("9", "Физика", "Физика"), ("9", "Физика", "Физика")]


@pytest.mark.parametrize(
    ("shown", "expected"), [("15.10.2026", "15.10.2026"), ("15 окт 26", "15.10.2026"), ("октябрь 2026", "октябрь 2026")]
)
def test_dates_have_their_year(shown: str, expected: str) -> None:
    """A date is as shown, unless its year is not."""
    dated = cell(shown, ' office:value-type="date" office:date-value="2026-10-15"')
    assert texts(read(open_document("spreadsheet", table(row(dated), more=' table:name="Лист1"')))) == [expected]


def test_rows_without_end_are_bounded() -> None:
    """A thousand million equal rows of words, or of cells, end where a document does."""
    endless = row(cell("План", ' table:number-columns-repeated="999999999"'), more=' table:number-rows-repeated="999999999"')
    document = read(open_document("spreadsheet", table(endless, endless * 99, more=' table:name="Лист1"')))
    assert len(rows(document)) <= 50_000
    document = read(open_document("text", table(endless * 99)))
    assert 1000 <= len(rows(document)) <= 50_000


@pytest.mark.parametrize("depth", [30, 20_000])
def test_deep_nesting_exhausts_no_stack(depth: int) -> None:
    """Tables in tables, lists in lists, boxes in boxes are read however deep."""
    for opened, closed in (
        ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>"),
        ("<text:list><text:list-item>", "</text:list-item></text:list>"),
        ("<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>"),
        ("<text:p><text:span>", "</text:span></text:p>"),
    ):
        content = opened * depth + "<text:p>дно</text:p>" + closed * depth
        assert texts(read(open_document("text", content))) == ["дно"]


def test_locked_files_are_encrypted() -> None:
    """A file under a password is named for what it is."""
    manifest = "<m:manifest xmlns:m='m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    locked = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b"\x00\x17", "META-INF/manifest.xml": manifest})
    assert refused(locked) is Trouble.ENCRYPTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", ["", "<!--" + " " * 9000 + "-->"])
def test_entities_are_refused(encoding: str, before: str) -> None:
    """A content that declares entities is refused in every encoding the parser knows, and behind a comment."""
    content = f'<?xml version="1.0" encoding="{encoding[:6]}"?>{before}<!DOCTYPE a [<!ENTITY b "школа">]><a>&b;</a>'.encode(encoding)
    body = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    assert extract(body, url=URL) == Failure(URL, Trouble.BROKEN, "declares entities")


def test_content_in_utf16_is_read() -> None:
    """An honest part in UTF-16 is read."""
    space = ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    content = f'<?xml version="1.0" encoding="utf-16"?><a{space}><text:p>План</text:p></a>'.encode("utf-16")
    assert texts(read(zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}))) == ["План"]


def test_bombs_and_ruins_are_refused() -> None:
    """Blanks by the million, a missing content, and one that is no XML."""
    assert refused(open_document("text", " " * 8_000_000)) is Trouble.TOO_LARGE
    assert refused(zipped({"mimetype": "application/vnd.oasis.opendocument.text"})) is Trouble.BROKEN
    assert refused(open_document("text", "<text:p>План")) is Trouble.BROKEN


def test_damaged_styles_spoil_no_text() -> None:
    """Style sheet and properties may be ruins."""
    assert texts(read(open_document("text", "<text:p>План</text:p>", styles="<a", meta="<b"))) == ["План"]
