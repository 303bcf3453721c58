"""Addresses: one form for one page, the family of a site, what people read, and what can be mended."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.urls import canonical, display, host_of, names_a_file, repair, site_key

PARTS = st.sampled_from(
    [
        "http://",
        "https:",
        "//",
        "/",
        "?",
        "&",
        "=",
        "#",
        "%",
        "%d0",
        "%zz",
        "..",
        ".",
        "школа",
        ".рф",
        "a.ru",
        ":80",
        "@",
        "\\",
        " ",
        "\t",
        "sid=",
    ]
)
HREFS = st.one_of(
    st.text(max_size=60), st.lists(PARTS, max_size=12).map("".join), st.lists(PARTS, max_size=12).map(lambda p: "http://a.ru/" + "".join(p))
)


@given(HREFS, st.sampled_from([None, "http://school.example/a/b?c=1"]))
def test_any_href_is_an_address_or_none(href: str, base: str | None) -> None:
    """Whatever stands in a page, nothing is raised, and what comes out is a plain http(s) address."""
    url = canonical(href, base)
    assert url is None or (url.startswith(("http://", "https://")) and "#" not in url and url.isascii() and host_of(url))


@given(HREFS)
def test_canonical_is_a_fixed_point(href: str) -> None:
    """The canonical form of a canonical form is itself."""
    url = canonical(href, "http://school.example/")
    assert url is None or canonical(url) == url


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("HTTP://School.RU:80/a/../b#top", "http://school.ru/b"),
        ("http://школа.рф", "http://xn--80aaykr6d.xn--p1ai/"),
        ("http://user:secret@a.ru/", "http://a.ru/"),
        ("http://a.ru/x?utm_source=vk&id=5&yclid=1&PHPSESSID=0123456789abcdef", "http://a.ru/x?id=5"),
        ("http://a.ru/x?sid=5", "http://a.ru/x?sid=5"),
        ("http://a.ru/x?sid=0123456789abcdef0123", "http://a.ru/x"),
        ("http://a.ru/x;jsessionid=0123?b=2&a=1", "http://a.ru/x?b=2&a=1"),
        ("http://a.ru./план", "http://a.ru/%D0%BF%D0%BB%D0%B0%D0%BD"),
        ("http://a.ru/%d0%bf%6c%2F", "http://a.ru/%D0%BFl%2F"),
        ("http://a.ru/100%", "http://a.ru/100%25"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
    ],
)
def test_one_page_has_one_form(href: str, expected: str) -> None:
    """What does not name the page is dropped, what does is spelt in one way."""
    expected = expected.replace("xn--80aaykr6d.xn--p1ai", host_of(canonical("http://школа.рф/") or ""))
    assert canonical(href) == expected


@pytest.mark.parametrize(
    "href",
    [
        "",
        "mailto:a@b.ru",
        "javascript:void(0)",
        "tel:+7",
        "ftp://a.ru/",
        "http://",
        "http://a b.ru/",
        "http://a..ru/",
        "http://a.ru:99999/",
        "data:,x",
        "\ud800",
    ],
)
def test_what_is_no_web_address_is_none(href: str) -> None:
    """Other schemes and impossible hosts are no addresses."""
    assert canonical(href) is None


def test_an_endless_address_is_none() -> None:
    """Data in the shape of an address is not asked."""
    assert canonical("http://a.ru/?" + "x" * 5_000) is None


def test_a_relative_href_is_resolved() -> None:
    """An href is meant from its page."""
    assert canonical("../plan.pdf", "http://a.ru/x/y/z") == "http://a.ru/x/plan.pdf"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.school12.ru/", "school12.ru"),
        ("http://dist.school12.ru/", "school12.ru"),
        ("http://s5.ucoz.ru/", "s5.ucoz.ru"),
        ("https://sh5.gosweb.gosuslugi.ru/", "sh5.gosweb.gosuslugi.ru"),
        ("http://www.7.rostovschool.ru/", "7.rostovschool.ru"),
        ("http://school3.spb.ru/", "school3.spb.ru"),
        ("http://127.0.0.1:8801/", "127.0.0.1:8801"),
        ("http://localhost/", "localhost:80"),
        ("http://[::1]:8080/", "::1:8080"),
    ],
)
def test_a_site_ends_where_its_owner_ends(url: str, key: str) -> None:
    """A registered domain is one family; on a shared hoster or a bare address only the host itself is."""
    assert site_key(url) == key


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://xn--p1ai.xn--p1ai/", "http://рф.рф/"),
        ("http://a.ru/%D0%BF%D0%BB%D0%B0%D0%BD%20%2F.pdf", "http://a.ru/план%20%2F.pdf"),
        ("http://a.ru/%EF%F0", "http://a.ru/%EF%F0"),
        ("http://a.ru/%E2%80%AE%D0%B0", "http://a.ru/%E2%80%AE%D0%B0"),
        ("школа.рф", "школа.рф"),
        ("", ""),
    ],
)
def test_people_read_cyrillic(url: str, shown: str) -> None:
    """Cyrillic is shown as such; nothing that could bend the line of text is."""
    assert display(url) == shown


@given(st.text(max_size=60))
def test_display_takes_anything(text: str) -> None:
    """Showing never fails."""
    assert isinstance(display(text), str)


@pytest.mark.parametrize(
    ("raw", "host"),
    [
        ("sch12.mskzapad.ru", "sch12.mskzapad.ru"),
        ("http//:sch262.zao.mskobr.ru", "sch262.zao.mskobr.ru"),
        ("htt://sch723.mskobr.ru", "sch723.mskobr.ru"),
        ("http//yunnatkursk.ru", "yunnatkursk.ru"),
        ("https:/ducpoisk.ru", "ducpoisk.ru"),
        ("https:////penoschool.ru/", "penoschool.ru"),
        ("https://htt://pvl-sun.ucoz.ru", "pvl-sun.ucoz.ru"),
        ("http://schuz931 .mskobr.ru", "schuz931.mskobr.ru"),
        ("https:// cdttnad.dod95.ru/", "cdttnad.dod95.ru"),
        ("https://www. cvr.saredu. ru", "www.cvr.saredu.ru"),
        ("https://www,school475.spb.ru", "www.school475.spb.ru"),
        ("нttр://school.ru", "school.ru"),
        ("сайт: http://school1.ru", "school1.ru"),
        ("school1.ru; school2.ru", "school1.ru"),
        ("«school.ru»", "school.ru"),
    ],
)
def test_safe_repairs_are_made_and_told(raw: str, host: str) -> None:
    """Where only one address can be meant, it is taken, and the note says so."""
    url, note = repair(raw)
    assert (host_of(url or ""), note.startswith("исправлено на")) == (host, True)


@pytest.mark.parametrize(
    "raw", ["https://школа500.рф", "http://127.0.0.1:8801/", "https://ddt_a.a2b2.ru", "http://school.ru:8080", "HTTPS://School.ru/#/main"]
)
def test_a_good_address_is_taken_without_a_word(raw: str) -> None:
    """Nothing is said where nothing was wrong."""
    url, note = repair(raw)
    assert url is not None and not note


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("https://yarocdu@yandex.ru", "электронной почты"),
        ("school@mail.ru", "электронной почты"),
        ("https://нет", "слово"),
        ("-", "слово"),
        ("", "адреса нет"),
        ("http://schuz4/mskobr/ru.", "слово"),
        ("https://456320, Челябинская область, г.Миасс", "лишние знаки"),
        ("school.ру", "доменных зон"),
        ("12.3", "доменных зон"),
    ],
)
def test_what_cannot_be_known_is_refused_with_a_reason(raw: str, word: str) -> None:
    """A guess would audit somebody else's site."""
    url, note = repair(raw)
    assert url is None and word in note


@given(st.text(max_size=60))
def test_repair_gives_a_canonical_address_or_a_reason(raw: str) -> None:
    """Any cell ends as one of both."""
    url, note = repair(raw)
    assert (url is None and note) or (url is not None and canonical(url) == url)


FILES = ("plan.pdf", "План.DOCX", "table.xlsx", "old.doc", "text.rtf", "download?file=plan.pdf", "a.odt", "all.zip", "scan.jpg", "b.rar")


@pytest.mark.parametrize("path", FILES)
def test_files_by_their_name(path: str) -> None:
    """A document is known by its extension, in the path or in what a download script is given."""
    assert names_a_file("http://school7.ru/" + path)


@pytest.mark.parametrize("path", ["", "news/", "file/card?id=9", "index.php", "pdf/", "about.pdf.html"])
def test_pages_by_their_name(path: str) -> None:
    """Without an extension it is a page until its bytes say otherwise."""
    assert not names_a_file("http://school7.ru/" + path)


@given(st.text(max_size=60))
def test_any_text_has_a_file_name_or_none(text: str) -> None:
    """A broken address is no file."""
    assert names_a_file(text) in (True, False)
