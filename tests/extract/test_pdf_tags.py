"""The tags of a PDF are followed where they tell something, and passed over where they do not."""

from __future__ import annotations

import pytest

from site_audit.model import BlockKind
from tests.extract.reading import blocks, read, rows, texts
from tests.extract.samples import Element, Marked, Page, Text, lines, pdf

PROSE = ("Учащиеся девятого класса побывали на молокозаводе, где им", "рассказали о профессиях технолога, лаборанта и водителя.")


def marked(*written: tuple[float, float, str], size: float = 11) -> Page:
    """Words at their places, each a marked piece, numbered from 0."""
    return [Marked(number, Text(x, y, text, size)) for number, (x, y, text) in enumerate(written)]


def prose(top: float = 780) -> Page:
    """Two marked lines of one sentence, with another paragraph's gap between them."""
    return marked((60, top, PROSE[0]), (60, top - 40, PROSE[1]))


def test_tags_join_what_gaps_part() -> None:
    """One tagged paragraph is one, two are two, whatever the distance of their lines."""
    one, two = (Element("P", (0, 1)),), (Element("P", (0,)), Element("P", (1,)))
    assert texts(read(pdf(prose(), tags=one))) == [" ".join(PROSE)]
    assert texts(read(pdf(prose(), tags=two))) == list(PROSE)


def test_the_order_of_the_tags_is_the_order_of_reading() -> None:
    """What is tagged first is read first, wherever it stands."""
    assert texts(read(pdf(prose(), tags=(Element("P", (1,)), Element("P", (0,)))))) == [PROSE[1], PROSE[0]]


@pytest.mark.parametrize(
    ("kind", "block", "level"),
    [
        ("H1", BlockKind.HEADING, 1),
        ("H4", BlockKind.HEADING, 4),
        ("H", BlockKind.HEADING, 1),
        ("Title", BlockKind.HEADING, 1),
        ("LI", BlockKind.ITEM, 0),
        ("Caption", BlockKind.PARAGRAPH, 0),
        ("Odd", BlockKind.PARAGRAPH, 0),
    ],
)
def test_kinds_of_tags(kind: str, block: BlockKind, level: int) -> None:
    """Headings, list entries and paragraphs are what their tags say; a name nobody knows is a paragraph."""
    page = marked((60, 780, "Экскурсии на предприятия"), (60, 760, PROSE[0]))
    first = blocks(read(pdf(page, tags=(Element(kind, (0,)), Element("P", (1,))))))[0]
    assert (first.kind, first.level, first.text) == (block, level, "Экскурсии на предприятия")


def test_a_list_within_a_list_has_entries_of_its_own() -> None:
    """Label and body of an entry are one; an inner list's entries stand after it."""
    page = marked((60, 780, "1."), (80, 780, "Экскурсии:"), (80, 760, "на завод;"), (80, 740, "в колледж."))
    inner = Element("L", (Element("LI", (2,)), Element("LI", (3,))))
    tags = Element("L", (Element("LI", (Element("Lbl", (0,)), Element("LBody", (Element("P", (1,)), inner)))),))
    assert texts(read(pdf(page, tags=(tags,))), BlockKind.ITEM) == ["1. Экскурсии:", "на завод;", "в колледж."]


def cell(number: int, kind: str = "TD", attributes: str = "") -> Element:
    """A cell with a paragraph."""
    return Element(kind, (Element("P", (number,)),), attributes)


