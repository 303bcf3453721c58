"""Pages to blocks: what is a paragraph, what a heading, and how its place is named."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.extract import extract
from site_audit.model import BlockKind, Document, Failure
from tests.extract.reading import URL, blocks, read, texts


def test_kinds_and_places() -> None:
    """Every block says what it is and where it stands, in the order of the page."""
    document = read(
        "<html><head><title>Профориентация — Школа № 1</title></head><body><h1>Профориентация</h1><p>Работа ведётся.</p>"
        "<h2>План</h2><ul><li>Экскурсия</li><li>Встреча</li></ul><p><a href='plan.pdf'>План на год</a></p>"
        "<img src='a.jpg' alt='Ученики на заводе'></body></html>"
    )
    assert document.title == "Профориентация — Школа № 1"
    assert [(block.kind.value, block.place, block.text, block.level) for block in document.blocks] == [
        ("title", "title", "Профориентация — Школа № 1", 0),
        ("heading", "h1[1]", "Профориентация", 1),
        ("paragraph", "p[1]", "Работа ведётся.", 0),
        ("heading", "h2[1]", "План", 2),
        ("item", "li[1]", "Экскурсия", 0),
        ("item", "li[2]", "Встреча", 0),
        ("link", "a[1]", "План на год", 0),
        ("alt", "img[1] alt", "Ученики на заводе", 0),
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param("<div>до <p>внутри</p> после</div>", ["до", "внутри", "после"], id="text beside blocks"),
        pytest.param("<div>Сегодня <b>девятый</b> <i>класс</i> был</div>", ["Сегодня девятый класс был"], id="inline tags part nothing"),
        pytest.param("<div>проф<b>ориен</b>тация</div>", ["профориентация"], id="a word through tags"),
        pytest.param("<p>раз<br>два<br><br>три</p>", ["раз два", "три"], id="two breaks part paragraphs"),
        pytest.param("<p>раз<br> &nbsp; <br>два</p>", ["раз", "два"], id="blanks between breaks"),
        pytest.param("<p>1&nbsp;сентября\n\t2026\u00a0года</p>", ["1 сентября 2026 года"], id="white space is folded"),
        pytest.param("<p>про\u00adфо\u00adриен\u00adтация</p>", ["про\u00adфо\u00adриен\u00adтация"], id="soft hyphens stay"),
        pytest.param("<p>а</p><!-- <p>нет</p> --><p>б</p>", ["а", "б"], id="comments are silent"),
        pytest.param("<p>а</p><script>нет()</script><style>p{}</style><template><p>нет</p></template>", ["а"], id="code is silent"),
        pytest.param("<noscript><p>Включите скрипты</p></noscript>", ["Включите скрипты"], id="noscript is text"),
        pytest.param("<school-card><x-text>Встреча</x-text></school-card>", ["Встреча"], id="unknown elements"),
        pytest.param("просто текст без тегов<p>и тег", ["просто текст без тегов", "и тег"], id="no frame at all"),
        pytest.param("<p>не закрыто <b>совсем", ["не закрыто совсем"], id="nothing closed"),
        pytest.param("<dl><dt>Когда</dt><dd>Завтра</dd></dl>", ["Когда", "Завтра"], id="definition list"),
        pytest.param("<p>5 &lt; 9 &amp; &#1044;а</p>", ["5 < 9 & Да"], id="entities"),
        pytest.param("<p>раз\x00два</p>", ["раздва"], id="zero bytes"),
    ],
)
def test_where_blocks_part(markup: str, expected: list[str]) -> None:
    """Text between the boundaries of blocks is one block, as a reader sees it."""
    assert texts(read(f"<html>{markup}")) == expected


def test_a_heading_stays_one_block() -> None:
    """A heading around a link or other blocks is a heading still."""
    document = read("<html><h2><a href='/n/1'>День профессий</a></h2><h3><div>Экскурсия</div></h3>")
    assert [(block.kind, block.text) for block in blocks(document)] == [
        (BlockKind.HEADING, "День профессий"),
        (BlockKind.HEADING, "Экскурсия"),
    ]


@pytest.mark.parametrize("alt", ["", "ok", "IMG_2024.JPG", "план.png", "— — —", "   "])
def test_pictures_that_say_nothing(alt: str) -> None:
    """A file's name, a mark or two letters are no description of a picture."""
    assert texts(read(f"<html><p>текст</p><img src='x.jpg' alt='{alt}'>")) == ["текст"]


def test_a_title_is_found_elsewhere() -> None:
    """A page without a title element is called by what it shows to social networks, or by its first heading."""
    assert read("<html><meta property='og:title' content='Наша школа'><p>а</p>").title == "Наша школа"
    assert read("<html><h2>План работы</h2><p>а</p>").title == "План работы"


def test_shells_show_their_data() -> None:
    """A page that is an empty shell for a script gives the Russian sentences of the script's data."""
    data = '{"text": "Девятый класс был на \\u0437аводе", "html": "<p>Встреча с врачом</p>", "id": "abcdefghijklmnop"}'
    shell = f"<html><title>Школа</title><div id='app'></div><script id='__NUXT_DATA__' type='application/json'>{data}</script>"
    assert texts(read(shell)) == ["Девятый класс был на заводе", "Встреча с врачом"]
    assert texts(read(shell + "<p>" + "Своего текста довольно. " * 20 + "</p>"))[:1] != ["Девятый класс был на заводе"]


@given(
    st.lists(
        st.sampled_from(["<div>", "</div>", "<p>", "<table><tr><td>", "</table>", "<li>", "<a href=x>", "</a>", "школа ", "<br>", "<h2>"])
    )
)
def test_any_order_of_tags_is_read(parts: list[str]) -> None:
    """Tags in any order keep all words, fold white space, and name every place once."""
    document = read("<html>" + "".join(parts))
    said = [block.text for block in document.blocks if block.kind is not BlockKind.TITLE]
    assert sum(text.count("школа") for text in said) == parts.count("школа ")
    assert all(text == " ".join(text.split()) for text in said)
    assert len({block.place for block in document.blocks}) == len(document.blocks)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    """No bytes raise: they are a document or a failure."""
    assert isinstance(extract(b"<html>" + body, url=URL), Document | Failure)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<div>" * 200_000 + "школа", id="divs"),
        pytest.param("<b>" * 100_000 + "школа", id="inline"),
        pytest.param("<table><tr><td>" * 20_000 + "школа", id="tables"),
        pytest.param("<ul><li>" * 50_000 + "школа", id="lists"),
        pytest.param("<a href=x>" * 10_000 + "школа", id="links"),
        pytest.param("<p>" * 50_000 + "школа", id="paragraphs"),
        pytest.param("<" * 500_000, id="brackets"),
        pytest.param("<!--" * 200_000, id="comments"),
        pytest.param("<table>" + "<tr>" + "<td>а" * 15_000, id="a wide row"),
        pytest.param("<table><tr><td colspan=999999 rowspan=999999>школа<tr><td>да<td>да" + "<tr><td>а" * 5000, id="spans"),
        pytest.param("&#x" * 200_000, id="entities"),
        pytest.param("<font color=red>" * 20_000 + "<p>школа</p>" * 500, id="formatting"),
    ],
)
def test_hostile_pages_end_quickly(body: str) -> None:
    """Endless nesting and repetition end as a document or a failure within seconds, without exhausting the stack."""
    began = time.process_time()
    got = extract(f"<html>{body}".encode(), url=URL)
    assert isinstance(got, Document | Failure)
    assert time.process_time() - began < 10
