"""Damaged, cut and mislabelled office files: always a document or a failure, never an exception, and soon."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from site_audit.extract import extract
from site_audit.model import Document, Failure, Trouble
from tests.extract.office_samples import PLAN, open_document, presentation, raw_workbook, shape, workbook, zipped
from tests.extract.reading import URL
from tests.extract.samples import saved, word
from tests.extract.test_mhtml import PAGE, archive
from tests.extract.test_word_xml import MARK, of_2003, paragraph

FILES = Path(__file__).parent / "files"
WHOLE = {
    "xlsx": workbook({"План": [("План работы",), (), *PLAN]}, merges=["A1:D1"]),
    "xlsx unpacked": raw_workbook('<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>План</v></c></row></sheetData>'),
    "xls": (FILES / "plan.xls").read_bytes(),
    "ods": (FILES / "plan.ods").read_bytes(),
    "odt": (FILES / "plan.odt").read_bytes(),
    "odp": (FILES / "slides.odp").read_bytes(),
    "odt unpacked": open_document("text", "<text:h>План</text:h><text:p>раз</text:p>"),
    "pptx": presentation(shape("План", "title") + shape("раз", ""), notes={1: "заметка"}),
    "docx": saved(word("План")),
    "csv": "Дата;Класс\n15.10.2026;9\n20.11.2026;10\n".encode("cp1251"),
    "mhtml": archive(PAGE.encode("cp1251"), "8bit", "windows-1251"),
    "word xml": (MARK.format("utf-8") + of_2003(paragraph("План"))).encode(),
}


def answered(body: bytes) -> Document | Failure:
    """What came of the bytes; never an exception."""
    got = extract(body, url=URL)
    assert isinstance(got, Document | Failure)
    return got


@pytest.mark.parametrize("kind", WHOLE)
def test_whole_files_are_read(kind: str) -> None:
    """What is damaged below is a document while it is whole."""
    assert isinstance(answered(WHOLE[kind]), Document)


@pytest.mark.parametrize("kind", WHOLE)
def test_cut_files_are_answered(kind: str) -> None:
    """A download may break off anywhere."""
    whole = WHOLE[kind]
    for part in range(1, 40):
        answered(whole[: len(whole) * part // 40])


@pytest.mark.parametrize("kind", WHOLE)
def test_changed_bits_are_answered(kind: str) -> None:
    """Bits may change anywhere, one or many, in the head or throughout."""
    chance = random.Random(kind)
    whole = WHOLE[kind]
    for number in range(60):
        body = bytearray(whole)
        for _ in range(1 + number % 20):
            body[chance.randrange(len(body) if number % 2 else min(len(body), 2000))] ^= 1 << chance.randrange(8)
        answered(bytes(body))


@pytest.mark.parametrize("kind", ["xlsx", "xlsx unpacked", "ods", "odt", "odp", "pptx", "docx"])
def test_changed_parts_are_answered(kind: str) -> None:
    """The archive may be sound and its texts damaged: pieces missing, numbers without measure."""
    chance = random.Random(kind)
    with zipfile.ZipFile(io.BytesIO(WHOLE[kind])) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    names = [name for name, content in parts.items() if content and name.endswith((".xml", ".rels"))]
    for number in range(80):
        name = chance.choice(names)
        content = bytearray(parts[name])
        at = chance.randrange(len(content))
        if number % 2:
            del content[at : at + chance.randrange(40)]
        else:
            figures = [place for place, letter in enumerate(content) if chr(letter).isdecimal()] or [at]
            place = chance.choice(figures)
            content[place : place + 1] = chance.choice((b"999999999", b"4294967296", b"-1", b"0"))
        answered(zipped({**parts, name: bytes(content)}))


@pytest.mark.parametrize(
    ("mimetype", "name"),
    [
        ("application/vnd.oasis.opendocument.text", "word/document.xml"),
        ("application/vnd.oasis.opendocument.spreadsheet", "xl/workbook.xml"),
        ("application/vnd.oasis.opendocument.presentation", "content.htm"),
    ],
)
def test_mislabelled_archives_are_broken(mimetype: str, name: str) -> None:
    """An archive that is called a text and holds something else."""
    got = answered(zipped({"mimetype": mimetype, name: "<a/>"}))
    assert isinstance(got, Failure)
    assert got.trouble is Trouble.BROKEN


def test_no_bytes_and_a_bare_head() -> None:
    """Zero bytes, and files that are nothing but their first bytes."""
    assert answered(b"") == Failure(URL, Trouble.EMPTY)
    for head in (
        b"PK\x03\x04",
        b"PK\x05\x06" + b"\x00" * 18,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"MIME-Version: 1.0\nContent-Type: text/html\n",
    ):
        assert isinstance(answered(head), Failure)
