"""The printed reports, read back by another library."""

from __future__ import annotations

import ctypes
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from site_audit.model import Audit
from site_audit.score.indicator import rank
from site_audit.view.edition import Edition
from site_audit.view.publication import files_of

from . import sample

AUDITS = (sample.rich(), sample.hostile(), sample.unreachable())


def _files(*audits: Audit) -> dict[str, bytes]:
    ranks = rank({one.school.id: one.indicator.value for one in audits})
    return dict(files_of(Edition("20261123-0214", audits, sample.RULEBOOK, ranks, sample.DISTRICT), ("pdf",)))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The PDFs of the made-up district."""
    return _files(*AUDITS)


def _text(content: bytes) -> str:
    document = pdfium.PdfDocument(content)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return " ".join("\n".join(pages).replace("\ufffe\r\n", "").replace("-\r\n", "").split())


def test_every_school_and_the_district_are_printed(files: dict[str, bytes]) -> None:
    """One file a school, the unreachable included, and one for the district."""
    assert set(files) == {*(f"schools/{one.school.id}.pdf" for one in AUDITS), "district.pdf"}
    assert all(content.startswith(b"%PDF-") for content in files.values())


def test_the_text_is_russian_and_whole(files: dict[str, bytes]) -> None:
    """Name, value, all criteria, a quote and the reckoning can be read and searched in the printed report."""
    text = _text(files["schools/school-1.pdf"])
    assert "МБОУ «Заречная СОШ № 1»" in text
    missing = [one.id for one in sample.RULEBOOK.criteria if " ".join(one.title.ru.split()[:2]) not in text]
    assert not missing
    assert "План профориентационной работы на 2026/27 учебный год" in text


def test_a_school_not_assessed_has_no_zero(files: dict[str, bytes]) -> None:
    """It says so in words."""
    assert "не оценён" in _text(files["schools/school-3.pdf"])


def test_what_a_site_says_stays_text(files: dict[str, bytes]) -> None:
    """Markup of the web and of the typesetter alike is printed letter by letter, and runs nothing."""
    assert "<script>alert(1)</script>" in _text(files["schools/bad.pdf"])
    rich = sample.rich()
    nasty = replace(rich, school=replace(rich.school, name='#panic("x") *жирно* $x$ @a #include "/etc/passwd"'))
    assert '#panic("x") *жирно* $x$ @a' in _text(_files(nasty)["schools/school-1.pdf"])


def test_the_same_audit_gives_the_same_bytes() -> None:
    """Nothing in the file says when it was made."""
    assert _files(sample.rich()) == _files(sample.rich())


def test_the_file_is_tagged_for_screen_readers(files: dict[str, bytes]) -> None:
    """A language, a title and a structure tree."""
    document = pdfium.PdfDocument(files["schools/school-1.pdf"])
    try:
        assert document.get_metadata_value("Title") == "МБОУ «Заречная СОШ № 1»"
        assert raw.FPDFCatalog_IsTagged(document.raw)
        size = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
        assert buffer.raw.decode("utf-16-le").startswith("ru")
    finally:
        document.close()
