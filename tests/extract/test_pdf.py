"""PDF to blocks: paragraphs, headings and tables with the page they stand on; scans, locked and damaged files told apart."""

from __future__ import annotations

from datetime import date

import pytest

from site_audit.extract import extract
from site_audit.model import BlockKind, DateClaim, Document, Failure, ReadAs, Signature, Trouble, Zone
from tests.extract.reading import URL, blocks, read, rows, texts
from tests.extract.samples import Page, Text, centred, lines, locked_pdf, pdf, table

PLAN = [
    ["№ п/п", "Мероприятие", "Срок", "Ответственный"],
    ["1", "Экскурсия на\nмолочный завод", "октябрь", "Иванова И.И."],
    ["2", "Встреча с врачом", "ноябрь", "Петрова П.П."],
    ["3", "День открытых\nдверей в колле-\nдже связи", "декабрь", "Сидорова С.С."],
]
WIDTHS = [50.0, 160.0, 80.0, 120.0]
PROSE = ("Учащиеся девятого класса побывали на молокозаводе, где им", "рассказали о профессиях технолога, лаборанта и водителя.")


def prose(*, top: float = 600) -> Page:
    """Enough text for a page not to be a scan."""
    return lines(*PROSE, top=top)


def test_lines_are_joined_to_paragraphs() -> None:
    """A paragraph is read through its line ends; a gap begins the next one; places name the page."""
    document = read(pdf([*lines(*PROSE), *lines("План утверждён приказом директора школы.", top=720)], prose()))
    assert [(block.place, block.text) for block in blocks(document)] == [
        ("page 1, p[1]", " ".join(PROSE)),
        ("page 1, p[2]", "План утверждён приказом директора школы."),
        ("page 2, p[1]", " ".join(PROSE)),
    ]
    assert document.pages == 2
    assert document.read_as is ReadAs.TEXT


@pytest.mark.parametrize(
    ("above", "below", "read_as"),
    [
        ("Знакомство с образователь-", "ным центром района и его мастерскими.", "образовательным центром"),
        ("Ответственный: заместитель директора по учебно-", "воспитательной работе Петрова П. П.", "учебно-воспитательной работе"),
        ("Конференция «Шаг в будущее» прошла как научно-", "практическая встреча классов.", "научно-практическая встреча"),
        ("Ответственные за пробы – социальный педагог, педагог-", "психолог и учителя школы.", "педагог-психолог и"),
        ("Центр оказал помощь, диагностика помогла в само-", "определении учащихся девятых классов.", "в самоопределении"),
        ("ПЛАН РАБОТЫ МБОУ СОШ ПО ВОПРОСАМ ПРОФОРИЕН-", "ТАЦИИ УЧАЩИХСЯ ШКОЛЫ НА ГОД", "ПРОФОРИЕНТАЦИИ УЧАЩИХСЯ"),
        ("Учащиеся побывали в высших учебных заведениях Санкт-", "Петербурга и области, узнали о приёме.", "Санкт-Петербурга и"),
        ("Ученики расскажут о профессии родителей или какой-", "нибудь иной профессии, что им нравится.", "какой-нибудь иной"),
        ("Школа ведёт работу по профессиональной", "ориентации учащихся восьмых и девятых классов.", "профессиональной ориентации"),
    ],
)
def test_words_broken_over_lines(above: str, below: str, read_as: str) -> None:
    """A word broken at a line's end is one word again; a hyphen of its own stays."""
    assert read_as in texts(read(pdf(lines(above, below))))[0]


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "unruled"])
def test_a_plan_table_comes_out_in_rows(ruled: bool) -> None:
    """Rows can be counted, wrapped cells are whole, each row carries the header – with and without drawn lines."""
    document = read(pdf([centred("ПЛАН РАБОТЫ", 760, 16), *table(PLAN, WIDTHS, ruled=ruled), *prose(top=500)]))
    assert rows(document) == [
        ("№ п/п", "Мероприятие", "Срок", "Ответственный"),
        ("1", "Экскурсия на молочный завод", "октябрь", "Иванова И.И."),
        ("2", "Встреча с врачом", "ноябрь", "Петрова П.П."),
        ("3", "День открытых дверей в колледже связи", "декабрь", "Сидорова С.С."),
    ]
    second = blocks(document, BlockKind.ROW)[1]
    assert (second.place, second.header) == ("page 1, row 2", ("№ п/п", "Мероприятие", "Срок", "Ответственный"))


def test_a_table_goes_on_over_the_page() -> None:
    """Rows on the next page keep the header of the table they belong to, and are counted on."""
    document = read(
        pdf([*prose(top=780), *table(PLAN[:3], WIDTHS, top=200)], table([PLAN[3], ["4", "Беседа", "май", "Орлов"]], WIDTHS, top=800))
    )
    last = blocks(document, BlockKind.ROW)[-1]
    assert last.cells == ("4", "Беседа", "май", "Орлов")
    assert last.header == ("№ п/п", "Мероприятие", "Срок", "Ответственный")
    assert last.place == "page 2, row 5"


def test_big_letters_are_headings_and_title() -> None:
    """What is set larger than the text is a heading; without a title of its own the file is called by it."""
    document = read(pdf([centred("План профориентации", 760, 18), *prose()]))
    assert texts(document, BlockKind.HEADING) == ["План профориентации"]
    assert document.title == "План профориентации"


