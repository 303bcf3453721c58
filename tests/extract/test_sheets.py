"""Workbooks of Excel, new and old, come out as a person sees them."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import olefile
import pytest

from site_audit.extract import extract
from site_audit.extract.office.ole_stream import container
from site_audit.extract.office.summary import read_summary
from site_audit.extract.sniff import XLS, XLSX
from site_audit.model import BlockKind, DateClaim, Failure, Trouble
from tests.extract.office_samples import PLAN, Shown, raw_workbook, workbook, zipped
from tests.extract.reading import URL, blocks, read, rows, texts

FILES = Path(__file__).parent / "files"
PLAN_ROWS = [
    ("№", "Мероприятие", "Срок", "Ответственный"),
    ("1", "Экскурсия на завод", "15.10.2026", "Классный руководитель"),
    ("2", "Встреча с врачом", "20.11.2026", "Педагог-психолог"),
]
TITLE = "План профориентационной работы на 2026/2027 учебный год"


def refused(body: bytes) -> tuple[Trouble, str]:
    """Why a file is not read."""
    got = extract(body, url=URL)
    assert isinstance(got, Failure), got
    return got.trouble, got.detail


def test_a_plan_with_its_title() -> None:
    """The sheet's name and the title above the table are headings, rows carry their header, places name the sheet."""
    body = workbook({"План работы": [(TITLE,), (), *PLAN]}, merges=["A1:D1"])
    document = read(body)
    assert (document.media_type, document.title, document.pages) == (XLSX, TITLE, 1)
    assert [(one.kind, one.level, one.place) for one in blocks(document)] == [
        (BlockKind.HEADING, 1, "page 1, h1[1]"),
        (BlockKind.HEADING, 2, "page 1, h2[1]"),
        *((BlockKind.ROW, 0, f"page 1, row {number}") for number in (1, 2, 3)),
    ]
    assert texts(document, BlockKind.HEADING) == ["План работы", TITLE]
    assert rows(document) == PLAN_ROWS
    assert [one.header for one in blocks(document, BlockKind.ROW)] == [(), PLAN_ROWS[0], PLAN_ROWS[0]]


def test_an_old_workbook_says_the_same() -> None:
    """A file of Excel 97 gives the same rows, its title and date of creation, and no hidden sheet."""
    document = read((FILES / "plan.xls").read_bytes())
    assert (document.media_type, document.title) == (XLS, "План профориентационной работы")
    assert document.dates == (DateClaim("property", date(2026, 8, 30)),)
    assert texts(document, BlockKind.HEADING) == ["План работы", TITLE]
    assert rows(document) == PLAN_ROWS


def test_sheets_are_pages() -> None:
    """Each visible sheet is a page; a name that a program gave is no heading; hidden sheets say nothing."""
    body = workbook({"Лист1": [("раз",)], "Тайное": [("два",)], "Кружки": [("три",)]}, hidden=["Тайное"])
    assert [(one.place, one.text) for one in blocks(read(body))] == [
        ("page 1, p[1]", "раз"),
        ("page 2, h1[1]", "Кружки"),
        ("page 2, p[1]", "три"),
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (12.0, "12"),
        (0.5, "0,5"),
        (1234567.25, "1234567,25"),
        (0.1 + 0.2, "0,3"),
        (True, "ИСТИНА"),
        (date(2026, 9, 1), "01.09.2026"),
        (datetime(2026, 9, 1, 8, 30), "01.09.2026 08:30"),
        (time(8, 30), "08:30"),
        ("=СУММ(A1)", "=СУММ(A1)"),
        ("две\nстроки", "две строки"),
    ],
)
def test_values_are_shown(value: Shown, shown: str) -> None:
    """Dates are Russian, whole numbers have no fraction, a comma parts it otherwise."""
    assert texts(read(workbook({"Лист1": [(value,)]}))) == [shown]


def test_the_value_of_a_formula() -> None:
    """A formula says what it came to when the file was saved."""
    body = raw_workbook('<sheetData><row r="1"><c r="A1"><f>10+15</f><v>25</v></c></row></sheetData>')
    assert texts(read(body)) == ["План", "25"]


