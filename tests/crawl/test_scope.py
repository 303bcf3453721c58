"""What belongs to a walk: the school's host, files of its family; no picture, no login, no other view of a page, no endless path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.crawl.scope import is_worth_asking, scope_of
from site_audit.crawl.shape import kinds, near_key

HOME = "http://school7.ru/"


@pytest.mark.parametrize(
    ("home", "url", "inside"),
    [
        (HOME, "http://school7.ru/news/", True),
        (HOME, "https://www.school7.ru/news/", True),
        (HOME, "http://school8.ru/news/", False),
        (HOME, "http://school7.ru.evil.example/", False),
        (HOME, "http://notschool7.ru/", False),
        (HOME, "http://files.school7.ru/plan.pdf", True),
        ("http://site.school7.ru/", "http://files.school7.ru/plan.pdf", True),
        ("http://site.school7.ru/", "http://school7.ru/news/", False),
        ("http://sch5.ucoz.ru/", "http://sch6.ucoz.ru/plan.pdf", False),
        ("http://sch5.ucoz.ru/", "http://ucoz.ru/", False),
        ("http://s3.rostovschool.ru/", "http://s4.rostovschool.ru/plan.pdf", False),
        ("http://127.0.0.1:8801/", "http://127.0.0.1:8801/a", True),
        ("http://127.0.0.1:8801/", "http://127.0.0.1:8802/a", False),
        ("http://127.0.0.1:8801/", "http://127.0.0.1:8802/a.pdf", False),
    ],
)
def test_borders(home: str, url: str, inside: bool) -> None:
    """The host with and without www, over http and https; neighbours of a hoster and look-alikes are outside."""
    assert scope_of(home).holds(url) is inside


def test_the_listed_host_stays_inside() -> None:
    """Where the listed address leads on to another host, links to either are the school's."""
    scope = scope_of("https://new-school7.ru/", asked="http://school7.ru/")
    assert scope.holds("http://school7.ru/a")
    assert scope.holds("https://new-school7.ru/a")


_SKIPPED = """/photo.JPG /logo.svg /film.mp4 /song.mp3 /docs.rar /style.css /app.js /font.woff2 /setup.exe /rss.xml
/a?print=1 /a?tmpl=component /index.php?tmpl=component&print=1 /a?set_template=special /a?version=special /a?special=y /login /logout
/user/login /wp-login.php /wp-admin/ /administrator/ /bitrix/admin/x.php /a?action=login /a?logout=yes /a?replytocom=5 /feed /rss/ /print/5
/a/a/a/ /x/y/x/y/x/y/x"""
_ASKED = """/ /plan.pdf /план.docx /?id=5 /?section_id=12 /index.php?option=com_content&view=article&id=5 /file/card?id=9 /news/2026-02-13
/press/ /register-of-plans.html /logistika/ /printery/ /p167aa1.html /sveden/document /category/proforientaciya/page/2/ /a/b/a/b"""
SKIPPED, ASKED = _SKIPPED.split(), _ASKED.split()


@pytest.mark.parametrize("path", SKIPPED)
def test_not_worth_asking(path: str) -> None:
    """Pictures, archives, scripts, deeds, other views of a page, paths that repeat themselves."""
    assert not is_worth_asking("http://school7.ru" + path)


@pytest.mark.parametrize("path", ASKED)
def test_worth_asking(path: str) -> None:
    """Ordinary pages and files, also where their names look a little like what is skipped."""
    assert is_worth_asking("http://school7.ru" + path)


def test_endless_addresses() -> None:
    """Addresses that grow with every page are a trap."""
    assert not is_worth_asking(HOME + "a/" * 40)
    assert not is_worth_asking(HOME + "?q=" + "x" * 2_000)


@pytest.mark.parametrize("path", ["plan.jpg", "Скан%20плана.PNG", "docs.rar", "docs.7z", "get?file=plan.tiff"])
def test_a_picture_is_asked_where_its_link_promises_a_document(path: str) -> None:
    """A scan of the plan is worth a request, a gallery's photographs are not."""
    assert is_worth_asking(HOME + path, promised=True)
    assert not is_worth_asking(HOME + path)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("http://school7.ru/a", "https://www.school7.ru/a/"),
        ("http://school7.ru/", "http://school7.ru/index.php"),
        ("http://school7.ru/a/", "http://school7.ru/a/index.html"),
        ("http://school7.ru/?a=1&b=2", "http://school7.ru/?b=2&a=1"),
    ],
)
def test_twins(first: str, second: str) -> None:
    """Addresses that differ in dress only are one."""
    assert near_key(first) == near_key(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("http://school7.ru/a", "http://school7.ru/b"),
        ("http://school7.ru/?id=1", "http://school7.ru/?id=2"),
        ("http://school7.ru/index.php", "http://school7.ru/index.php?id=2"),
        ("http://127.0.0.1:8801/", "http://127.0.0.1:8802/"),
        ("http://school7.ru/A", "http://school7.ru/a"),
    ],
)
def test_no_twins(first: str, second: str) -> None:
    """Different pages stay different."""
    assert near_key(first) != near_key(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/calendar/2026/11", "/calendar/2031/01"),
        ("/news/5.html", "/news/1999.html"),
        ("/news/otkrytie", "/news/ekskursiya"),
        ("/?month=4&year=2021", "/?year=2044&month=1"),
        ("/file/card?id=1", "/file/card?id=2"),
        ("/p1.html", "/p99.html"),
    ],
)
def test_of_one_kind(first: str, second: str) -> None:
    """Days of a calendar, news, cards and numbered pages are many of a kind."""
    assert set(kinds(HOME[:-1] + first)) & set(kinds(HOME[:-1] + second))


@given(st.text(max_size=60))
def test_nothing_raises(text: str) -> None:
    """Any address can be judged."""
    url = "http://school7.ru/" + text
    scope_of(HOME).holds(url)
    is_worth_asking(url)
    assert near_key(url) == near_key(url)
    assert isinstance(kinds(url), tuple)
