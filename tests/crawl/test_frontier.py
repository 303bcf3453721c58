"""The order of the walk: career words first, then breadth; nothing twice; no kind of page eats the budget."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_audit.crawl.frontier import Frontier, Known
from site_audit.crawl.shape import near_key
from site_audit.model import Link
from tests.crawl.walking import by_words

SITE = "http://school7.ru"


def link(path: str, text: str = "", rel: str = "") -> Link:
    """A link of the site."""
    return Link(SITE + path, text, SITE + "/", rel=rel)


def frontier(pages: int = 40, depth: int = 6) -> Frontier:
    """An empty frontier."""
    return Frontier(by_words, pages=pages, depth=depth)


def drained(one: Frontier, *, pages: bool = True, files: bool = True) -> list[str]:
    """Everything it gives, as paths."""
    found = []
    while known := one.next(pages=pages, files=files):
        found.append(known.link.url.removeprefix(SITE))
    return found


def test_career_words_first_then_breadth() -> None:
    """The worth of a link comes before its depth, depth before the order of sight."""
    one = frontier()
    one.add(link("/food", "Питание"), 1)
    one.add(link("/deep", "Профориентация"), 5)
    one.add(link("/n", "Новости"), 2)
    one.add(link("/about", "О школе"), 1)
    one.add(link("/plan.pdf", "План профориентации"), 5)
    assert drained(one) == ["/deep", "/plan.pdf", "/n", "/food", "/about"]


def test_the_sitemap_comes_after_the_pages() -> None:
    """What only a sitemap names is asked after what the site itself shows, and a link of a page replaces the sitemap's."""
    one = frontier()
    one.add(link("/a", rel="sitemap"), 1)
    one.add(link("/b", rel="sitemap"), 1)
    one.add(link("/c", "Школа"), 2)
    one.add(link("/b", "Наши дети"), 3)
    assert drained(one) == ["/b", "/c", "/a"]


def test_one_address_once() -> None:
    """However an address is spelt, it is given once, and never after it was marked."""
    one = frontier()
    for path in ("/a", "/a/", "/a/index.html", "/b"):
        one.add(link(path), 1)
    one.mark([SITE + "/b/"])
    assert drained(one) == ["/a"]
    one.add(link("/a"), 1)
    assert drained(one) == []


def test_the_best_words_are_kept() -> None:
    """Of several links to one address the most telling one is taken, from wherever it came; the shortest way counts."""
    one = frontier()
    one.add(link("/a", "Подробнее"), 3)
    one.add(link("/a", "План профориентационной работы на 2026/27 год"), 4)
    one.add(link("/a", "читать далее »"), 2)
    known = one.next(pages=True, files=True)
    assert isinstance(known, Known)
    assert (known.link.text, known.depth, known.worth) == ("План профориентационной работы на 2026/27 год", 2, 0)


def test_depth_is_capped() -> None:
    """What lies deeper than permitted is known, not asked, and told as left."""
    one = frontier(depth=2)
    one.add(link("/near"), 2)
    one.add(link("/far"), 3)
    assert drained(one) == ["/near"]
    assert [one.url for one in one.left()] == [SITE + "/far"]


def test_files_have_a_budget_of_their_own() -> None:
    """Pages and documents are given only while theirs lasts."""
    one = frontier()
    for path in ("/a", "/a.pdf", "/b", "/b.docx"):
        one.add(link(path), 1)
    assert drained(one, files=False) == ["/a", "/b"]
    assert drained(one, pages=False) == ["/a.pdf", "/b.docx"]


def test_many_of_a_kind_wait() -> None:
    """Two thousand news do not keep the rest from being asked; when nothing else is left they go on."""
    one = frontier(pages=40)
    for i in range(2_000):
        one.add(link(f"/news/{i}.html", "Новость дня"), 1)
    for i in range(20):
        one.add(link(f"/section-{'abcdefghijklmnopqrst'[i]}/", "Раздел"), 2)
    paths = [known.link.url for _ in range(40) if (known := one.next(pages=True, files=True))]
    assert len(paths) == 40
    assert sum("/section" in path for path in paths) == 20


def test_what_is_left_is_told_best_first() -> None:
    """What nobody asked is known by its worth."""
    one = frontier()
    one.add(link("/a"), 1)
    one.add(link("/b", "Профпробы"), 3)
    assert [left.url.removeprefix(SITE) for left in one.left()] == ["/b", "/a"]


PATHS = st.sampled_from(
    [
        "/",
        "/a",
        "/a/",
        "/b/1",
        "/b/2",
        "/b/3?x=1",
        "/c.pdf",
        "/d.docx",
        "/c.pdf?x",
        "/?p=1",
        "/?p=2",
        "/cal/2026/1",
        "/cal/2026/2",
        "/e/index.php",
    ]
)
STEPS = st.lists(
    st.tuples(PATHS, st.sampled_from(["", "Профориентация", "Новости", "Питание"]), st.integers(0, 8), st.booleans()), max_size=40
)


@given(STEPS)
def test_nothing_twice_and_nothing_lost(steps: list[tuple[str, str, int, bool]]) -> None:
    """Whatever is added and asked in whatever order: no address is given twice, and all that was known is given or left."""
    one = frontier(pages=8, depth=6)
    given_keys: list[str] = []
    added = set()
    for path, text, depth, ask in steps:
        one.add(link(path, text), depth)
        added.add(near_key(SITE + path))
        if ask and (known := one.next(pages=True, files=True)):
            given_keys.append(near_key(known.link.url))
            assert known.depth <= 6
    given_keys += [near_key(SITE + path) for path in drained(one)]
    assert len(given_keys) == len(set(given_keys))
    assert set(given_keys) | {near_key(left.url) for left in one.left()} == added
