"""Tables of pages: rows with their headers where the table is data, ordinary blocks where it lays out the page."""

from __future__ import annotations

import pytest

from site_audit.model import BlockKind
from tests.extract.reading import blocks, read, rows, texts

PLAN = (
    "<table><tr><td>№</td><td>Мероприятие</td><td>Срок</td><td>Ответственный</td></tr>"
    "<tr><td>1</td><td>Экскурсия на завод</td><td>октябрь</td><td>Иванова</td></tr>"
    "<tr><td>2</td><td>Встреча с врачом</td><td>ноябрь</td><td>Петрова</td></tr></table>"
)


def test_a_row_carries_its_header() -> None:
    """A row is its cells joined, with the header above each, and a number of its own."""
    first, second, third = blocks(read(f"<html><h1>План</h1>{PLAN}"), BlockKind.ROW)
    assert second.text == "1 | Экскурсия на завод | октябрь | Иванова"
    assert second.cells == ("1", "Экскурсия на завод", "октябрь", "Иванова")
    assert second.header == ("№", "Мероприятие", "Срок", "Ответственный")
    assert [one.place for one in (first, second, third)] == ["row 1", "row 2", "row 3"]
    assert first.header == ()
    assert 0 < second.item != third.item


@pytest.mark.parametrize(
    "head",
    [
        "<tr><th>Дата</th><th>Событие</th></tr>",
        "<thead><tr><td>Дата</td><td>Событие</td></tr></thead>",
        "<tr><td><b>Дата</b></td><td><strong>Событие</strong></td></tr>",
        "<tr><td colspan=2>План</td></tr><tr><th>Дата</th><th>Событие</th></tr>",
    ],
)
def test_ways_to_write_a_header(head: str) -> None:
    """A header is told by th, by thead, by bold type, and under a row that names the whole table."""
    table = f"<table>{head}<tr><td>12.10</td><td>Экскурсия</td></tr><tr><td>14.10</td><td>Беседа</td></tr></table>"
    assert blocks(read(f"<html>{table}"), BlockKind.ROW)[-1].header == ("Дата", "Событие")


def test_merged_cells_reach_every_row_they_span() -> None:
    """A month merged over two rows stands in both; its words are quoted once, in the row that holds them."""
    table = (
        "<table><tr><th>Срок</th><th>Мероприятие</th><th>Класс</th></tr><tr><td rowspan=2>Октябрь</td><td>Экскурсия</td><td>9</td></tr>"
        "<tr><td>Встреча</td><td>10</td></tr><tr><td>Ноябрь</td><td colspan=2>Каникулы</td></tr></table>"
    )
    document = read(f"<html>{table}")
    assert rows(document)[1:] == [
        ("Октябрь", "Экскурсия", "9"),
        ("Октябрь", "Встреча", "10"),
        ("Ноябрь", "Каникулы", "Каникулы"),
    ]
    assert texts(document)[2:] == ["Встреча | 10", "Ноябрь | Каникулы"]


def test_a_two_row_header_names_columns_by_both() -> None:
    """«Участники» over «класс» and «число»: a column is called by both."""
    table = (
        "<table><tr><th rowspan=2>Дата</th><th colspan=2>Участники</th></tr><tr><th>класс</th><th>число</th></tr>"
        "<tr><td>12.10.2026</td><td>9</td><td>24</td></tr></table>"
    )
    assert blocks(read(f"<html>{table}"), BlockKind.ROW)[-1].header == ("Дата", "Участники / класс", "Участники / число")


def test_a_table_of_facts_has_no_header() -> None:
    """«Телефон | 2-12-85» names its facts at the left; the first row is no header."""
    table = "<table><tr><td>Телефон</td><td>2-12-85</td></tr><tr><td>Адрес</td><td>ул. Школьная, 1</td></tr></table>"
    assert [block.header for block in blocks(read(f"<html>{table}"), BlockKind.ROW)] == [("", ""), ("", "")]


def test_layout_tables_are_no_rows() -> None:
    """An old site hangs menu and article in a table: its cells are read as the page they hold, an inner plan as a table."""
    news = "Учащиеся девятого класса побывали на молокозаводе. " * 8
    body = (
        "<table width=100%><tr><td width=200><a href=1>Главная</a><br><br><a href=2>Новости</a></td>"
        f"<td><h1>Новости</h1><p>{news}</p>{PLAN}</td></tr></table>"
    )
    document = read(f"<html><body>{body}")
    assert texts(document)[:4] == ["Главная", "Новости", "Новости", news.strip()]
    assert len(rows(document)) == 3


def test_a_page_in_one_big_cell_is_no_row() -> None:
    """Without inner tables too: a cell that holds most of the page is the page."""
    news = "<p>Учащиеся девятого класса побывали на молокозаводе.</p>" * 12
    document = read(f"<html><body><table><tr><td>Школа</td><td>1</td></tr><tr><td>Меню</td><td>{news}</td></tr></table>")
    assert not rows(document)
    assert texts(document)[-1] == "Учащиеся девятого класса побывали на молокозаводе."


def test_links_and_pictures_in_cells_are_kept() -> None:
    """A link in a cell is a link of the page, a picture's description stands beside the row."""
    table = PLAN.replace("Встреча с врачом", "<a href='/vrach'>Встреча с врачом</a><img src=a.jpg alt='Врач и ученики'>")
    document = read(f"<html>{table}")
    assert [link.text for link in document.links] == ["Встреча с врачом"]
    assert texts(document, BlockKind.ALT) == ["Врач и ученики"]
