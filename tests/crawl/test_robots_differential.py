"""Our handling of robots.txt beside protego's own verdict on the same file, and beside the examples of the standard (RFC 9309)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from site_audit.crawl.robots import MOST_STARS, Robots
from site_audit.model import Capture, Trouble
from site_audit.urls import canonical
from tests.crawl.walking import NOW, walk
from tests.crawl.zoo import Reply, Zoo, moved, page

SITE = "http://school.example"
AGENT = "site-audit"
PIECES = ("a", "b", "план", "%D0%BF", "/", "*", "$", "?", "x=1", ".pdf", "%2A", "%24", "-", "_", "//", "А", "%zz", " ")
PATHS = st.lists(st.sampled_from(PIECES), max_size=6).map(lambda parts: "/" + "".join(parts))
AGENTS = st.sampled_from(("*", "site-audit", "Site-Audit", "site-audit/0.1", "SITE-AUDIT", "yandex", "site", "site-auditor", ""))
LINES = st.one_of(
    st.builds("User-agent: {}".format, AGENTS),
    st.builds("{}: {}".format, st.sampled_from(("Disallow", "Allow", "disallow", "ALLOW", "Dissallow", "Crawl-delay", "Sitemap")), PATHS),
    st.sampled_from(("", "# a remark", "Disallow:", "Allow:", "Host: school.example", "nonsense", ": /", "Clean-param: sid /a")),
)


def verdict(text: str, path: str, agent: str = "site-audit/0.1") -> bool:
    """Whether our rules let the path be asked."""

    def fetch(url: str) -> Capture:
        return Capture(url, url, 200, "text/plain", "", (), text.encode(), NOW, "sha256:x")

    return Robots(fetch, agent=agent, told=lambda url, rules: None).verdict(SITE + path) is None


@given(st.lists(LINES, max_size=14), PATHS)
def test_any_file_gives_the_librarys_verdict(lines: list[str], path: str) -> None:
    """Whatever we do around the library – decoding, lines left out, errors – changes no verdict on any file it can read."""
    text, url = "\n".join(lines), canonical(SITE + path)
    assert url is not None
    assert all(line.count("*") <= MOST_STARS for line in lines)
    assert verdict(text, url.removeprefix(SITE)) == Protego.parse(text).can_fetch(url, AGENT)


SIMPLE = """
User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("otherbot", "/pictures/a.gif", False),
        ("otherbot", "/example/a", False),
        ("otherbot", "/publications/a", True),
        ("otherbot", "/elsewhere", True),
        ("foobot", "/example/page.html", True),
        ("foobot", "/example/allowed.gif", True),
        ("foobot", "/example/a", False),
        ("FooBot/2.1", "/", False),
        ("barbot", "/example/page.html", False),
        ("bazbot", "/example/page.html", False),
        ("barbot", "/example/a.gif", True),
        ("quxbot", "/example/page.html", True),
    ],
)
def test_the_standards_simple_example(agent: str, path: str, allowed: bool) -> None:
    """Section 5.1: the group of one's own name counts alone, also where it is empty; names know no case and no version."""
    assert verdict(SIMPLE, path, agent) == allowed


