"""Files and pages of real sites: an evaluation, run where `SITE_AUDIT_TESTDATA` names their folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from site_audit.extract import EXTRACTORS, extract, sniff
from site_audit.model import BlockKind, Document, Failure, ReadAs, Trouble
from tests.extract.reading import blocks

FOLDER = Path(os.environ.get("SITE_AUDIT_TESTDATA", ""))
HERE = "SITE_AUDIT_TESTDATA" in os.environ and FOLDER.is_dir()
FILES = sorted(path for part in ("documents", "sites") for path in (FOLDER / part).rglob("*") if path.is_file()) if HERE else []
pytestmark = pytest.mark.skipif(not FILES, reason="SITE_AUDIT_TESTDATA names no folder of outside documents")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_outside_file_is_read(path: Path) -> None:
    """What we claim to read gives blocks with unique places and folded text; what we do not is named."""
    body = path.read_bytes()
    got = extract(body, url=path.as_uri())
    if sniff(body) not in EXTRACTORS:
        assert isinstance(got, Failure)
        assert got.trouble is Trouble.UNSUPPORTED
        return
    assert isinstance(got, Document)
    assert got.read_as is ReadAs.IMAGE_UNREAD or got.blocks or got.links
    assert len({block.place for block in got.blocks}) == len(got.blocks)
    assert all(block.text == " ".join(block.text.split()) for block in got.blocks)
    assert not any("\ufffd" in block.text for block in got.blocks)


@pytest.mark.parametrize("name", ["school12_otc20.pdf", "school12_otc22.pdf"])
def test_tables_of_a_report_come_out_in_rows(name: str) -> None:
    """A school's yearly report keeps its tables of career meetings as rows."""
    document = extract((FOLDER / "documents" / name).read_bytes(), url=name)
    assert isinstance(document, Document)
    assert len(blocks(document, BlockKind.ROW)) > 100


@pytest.mark.parametrize("name", ["idnk_27102021.pdf", "sarmaksosh1_Smeta_2017g..pdf", "school11_sroki.pdf"])
def test_scans_are_told(name: str) -> None:
    """Scans are told from texts, the one with a stamp for its only text among them."""
    document = extract((FOLDER / "documents" / name).read_bytes(), url=name)
    assert isinstance(document, Document)
    assert document.read_as is ReadAs.IMAGE_UNREAD
