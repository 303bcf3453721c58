"""RTF to blocks: code pages, codes of letters, tables with merged cells, headings, heads and feet; what is no text is passed over."""

from __future__ import annotations

from datetime import date

import pytest

from site_audit.extract import extract
from site_audit.model import BlockKind, DateClaim, Failure, Trouble, Zone
from tests.extract.reading import URL, blocks, read, rows, texts


def rtf(content: str, head: str = "\\ansi\\ansicpg1251") -> bytes:
    """A file with this content; Russian letters are written as bytes of windows-1251, each as a code."""
    return b"{\\rtf1" + head.encode() + b" " + coded(content) + b"}"


def coded(text: str) -> bytes:
    """Letters beyond ASCII as `\\'xx`."""
    return "".join(sign if sign.isascii() else f"\\'{sign.encode('cp1251').hex()}" for sign in text).encode()


def row(*cells: str, edges: tuple[str, ...] = ()) -> str:
    """A row of a table; `edges` may bear the marks of merged cells."""
    defined = "".join(edges) or "".join(f"\\cellx{1000 * number}" for number in range(1, len(cells) + 1))
    return "\\trowd" + defined + "\\pard\\intbl " + "".join(cell + "\\cell " for cell in cells) + "\\row\\pard "


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(rtf("План"), "План", id="code page of the file"),
        pytest.param(rtf("{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}\\f1 План", ""), "План", id="code page of the font"),
        pytest.param(rtf("{\\fonttbl\\f0\\fnil\\fcharset204 A;\\f1\\fcharset0 B;}\\f0 План", ""), "План", id="fonts without braces"),
        pytest.param(rtf("План профориентации", "\\ansi"), "План профориентации", id="no code page"),
        pytest.param(b"{\\rtf1\\ansi\\ansicpg1252 " + "План профориентации}".encode("cp1251"), "План профориентации", id="raw bytes"),
        pytest.param(rb"{\rtf1\ansi\ansicpg1251 \u1055\'cf\u1083\'eb\u1072?\u1085 ?}", "План", id="codes with stand-ins"),
        pytest.param(rb"{\rtf1\ansi\uc0 \u1055\u1083\u1072\u1085 !}", "План!", id="codes without"),
        pytest.param(rb"{\rtf1\ansi\uc2 \u1055\'cf\'cf\u1083 ab\u1072\'e0?{\uc0\u1085}}", "План", id="two stand-ins"),
        pytest.param(rb"{\rtf1 A\u8212\emdash B\u-10179?\u-8694?C}", "A—B\U0001f60aC", id="pairs and glyphs"),
        pytest.param(rtf("раз\\line два\\tab три\\~\\emdash  четыре\\'"), "раз два три — четыре", id="breaks"),
        pytest.param(rtf("до{\\v тайна}{\\deleted старое}{\\*\\unknown нет {вложено}} после"), "до после", id="hidden"),
        pytest.param(rtf("Сайт {\\field{\\*\\fldinst HYPERLINK \"http://a\"}{\\fldrslt школы}}"), "Сайт школы", id="field"),
        pytest.param(rtf("до{\\pict\\wmetafile8 0102{}\\bin4 }}}}ff}{\\*\\objdata \\bin3 {{{} после"), "до после", id="binary data"),
        pytest.param(rtf("до {\\upr{старое}{\\*\\ud новое}}"), "до новое", id="said twice"),
        pytest.param(rtf("{\\fonttbl{\\f3\\fcharset2 Symbol;}}\\f3\\'b7\\plain пункт"), "пункт", id="pictures of a font"),
    ],
)  # fmt: skip
def test_words_are_read(written: bytes, expected: str) -> None:
    """Letters come out right whatever code page or code they are in, and what is no text stays out."""
    assert texts(read(written)) == [expected]


def test_headings_and_lists() -> None:
    """Styles, outline levels and bold centred lines are headings; entries of lists are told, their bullets left out."""
    styles = "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\s5 Заголовок 3;}{\\*\\cs9 heading 2;}}"
    made = rtf(
        styles + "{\\pard\\plain\\s1 Глава\\par}\\pard\\s5 Часть\\par\\pard\\outlinelevel1 Раздел\\par\\pard\\qc{\\b ПЛАН}\\par"
        "\\pard{\\listtext\\pard\\plain\\bullet\\tab}завод\\par\\pard\\ls2 банк\\par\\pard\\qc\\cs9 слова\\par"
    )
    assert [(block.kind, block.level, block.text) for block in blocks(read(made))] == [
        (BlockKind.HEADING, 1, "Глава"),
        (BlockKind.HEADING, 3, "Часть"),
        (BlockKind.HEADING, 2, "Раздел"),
        (BlockKind.HEADING, 2, "ПЛАН"),
        (BlockKind.ITEM, 0, "завод"),
        (BlockKind.ITEM, 0, "банк"),
        (BlockKind.PARAGRAPH, 0, "слова"),
    ]


