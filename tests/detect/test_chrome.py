"""What repeats over a site is told from what a page says itself."""

from __future__ import annotations

from collections.abc import Iterable

from site_audit.detect.chrome import Print, Repeats, fingerprint
from site_audit.model import BlockKind, Document
from tests.detect.made import detected, file, found, page, site

MENU = "<div><a href='/prof'>Профориентация</a></div><p>Школа ждёт вас по адресу: улица Полевая, 3.</p>"


def chrome_of(documents: Iterable[Document]) -> frozenset[Print]:
    """What repeats over these pages."""
    repeats = Repeats()
    for document in documents:
        repeats.take(document)
    return repeats.chrome()


def same(count: int, extra: str = "") -> list[str]:
    """So many pages with the same menu and a text of their own."""
    return [f"<title>Страница {n}</title>{MENU}<h1>Рассказ {n}</h1><p>Особые слова номер {n}.</p>{extra}" for n in range(count)]


def test_what_stands_on_most_pages_is_chrome() -> None:
    """Menu and address of a site belong to no page."""
    texts = {text for _, text in chrome_of(page(html) for html in same(5))}
    assert texts == {"Профориентация", "Школа ждёт вас по адресу: улица Полевая, 3."}


def test_three_pages_are_too_few() -> None:
    """On a tiny site nothing is told by repetition."""
    assert chrome_of(page(html) for html in same(3)) == frozenset()


def test_a_large_site_is_counted_whole() -> None:
    """Pages are counted part by part; what stands on two fifths of all is chrome wherever it stands, what fills one part alone is not."""
    late = [page(f"<title>{n}</title><p>Слова {n}.</p>" + ("<p>Подвал сайта.</p>" if n >= 270 else "")) for n in range(460)]
    assert {text for _, text in chrome_of(late)} == {"Подвал сайта."}
    early = [page(f"<title>{n}</title><p>Слова {n}.</p>" + ("<p>Старое меню.</p>" if n < 170 else "")) for n in range(460)]
    assert chrome_of(early) == frozenset()


def test_a_menu_item_does_not_hide_a_heading() -> None:
    """The heading «Профориентация» of one page stays its own though a link of the same words stands on every page."""
    own = page(f"<title>Наш раздел</title>{MENU}<h1>Профориентация</h1><p>Мы знакомим ребят с делом.</p>")
    chrome = chrome_of([*(page(html) for html in same(6)), own])
    heading = next(block for block in own.blocks if block.kind is BlockKind.HEADING)
    assert heading.text == "Профориентация"
    assert fingerprint(heading) not in chrome


def test_twin_addresses_do_not_make_a_text_repeat() -> None:
    """Five addresses of one page are one page."""
    assert chrome_of(page(same(1)[0], f"print-{n}") for n in range(8)) == frozenset()


def test_files_are_not_counted() -> None:
    """The same head on every order of a school is no menu."""
    assert chrome_of(file(html, f"{n}.pdf") for n, html in enumerate(same(8))) == frozenset()


def test_what_repeats_is_no_evidence() -> None:
    """A widget on every page finds nothing; the same words in one page's text do."""
    widget = "<p>Ребята 8 класса побывали на экскурсии: хлебозавод, 14.10.2026.</p>"
    assert found(detected(site(same(1)[0], {f"p{n}": html for n, html in enumerate(same(6, widget))}))) == set()
    once = {f"p{n}": html for n, html in enumerate([*same(6), same(7, widget)[6]])}
    assert "visits" in found(detected(site("<title>Главная</title><p>Добрый день.</p>", once)))
