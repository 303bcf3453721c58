"""Documents read once: found again by their digest and edition, whole or not at all."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from site_audit.model import (
    Block,
    BlockKind,
    DateClaim,
    Document,
    Failure,
    ReadAs,
    Signature,
    Trouble,
    Zone,
)
from site_audit.store.documents import DocumentStore

DIGEST = "sha256:" + "ab" * 32
ROW = Block(BlockKind.ROW, "1 | Экскурсия", "page 4, row 7", Zone.MAIN, 0, ("1", "Экскурсия"), ("№", "Мероприятие"), 7, 0.91)
PART = Document("http://school.example/all.zip#план.docx", "sha256:2", "text/plain", "План", (ROW,))
FULL = Document(
    url="",
    digest=DIGEST,
    media_type="application/pdf",
    title="План ё «№»",
    blocks=(ROW,),
    dates=(DateClaim("property", date(2026, 8, 29)),),
    read_as=ReadAs.OCR,
    pages=4,
    unread_pages=1,
    ocr_confidence=0.91,
    signatures=(Signature("директор", date(2026, 8, 30)),),
    parts=(PART, Failure("http://school.example/all.zip#b.doc", Trouble.ENCRYPTED, "password")),
)


@pytest.mark.parametrize("got", [FULL, Failure("", Trouble.BROKEN, "damaged file")])
def test_what_was_read_is_found_again(tmp_path: Path, got: Document | Failure) -> None:
    """Not a field is lost, of documents, their parts and failures alike."""
    store = DocumentStore(tmp_path / "documents", edition="2 tesseract 5.3.0")
    assert store.get(DIGEST) is None
    store.put(DIGEST, got)
    assert store.get(DIGEST) == got
    assert DocumentStore(tmp_path / "documents", edition="2 tesseract 5.3.0").get(DIGEST) == got


def test_another_edition_reads_anew(tmp_path: Path) -> None:
    """A new version of the extractors, or of the recogniser, does not believe the old one."""
    DocumentStore(tmp_path, edition="1 none").put(DIGEST, FULL)
    assert DocumentStore(tmp_path, edition="2 none").get(DIGEST) is None
    assert DocumentStore(tmp_path, edition="1 tesseract").get(DIGEST) is None


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b\x08", b"{}", b"half"])
def test_a_damaged_file_is_read_again(tmp_path: Path, damage: bytes) -> None:
    """What a crash left behind is no document, and is put right by the next reading."""
    store = DocumentStore(tmp_path, edition="1")
    store.put(DIGEST, FULL)
    (path,) = tmp_path.rglob("*.gz")
    path.write_bytes(damage if damage != b"half" else path.read_bytes()[:80])
    assert store.get(DIGEST) is None
    store.put(DIGEST, FULL)
    assert store.get(DIGEST) == FULL


@pytest.mark.parametrize("digest", ["", "sha256:1", "../../etc/passwd", "sha256:" + "../" * 20])
def test_only_a_digest_names_a_file(tmp_path: Path, digest: str) -> None:
    """Nothing else becomes a path."""
    store = DocumentStore(tmp_path, edition="../../up")
    store.put(digest, FULL)
    assert store.get(digest) is None
    assert list(tmp_path.rglob("*")) == []


def test_what_nobody_asks_for_goes(tmp_path: Path) -> None:
    """Files unused for two months are swept, of old editions too; what was asked for lately stays."""
    old, used = DocumentStore(tmp_path, edition="1"), DocumentStore(tmp_path, edition="2")
    other = "sha256:" + "cd" * 32
    for store, digest in ((old, DIGEST), (used, DIGEST), (used, other)):
        store.put(digest, FULL)
    now = datetime.now(UTC)
    for path in tmp_path.rglob("*.gz"):
        os.utime(path, (0, now.timestamp() - 61 * 86_400))
    assert used.get(other) == FULL
    assert used.sweep(now=now) == 2
    assert used.get(other) == FULL and used.get(DIGEST) is None and old.get(DIGEST) is None


def test_a_place_where_nothing_can_be_written_costs_only_the_keeping(tmp_path: Path) -> None:
    """The document is read; it is not kept, and nothing is raised."""
    (tmp_path / "documents").write_text("a file where the folder should be")
    store = DocumentStore(tmp_path / "documents", edition="1")
    store.put(DIGEST, FULL)
    assert store.get(DIGEST) is None