def test_merged_cells() -> None:
    """Cells merged by marks, and cells as wide as two, stand in every row and column they cover."""
    made = rtf(
        row("Срок", "Мероприятие", "", edges=("\\clvmgf\\cellx1000", "\\clmgf\\cellx2000", "\\clmrg\\cellx3000"))
        + row("", "Экскурсия", "9", edges=("\\clvmrg\\cellx1000", "\\cellx2000", "\\cellx3000"))
        + row("май", "Встреча", edges=("\\cellx1000", "\\cellx3010"))
        + "конец\\par"
    )
    document = read(made)
    assert rows(document) == [("Срок", "Мероприятие", "Мероприятие"), ("Срок", "Экскурсия", "9"), ("май", "Встреча", "Встреча")]
    assert texts(document)[-1] == "конец"


def test_a_cell_holds_paragraphs_and_tables() -> None:
    """All paragraphs of a cell are its words, also where the file forgets to say so, and those of a table within it too."""
    inner = "раз\\par\\itap2 внутри\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\nestrow}{\\nonesttables\\par}\\itap1 два"
    made = rtf(row(inner, "три") + "\\trowd\\cellx1\\cellx2 а\\cell б\\par в\\cell\\row")
    assert rows(read(made)) == [("раз внутри два", "три"), ("а", "б в")]


def test_a_row_that_lays_out_the_head() -> None:
    """«СОГЛАСОВАНО» and «УТВЕРЖДАЮ» side by side are paragraphs, no row of data."""
    assert texts(read(rtf(row("СОГЛАСОВАНО", "УТВЕРЖДАЮ\\par Директор"))), BlockKind.PARAGRAPH) == [
        "СОГЛАСОВАНО",
        "УТВЕРЖДАЮ",
        "Директор",
    ]


def test_heads_feet_notes_and_boxes() -> None:
    """The texts beside the main one are kept, each under its own name, and tear no paragraph in two."""
    box = "{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt В рамке\\par}}{\\shprslt В рамке}}"
    made = rtf("{\\footer Страница\\par}{\\headerf МБОУ СОШ\\par}План {\\footnote Сноска}" + box + "работы\\par")
    assert [(block.zone, block.place, block.text) for block in blocks(read(made))] == [
        (Zone.HEADER, "header[1]", "МБОУ СОШ"),
        (Zone.MAIN, "p[1]", "В рамке"),
        (Zone.MAIN, "p[2]", "План работы"),
        (Zone.MAIN, "note[1]", "Сноска"),
        (Zone.FOOTER, "footer[1]", "Страница"),
    ]


def test_properties_are_claims() -> None:
    """Title and dates of the file are taken where they make sense."""
    information = "{\\info{\\title План работы школы}{\\author X}{\\creatim\\yr2026\\mo8\\dy30\\hr9\\min1}{\\revtim\\yr2026\\mo9\\dy99}}"
    document = read(rtf(information + "Приложение"))
    assert document.title == "План работы школы"
    assert document.dates == (DateClaim("property", date(2026, 8, 30)),)


@pytest.mark.parametrize(
    ("written", "failure"),
    [
        (rtf(""), Failure(URL, Trouble.EMPTY, "no text")),
        (rtf("{\\pict ffd8}"), Failure(URL, Trouble.EMPTY, "no text")),
        (b"{\\rtf1\\ansi", Failure(URL, Trouble.BROKEN, "cut off")),
        (b"{\\rtf1{\\*\\x \\bin999999999 }}}", Failure(URL, Trouble.BROKEN, "cut off")),
        (b"{\\rtf1{\\fonttbl{\\f0", Failure(URL, Trouble.BROKEN, "cut off")),
    ],
)
def test_no_text_is_a_failure(written: bytes, failure: Failure) -> None:
    """A file of pictures is empty, one cut off before its words is broken, one in letters of nobody is unreadable."""
    assert extract(written, url=URL) == failure


def test_letters_of_nobody_are_unreadable() -> None:
    """Words in a code page that is plainly not theirs are no text of a school."""
    got = extract(b"{\\rtf1\\ansi\\ansicpg1253 " + "План работы школы ".encode("cp1251") * 5 + b"}", url=URL)
    assert got == Failure(URL, Trouble.UNREADABLE, "letters of an unknown code page")


def test_a_cut_file_keeps_its_words() -> None:
    """A download that broke off in the middle still shows what came."""
    assert texts(read(rtf("План работы\\par Экскурсии")[:-10]))[0] == "План работы"


@pytest.mark.parametrize("deep", ["{", "{\\header ", "{\\footnote{\\b ", "{\\*\\x ", "{\\upr{\\*\\ud "])
def test_deep_groups_exhaust_nothing(deep: str) -> None:
    """Groups in groups in groups are read, or passed over, at the cost of their bytes."""
    count = 30_000
    body = rtf("План\\par " + deep * count + "}" * (deep.count("{") * count) + "работы")
    assert texts(read(body)) == ["План", "работы"]


def test_a_row_of_endless_cells_is_bounded() -> None:
    """A row that defines thousands of cells defines a few hundred."""
    made = rtf("\\trowd" + "\\cellx1" * 50_000 + "\\intbl а\\cell б\\cell\\row " * 500)
    assert rows(read(made))[0] == ("а", "б")
