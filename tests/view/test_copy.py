"""The copy of a page as we saw it: the words in their order, the quote marked, and nothing of the page that could act."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from site_audit.extract import extract
from site_audit.model import Block, BlockKind, Document, Zone
from site_audit.view.html import render_copy_html
from site_audit.view.pages.copy import MOST_LETTERS, Cited, CopyPage, copy_page

from .sample import AT, HOSTILE

URL = "https://school.example/plan"
OURS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "div",
    "p",
    "b",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "bdi",
    "dl",
    "dt",
    "dd",
}
TAGS = OURS | {"br", "a", "main", "mark"}
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "class", "href", "rel"}
PAGE = """<html><head><title>План</title><script>alert(1)</script><base href="//evil.example/">
<link rel=stylesheet href="//evil.example/a.css">
<meta http-equiv="refresh" content="0;url=//evil.example/"></head><body onload="alert(2)"><nav><a href="javascript:alert(3)">Меню</a></nav>
<main><h1 onclick=alert(4)>План работы</h1>
<p>Утверждён &lt;script&gt;alert(5)&lt;/script&gt; приказом
&quot;&gt;&lt;img src=x onerror=alert(6)&gt;</p>

<form action="//evil.example/"><input name=a><button>Отправить</button></form><iframe src="//evil.example/"></iframe>
<svg onload=alert(7)><a xlink:href="javascript:alert(8)"><text>Рисунок</text></a></svg><img src="//evil.example/p.gif" alt="&lt;b&gt;Схема">
<p style="background:url(//evil.example/b.gif)">Экскурсия на завод 12 октября</p></main></body></html>"""


def block(text: str, place: str = "p[1]", kind: BlockKind = BlockKind.PARAGRAPH, **more: object) -> Block:
    """One block."""
    return Block(kind, text, place, **more)  # type: ignore[arg-type]  # the tests name real fields


def copied(*blocks: Block, cited: tuple[Cited, ...] = (), title: str = "План", media_type: str = "text/html") -> CopyPage:
    """The copy of a document of these blocks."""
    document = Document(URL, "sha256:" + "a" * 64, media_type, title, blocks)
    return copy_page(document, cited, mask=unmasked, addresses=(URL,), fetched_at=AT)


def unmasked(blocks: Sequence[Block], wanted: Container[int]) -> Iterator[Block]:
    """A mask that hides nobody."""
    return (block for number, block in enumerate(blocks) if number in wanted)


def marked(page: CopyPage) -> list[str]:
    """The quoted pieces."""
    return [text for line in page.lines for cell in line.cells for text, quoted in cell if quoted]


def assert_harmless(html: str) -> None:
    """Only our own tags and attributes, the one link kind, the strict policy before anything else, nothing loaded."""
    tree = LexborHTMLParser(html)
    nodes = [node for node in tree.css("*") if node.tag]
    assert {node.tag for node in nodes} <= TAGS
    assert {name for node in nodes for name in node.attributes} <= ATTRIBUTES
    assert all((node.attributes["href"] or "").startswith(("https://school.example/", "http://")) for node in tree.css("a"))
    (meta,) = tree.css("meta[http-equiv]")
    policy = meta.attributes["content"] or ""
    assert "default-src 'none'" in policy and "form-action 'none'" in policy and "script" not in policy
    assert not re.search(r"url\(|@import", "".join(node.text() for node in tree.css("style")))


def test_a_hostile_page_comes_out_as_text() -> None:
    """Scripts, handlers, forms, frames, styles, pictures and redirects stay behind; what a reader saw as text is there as text."""
    body = PAGE.encode()
    document = extract(body=body, url=URL, media_type="text/html", charset="utf-8", digest="sha256:" + "b" * 64)
    assert isinstance(document, Document)
    cited = [Cited(one.place, one.text) for one in document.blocks]
    html = render_copy_html(copy_page(document, cited, mask=unmasked, addresses=(URL, "javascript:alert(9)"), fetched_at=AT))
    assert_harmless(html)
    assert "evil.example" not in html
    (main,) = LexborHTMLParser(html).css("main")
    text = main.text()
    assert "План работы" in text and "<script>alert(5)</script>" in text and "Экскурсия на завод 12 октября" in text


@given(st.lists(st.text(max_size=60), max_size=5), st.text(max_size=40))
def test_whatever_a_text_says_it_stays_text(texts: list[str], quote: str) -> None:
    """No text of a block, title, quote or address becomes markup."""
    blocks = [block(text + HOSTILE, f"p[{number}]") for number, text in enumerate(texts)]
    document = Document(URL, "sha256:" + HOSTILE, "text/html", quote + HOSTILE, tuple(blocks))
    page = copy_page(document, [Cited("p[0]", quote)], mask=unmasked, addresses=(URL,), fetched_at=None)
    assert_harmless(render_copy_html(page))


def test_the_quote_is_marked_where_it_stands() -> None:
    """Only the words quoted, in the block of their place, though they stand elsewhere too; several quotes of a block each."""
    page = copied(
        block("План работы на год", "p[1]"),
        block("Вот план работы: экскурсии и встречи.", "p[2]"),
        cited=(Cited("p[2]", "план работы"), Cited("p[2]", "встречи"), Cited("p[2]", "работы: экскурсии")),
    )
    assert marked(page) == ["план работы: экскурсии", "встречи"]
    assert page.marked


def test_a_masked_name_may_differ_between_quote_and_page() -> None:
    """The quote's mask stands for a name or for a mask: the words around it are marked all the same."""
    page = copied(block("Ученик … 9 класса … посетил завод."), cited=(Cited("p[1]", "Ученик … посетил завод"),))
    assert marked(page) == ["Ученик … 9 класса … посетил завод"]
    page = copied(block("Победитель … и Иванов Пётр."), cited=(Cited("p[1]", "совсем другие слова"),))
    assert marked(page) == ["Победитель … и Иванов Пётр."]