def test_merged_cells() -> None:
    """A cell merged over rows or columns stands in each of them, a header of two rows is one."""
    body = workbook(
        {
            "Лист1": [
                ("Класс", "Срок проведения", None, "Мероприятие"),
                (None, "Месяц", "Число", None),
                ("9", "Октябрь", "15", "Экскурсия"),
                ("9", None, "16", "Встреча"),
                ("Каникулы",),
                ("10", "Ноябрь", "20", "Практика"),
            ]
        },
        merges=["A1:A2", "B1:C1", "D1:D2", "B3:B4", "A5:D5"],
    )
    document = read(body)
    assert rows(document)[2:] == [("9", "Октябрь", "15", "Экскурсия"), ("9", "Октябрь", "16", "Встреча"), ("Каникулы",),
                                  ("10", "Ноябрь", "20", "Практика")]  # fmt: skip
    assert blocks(document)[-1].header == ("Класс", "Срок проведения / Месяц", "Срок проведения / Число", "Мероприятие")


def test_the_head_of_a_letter_is_no_table() -> None:
    """«СОГЛАСОВАНО» and «УТВЕРЖДАЮ» above a table are paragraphs, block by block."""
    head = [("СОГЛАСОВАНО", None, None, "УТВЕРЖДАЮ"), ("Председатель совета", None, None, "Директор школы")]
    document = read(workbook({"Лист1": [*head, (), (TITLE,), *PLAN]}))
    assert [(one.kind, one.text) for one in blocks(document)][:5] == [
        (BlockKind.PARAGRAPH, "СОГЛАСОВАНО"),
        (BlockKind.PARAGRAPH, "Председатель совета"),
        (BlockKind.PARAGRAPH, "УТВЕРЖДАЮ"),
        (BlockKind.PARAGRAPH, "Директор школы"),
        (BlockKind.HEADING, TITLE),
    ]
    assert rows(document) == PLAN_ROWS


def test_tables_are_parted_by_blank_rows() -> None:
    """A second table has its own header; rows behind a blank row that have none go on with the table above."""
    other = [("Класс", "Предмет"), ("9", "Физика"), ("10", "Химия")]
    more = [(3, "Ярмарка", "Май", "Директор")]
    document = read(workbook({"Лист1": [*PLAN, (), *more, (), (), *other]}))
    assert rows(document)[3:] == [("3", "Ярмарка", "Май", "Директор"), ("Класс", "Предмет"), ("9", "Физика"), ("10", "Химия")]
    assert [one.header for one in blocks(document)][3:] == [PLAN_ROWS[0], (), ("Класс", "Предмет"), ("Класс", "Предмет")]


def test_months_between_rows() -> None:
    """A row of one word names those below it."""
    document = read(workbook({"Лист1": [PLAN[0], ("Октябрь",), PLAN[1], ("Ноябрь",), PLAN[2]]}))
    assert rows(document) == [PLAN_ROWS[0], ("Октябрь",), PLAN_ROWS[1], ("Ноябрь",), PLAN_ROWS[2]]


def test_empty_edges_are_dropped() -> None:
    """A table need not begin in the corner, and a formatted empty column is no column."""
    shifted = [(None, None, *row, None) for row in PLAN]
    assert rows(read(workbook({"Лист1": [(), (), *shifted, ()]}))) == PLAN_ROWS


def test_properties_are_claims() -> None:
    """Title and day of creation of the file are taken where they make sense."""
    made: dict[str, str | datetime] = {"title": "План работы школы", "created": datetime(2026, 8, 30)}
    document = read(workbook({"Лист1": [("раз",)]}, properties=made))
    assert document.title == "План работы школы"
    assert document.dates[0] == DateClaim("property", date(2026, 8, 30))


def test_far_cells_are_refused() -> None:
    """Two cells at the ends of a sheet would be sixteen billion cells between; empty ones do not count."""
    near = '<row r="1"><c r="A1"><v>1</v></c></row>'
    far = '<row r="1048576"><c r="XFD1048576">{}</c></row>'
    assert refused(raw_workbook(f"<sheetData>{near}{far.format('<v>1</v>')}</sheetData>")) == (Trouble.TOO_LARGE, "cells too far apart")
    empty = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert texts(read(raw_workbook(f"<sheetData>{near}{empty}</sheetData>"))) == ["План", "1"]


@pytest.mark.parametrize(
    "cell",
    [
        """<x:c xmlns:x="x" z=">" r='XFD1048576' ><v>1</v></x:c>""",
        '<c r = "XFD1048576"><v>1</v></c>',
        '<c\nr="xfd1048576"><v>1</v></c>',
        '<c r="&#88;FD1048576"><v>1</v></c>',
        '<c r="AAAA1"><v>1</v></c>',
    ],
)
def test_far_cells_do_not_hide(cell: str) -> None:
    """However a far cell is written, it is refused."""
    assert refused(raw_workbook(f'<sheetData><row r="1">{cell}</row></sheetData>'))[0] in (Trouble.TOO_LARGE, Trouble.BROKEN)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """Eight megabytes of blanks in eight kilobytes never reach the library; a merge over everything costs nothing."""
    assert refused(raw_workbook("<sheetData>" + " " * 8_000_000 + "</sheetData>")) == (Trouble.TOO_LARGE, "unpacks to too much")
    merged = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert texts(read(raw_workbook(merged))) == ["План", "1"]


