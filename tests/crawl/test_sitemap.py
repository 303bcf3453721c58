"""Sitemaps: plain, packed, indexed, listed, broken; never endless, and a page is none."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.crawl.sitemap import MOST_FILES, Sitemaps, read_sitemaps
from site_audit.model import Capture, Failure, Trouble
from tests.crawl.walking import NOW

SITE = "http://school.example"
START = f"{SITE}/sitemap.xml"


def urls(*addresses: str) -> bytes:
    """A sitemap of these addresses."""
    return b"<urlset>" + "".join(f"<url><loc>{one}</loc><lastmod>2026-09-01</lastmod></url>" for one in addresses).encode() + b"</urlset>"


def index(*addresses: str) -> bytes:
    """An index of these sitemaps."""
    return b"<sitemapindex>" + "".join(f"<sitemap><loc>{one}</loc></sitemap>" for one in addresses).encode() + b"</sitemapindex>"


def read(files: Mapping[str, bytes | Failure], *, steps: int = 1_000, limit: int = 1_000_000) -> tuple[Sitemaps, list[str]]:
    """Read what begins at the usual place, and say what was asked."""
    asked: list[str] = []

    def fetch(url: str) -> Capture | Failure:
        asked.append(url)
        found = files.get(url.removeprefix(SITE), Failure(url, Trouble.HTTP_STATUS, "404"))
        return found if isinstance(found, Failure) else Capture(url, url, 200, "application/xml", "", (), found, NOW, "sha256:x")

    return read_sitemaps([START], fetch, limit_bytes=limit, go_on=lambda: len(asked) < steps), asked


@pytest.mark.parametrize(
    "body",
    [
        urls(f"{SITE}/a", f"{SITE}/b"),
        gzip.compress(urls(f"{SITE}/a", f"{SITE}/b"), mtime=0),
        b"\xef\xbb\xbf<?xml version='1.0'?>\n" + urls("/a", "/b"),
        ("\ufeff" + urls(f"{SITE}/a", f"{SITE}/b").decode()).encode("utf-16-le"),
        f"{SITE}/a\r\n{SITE}/b\r\n".encode(),
        f"<urlset xmlns='x'><url>\n<loc>\n {SITE}/a \n</loc></url><url><loc><![CDATA[{SITE}/b]]></loc></url>".encode(),
        f"<s:urlset><s:url><s:loc>{SITE}/a</s:loc></s:url><s:url><s:loc>{SITE}/b</s:loc></s:url></s:urlset>".encode(),
    ],
)
def test_shapes(body: bytes) -> None:
    """Plain, packed, relative, UTF-16, a list of lines, CDATA, with a prefix, cut at the end: the same addresses."""
    assert read({"/sitemap.xml": body})[0] == Sitemaps((f"{SITE}/a", f"{SITE}/b"), True)


def test_addresses_are_unescaped_and_canonical() -> None:
    """`&amp;` is an ampersand, Cyrillic is escaped, what is no address is left out."""
    found, _ = read({"/sitemap.xml": urls(f"{SITE}/?a=1&amp;b=2", f"{SITE}/план", "javascript:x", "")})
    assert found.addresses == (f"{SITE}/?a=1&b=2", f"{SITE}/%D0%BF%D0%BB%D0%B0%D0%BD")


def test_an_index_leads_on() -> None:
    """The files of an index are read, two levels deep and no deeper."""
    found, asked = read(
        {
            "/sitemap.xml": index("/1.xml", "/i.xml"),
            "/1.xml": urls("/a"),
            "/i.xml": index("/2.xml", "/j.xml"),
            "/2.xml": urls("/b"),
            "/j.xml": index("/3.xml"),
            "/3.xml": urls("/c"),
        }
    )
    assert found.addresses == (f"{SITE}/a", f"{SITE}/b")
    assert f"{SITE}/3.xml" not in asked


def test_rings_and_floods_end() -> None:
    """An index that names itself is read once; one that names thousands is read up to a cap."""
    assert len(read({"/sitemap.xml": index("/sitemap.xml", "/sitemap.xml#x")})[1]) == 1
    flood = {"/sitemap.xml": index(*(f"/{i}.xml" for i in range(500)))}
    found, asked = read({**flood, **{f"/{i}.xml": urls(f"/p{i}") for i in range(500)}})
    assert len(asked) == MOST_FILES
    assert found.read is False


@pytest.mark.parametrize(
    "answer",
    [Failure(START, Trouble.HTTP_STATUS, "404"), Failure(START, Trouble.EMPTY), b"<html><title>404</title><loc>x</loc></html>", b"nothing"],
)
def test_no_sitemap(answer: bytes | Failure) -> None:
    """A missing file and a page in its place mean that the site has none."""
    assert read({"/sitemap.xml": answer})[0] == Sitemaps((), None)


@pytest.mark.parametrize(
    "answer",
    [
        Failure(START, Trouble.HTTP_STATUS, "500"),
        Failure(START, Trouble.TIMEOUT),
        Failure(START, Trouble.TRUNCATED),
        Failure(START, Trouble.TOO_LARGE),
        gzip.compress(urls("/a") * 50, mtime=0)[:-9],
    ],
)
def test_a_sitemap_that_cannot_be_read(answer: bytes | Failure) -> None:
    """A file that is there and fails is told from one that is not there."""
    assert read({"/sitemap.xml": answer})[0].read is False


def test_half_of_an_index_is_not_all() -> None:
    """What could be read is used, but the whole was not read."""
    found, _ = read({"/sitemap.xml": index("/1.xml", "/2.xml"), "/1.xml": urls("/a"), "/2.xml": Failure("", Trouble.TIMEOUT)})
    assert found == Sitemaps((f"{SITE}/a",), False)


def test_a_bomb_is_not_unpacked() -> None:
    """A few bytes that unpack to millions are stopped at the limit."""
    assert read({"/sitemap.xml": gzip.compress(b"<urlset>" + b" " * 5_000_000)}, limit=100_000)[0].read is False


def test_entities_are_not_resolved() -> None:
    """A file of nested entities stays as small as it is."""
    laughs = b'<!DOCTYPE x [<!ENTITY a "&b;&b;&b;"><!ENTITY b SYSTEM "file:///etc/passwd">]>' + urls(f"{SITE}/&a;&b;")
    found, _ = read({"/sitemap.xml": laughs})
    assert len(found.addresses) == 1
    assert "root" not in found.addresses[0]


def test_time_runs_out() -> None:
    """When the school's time is over no further file is asked, and the rest counts as unread."""
    found, asked = read({"/sitemap.xml": index("/1.xml", "/2.xml"), "/1.xml": urls("/a"), "/2.xml": urls("/b")}, steps=2)
    assert len(asked) == 2
    assert found == Sitemaps((f"{SITE}/a",), False)


@given(st.binary(max_size=200), st.sampled_from([b"", b"<urlset><loc>", b"<sitemapindex><loc>/", b"\x1f\x8b"]))
def test_any_bytes_are_read(data: bytes, begin: bytes) -> None:
    """No bytes make the reading raise or run on."""
    found, asked = read({"/sitemap.xml": begin + data})
    assert found.read in (None, True, False)
    assert len(asked) <= MOST_FILES
