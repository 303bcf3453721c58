"""Documents put aside while a walk goes on: each comes back whole, none stays in memory, and trouble with the disk costs no walk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from site_audit.errors import MachineError
from site_audit.model import Document, Filed
from site_audit.store import shelf as shelves
from site_audit.store.shelf import Shelf
from tests.store.test_documents import FULL


def test_what_was_put_aside_comes_back_whole(tmp_path: Path) -> None:
    """In any order and again, with parts, dates and failures; what stays in hand tells what is asked in passing."""
    second = Document("http://school.example/b", "sha256:3", "text/html", "Вторая", ())
    with Shelf(tmp_path) as shelf:
        filed = [shelf.put(document) for document in (FULL, second)]
        assert all(isinstance(one, Filed) for one in filed)
        assert [one.whole() for one in reversed(filed)] == [second, FULL]
        assert filed[0].whole() == FULL
        assert (filed[0].url, filed[0].digest, filed[0].pages, filed[0].is_page) == (FULL.url, FULL.digest, 4, False)
        assert filed[0].part_urls == tuple(part.url for part in FULL.parts)
        assert filed[1].is_page


def test_a_large_walk_lies_in_a_file_without_a_name(tmp_path: Path) -> None:
    """Beyond the little that stays in memory nothing is left in the folder that another process could open or that must be cleared."""
    with Shelf(tmp_path / "var") as shelf:
        documents = [Document("http://school.example/", f"sha256:{at}", "text/html", os.urandom(600_000).hex(), ()) for at in range(4)]
        filed = [shelf.put(document) for document in documents]
        assert shelves.IN_MEMORY_BYTES < 4 * 600_000
        assert [one.whole() for one in filed] == documents
        if os.name == "posix":
            assert list((tmp_path / "var").iterdir()) == []
    assert list((tmp_path / "var").iterdir()) == []


def test_where_nothing_can_be_put_documents_stay_in_hand(tmp_path: Path) -> None:
    """A folder that cannot be made costs memory, not the walk."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with Shelf(tmp_path / "file" / "var") as shelf:
        assert shelf.put(FULL) is FULL


def test_a_damaged_shelf_is_the_machines_trouble(tmp_path: Path) -> None:
    """What was written a moment ago and cannot be read is no fault of a school."""
    with Shelf(tmp_path) as shelf:
        shelf.put(FULL)
        with pytest.raises(MachineError, match="Check the disk"):
            shelf.take(3)


def test_equal_documents_are_equal_wherever_they_lie(tmp_path: Path) -> None:
    """The same bytes at the same address are one document."""
    with Shelf(tmp_path) as shelf, Shelf(tmp_path) as other:
        assert shelf.put(FULL) == other.put(FULL)
