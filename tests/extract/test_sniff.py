"""The type of a file is told by its bytes, whatever its name and its server say."""

from __future__ import annotations

import io
import zipfile

import pytest

from site_audit.extract import extract, short_name, sniff
from site_audit.extract.sniff import (
    CSV,
    DOC,
    DOCX,
    ENCRYPTED_OFFICE,
    HTML,
    MHTML,
    ODS,
    ODT,
    PDF,
    PLAIN,
    PPT,
    PPTX,
    RTF,
    WORD_XML,
    XLS,
    XLSX,
)
from site_audit.model import Document, Failure, Trouble
from tests.extract.ole_files import container

LOCKED = container({"EncryptedPackage": b"", "DataSpaces": b""})


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
        (zipped("[Content_Types].xml", "xl/workbook.xml"), XLSX),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), PPTX),
        (b"PK\x03\x04" + b"\x00" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", ODT),
        (b"PK\x03\x04" + b"\x00" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet-template", ODS),
        (container({"Workbook": b""}), XLS),
        (b"From: <Saved by Word>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n<html>", MHTML),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', WORD_XML),
        ("Класс;Дата\n9;01.10.2026\n10;02.10.2026".encode("cp1251"), CSV),
        (LOCKED, ENCRYPTED_OFFICE),
        (container({"WordDocument": b""}), DOC),
        (container({"PowerPoint Document": "x".encode("utf-16-le") * 64 + "Book".encode("utf-16-le") + b"\x00\x00"}), PPT),
        (b"{\\rtf1\\ansi", RTF),
        ("<!DOCTYPE html><p>Школа".encode(), HTML),
        ("\ufeff<html><body>Школа".encode("utf-16"), HTML),
        ("<p>Школа</p><p>План</p>".encode("cp1251"), HTML),
        ("План работы\n\nна 2026/27 учебный год".encode("cp1251"), PLAIN),
        (b"<html><!-- %PDF-1.4 is only spoken of -->", HTML),
    ],
)
def test_what_we_read_is_recognised(body: bytes, expected: str) -> None:
    """Pages, texts, PDF and office files are known by how they begin, or by the streams in them."""
    assert sniff(body) == expected


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (zipped("plan.pdf"), "zip"),
        (container({"WordDocument": b""}), "doc"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
    ],
)
def test_every_kind_of_document_is_named(body: bytes, name: str) -> None:
    """A file is what its bytes say, under whatever name it lies."""
    assert short_name(sniff(body)) == name


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"wOF2\x00\x01", "font"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"Rar!\x1a\x07\x01\x00", "rar"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z"),
        (bytes(range(256)) * 20, "unknown"),
    ],
)
def test_other_files_are_failures_with_a_name(body: bytes, name: str) -> None:
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
    got = extract(LOCKED, url="http://school.example/plan.docx")
    assert isinstance(got, Failure)
    assert got.trouble is Trouble.ENCRYPTED
