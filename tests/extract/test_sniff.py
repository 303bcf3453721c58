"""The type of a file is told by its bytes, whatever its name and its server say."""

from __future__ import annotations

import io
import zipfile

import pytest

from site_audit.extract import extract, short_name, sniff
from site_audit.extract.sniff import DOCX, ENCRYPTED_OFFICE, HTML, PDF, PLAIN
from site_audit.model import Document, Failure, Trouble

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


def zipped(*names: str) -> bytes:
    """A zip with these members."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return written.getvalue()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"%PDF-1.4\n", PDF),
        (b"\r\n\r\n%PDF-1.7 after blank lines", PDF),
        (zipped("[Content_Types].xml", "word/document.xml"), DOCX),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ENCRYPTED_OFFICE),
        ("<!DOCTYPE html><p>Школа".encode(), HTML),
        ("\ufeff<html><body>Школа".encode("utf-16"), HTML),
        ("<p>Школа</p><p>План</p>".encode("cp1251"), HTML),
        ("План работы\n\nна 2026/27 учебный год".encode("cp1251"), PLAIN),
        (b"<html><!-- %PDF-1.4 is only spoken of -->", HTML),
    ],
)
def test_what_we_read_is_recognised(body: bytes, expected: str) -> None:
    """Pages, texts, PDF and Word files are known by how they begin."""
    assert sniff(body) == expected


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
        (b"PK\x03\x04" + b"\x00" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
        (zipped("plan.pdf"), "zip"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"wOF2\x00\x01", "font"),
        (b"\x1f\x8b\x08", "gzip"),
        (bytes(range(256)) * 20, "unknown"),
    ],
)
def test_other_files_are_named(body: bytes, name: str) -> None:
    """What we cannot read is a failure that says what the file is."""
    assert short_name(sniff(body)) == name
    got = extract(body, url="http://school.example/plan.html", media_type="text/html")
    assert got == Failure("http://school.example/plan.html", Trouble.UNSUPPORTED, name)


def test_a_page_served_as_a_word_file_is_a_page() -> None:
    """Old programs save pages as .doc; servers call anything octet-stream."""
    body = "<html><body><p>План работы</p></body></html>".encode()
    got = extract(body, url="http://school.example/plan.doc", media_type="application/msword")
    assert isinstance(got, Document)
    assert got.is_page


def test_no_bytes_are_a_failure() -> None:
    """A file of zero bytes says nothing."""
    assert extract(b"", url="http://school.example/") == Failure("http://school.example/", Trouble.EMPTY)


def test_a_locked_office_file_is_encrypted() -> None:
    """A Word file under a password is named for what it is."""
    got = extract(OLE + "EncryptedPackage".encode("utf-16-le"), url="http://school.example/plan.docx")
    assert isinstance(got, Failure)
    assert got.trouble is Trouble.ENCRYPTED
