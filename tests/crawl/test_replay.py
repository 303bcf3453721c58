"""A walk is repeated from what was kept of it: the same visits, the same sight of the site, not one request."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from site_audit.crawl import replay
from site_audit.model import Capture, Failure, Trouble
from tests.crawl.memory import HOME, MemoryFetcher
from tests.crawl.walking import PlainReader, walk
from tests.crawl.zoo import Reply, Zoo, moved, page


def test_a_walk_with_every_fault_is_repeated() -> None:
    """Pages, files, redirects home, false pages and failures come again as they were; the notes and what was left stay."""
    answers = {
        "/": page("Школа", "/a", "/gone", "/home", "/false", "/plan.pdf", "/cut", "/closed/x"),
        "/a": page("Новости", "/"),
        "/home": moved("/"),
        "/false": page("404 – страница не найдена"),
        "/plan.pdf": Reply(b"%PDF-1.4 plan", type="application/pdf"),
        "/cut": Reply(b"<p>half", promised=900),
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /closed/\nCrawl-delay: 2", type="text/plain"),
        "/sitemap.xml": Reply(b"<urlset><url><loc>/only-here</loc></url></urlset>", type="application/xml"),
        "/only-here": page("Только в карте"),
    }
    with Zoo(answers) as zoo:
        walked = walk(zoo.url())
        asked = len(zoo.asked)
        again = replay(walked.visits, replace(walked.seen, sightings=()), PlainReader())
        assert len(zoo.asked) == asked
    assert again == walked.seen
    assert len(walked.seen.sightings) == 9


def test_everything_fetched_is_kept() -> None:
    """robots.txt and sitemaps are in the archive too, though they are no part of what a visitor sees."""
    with Zoo({"/": page("Школа", "/a"), "/a": page("О школе")}) as zoo:
        walked = walk(zoo.url())
        kept = {visit.link.url for visit in walked.visits}
        assert kept == {zoo.url(path) for path in zoo.asked}
    assert len(walked.seen.sightings) == 2


def test_an_empty_archive_is_an_empty_sight() -> None:
    """A walk of which nothing was kept shows nothing, and does not raise."""
    with Zoo({"/": page("Школа")}) as zoo:
        seen = walk(zoo.url()).seen
    assert replay([], replace(seen, sightings=()), PlainReader()).sightings == ()


NAMES = ["", "a", "b", "c/d", "news/1", "news/2", "plan.pdf"]
ANSWERS = st.one_of(
    st.lists(st.sampled_from(NAMES), max_size=5).map(lambda links: page("Страница", *(HOME + link for link in links)).body),
    st.sampled_from(NAMES).map(lambda name: HOME + name),
    st.sampled_from(
        [b"", b"%PDF-1.4", b"<title>404</title>", b"\xff\xd8\xff", "<p>Привет".encode("cp1251"), b"<a href='http://[::1'>x</a>"]
    ),
    st.sampled_from([Trouble.TIMEOUT, Trouble.HTTP_STATUS, Trouble.TRUNCATED]).map(lambda trouble: Failure(HOME, trouble, "503")),
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(NAMES), ANSWERS))
def test_any_site_is_walked_and_repeated(site: dict[str, bytes | str | Failure]) -> None:
    """Whatever a small site answers, the walk ends, asks nothing twice, and its repetition is equal."""
    pages = {HOME + name: answer for name, answer in site.items()}
    loops = {url for url, answer in pages.items() if isinstance(answer, str) and _turns_round(pages, url)}
    fetcher = MemoryFetcher({url: Failure(url, Trouble.REDIRECTS, "loop") if url in loops else answer for url, answer in pages.items()})
    walked = walk(HOME, fetcher=fetcher)
    asked = [url for url in fetcher.asked if not url.endswith("/robots.txt")]
    assert len(asked) == len(set(asked))
    assert len(walked.seen.sightings) <= len(NAMES)
    assert replay(walked.visits, replace(walked.seen, sightings=()), PlainReader()) == walked.seen
    assert all((sighting.document is None) != (sighting.failure is None) for sighting in walked.seen.sightings)
    assert all(isinstance(visit.got, Capture | Failure) for visit in walked.visits)


def _turns_round(pages: dict[str, bytes | str | Failure], url: str) -> bool:
    here: bytes | str | Failure | None = url
    for _ in range(len(pages) + 1):
        if not isinstance(here, str):
            return False
        here = pages.get(here)
    return True
