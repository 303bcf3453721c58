"""Which addresses are one, and which are many of a kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.crawl.shape import kinds, near_key
from site_audit.urls import canonical


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a.ru/o-nas", ()),
        ("http://a.ru/news/first-of-september", ("news/",)),
        ("http://a.ru/calendar/2026/11/23", ("calendar/",)),
        ("http://a.ru/site/calendar/2026/11", ("site/calendar/", "site/")),
        ("http://a.ru/news-15.html", ("news-0.html",)),
        ("http://a.ru/i.php?b=2&a=1", ("/i.php?a,b", "/i.php?")),
        ("http://a.ru/filter/red/x", ("filter/red/", "filter/")),
    ],
)
def test_kinds_name_what_an_address_is_one_of_many_of(url: str, expected: tuple[str, ...]) -> None:
    """A folder up to its first number, a script by the names of its parameters; a page of its own is no kind."""
    assert kinds(url) == expected


@pytest.mark.parametrize("twin", ["https://a.ru/x", "http://www.a.ru/x/", "http://a.ru/x/index.php", "https://www.a.ru/x/index.html"])
def test_twins_are_one(twin: str) -> None:
    """Scheme, www, a closing slash and an index file make no new page."""
    assert near_key(twin) == near_key("http://a.ru/x")


@pytest.mark.parametrize(
    "other", ["http://a.ru/y", "http://a.ru/x?p=2", "http://b.ru/x", "http://a.ru:8080/x", "http://a.ru/index.php?id=5"]
)
def test_others_are_others(other: str) -> None:
    """Path, parameters, host and port tell pages apart."""
    assert near_key(other) not in (near_key("http://a.ru/x"), near_key("http://a.ru/"))


@given(st.text(max_size=40))
def test_any_address_has_a_key_and_kinds(href: str) -> None:
    """Whatever is an address has both."""
    url = canonical(href, "http://school.example/a")
    if url is not None:
        assert near_key(url)
        assert all(kinds(url))
