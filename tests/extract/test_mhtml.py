"""Web archives: the page inside an e-mail, as Word saves it under the name .doc."""

from __future__ import annotations

import base64
import quopri

import pytest

from site_audit.extract import extract
from site_audit.extract.sniff import MHTML
from site_audit.model import BlockKind, Document, Failure, Link, Trouble
from tests.extract.reading import URL, read, rows, texts

PAGE = (
    "<html><head><title>План работы</title></head><body><h1>План на 2026/2027 учебный год</h1><table>"
    "<tr><th>Срок</th><th>Мероприятие</th></tr><tr><td>Октябрь</td><td>Экскурсия на завод</td></tr></table>"
    '<p><a href="/plan.pdf">Скачать</a></p></body></html>'
)
PICTURE = "--=_b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"


def archive(page: bytes, way: str, charset: str = "", *, quoted: bool = True, boundary: str = "=_b", kind: str = "text/html") -> bytes:
    """A web archive with this page, encoded already, before a picture."""
    said = f'; charset="{charset}"' if charset else ""
    mark = f'"{boundary}"' if quoted else boundary
    head = (
        f"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary={mark}\r\n\r\nThis is a web archive.\r\n\r\n--{boundary}\r\n"
        f"Content-Location: file:///C:/plan.htm\r\nContent-Transfer-Encoding: {way}\r\nContent-Type: {kind}{said}\r\n\r\n"
    )
    return head.encode() + page + f"\r\n{PICTURE}--{boundary}--\r\n".encode()


@pytest.mark.parametrize("charset", ["windows-1251", "utf-8", "koi8-r"])
@pytest.mark.parametrize("way", ["quoted-printable", "base64", "8bit"])
def test_the_page_is_read(charset: str, way: str) -> None:
    """Title, headings, rows and links of the page, whichever way it was packed; it stays a file, no page of the site."""
    raw = PAGE.encode(charset)
    packed = {"quoted-printable": quopri.encodestring(raw), "base64": base64.encodebytes(raw), "8bit": raw}[way]
    document = read(archive(packed, way, charset), url="http://school.example/files/plan.doc")
    assert (document.media_type, document.is_page, document.title) == (MHTML, False, "План работы")
    assert texts(document, BlockKind.HEADING) == ["План на 2026/2027 учебный год"]
    assert rows(document) == [("Срок", "Мероприятие"), ("Октябрь", "Экскурсия на завод")]
    assert document.links == (Link("http://school.example/plan.pdf", "Скачать", "http://school.example/files/plan.doc"),)


def test_a_charset_nobody_said() -> None:
    """Without a charset the page says its own, or its letters are counted."""
    assert texts(read(archive(PAGE.encode("cp1251"), "8bit")), BlockKind.HEADING) == ["План на 2026/2027 учебный год"]


def test_the_page_that_says_most() -> None:
    """Of several pages (frames, headers) the one with most words is the document; archives may stand in archives."""
    frame = archive(b"<html><p>frame</p></html>", "8bit")
    second = PAGE.encode("utf-8")
    both = frame.replace(PICTURE.encode(), b"--=_b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + second + b"\r\n")
    assert texts(read(both), BlockKind.HEADING) == ["План на 2026/2027 учебный год"]
    inner = archive(second, "8bit", "utf-8", boundary="inner").partition(b"\r\n")[2]
    outer = archive(b"", "8bit").replace(PICTURE.encode(), b"--=_b\r\n" + inner + b"\r\n")
    assert texts(read(outer), BlockKind.HEADING) == ["План на 2026/2027 учебный год"]


@pytest.mark.parametrize(
    "body",
    [
        archive(b"iVBORw0KGgo=", "base64", kind="image/png"),
        archive(b"", "8bit"),
        archive(PAGE.encode(), "8bit").partition(b"--=_b")[0],
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="\r\n',
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary*0*=utf-8''%ff%fe; boundary*1=x\n\n--x\n",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\xff\n\n--\xff\n\n--\n",
    ],
)
def test_an_archive_without_a_page_is_broken(body: bytes) -> None:
    """Pictures alone, parts that are missing, headers that are ruined."""
    got = extract(body, url=URL)
    assert isinstance(got, Failure)
    assert got.trouble is Trouble.BROKEN


def test_parts_without_end_are_bounded() -> None:
    """Parts by the hundred thousand and archives in archives cost little."""
    many = archive(b"", "8bit").partition(b"--=_b")[0] + b"--=_b\nContent-Type: text/html\n\n<p>a</p>\n" * 100_000
    assert isinstance(extract(many, url=URL), Document)
    deep = b"MIME-Version: 1.0\n" + b"Content-Type: multipart/related; boundary=b\n\n--b\n" * 50_000
    assert isinstance(extract(deep, url=URL), Failure)
