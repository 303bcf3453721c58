"""Proof of search: what there is of the places where a person would have looked, and that «not there» is true."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

from site_audit.model import LEADS_AWAY, Link, PlaceSearched, Seen, Trouble
from tests.detect.made import HOME, Answer, detected, file, gone, menu, scan, site
from tests.detect.small_pack import small_pack

GARDEN = "сад*"  # the place that every rule of the small pack names
SECONDS = 10.0


def looked(seen: Seen) -> PlaceSearched:
    """What is told of the one place."""
    (place,) = next(each for each in detected(seen).searched if each.criterion == "plan").looked
    return place


def shown(entries: tuple[tuple[str, str], ...], pages: dict[str, Answer]) -> PlaceSearched:
    """The same of a site with this menu."""
    return looked(site(menu(*entries), pages))


def test_every_criterion_is_searched_for() -> None:
    """How much was read is told of each, the failed aside."""
    result = detected(site(menu(("s", "Сад")), {"s": "<title>Школьный сад</title><main><p>Слова.</p></main>", "x": gone("x")}))
    assert {each.criterion for each in result.searched} == {criterion.id for criterion in small_pack().criteria}
    assert {(each.pages, each.documents) for each in result.searched} == {(2, 0)}


def test_a_place_is_told_by_title_heading_or_link() -> None:
    """Each of the three is enough; the shortest name with the words is shown."""
    page = "<title>{}</title><main><h1>{}</h1><p>Слова.</p></main>"
    assert shown((("s", "Раздел"),), {"s": page.format("Школьный сад", "Раздел")}) == PlaceSearched(GARDEN, HOME + "s", "Школьный сад", 1)
    assert shown((("s", "Раздел"),), {"s": page.format("Страница", "Наш сад")}) == PlaceSearched(GARDEN, HOME + "s", "Наш сад", 1)
    assert shown((("s", "Сад"),), {"s": page.format("Школьный сад", "Раздел")}) == PlaceSearched(GARDEN, HOME + "s", "Сад", 1)


def test_files_linked_from_the_place_were_read_there() -> None:
    """Of the place's own part; a file elsewhere counts only by its own name."""
    pages: dict[str, Answer] = {
        "s": '<title>Сад</title><main><h1>Сад</h1><a href="/a.pdf">Смета</a><a href="/b.pdf">Схема</a></main>',
        "a.pdf": file("<p>Смета</p>", "a.pdf"),
        "b.pdf": file("<p>Схема</p>", "b.pdf"),
        "c.pdf": file("<p>Питание</p>", "c.pdf"),
        "d.pdf": file("<p>Правила сада</p>", "d.pdf"),
    }
    assert shown((("s", "Сад"), ("c.pdf", "Меню"), ("d.pdf", "Правила")), pages) == PlaceSearched(GARDEN, HOME + "s", "Сад", 1, 3)


def test_the_nearest_page_is_shown() -> None:
    """Of many so called the one closest to home, a page before a file."""
    pages: dict[str, Answer] = {
        "s": '<title>Сад</title><main><h1>Сад</h1><p><a href="/deep">Сад весной</a></p></main>',
        "deep": "<title>Сад</title><main><h1>Сад</h1><p>Весна.</p></main>",
        "a.pdf": file("<p>Сад</p>", "a.pdf"),
    }
    place = shown((("a.pdf", "Сад"), ("s", "О саде")), pages)
    assert (place.url, place.pages, place.documents) == (HOME + "s", 2, 1)


def test_what_is_not_there_is_told_so() -> None:
    """No name, no address."""
    assert shown(
        (("s", "Огород"),), {"s": "<title>Огород</title><main><h1>Огород</h1><p>Сад упомянут в тексте.</p></main>"}
    ) == PlaceSearched(GARDEN)


def test_a_link_that_could_not_be_read_is_not_nothing() -> None:
    """The page failed, is a scan, or its turn never came: the site shows such a link, and why it was not read is told."""
    assert shown((("s", "Сад"),), {"s": gone("s")}) == PlaceSearched(GARDEN, HOME + "s", "Сад", trouble="http_status")
    assert shown((("s.pdf", "Сад"),), {"s.pdf": scan("s.pdf")}).trouble == Trouble.UNREADABLE
    left = replace(site(menu(), {}), left=(Link(HOME + "s", "Наш сад", HOME),))
    assert looked(left) == PlaceSearched(GARDEN, HOME + "s", "Наш сад", trouble="budget")


def test_a_link_that_leads_away_is_told() -> None:
    """It is no page of the school's; one of its own goes before it."""
    away = "<title>Школа</title><main><h1>Школа</h1><a href='https://garden.example/'>Ботанический сад</a>{}</main>"
    assert looked(site(away.format(""), {})) == PlaceSearched(GARDEN, "https://garden.example/", "Ботанический сад", trouble=LEADS_AWAY)
    both = site(away.format("<a href='/s'>Сад</a>"), {"s": gone("s")})
    assert looked(both).trouble == "http_status"


def test_a_name_on_every_page_names_no_place() -> None:
    """A title that the whole site bears says nothing of one page."""
    page = "<title>Школа у сада</title><main><h1>Страница {}</h1><p>Слова {}.</p></main>"
    assert shown((), {f"p{number}": page.format(number, number) for number in range(6)}).url == ""


def test_names_without_end_are_read_in_bounded_time() -> None:
    """Thousands of links with the words of every place, none of which was read."""
    links = "".join(f'<a href="https://s{number}.example/">Сад, план, договор и экскурсия {number}</a> ' for number in range(12_000))
    seen = site(f"<title>Школа</title><main><h1>Школа</h1>{links}</main>", {})
    began = process_time()
    assert looked(seen).trouble == LEADS_AWAY
    assert process_time() - began < SECONDS
