"""Lists that go on, what stands beside links, and pages that say the same: the parts by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.crawl.beside import beside_links, own_day
from site_audit.crawl.likeness import Likeness
from site_audit.crawl.lists import PLAIN, Hint, Lists, span_of
from site_audit.extract import extract
from site_audit.model import Document, Link
from tests.crawl.test_traps import told

SITE = "http://school.example"
AS_OF = date(2026, 11, 23)
ITEM = '<div class="item"><span>{day}</span><h3><a href="{href}">{title}</a></h3><p>Коротко о том, что было.</p></div>'


def document(body: str, path: str = "/news/") -> Document:
    """A page as the program reads it."""
    html = f"<html><head><title>Новости</title></head><body><main>{body}</main></body></html>"
    got = extract(html.encode(), url=SITE + path, media_type="text/html", charset="utf-8")
    assert isinstance(got, Document)
    return got


def listing(days: list[str], turns: list[int], *, page: int = 1) -> Document:
    """A page of a list: an item for each day, and links to other pages."""
    items = "".join(
        ITEM.format(day=day, href=f"/news/{page}-{n}.html", title=f"Событие {told(f'{page} {n}', 2)}") for n, day in enumerate(days)
    )
    ways = "".join(f'<a href="/news/?page={n}">{n}</a> ' for n in turns)
    return document(f"{items}<p>{ways}</p>", f"/news/?page={page}" if page > 1 else "/news/")


def hints(lists: Lists, one: Document) -> dict[str, Hint]:
    """What a page tells of its links, by path."""
    return {url.removeprefix(SITE): hint for url, hint in lists.hints(one, beside_links(one)).items()}


def steps(lists: Lists, one: Document) -> list[str]:
    """The links a page says a list goes on at."""
    return [path for path, hint in hints(lists, one).items() if hint.step]


def test_a_list_goes_on_one_page_at_a_time_while_it_is_of_this_year() -> None:
    """The next number, never the last; not after the page on which most is old."""
    lists = Lists(AS_OF)
    assert steps(lists, listing(["20.11.2026", "1.11.2026", "15.10.2026"], [2, 3, 4, 90])) == ["/news/?page=2"]
    assert steps(lists, listing(["10.10.2026", "1.9.2026", "31.8.2026"], [1, 3, 4, 90], page=2)) == ["/news/?page=3"]
    assert steps(lists, listing(["10.6.2026", "1.6.2026", "31.5.2026"], [1, 2, 4, 90], page=3)) == []


def test_a_pinned_item_and_a_widget_do_not_deceive() -> None:
    """One old item on top ends no list; three new ones beside ten old ones keep none going."""
    assert steps(Lists(AS_OF), listing(["5.5.2019", "20.11.2026", "19.11.2026", "18.11.2026"], [2])) == ["/news/?page=2"]
    assert steps(Lists(AS_OF), listing([*(f"{n}.5.2024" for n in range(20, 10, -1)), "20.11.2026", "19.11.2026"], [1, 4], page=3)) == []


def test_oldest_first_is_read_from_the_end() -> None:
    """The last number, and from there downwards."""
    lists = Lists(AS_OF)
    assert steps(lists, listing(["1.9.2019", "2.9.2019", "5.9.2019"], [2, 3, 90])) == ["/news/?page=90"]
    assert steps(lists, listing(["1.11.2026", "2.11.2026", "5.11.2026"], [1, 88, 89], page=90)) == ["/news/?page=89"]


def test_a_list_without_days_is_trusted_for_a_while_and_then_by_what_its_items_say() -> None:
    """Five pages on trust; a new item of the last page turns the next, two old ones end the list."""
    lists = Lists(AS_OF)
    turned = [steps(lists, listing(["", "", ""], [page + 1], page=page)) for page in range(1, 7)]
    assert turned == [[f"/news/?page={page}"] for page in range(2, 7)] + [[]]
    waiting = lists.told(f"{SITE}/news/6-0.html", date(2026, 10, 1))
    assert waiting is not None
    assert waiting.url == f"{SITE}/news/?page=7"
    for number in (0, 1):
        assert lists.told(f"{SITE}/news/3-{number}.html", date(2025, 3, 1)) is None
    assert steps(lists, listing(["", "", ""], [8], page=7)) == []


@pytest.mark.parametrize(
    ("path", "text", "span"),
    [
        ("/news/2026/11/", "Ноябрь 2026", (date(2026, 11, 1), date(2026, 11, 30))),
        ("/news/2025/", "2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("/?part=news&year=2026&month=2", "Февраль", (date(2026, 2, 1), date(2026, 2, 28))),
        ("/archiv/5", "Архив за 2024 год", (date(2024, 1, 1), date(2024, 12, 31))),
        ("/x", "Сентябрь 2026", (date(2026, 9, 1), date(2026, 9, 30))),
        ("/?year=2026&month=2&day=5", "5", None),
        ("/plan", "План профориентации на 2026/27 учебный год", None),
        ("/p/2071", "Новость", (date(2071, 1, 1), date(2071, 12, 31))),
    ],
)
def test_an_archive_names_its_span(path: str, text: str, span: tuple[date, date] | None) -> None:
    """A month or a year, in the address or in short words; a day or a plan is no archive."""
    assert span_of(Link(SITE + path, text)) == span


def test_archives_of_this_year_come_and_old_ones_wait() -> None:
    """November is worth opening, last spring is not; an item in an old month's folder is old."""
    page = document('<p><a href="/n/2026/11/">Ноябрь</a> <a href="/n/2026/03/">Март</a> <a href="/n/2025/04/x/">Поход</a></p>', "/n/")
    told_of = hints(Lists(AS_OF), page)
    assert (told_of["/n/2026/11/"].near, told_of["/n/2026/11/"].fresh) == (True, True)
    assert (told_of["/n/2026/03/"].near, told_of["/n/2026/03/"].fresh, told_of["/n/2025/04/x/"].fresh) == (False, False, False)


