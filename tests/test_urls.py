"""Addresses: one form for one page, the right site for a host, readable for people, and repaired only where it is safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.urls import canonical, display, host_of, is_machine, repair, site_key, without_www

PIECES = st.sampled_from(
    ["http://", "https://", "//", "/", "школа", ".рф", "example.org", "%", "%D0", "%7e", "?", "&", "=", "a", "#", "@", ":", ":80", "[", "::1", " ", "..", ";sid=1"]
)
ADDRESSES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map("".join), st.lists(PIECES, max_size=7).map(lambda parts: "http://s.example/" + "".join(parts)))


@given(ADDRESSES)
def test_any_text_has_one_form_or_none(text: str) -> None:
    """No href raises; what has a canonical form is its own canonical form, with http and without a fragment."""
    found = canonical(text, "http://school.example/news/")
    if found is not None:
        assert canonical(found) == found
        assert found.startswith(("http://", "https://"))
        assert "#" not in found


@given(ADDRESSES)
def test_nothing_said_of_an_address_raises(text: str) -> None:
    """Whatever stands in a list or on a page can be shown, repaired and assigned to a site."""
    assert isinstance(display(text), str)
    assert isinstance(host_of(text), str)
    assert isinstance(site_key(text), str)
    url, note = repair(text)
    assert url is None or canonical(url) == url
    assert url is not None or note


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("HTTP://Школа.РФ:80/", "http://xn--80atdl2c.xn--p1ai/"),
        ("https://school.example:443/a", "https://school.example/a"),
        ("http://school.example:8080/a", "http://school.example:8080/a"),
        ("http://school.example/a#top", "http://school.example/a"),
        ("http://school.example/a?utm_source=vk&id=5&yclid=7", "http://school.example/a?id=5"),
        ("http://school.example/a?PHPSESSID=0123456789abcdef", "http://school.example/a"),
        ("http://school.example/a;jsessionid=AF?x=1", "http://school.example/a?x=1"),
        ("http://user:secret@school.example/a", "http://school.example/a"),
        ("http://school.example/%d0%bf%7E", "http://school.example/%D0%BF~"),
        ("http://school.example/план работы.pdf", "http://school.example/%D0%BF%D0%BB%D0%B0%D0%BD%20%D1%80%D0%B0%D0%B1%D0%BE%D1%82%D1%8B.pdf"),
        ("http://school.example/a/../b/./c", "http://school.example/b/c"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http:\\\\school.example\\a", "http://school.example/a"),
        ("  http://school.example/a\n", "http://school.example/a"),
    ],
)
def test_one_form(written: str, meant: str) -> None:
    """Spellings of one address come to one form: host, port, escapes, fragment, session, campaign, credentials."""
    assert canonical(written) == meant


@pytest.mark.parametrize("href", ["javascript:void(0)", "mailto:a@school.example", "tel:+7", "data:text/html,x", "ftp://school.example/", "http://", "http://[::1", "http://a..рф/", "http://a b/", ""])
def test_no_address(href: str) -> None:
    """What a crawler cannot ask has no form."""
    assert canonical(href) is None


def test_hrefs_are_resolved() -> None:
    """A link is read against its page, with half characters from broken pages too."""
    base = "http://school.example/news/1.html"
    assert canonical("../plan.pdf", base) == "http://school.example/plan.pdf"
    assert canonical("?page=2", base) == "http://school.example/news/1.html?page=2"
    assert canonical("//other.example/x", base) == "http://other.example/x"
    assert canonical("x\udcff", base) is not None


def test_endless_addresses_are_none() -> None:
    """What is longer than servers take is data, not an address."""
    assert canonical("http://school.example/" + "a" * 10_000) is None


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.sch1.example.ru/", "example.ru"),
        ("http://docs.sch1.spb.ru/", "sch1.spb.ru"),
        ("http://sch5.ucoz.ru/", "sch5.ucoz.ru"),
        ("http://www.sch5.narod.ru/", "sch5.narod.ru"),
        ("http://s3.rostovschool.ru/", "s3.rostovschool.ru"),
        ("http://sh3-r61.gosweb.gosuslugi.ru/", "sh3-r61.gosweb.gosuslugi.ru"),
        ("http://sch1.mskobr.ru/", "sch1.mskobr.ru"),
        ("http://sosh.edu21.cap.ru/", "sosh.edu21.cap.ru"),
        ("http://xn--1-7sbab0b.xn--p1ai/", "xn--1-7sbab0b.xn--p1ai"),
        ("http://127.0.0.1:8801/a", "127.0.0.1:8801"),
        ("https://127.0.0.1/a", "127.0.0.1:443"),
        ("http://localhost:8802/", "localhost:8802"),
    ],
)
def test_site_of_an_address(url: str, key: str) -> None:
    """A registered domain is one site; on a shared hoster every host is; on a bare address every port is."""
    assert site_key(url) == key


def test_neighbours_on_a_portal_are_strangers() -> None:
    """Two schools of one hoster are two sites; two names of one school are one."""
    assert site_key("http://a.ucoz.ru/") != site_key("http://b.ucoz.ru/")
    assert site_key("http://www.lyceum7.ru/") == site_key("https://files.lyceum7.ru/x.pdf")


def test_machines() -> None:
    """Bare addresses and names of this computer are told from names."""
    assert all(map(is_machine, ("127.0.0.1", "[::1]", "localhost", "a.localhost")))
    assert not is_machine("school.example")
    assert without_www("www.school.example") == "school.example"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://xn--80atdl2c.xn--p1ai/%D0%BF%D0%BB%D0%B0%D0%BD.pdf", "http://школа.рф/план.pdf"),
        ("http://school.example/a%20b%2F", "http://school.example/a%20b%2F"),
        ("http://school.example/%EF%F0%E8", "http://school.example/%EF%F0%E8"),
        ("http://xn--80atdl2c.xn--p1ai:8080/", "http://школа.рф:8080/"),
        ("xn--80atdl2c.xn--p1ai", "школа.рф"),
        ("https://xn--rimea-man-u3h.ru/", "https://xn--rimea-man-u3h.ru/"),
    ],
)
def test_shown_to_people(url: str, shown: str) -> None:
    """Cyrillic is shown as Cyrillic; what would change the meaning, or imitate another name, stays encoded."""
    assert display(url) == shown


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("sch12.example.ru", "http://sch12.example.ru/"),
        ("http//:sch12.example.ru", "http://sch12.example.ru/"),
        ("http//sch12.example.ru", "http://sch12.example.ru/"),
        ("htt://sch12.example.ru", "http://sch12.example.ru/"),
        ("https:/sch12.example.ru", "https://sch12.example.ru/"),
        ("https:////sch12.example.ru/", "https://sch12.example.ru/"),
        ("https://htt://sch12.example.ru/", "http://sch12.example.ru/"),
        ("http://sch12 .example.ru", "http://sch12.example.ru/"),
        ("https://www. sch12.example. ru", "https://www.sch12.example.ru/"),
        ("https://www,sch12.example.ru", "https://www.sch12.example.ru/"),
        ("https://школа.рф.", "https://xn--80atdl2c.xn--p1ai/"),
        ("«http://sch12.example.ru/»;", "http://sch12.example.ru/"),
        ("\ufeffsch12.example.ru\u00a0", "http://sch12.example.ru/"),
    ],
)
def test_safe_repairs_are_told(raw: str, url: str) -> None:
    """What was plainly meant is mended, and the mending is said."""
    found, note = repair(raw)
    assert found == url
    assert note.startswith("исправлено на ")


@pytest.mark.parametrize("raw", ["http://sch12.example.ru", "https://школа.рф/", "http://sch_12.example.ru/index.php?id=5", "http://127.0.0.1:8801/"])
def test_right_addresses_need_no_repair(raw: str) -> None:
    """A right address is taken without a word, in Cyrillic too."""
    found, note = repair(raw)
    assert found
    assert not note


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("https://ddt12@mail.example", "почты"),
        ("https://нет", "слово"),
        ("нет", "слово"),
        ("https://d0d95", "слово"),
        ("https://456320, Энская область, ул. Школьная, 3", "лишние знаки"),
        ("", "адреса нет"),
        ("http://", "адреса нет"),
        ("школа.такойзоныточнонет", "зоны"),
    ],
)
def test_no_guessing(raw: str, word: str) -> None:
    """Where nobody can tell what was meant there is a reason instead of an address."""
    found, note = repair(raw)
    assert found is None
    assert word in note
