"""`templates write` as the operator uses it before opening Word."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_audit.errors import ConfigurationError
from site_audit.settings import load_settings
from site_audit.view.documents import TEMPLATES
from site_audit.wiring import own_templates
from tests.cli.calling import Call


def test_templates_are_put_beside_the_list(call: Call, folder: Path) -> None:
    """All of them, and what was edited since stays as it is."""
    assert call("templates", "write").code == 0
    assert {path.name for path in (folder / "templates").iterdir()} == set(TEMPLATES)
    (folder / "templates" / "order.docx").write_bytes(b"edited")
    (folder / "templates" / "school.docx").unlink()
    said = call("templates", "write")
    assert (said.code, said.plain) == (0, True)
    assert "не тронут" in said.out and (folder / "templates" / "order.docx").read_bytes() == b"edited"
    assert (folder / "templates" / "school.docx").read_bytes().startswith(b"PK")


def test_a_folder_may_be_named(call: Call, folder: Path) -> None:
    """They lie there and not beside the list."""
    assert call("templates", "write", folder / "word").code == 0
    assert (folder / "word" / "district.docx").is_file() and not (folder / "templates").exists()


def test_own_templates_are_found_file_by_file(folder: Path) -> None:
    """Beside the list without a word; in a folder of the setting, which must be there."""
    assert own_templates(load_settings(folder, {}, {})) == {}
    (folder / "templates").mkdir()
    (folder / "templates" / "order.docx").write_bytes(b"own")
    (folder / "templates" / "notes.txt").write_bytes(b"else")
    assert own_templates(load_settings(folder, {}, {})) == {"order.docx": b"own"}
    with pytest.raises(ConfigurationError, match="Папки шаблонов нет"):
        own_templates(load_settings(folder, {}, {"templates": folder / "nowhere"}))