@pytest.mark.parametrize(
    ("path", "allowed"), [("/example/page/", True), ("/example/page/a", True), ("/example/page/disallowed.gif", False)]
)
def test_the_standards_longest_match(path: str, allowed: bool) -> None:
    """Section 5.2: the longer rule wins, in whichever order they stand."""
    rules = ["Allow: /example/page/", "Disallow: /example/page/disallowed.gif"]
    for order in (rules, rules[::-1]):
        assert verdict("User-Agent: foobot\n" + "\n".join(order), path, "foobot") == allowed


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("/foo/bar?baz=quz", "/foo/bar?baz=quz"),
        ("/foo/bar/ツ", "/foo/bar/%E3%83%84"),
        ("/foo/bar/%E3%83%84", "/foo/bar/%E3%83%84"),
        ("/foo/bar/%62%61%7A", "/foo/bar/baz"),
        ("/path/file-with-a-%2A.html", "/path/file-with-a-*.html"),
        ("/path/foo-%24", "/path/foo-$"),
        ("/this/*/exactly", "/this/path/exactly"),
        ("/this/path/exactly$", "/this/path/exactly"),
    ],
)
def test_the_standards_matching_of_paths(rule: str, path: str) -> None:
    """Sections 2.2.2 and 2.2.3: escapes and letters are the same octets, the special signs mean what is said of them."""
    url = canonical(SITE + path)
    assert url is not None
    assert not verdict(f"User-agent: *\nDisallow: {rule}", url.removeprefix(SITE))
    assert verdict(f"User-agent: *\nDisallow: {rule}", "/other")


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: a\nDisallow: /x\n\nUser-agent: site-audit\nDisallow: /a\n\nUser-agent: site-audit\nDisallow: /b", "/b", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /a # closed", "/a", False),
        ("User-agent: *\nDisallow: /this/path/exactly$", "/this/path/exactly/on", True),
        ("", "/a", True),
    ],
)
def test_the_standards_further_rules(text: str, path: str, allowed: bool) -> None:
    """Groups of one name are one, of equal rules the permission wins, rules before any name are nobody's, remarks are none."""
    assert verdict(text, path) == allowed


def test_the_standards_limits() -> None:
    """500 KiB at least are read, and what stands beyond our limit does not spoil what stands before it."""
    filling = "".join(f"Disallow: /filling/{number}\n" for number in range(18_000))
    assert 400_000 < len(filling) < 500_000
    assert not verdict(f"User-agent: *\n{filling}Disallow: /late", "/late")
    assert not verdict(f"User-agent: *\nDisallow: /early\n{filling * 4}", "/early")


CLOSED = "User-agent: *\nDisallow: /closed"


def test_every_kind_of_fetch_obeys() -> None:
    """Pages, documents, sitemaps, frames and the targets of redirects: what is closed is never asked, and each says why."""
    answers = {
        "/": page("Школа", "/closed/page", "/closed/plan.pdf", "/way", "/frame"),
        "/way": moved("/closed/target"),
        "/frame": Reply(b"<html><title>F</title><h1>F</h1><iframe src='/closed/frame'></iframe><p>text</p></html>"),
        "/robots.txt": Reply(f"{CLOSED}\nSitemap: /closed/map.xml\nSitemap: http://127.0.0.1/closed/map.xml".encode(), type="text/plain"),
        "/sitemap.xml": moved("/closed/sitemap.xml"),
    }
    with Zoo(answers) as zoo:
        answers["/robots.txt"] = Reply(f"{CLOSED}\nSitemap: {zoo.url('/closed/map.xml')}".encode(), type="text/plain")
        walked = walk(zoo.url())
        assert not [path for path in zoo.asked if path.startswith("/closed")]
        assert {path: trouble for path, (trouble, _) in walked.troubles.items()} == {
            "/closed/page": Trouble.ROBOTS,
            "/closed/plan.pdf": Trouble.ROBOTS,
            "/way": Trouble.ROBOTS,
        }


@pytest.mark.parametrize("hops", [1, 5])
def test_the_rules_are_found_behind_redirects(hops: int) -> None:
    """Section 2.3.1.2: at least five hops are followed; the rules bind the address that was asked."""
    ways = {f"/robots-{number}": moved(f"/robots-{number + 1}") for number in range(hops)}
    rules = Reply(f"{CLOSED}".encode(), type="text/plain")
    with Zoo({"/": page("Школа", "/closed/a"), "/robots.txt": moved("/robots-1"), **ways, f"/robots-{hops}": rules}) as zoo:
        assert walk(zoo.url()).troubles == {"/closed/a": (Trouble.ROBOTS, "disallowed")}