def test_one_long_text_in_every_cell_is_bounded() -> None:
    """A text that many cells share would swell a thousandfold: the document ends where its bound is reached."""
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"план " * 6000}</t></si></sst>'
    sheet = "".join(f'<row r="{number}"><c r="A{number}" t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' for number in range(1, 5001))
    document = read(raw_workbook(f"<sheetData>{sheet}</sheetData>", sharedStrings=strings))
    assert len(texts(document)) > 50
    assert sum(len(text) for text in texts(document)) < 11_000_000


def test_entities_are_refused() -> None:
    """A sheet that declares entities is refused, behind a long comment too."""
    bad = raw_workbook("<sheetData/>", styles="<!--" + "x" * 10_000 + '--><!DOCTYPE a [<!ENTITY b "школа">]><styleSheet/>')
    assert refused(bad) == (Trouble.BROKEN, "declares entities")


def test_other_workbooks_are_named() -> None:
    """A binary workbook is no file we read; an archive without sheets is broken."""
    assert refused(zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\x00"})) == (Trouble.UNSUPPORTED, "xlsb")
    assert refused(zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})) == (Trouble.BROKEN, "no sheets")


def test_a_locked_old_workbook_is_encrypted() -> None:
    """An old workbook under a password is named for what it is: its second record says so."""
    body = bytearray((FILES / "plan.xls").read_bytes())
    first = body.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")  # the first record of the stream
    second = first + 4 + body[first + 2]
    body[second : second + 2] = b"\x2f\x00"
    assert refused(bytes(body)) == (Trouble.ENCRYPTED, "password")


def test_a_container_that_goes_in_a_circle() -> None:
    """Sectors whose chain leads back to itself would fill the memory of the library: it never sees them."""
    whole = (FILES / "plan.xls").read_bytes()
    table = 512 * (1 + int.from_bytes(whole[0x4C:0x50], "little"))
    for number in range(16):
        body = bytearray(whole)
        body[table + 4 * number : table + 4 * number + 4] = (number).to_bytes(4, "little")
        got = extract(bytes(body), url=URL)
        assert not isinstance(got, Failure) or got.trouble is Trouble.BROKEN


def test_claims_of_size_are_not_believed() -> None:
    """A list of texts that claims thousands of millions of entries gets no memory for them; nor does a size of an old sheet."""
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4000000000" uniqueCount = \'4000000000\'>'
        '<si><t>План count="1"</t></si></sst>'
    )
    cell = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
    assert texts(read(raw_workbook(cell, sharedStrings=strings))) == ["План", 'План count="1"']
    old = (FILES / "plan.xls").read_bytes()
    size = old.index(b"\x00\x02\x0e\x00")
    assert rows(read(old[: size + 8] + b"\xff\xff\xff\x00" + old[size + 12 :])) == PLAN_ROWS
    listed = old.index(b"\xfc\x00", size - 700)
    assert refused(old[: listed + 8] + b"\xff\xff\xff\x7f" + old[listed + 12 :]) == (Trouble.BROKEN, "damaged sheets")


@pytest.mark.parametrize("size", [1, 4096, 60_000, 7_000_000, 9_000_000, 18_000_000])
def test_a_container_holds_its_stream(size: int) -> None:
    """What is packed anew is what another reader unpacks, beyond the first list of sectors too."""
    stream = bytes(number % 251 for number in range(1000)) * (size // 1000 + 1)
    with olefile.OleFileIO(container("Workbook", stream[:size])) as opened:
        assert opened.openstream("Workbook").read()[:size] == stream[:size]
        assert opened.listdir() == [["Workbook"]]


def test_damaged_properties_say_nothing() -> None:
    """Properties cut off anywhere, or with numbers out of all measure, are no claims and cost no time."""
    with olefile.OleFileIO(FILES / "plan.xls") as opened:
        whole = opened.openstream("\x05SummaryInformation").read()
    assert read_summary(whole).title == "План профориентационной работы"
    for end in range(0, len(whole), 7):
        read_summary(whole[:end])
    for at in range(28, len(whole) - 4, 4):
        read_summary(whole[:at] + b"\xff\xff\xff\xff" + whole[at + 4 :])
