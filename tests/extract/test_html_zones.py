"""Zones and cards: what belongs to menu, head and foot, and which blocks are one news item."""

from __future__ import annotations

import pytest

from site_audit.model import BlockKind, Zone
from tests.extract.reading import blocks, read

PROSE = "<p>" + "Учащиеся девятого класса побывали на молокозаводе и в колледже связи. " * 12 + "</p>"


@pytest.mark.parametrize(
    ("markup", "zone"),
    [
        ("<nav>{}</nav>", Zone.MENU),
        ("<ul class='main-menu'>{}</ul>", Zone.MENU),
        ("<div class='breadcrumbs'>{}</div>", Zone.MENU),
        ("<div role='navigation'>{}</div>", Zone.MENU),
        ("<div id='leftMenu'>{}</div>", Zone.MENU),
        ("<header>{}</header>", Zone.HEADER),
        ("<div id='header'>{}</div>", Zone.HEADER),
        ("<footer>{}</footer>", Zone.FOOTER),
        ("<div class='site-footer'>{}</div>", Zone.FOOTER),
        ("<aside>{}</aside>", Zone.ASIDE),
        ("<div class='sidebar'>{}</div>", Zone.ASIDE),
        ("<div class='content'>{}</div>", Zone.MAIN),
        ("<div class='no-sidebar'>{}</div>", Zone.MAIN),
        ("<article><header>{}</header></article>", Zone.MAIN),
        ("<body class='has-menu'>{}</body>", Zone.MAIN),
    ],
)
def test_zones_by_markup(markup: str, zone: Zone) -> None:
    """Tags, roles, ids and classes say where a block stands; an article's own header is the article's."""
    document = read("<html>" + markup.format("<a href='/plan'>План работы</a>") + PROSE)
    assert blocks(document)[0].zone is zone
    assert document.links[0].zone is zone


def test_a_menu_around_the_whole_page_is_none() -> None:
    """A frame class that holds nearly all prose is misnamed: the prose stays the page's own."""
    document = read(f"<html><div class='menu-wrapper'>{PROSE}<p>Конец</p></div>")
    assert {block.zone for block in blocks(document)} == {Zone.MAIN}


def test_news_cards_share_a_number() -> None:
    """Heading, date and text of one card share a number; two cards do not; what is no card has none."""
    card = "<div class='news-item'><h3>Экскурсия {0}</h3><span>{0} октября</span><p>Девятый класс побывал на заводе.</p></div>"
    document = read("<html><h1>Новости</h1><div class=list>" + "".join(card.format(day) for day in (1, 2, 3)) + "</div>")
    numbers = [block.item for block in blocks(document)]
    assert numbers[0] == 0
    assert [numbers[1:4], numbers[4:7], numbers[7:10]] == [[1, 1, 1], [2, 2, 2], [3, 3, 3]]


def test_an_article_of_paragraphs_is_no_list_of_cards() -> None:
    """Paragraphs of one article are one text, not one card each."""
    document = read("<html><div>" + "<p>Девятый класс побывал на заводе.</p>" * 5 + "</div>")
    assert {block.item for block in blocks(document)} == {0}


def test_list_entries_and_rows_are_cards() -> None:
    """Each entry of a list and each row of a table has a number of its own."""
    document = read("<html><ul>" + "<li>Экскурсия на молочный завод</li>" * 4 + "</ul>")
    assert len({block.item for block in blocks(document, BlockKind.ITEM)}) == 4


def test_the_innermost_card_counts() -> None:
    """A list of files inside a news card: the entries are cards of their own, the rest is the news card's."""
    card = "<article><h2>Новость</h2><p>Девятый класс побывал на заводе.</p><ul>{}</ul></article>"
    entries = "<li>Фотография первая из трёх</li><li>Фотография вторая из трёх</li><li>Фотография третья из трёх</li>"
    document = read("<html>" + card.format(entries) * 3)
    first = blocks(document)[:5]
    assert first[0].item == first[1].item != first[2].item
    assert len({block.item for block in first}) == 4