def test_a_year_in_the_words_of_a_link_counts() -> None:
    """A plan of an earlier academic year is old, one of this year is not, one without a year says nothing."""
    plans = {"/a": "План на 2024/25 учебный год", "/b": "План на 2026-2027 учебный год", "/c": "План"}
    told_of = hints(Lists(AS_OF), document("".join(f'<p><a href="{path}">{text}</a></p>' for path, text in plans.items())))
    assert [told_of.get(path, PLAIN).fresh for path in plans] == [False, True, None]


def test_what_stands_beside_a_link_is_its_own_cards() -> None:
    """Several links say «Подробнее»: each has the day and the title of its card."""
    card = "<div class='card'><span>{}.11.2026</span><h3>{}</h3><p><a href='/n/{}'>Подробнее</a></p></div>"
    found = beside_links(document("".join(card.format(n, f"Встреча {n}", n) for n in (3, 2, 1))))
    assert {url.rpartition("/")[2]: (told.day, told.words) for url, told in found.items()} == {
        str(n): (date(2026, 11, n), f"Встреча {n}") for n in (3, 2, 1)
    }


def test_two_links_of_one_paragraph() -> None:
    """The words are looked for from where the link before ended."""
    found = beside_links(document('<p>1.10.2026 <a href="/a">Далее</a></p><p>2.10.2026 <a href="/b">Далее</a></p>'))
    assert [told.day for told in found.values()] == [date(2026, 10, 1), date(2026, 10, 2)]


def test_a_page_says_its_day() -> None:
    """In its first own words, or in its address."""
    assert own_day(document("<h1>Поход</h1><p>Опубликовано 5.10.2026</p>", "/n/1")) == date(2026, 10, 5)
    assert own_day(document("<h1>Поход</h1>", "/news/2026-02-13-1159")) == date(2026, 2, 13)


# ------------------------------------------------------------ likeness


def said(url: str, text: str, heading: str = "Поход") -> Document:
    """A page with a heading and a text."""
    return document(f"<h1>{heading}</h1><p>{text}</p>", url)


@pytest.mark.parametrize(
    ("text", "heading", "alike"),
    [
        (told("поход", 120), "Поход", True),
        (told("поход", 119) + " распечатано", "Поход", True),
        (told("поход", 60) + " " + told("другое", 60), "Поход", False),
        (told("поход", 120), "Другой поход", False),
        (told("поход", 120) + " 2025", "Поход", False),
        ("Мало слов", "Поход", False),
    ],
)
def test_near_duplicates(text: str, heading: str, alike: bool) -> None:
    """Nine in ten runs the same, the same heading, the same years: a plan of another year is another plan."""
    likeness = Likeness()
    assert likeness.earlier(said("/a", told("поход", 120))) == ""
    assert (likeness.earlier(said("/b", text, heading)) == f"{SITE}/a") is alike


def test_the_frame_of_a_site_makes_no_duplicates() -> None:
    """Pages of short news within the same long frame are pages of their own."""
    likeness = Likeness()
    frame = f"<p>{told('меню', 200)}</p>"
    pages = [document(f"{frame}<h1>Новость</h1><p>{told(f'новость {n}', 40)}</p>", f"/{n}") for n in range(8)]
    assert [likeness.earlier(page) for page in pages].count("") >= 6


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=12), st.text(max_size=20))
def test_nothing_a_page_says_breaks_the_hints(links: list[tuple[str, str]], path: str) -> None:
    """Any links on any page, learned from in any order."""
    lists, likeness = Lists(AS_OF), Likeness()
    made = tuple(Link(f"{SITE}/{href}", text) for href, text in links)
    page = replace(document(f"<p>{path}</p>"), links=made)
    for _ in range(3):
        assert all(isinstance(hint, Hint) for hint in lists.hints(page, beside_links(page)).values())
        lists.told(f"{SITE}/{path}", AS_OF)
        likeness.earlier(page)