def test_a_table_without_lines_has_rows_and_spans() -> None:
    """Cells that stand close together are told apart; spans and the empty cell keep every cell under its heading."""
    heads = ((60, 780, "Класс"), (100, 780, "Работа"), (100, 760, "Что"), (140, 760, "Когда"))
    page = marked(*heads, (60, 740, "9"), (70, 740, "Проба"), (60, 720, "10"), (140, 720, "май"))
    table = Element(
        "Table",
        (
            Element("TR", (cell(0, "TH", "/A<</O/Table/RowSpan 2>>"), cell(1, "TH", "/A<</O/Table/ColSpan 2>>"))),
            Element("TR", (cell(2, "TH"), cell(3, "TH"))),
            Element("TBody", (Element("TR", (cell(4), cell(5), Element("TD"))), Element("TR", (cell(6), Element("TD"), cell(7))))),
        ),
    )
    found = blocks(read(pdf(page, tags=(table,))), BlockKind.ROW)
    assert [block.cells for block in found[2:]] == [("9", "Проба", ""), ("10", "", "май")]
    assert found[2].header == ("Класс", "Работа / Что", "Работа / Когда")


def test_untagged_words_stand_where_they_are() -> None:
    """A line the tags leave out is put between those it stands between."""
    page = [*prose(), Text(60, 765, "Приложение 1")]
    assert texts(read(pdf(page, tags=(Element("P", (0,)), Element("P", (1,)))))) == [PROSE[0], "Приложение 1", PROSE[1]]


def test_tags_for_few_of_the_words_are_passed_over() -> None:
    """Where most of a page has no tag, it is read as if it had none."""
    page = [*marked((60, 800, "Отчёт")), *lines(*PROSE, top=700), *lines(*PROSE, top=600)]
    assert texts(read(pdf(page, tags=(Element("P", (0,)),)))) == texts(read(pdf([Text(60, 800, "Отчёт"), *page[1:]])))


def test_a_page_tagged_as_one_paragraph_is_parted() -> None:
    """A program that tags the whole page as one paragraph has told nothing."""
    spread = [(60.0, 800.0 - 60 * (at // 2) - 16 * (at % 2), PROSE[at % 2]) for at in range(8)]
    assert texts(read(pdf(marked(*spread), tags=(Element("P", tuple(range(8))),)))) == [" ".join(PROSE)] * 4


def test_a_table_set_with_tabs_is_rows() -> None:
    """Paragraphs with gaps in the same places are rows, each tagged as a paragraph though it is."""
    written = ("№ п/п", "Мероприятие", "Срок", "1", "Экскурсия", "май", "2", "Проба", "июнь")
    page = marked(*[((60, 140, 400)[at % 3], 780 - 16 * (at // 3), text) for at, text in enumerate(written)])
    document = read(pdf(page, tags=tuple(Element("P", (at, at + 1, at + 2)) for at in (0, 3, 6))))
    assert rows(document) == [("№ п/п", "Мероприятие", "Срок"), ("1", "Экскурсия", "май"), ("2", "Проба", "июнь")]


def test_hostile_tags_are_bounded() -> None:
    """Tags without end, in depth or in number, and spans beyond all reason harm nothing."""
    deep = Element("P", (0, 1))
    for _ in range(200):
        deep = Element("Sect", (deep,))
    assert texts(read(pdf(prose(), tags=(deep,)))) == list(PROSE)
    many = (*(Element("P") for _ in range(30_000)), Element("P", (0,)), Element("P", (1,)))
    assert texts(read(pdf(prose(), tags=(Element("Document", many),)))) == list(PROSE)
    wide = Element("Table", (Element("TR", (cell(0, "TH", "/A<</O/Table/ColSpan 1e9/RowSpan -5>>"), cell(1, "TH"))),))
    assert read(pdf(prose(), tags=(wide,))).blocks
    circle = pdf(prose(), tags=(Element("Sect", (Element("P", (0, 1)),)),)).replace(b"/K[11 0 R]", b"/K[10 0 R]")
    assert texts(read(circle)) == list(PROSE)


def test_a_page_of_endless_tags_is_read_without_them() -> None:
    """Thousands of tags for as many words are not followed one by one."""
    crowded: Page = [Marked(number, Text(20 + number % 90 * 6, 820 - number // 90 * 7, "аб", 4)) for number in range(6_100)]
    assert len(texts(read(pdf(crowded, tags=tuple(Element("P", (number,)) for number in range(6_100)))))) < 100
