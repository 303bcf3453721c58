"""Redirects are followed by hand: each hop allowed, none in a circle, the address at the end is the page's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from site_audit.crawl.protocols import Mannered
from site_audit.model import Capture, Failure, Trouble
from tests.crawl.walking import QUICK, fetcher_for
from tests.crawl.zoo import Reply, Zoo, moved, page

ONCE = replace(QUICK, retries=0)


def fetch(zoo: Zoo, path: str = "/") -> Capture | Failure:
    """One fetch by a fetcher of its own."""
    fetcher = fetcher_for(ONCE)
    try:
        return fetcher.fetch(zoo.url(path))
    finally:
        fetcher.close()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_page_is_where_it_was_found(status: int) -> None:
    """The capture says where the page lies and what was asked."""
    with Zoo({"/": moved("/new/", status), "/new/": page("Школа")}) as zoo:
        got = fetch(zoo)
        assert isinstance(got, Capture)
        assert (got.url, got.requested_url) == (zoo.url("/new/"), zoo.url("/"))


@pytest.mark.parametrize("ring", [("/a",), ("/a", "/b"), ("/a", "/b", "/c", "/d")])
def test_rings_end(ring: tuple[str, ...]) -> None:
    """Addresses that send visitors round in a circle are noticed at the first return."""
    answers = {here: moved(there) for here, there in zip(ring, (*ring[1:], ring[0]), strict=True)}
    with Zoo(answers) as zoo:
        got = fetch(zoo, "/a")
        assert isinstance(got, Failure)
        assert (got.url, got.trouble, got.detail) == (zoo.url("/a"), Trouble.REDIRECTS, "loop")
        assert len(zoo.asked) == len(ring)


def test_endless_redirects_end() -> None:
    """A way without end is left after ten hops."""
    with Zoo(lambda path: moved(f"/{int(path[1:] or 0) + 1}")) as zoo:
        got = fetch(zoo, "/0")
        assert isinstance(got, Failure)
        assert got.trouble is Trouble.REDIRECTS
        assert len(zoo.asked) == 11


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "http://[::1", "ftp://school.example/", "mailto:a@b", "http://a..b/", "file:///etc/passwd"]
)
def test_redirects_to_no_address(target: str) -> None:
    """A target that is none is a bad address, not an error of ours."""
    with Zoo({"/": moved(target)}) as zoo:
        got = fetch(zoo)
        assert isinstance(got, Failure)
        assert got.trouble is Trouble.BAD_URL


def test_a_redirect_without_a_target() -> None:
    """A redirect that names nothing is an odd status."""
    with Zoo({"/": Reply(b"moved", 302)}) as zoo:
        got = fetch(zoo)
        assert isinstance(got, Failure)
        assert (got.trouble, got.detail) == (Trouble.HTTP_STATUS, "302")


@pytest.mark.parametrize("coding", ["utf-8", "cp1251"])
def test_targets_in_cyrillic_bytes(coding: str) -> None:
    """A target in bare bytes, of whatever encoding, is asked for as it was sent."""
    with Zoo(lambda path: moved("/план".encode(coding).decode("latin-1")) if path == "/" else page("План")) as zoo:
        got = fetch(zoo)
        assert isinstance(got, Capture)
        assert zoo.asked[1] == "/" + "".join(f"%{byte:02X}" for byte in "план".encode(coding))


def test_a_failure_is_told_of_what_was_asked() -> None:
    """Where the last hop fails, the failure carries the address of the link, so that the report can name it."""
    with Zoo({"/a": moved("/b")}) as zoo:
        got = fetch(zoo, "/a")
        assert isinstance(got, Failure)
        assert (got.url, got.trouble, got.detail) == (zoo.url("/a"), Trouble.HTTP_STATUS, "404")


def test_a_hop_may_be_forbidden() -> None:
    """What must not be asked is not asked by way of a redirect either."""
    with Zoo({"/a": moved("/closed"), "/closed": page("Закрыто")}) as zoo:
        fetcher = fetcher_for(ONCE)
        assert isinstance(fetcher, Mannered)
        fetcher.obey(lambda url: Failure(url, Trouble.ROBOTS, "disallowed") if "closed" in url else None)
        got = fetcher.fetch(zoo.url("/a"))
        fetcher.close()
        assert isinstance(got, Failure)
        assert got.trouble is Trouble.ROBOTS
        assert zoo.asked == ["/a"]


def test_hops_are_counted() -> None:
    """Each hop is a request of its own to the school's server, and is told so."""
    with Zoo({"/": moved("/b"), "/b": page("b")}) as zoo:
        fetcher = fetcher_for(ONCE)
        assert isinstance(fetcher, Mannered)
        fetcher.fetch(zoo.url())
        fetcher.close()
        assert sum(fetcher.asked.values()) == len(zoo.asked) == 2