@pytest.mark.parametrize(
    ("claimed", "title"),
    [("План работы школы на год", "План работы школы на год"), ("Microsoft Word - plan1.doc", "Приказ"), ("scan0001", "Приказ")],
)
def test_a_title_among_the_properties_must_be_one(claimed: str, title: str) -> None:
    """A program's or scanner's word is no title; the file's own first heading is."""
    assert read(pdf([centred("Приказ", 760, 18), *prose()], title=claimed)).title == title


def test_the_dates_of_the_file_are_claims() -> None:
    """When the file was made is said, as a claim of its properties."""
    assert read(pdf(prose(), created="20260901120000")).dates == (DateClaim("property", date(2026, 9, 1)),)


def test_heads_and_feet_of_pages_are_told() -> None:
    """What repeats on every page, and page numbers, are no text of the document – and are kept."""
    months = (
        ("Октябрь отведён экскурсиям на предприятия района,", "а для младших – знакомству с работой родителей."),
        ("В ноябре приходят родители и выпускники прошлых лет,", "чтобы рассказать о своей службе и учёбе."),
        ("Декабрь: профессиональные пробы в колледже связи,", "в мастерских и на кухне учебного кафе."),
        ("Январь: неделя профессий, в которой заняты все классы,", "и родительское собрание о выборе пути."),
    )
    pages = [[*lines("МБОУ СОШ № 1 с. Ясное", top=820), *lines(*one), *lines(str(n), top=30, x=290)] for n, one in enumerate(months, 1)]
    document = read(pdf(*pages))
    assert {block.text for block in blocks(document) if block.zone is Zone.HEADER} == {"МБОУ СОШ № 1 с. Ясное"}
    assert [block.text for block in blocks(document) if block.zone is Zone.FOOTER] == ["1", "2", "3", "4"]
    assert [block.text for block in blocks(document) if block.zone is Zone.MAIN] == [" ".join(one) for one in months]


def test_a_scan_is_an_unread_image() -> None:
    """Pages without letters are a scan, and the report says it was not read."""
    assert read(pdf([], [])).read_as is ReadAs.IMAGE_UNREAD


def test_a_page_with_a_line_on_it_is_no_scan() -> None:
    """A title page alone is a text, short as it is."""
    assert read(pdf([centred("План профориентации", 500, 18)])).read_as is ReadAs.TEXT


def test_a_stamp_alone_makes_no_text() -> None:
    """A scan whose only letters are those of a signature's stamp is a scan, signed."""
    stamp = (
        "ДОКУМЕНТ ПОДПИСАН",
        "ЭЛЕКТРОННОЙ ПОДПИСЬЮ",
        "Сертификат: 00A1B2C3D4E5F60718293A4B5C6D7E8F00",
        "Владелец: Иванова Мария Петровна",
    )
    document = read(pdf(lines(*stamp, top=120)))
    assert document.read_as is ReadAs.IMAGE_UNREAD
    assert blocks(document) == []
    assert document.signatures == (Signature(),)


def test_a_stamp_is_no_text() -> None:
    """A stamp on a readable document is taken out of its text."""
    stamp = ("Документ подписан электронной подписью", "Сертификат: 00A1B2C3D4E5F60718293A4B5C6D7E8F00")
    document = read(pdf([*prose(), *lines(*stamp, top=120)]))
    assert document.read_as is ReadAs.TEXT
    assert texts(document) == [" ".join(PROSE)]


def test_western_letters_are_russian_again() -> None:
    """Fonts that name their glyphs by the Western code page give «Ó÷àùèåñÿ»: the words are had back."""
    document = read(pdf([*lines("План № 5 на год"), *prose()], letters=False))
    assert texts(document) == ["План № 5 на год", " ".join(PROSE)]


def test_fonts_without_letters_are_unreadable() -> None:
    """Where the codes are those of no alphabet, nothing is made up."""
    shown = [f"{line} {word}" for line in PROSE for word in ("Октябрь", "экскурсия", "колледж", "встреча")]
    coded = [line.encode("koi8-r").decode("cp1251") for line in shown]
    got = extract(pdf(lines(*coded)), url=URL)
    assert isinstance(got, Failure)
    assert got.trouble is Trouble.UNREADABLE


def test_latin_text_is_text() -> None:
    """A file in English is not taken for a broken one."""
    assert read(pdf(lines(*["The pupils of the ninth form have visited a dairy and a college."] * 6))).read_as is ReadAs.TEXT


def test_a_locked_file_is_encrypted() -> None:
    """A file under a password is named for what it is."""
    assert extract(locked_pdf(), url=URL) == Failure(URL, Trouble.ENCRYPTED, "password")


@pytest.mark.parametrize("body", [b"%PDF-1.4", b"%PDF-1.7\n" + b"\x00" * 5000, b"%PDF-1.5\ntrailer<</Root 1 0 R>>"])
def test_a_damaged_file_is_broken(body: bytes) -> None:
    """Bytes that only begin like a PDF are a broken one."""
    got = extract(body, url=URL)
    assert isinstance(got, Failure)
    assert got.trouble is Trouble.BROKEN


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95, 0.99])
def test_a_cut_file_is_read_or_refused(share: float) -> None:
    """A download that broke off is a document or a failure, never an exception."""
    whole = pdf(*[[*prose(), *table(PLAN, WIDTHS, top=400)]] * 3)
    assert isinstance(extract(whole[: int(len(whole) * share)], url=URL), Document | Failure)


def test_many_pages_are_bounded() -> None:
    """A page of endless small words is read up to a bound."""
    crowded: Page = [Text(20 + number % 90 * 6, 820 - number // 90 * 7, "аб", 4) for number in range(9000)]
    assert isinstance(read(pdf(crowded)), Document)
