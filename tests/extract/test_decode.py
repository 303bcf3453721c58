"""Bytes to text: whatever is declared, a Russian page comes out Russian."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.extract.decode import charset_name, decode, meta_charset

TEXT = "План профориентационной работы школы на 2026/27 учебный год. Экскурсия учащихся девятых классов на завод."


def page(meta: str = "", before: str = "") -> str:
    """A page that declares `meta` of itself, after `before`."""
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    return f"<html><head>{before}{declared}<title>Школа</title></head><body><p>{TEXT}</p></body></html>"


@pytest.mark.parametrize(
    ("codec", "meta", "before", "header"),
    [
        pytest.param("cp1251", "windows-1251", "", "", id="meta only"),
        pytest.param("cp1251", "", "", "windows-1251", id="header only"),
        pytest.param("cp1251", "", "", "", id="nothing declared"),
        pytest.param("cp1251", "windows-1251", "", "utf-8", id="header lies utf-8"),
        pytest.param("utf-8", "windows-1251", "", "utf-8", id="meta lies 1251, header right"),
        pytest.param("utf-8", "windows-1251", "", "", id="meta lies 1251, no header"),
        pytest.param("koi8-r", "koi8-r", "", "", id="koi8-r in meta"),
        pytest.param("cp1251", "windows-1251", f"<!-- {'x' * 1500} -->", "", id="meta after a long comment"),
        pytest.param("cp1251", "", "", "cp-1251", id="header cp-1251"),
        pytest.param("cp1251", "", "", "win-1251", id="header win-1251"),
        pytest.param("cp1251", "koi8-r", "", "koi8-r", id="both lie koi8-r"),
        pytest.param("koi8-r", "windows-1251", "", "windows-1251", id="both lie 1251"),
        pytest.param("koi8-r", "", "", "", id="koi8-r undeclared"),
        pytest.param("cp866", "", "", "", id="ibm866 undeclared"),
        pytest.param("iso-8859-5", "", "", "", id="iso-8859-5 undeclared"),
        pytest.param("mac-cyrillic", "", "", "", id="mac-cyrillic undeclared"),
        pytest.param("cp1251", "iso-8859-1", "", "iso-8859-1", id="both say latin-1"),
        pytest.param("utf-16", "", "", "", id="utf-16 with a mark"),
        pytest.param("utf-16-le", "utf-8", "", "windows-1251", id="utf-16 without a mark"),
        pytest.param("utf-8-sig", "windows-1251", "", "koi8-r", id="utf-8 with a mark"),
        pytest.param("cp1251", "no-such-thing", "", "неведомая", id="unknown names"),
    ],
)
def test_pages_are_read_whatever_they_declare(codec: str, meta: str, before: str, header: str) -> None:
    """The text comes out letter by letter, under right, wrong, odd and missing declarations."""
    written = page(meta, before)
    assert decode(written.encode(codec), header).text == written


def test_the_reason_is_told() -> None:
    """What decided is kept: the report names the encoding and why."""
    assert decode(page().encode()).label == "utf-8 (utf-8)"
    assert decode(page("windows-1251").encode("cp1251")).label == "windows-1251 (meta)"
    assert decode(page("windows-1251").encode("koi8-r")).label == "koi8-r (vote)"
    assert decode(page("koi8-r").encode("cp1251"), "win-1251").label == "windows-1251 (header)"


def test_a_body_cut_in_a_letter_is_still_utf8() -> None:
    """A size cap may cut the last letter in two; the body is UTF-8 all the same."""
    decoded = decode(page("windows-1251").encode()[:-1] + "я".encode()[:1])
    assert decoded.encoding == "utf-8"
    assert TEXT in decoded.text


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "cp866"])
def test_a_few_words_are_enough(codec: str) -> None:
    """A fragment of forty letters is told by its letter pairs."""
    fragment = "Наши выпускники поступили в колледж связи"
    assert decode(fragment.encode(codec)).text == fragment


def test_stray_bytes_do_not_spoil_a_utf8_page() -> None:
    """One damaged letter in a long UTF-8 page makes it no windows-1251."""
    body = page().encode() * 20
    decoded = decode(body.replace("завод".encode(), b"\xd0\xff", 1))
    assert decoded.encoding == "utf-8"
    assert decoded.text.count(TEXT) == 19


def test_comments_declare_nothing() -> None:
    """A declaration that is commented out is not the page's own."""
    assert meta_charset(b"<!-- <meta charset=koi8-r> --><meta charset='windows-1251'>") == "windows-1251"


@pytest.mark.parametrize("name", ["cp1251", "CP-1251", "win-1251", "windows1251", "x-cp1251", "Windows-1251"])
def test_spellings_of_windows_1251(name: str) -> None:
    """Servers spell the code page in many ways."""
    assert charset_name(name) == "windows-1251"


@given(st.binary(max_size=300), st.text(max_size=12))
def test_decoding_never_fails(body: bytes, declared: str) -> None:
    """Any bytes under any declaration give some text."""
    assert isinstance(decode(body, declared).text, str)