def test_a_quote_whose_place_is_not_here() -> None:
    """The text of a link is quoted by a place of its own: the first block with these words carries the mark."""
    page = copied(block("Другое"), block("Рабочая программа курса", "p[2]"), cited=(Cited("link", "Рабочая программа"),))
    assert marked(page) == ["Рабочая программа"]
    assert not copied(block("Другое"), cited=(Cited("link", "нет таких слов"),)).marked


def test_rows_keep_their_cells() -> None:
    """A table's row is a row; the mark falls on the cells that are quoted."""
    cells = ("1", "Экскурсия на завод", "октябрь", "Петрова А. А.")
    row = block(" | ".join(cells), "row 1", BlockKind.ROW, cells=cells)
    page = copied(row, cited=(Cited("row 1", "Экскурсия на завод | октябрь"),))
    assert next(cell for line in page.lines for cell in line.cells) == (("1", False),)
    assert marked(page) == ["Экскурсия на завод", "октябрь"]
    merged = block("Экскурсия на завод | октябрь", "row 2", BlockKind.ROW, cells=("Экскурсия на завод", "Экскурсия на завод", "октябрь"))
    assert marked(copied(merged, cited=(Cited("row 2", "октябрь"),))) == ["октябрь"]


def test_a_long_document_is_cut_around_its_quotes() -> None:
    """Beginning and surroundings of the quote are shown, gaps are drawn, and the page says that it is cut; the size is bounded."""
    blocks = [block(f"Абзац {number}. " + "Слово. " * 200, f"p[{number}]") for number in range(3_000)]
    page = copied(*blocks, cited=(Cited("p[2500]", "Абзац 2500."),), media_type="application/pdf")
    assert page.cut and marked(page) == ["Абзац 2500."]
    assert "gap" in [line.kind for line in page.lines]
    html = render_copy_html(page)
    assert len(html) < 2 * MOST_LETTERS + 20_000
    assert "Абзац 0." in html and "Текст длинный" in html and "Это текст файла" in html


def test_one_endless_block_is_cut_around_its_quote() -> None:
    """A page that is one paragraph of a million letters shows what stands around the quote."""
    page = copied(block("а" * 500_000 + " Профориентация " + "б" * 500_000), cited=(Cited("p[1]", "Профориентация"),))
    assert marked(page) == ["Профориентация"]
    assert len(render_copy_html(page)) < 20_000


@pytest.mark.parametrize("quote", ["…" * 4_000, "а…" * 2_000, "а …" * 50 + "нет"])
def test_a_quote_made_of_masks_takes_no_time(quote: str) -> None:
    """Looking for it is linear, whatever the page does."""
    began = monotonic()
    copied(block("а " * 20_000), cited=(Cited("p[1]", quote),))
    assert monotonic() - began < 2


def test_menus_stand_aside() -> None:
    """What is not the text itself is told apart."""
    page = copied(block("Меню", zone=Zone.MENU), block("Текст", "p[2]"))
    assert [line.aside for line in page.lines] == [True, False]
