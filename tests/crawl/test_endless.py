"""Properties of frontier, scope and address over sites nobody has thought of: no loop, no escape, the budget never exceeded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from site_audit.crawl import replay
from site_audit.crawl.frontier import Frontier
from site_audit.crawl.lists import Hint
from site_audit.crawl.scope import is_worth_asking, refusal, scope_of
from site_audit.crawl.shape import family, kinds, near_key
from site_audit.crawl.traps import dress, undressed
from site_audit.model import Capture, Failure, Link, Trouble
from site_audit.urls import canonical, host_of, site_key
from tests.crawl.memory import HOME, capture
from tests.crawl.walking import QUICK, PlainReader, by_words, walk

OUTSIDE = (
    "http://other.example/",
    "http://school.example.evil.example/",
    "http://notschool.example/",
    "https://school.example@evil.example/x",
)
WORDS = ("Профориентация", "Новости", "Далее", "2", "Ноябрь 2026", "")
MOULDS = (
    *("/a{}", "/news/{}.html", "/news/?page={}", "/calendar/{}/{}", "/x/{}/", "{}/", "?id={}", "?sort=asc&p={}", "/f?a={}&b={}"),
    *(
        "/doc{}.pdf",
        "/{}?print=1",
        "#{}",
        "/special/a{}",
        "http://m.school.example/a{}",
        "/?PHPSESSID={}",
        "/(S(lit3py55t21z5v55vlm2{}))/a",
    ),
    *("//school.example/{}", "../{}", "/n/2026/{}/", "/%D0%BF{}"),
)


class Endless:
    """A site that makes a page of every address, by arithmetic from a seed: links of every mould, some of them out of the site."""

    def __init__(self, seed: int, moulds: Sequence[str], fan: int) -> None:
        self._seed, self._moulds, self._fan = seed, moulds, fan
        self.asked: list[str] = []

    def fetch(self, url: str) -> Capture | Failure:
        """A page, a redirect to another, or a failure."""
        self.asked.append(url)
        dice = sha256(f"{self._seed} {url}".encode()).digest()
        if url.endswith(("/robots.txt", "/sitemap.xml")) or (dice[0] < 20 and url != HOME):
            return Failure(url, Trouble.HTTP_STATUS, "404")
        found = canonical(self._way(dice, 1), url) if dice[1] < 20 and url != HOME else None
        lands = found if found and host_of(found).endswith("school.example") and len(host_of(found)) <= 16 else url
        ways = "".join(f'<a href="{self._way(dice, n)}">{WORDS[dice[n] % len(WORDS)]}</a>' for n in range(2, 2 + self._fan))
        text = f"<p>{'Слово о школе ' * 20}</p>" if dice[31] < 120 else f"<p>{dice.hex()}</p>"
        return capture(lands, f"<html><title>{dice[30] % 5}</title>{text}{ways}</html>".encode(), requested=url)

    def _way(self, dice: bytes, n: int) -> str:
        if dice[n] % 16 == 0:
            return OUTSIDE[dice[n] // 16 % len(OUTSIDE)]
        return self._moulds[dice[n + 10] % len(self._moulds)].format(dice[n + 3], dice[n + 5] % 12)

    def close(self) -> None:
        """Nothing to let go of."""


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10_000),
    st.lists(st.sampled_from(MOULDS), min_size=1, max_size=8),
    st.integers(1, 9),
    st.integers(1, 40),
    st.integers(0, 8),
)
def test_no_endless_site_holds_a_walk(seed: int, moulds: list[str], fan: int, pages: int, documents: int) -> None:
    """The walk ends, within its budget, inside the site, no address twice; what it did not follow is told; its repetition is the same."""
    site = Endless(seed, moulds, fan)
    limits = replace(QUICK, pages=pages, documents=documents)
    walked = walk(HOME, limits, fetcher=site)
    assert sum(document.is_page for document in walked.documents) <= 2 * pages
    pages_asked = [url for url in site.asked if not url.endswith(("/robots.txt", "/sitemap.xml"))]
    assert len(pages_asked) <= 1 + 2 * pages + documents
    keys = [near_key(url) for url in pages_asked]
    assert len(keys) == len(set(keys))
    assert all(host_of(url) == "school.example" or host_of(url).endswith(".school.example") for url in site.asked)
    assert all(one.count > 0 and one.example for one in walked.seen.unfollowed)
    assert sum(one.count for one in walked.seen.unfollowed if one.why in ("budget", "depth")) == len(walked.seen.left)
    assert replay(walked.visits, replace(walked.seen, sightings=()), PlainReader()) == walked.seen


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_frontier_gives_each_once_and_loses_none(data: st.DataObject) -> None:
    """Adds, asks, returns and objections in any order: given, set aside or left, each address once and in one of the three."""
    objected: set[str] = set()
    one = Frontier(by_words, pages=12, depth=5, objection=lambda known: "trap" if known.link.url in objected else "")
    added, given_keys = set(), []
    for _ in range(data.draw(st.integers(0, 40))):
        url = canonical(data.draw(st.sampled_from(MOULDS)).format(data.draw(st.integers(0, 9)), 1), HOME)
        step = data.draw(st.sampled_from(("add", "add", "ask", "back", "object")))
        if url is None:
            continue
        if step == "add":
            hint = Hint(data.draw(st.sampled_from((None, True, False))), data.draw(st.booleans()))
            one.add(Link(url, data.draw(st.sampled_from(WORDS))), data.draw(st.integers(0, 7)), hint)
            added.add(near_key(url))
        elif step == "object":
            objected.add(url)
        elif known := one.next(pages=True, files=True):
            assert known.depth <= 5
            if step == "back":
                one.put_back(known)
                given_back = near_key(known.link.url)
                assert one.knows(given_back)
                one.mark([known.link.url])
            given_keys.append(near_key(known.link.url))
    left = [near_key(link.url) for link in one.left()]
    aside = [near_key(known.link.url) for known, _ in one.aside()]
    everything = given_keys + left + aside
    assert len(everything) == len(set(everything))
    assert set(everything) == added


HREFS = st.one_of(
    st.text(max_size=40),
    st.builds(lambda mould, a, b: mould.format(a, b), st.sampled_from(MOULDS), st.text(max_size=6), st.integers(0, 99)),
    st.builds(
        lambda host, tail: f"http://{host}/{tail}",
        st.sampled_from(
            (
                "school.example",
                "www.school.example",
                "m.school.example",
                "school.example.",
                "SCHOOL.example:80",
                "school.example@evil.example",
            )
        ),
        st.text(max_size=20),
    ),
)


@given(HREFS)
def test_an_address_has_one_form_and_one_key(href: str) -> None:
    """The canonical form is a fixed point of itself; key, kinds and family depend on it alone and are never refused."""
    url = canonical(href, HOME + "a/b")
    if url is None:
        return
    parts = urlsplit(url)
    assert canonical(url) == url
    assert parts.scheme in ("http", "https")
    assert parts.username is None
    assert not parts.fragment
    assert near_key(url) == near_key(canonical(url) or "")
    assert all(kinds(url)) or kinds(url) == ()
    assert isinstance(family(url), str)


@given(HREFS)
def test_nothing_outside_is_ever_inside(href: str) -> None:
    """Whatever a page writes, what the scope holds lies on the school's host or under it, and is of the school's family."""
    url = canonical(href, HOME)
    if url is not None and scope_of(HOME).holds(url):
        assert site_key(url) == site_key(HOME)
        assert ("." + host_of(url)).endswith(".school.example")


@given(HREFS, st.booleans())
def test_what_is_refused_has_a_cause(href: str, promised: bool) -> None:
    """Any address is asked or refused for one of the causes; both ways of asking agree."""
    url = canonical(href, HOME)
    if url is not None:
        why = refusal(url, promised=promised)
        assert why in ("", "no_text", "deed", "duplicate", "trap")
        assert is_worth_asking(url, promised=promised) is (why == "")


@given(HREFS, HREFS)
def test_a_dress_taken_off_leaves_the_twin(first: str, second: str) -> None:
    """Where one address wears a dress beyond another, it is that other without it."""
    url, twin = canonical(first, HOME), canonical(second, HOME)
    if url is not None and twin is not None and (worn := dress(url, twin)):
        assert undressed(url, worn) == near_key(twin)
