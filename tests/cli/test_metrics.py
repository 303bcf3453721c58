"""The command for those who watch from outside: figures to the screen or whole into a file, health with an exit code."""

from __future__ import annotations

from pathlib import Path

from tests.cli.calling import Call


def test_figures_go_to_the_screen(call: Call, folder: Path) -> None:
    """Plain text of the exposition format, before the first run too."""
    said = call("metrics")
    assert (said.code, said.plain, said.err) == (0, True, "")
    assert "# TYPE site_audit_runs gauge\nsite_audit_runs 0\n" in said.out


def test_figures_go_into_a_file_whole(call: Call, folder: Path) -> None:
    """Written aside and put in place; nothing else is left beside it, nothing is said."""
    into = folder / "textfiles" / "site_audit.prom"
    into.parent.mkdir()
    into.write_text("yesterday", encoding="utf-8")
    said = call("metrics", "--into", into)
    assert (said.code, said.out) == (0, "")
    assert "site_audit_healthy" in into.read_text(encoding="utf-8")
    assert list(into.parent.iterdir()) == [into]


def test_a_folder_that_is_not_there_is_told(call: Call, folder: Path) -> None:
    """A sentence and the code of the machine's failures."""
    said = call("metrics", "--into", folder / "nowhere" / "site_audit.prom")
    assert said.code == 3
    assert "Проверьте папку" in said.err


def test_health_is_told_by_sentence_and_code(call: Call, folder: Path) -> None:
    """0 where all is well; 3 and what to do where the disk is too full."""
    settings = folder / "site-audit.toml"
    settings.write_text("[health]\nfree_mb = 0\n", encoding="utf-8")
    well = call("metrics", "--health")
    assert (well.code, well.out) == (0, "Всё исправно.\n")
    settings.write_text("[health]\nfree_mb = 10000000\n", encoding="utf-8")
    full = call("metrics", "--health")
    assert full.code == 3
    assert "Освободите место" in full.out
