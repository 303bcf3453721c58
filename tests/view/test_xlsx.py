"""The workbook: what a spreadsheet program and a reader of workbooks find in it."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from site_audit.score.indicator import rank
from site_audit.view.edition import Edition
from site_audit.view.tables import tables
from site_audit.view.xlsx import xlsx_bytes

from . import sample

AUDITS = (sample.rich(), sample.hostile(), sample.unreachable())
OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def book() -> bytes:
    """The workbook of the made-up district."""
    ranks = rank({one.school.id: one.indicator.value for one in AUDITS})
    edition = Edition("20261123-0214", AUDITS, sample.RULEBOOK, ranks, sample.DISTRICT)
    return xlsx_bytes(edition, tables(edition))


def test_a_reader_of_workbooks_finds_every_school(book: bytes) -> None:
    """Headings in Russian, a row a school, an empty place for the one not assessed, numbers as numbers."""
    read = CalamineWorkbook.from_filelike(io.BytesIO(book))
    assert read.sheet_names[:2] == ["Школы", "Карта критериев"]
    head, *rows = read.get_sheet_by_name("Школы").to_python()
    assert head[:3] == ["Место", "Код школы", "Школа"]
    assert len(rows) == len(AUDITS)
    values = [row[head.index("Показатель")] for row in rows]
    assert isinstance(values[0], float) and values[-1] == ""


def test_the_map_has_a_square_for_every_criterion(book: bytes) -> None:
    """35 columns of signs beside name and value."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name("Карта критериев").to_python()
    assert {len(row) for row in rows} == {2 + 35}
    assert {sign[:1] for row in rows[1:] for sign in map(str, row[2:])} <= set("+±−?·")


def test_headers_stay_and_rows_can_be_filtered(book: bytes) -> None:
    """Each sheet with a table is frozen under its header and has a filter; nothing in it is a formula or loads anything."""
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        sheets = [packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
        names = packed.namelist()
    assert sum("<autoFilter" in one for one in sheets) == len(sheets) - 2  # the map and the last sheet have none
    assert sum('state="frozen"' in one for one in sheets) == len(sheets) - 1
    assert not any("<f>" in one for one in sheets)
    assert not [one for one in names if "externalLink" in one or "vba" in one.lower()]


def test_the_same_run_gives_the_same_bytes(book: bytes) -> None:
    """Nothing in the file says when it was written."""
    ranks = rank({one.school.id: one.indicator.value for one in AUDITS})
    edition = Edition("20261123-0214", AUDITS, sample.RULEBOOK, ranks, sample.DISTRICT)
    assert xlsx_bytes(edition, tables(edition)) == book


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: the workbook is not opened by an office program")
def test_an_office_program_opens_it(book: bytes, tmp_path: Path) -> None:
    """LibreOffice turns it into a printable file without a word of repair."""
    (tmp_path / "district.xlsx").write_bytes(book)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "district.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "district.pdf").read_bytes().startswith(b"%PDF")
