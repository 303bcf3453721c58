"""Reports come into place all at once, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_audit.errors import MachineError, SiteAuditError
from site_audit.publish import publish

NIGHT = "20261123-0214"


def _files(word: str) -> list[tuple[str, bytes]]:
    content = word.encode()
    return [("index.html", content), (f"{NIGHT}/index.html", content), (f"{NIGHT}/schools/a.html", content)]


def _there(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_reports_come_into_place(tmp_path: Path) -> None:
    """All files lie where they were meant to, nothing beside them, and their paths are told in order."""
    places = publish(_files("new"), tmp_path / "reports")
    assert _there(tmp_path / "reports") == dict.fromkeys((name for name, _ in _files("")), "new")
    assert places == tuple(tmp_path / "reports" / name for name, _ in _files(""))
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == [NIGHT, "index.html"]


def test_a_runs_folder_is_replaced_whole(tmp_path: Path) -> None:
    """What is not among the new files is gone; other runs are not touched."""
    publish([(f"{NIGHT}/old.html", b"old"), ("20261122-0214/index.html", b"yesterday")], tmp_path)
    publish([(f"{NIGHT}/new.html", b"new")], tmp_path)
    assert _there(tmp_path) == {f"{NIGHT}/new.html": "new", "20261122-0214/index.html": "yesterday"}


def test_adding_keeps_what_is_there(tmp_path: Path) -> None:
    """A format written later joins the others; a file given anew is replaced."""
    publish([(f"{NIGHT}/schools/a.html", b"old"), (f"{NIGHT}/b.json", b"old")], tmp_path)
    publish([(f"{NIGHT}/schools/a.pdf", b"new"), (f"{NIGHT}/b.json", b"new")], tmp_path, adding=True)
    assert _there(tmp_path) == {f"{NIGHT}/schools/a.html": "old", f"{NIGHT}/schools/a.pdf": "new", f"{NIGHT}/b.json": "new"}


def test_adding_drops_what_is_out_of_date(tmp_path: Path) -> None:
    """What was made of files that are written anew does not stay beside them."""
    publish([(f"{NIGHT}/papers/a.pdf", b"old"), (f"{NIGHT}/b.pdf", b"old")], tmp_path)
    publish([(f"{NIGHT}/papers/a.docx", b"new")], tmp_path, adding=True, outdated="*/papers/*.pdf")
    assert _there(tmp_path) == {f"{NIGHT}/papers/a.docx": "new", f"{NIGHT}/b.pdf": "old"}


def test_a_failure_while_rendering_leaves_yesterdays_reports(tmp_path: Path) -> None:
    """Files are rendered as they are written: an error on the way, or Ctrl-C, changes nothing."""
    publish(_files("old"), tmp_path)

    def rendering(error: BaseException) -> Iterator[tuple[str, bytes]]:
        yield from _files("new")[:2]
        raise error

    for error in (ValueError("template"), KeyboardInterrupt()):
        with pytest.raises(type(error)):
            publish(rendering(error), tmp_path)
        assert _there(tmp_path) == dict(_decoded(_files("old")))
        assert sorted(path.name for path in tmp_path.iterdir()) == [NIGHT, "index.html"]


def _decoded(files: list[tuple[str, bytes]]) -> list[tuple[str, str]]:
    return [(name, content.decode()) for name, content in files]


def test_a_failure_while_exchanging_brings_everything_back(tmp_path: Path) -> None:
    """One folder is already exchanged when the next cannot be (a file lies in its place): both are as before."""
    publish([(f"{NIGHT}/index.html", b"old"), ("zz.html", b"old")], tmp_path)
    with pytest.raises(MachineError, match="left as it was"):
        publish([("aa/new.html", b"new"), (f"{NIGHT}/index.html", b"new"), ("zz.html/page.html", b"new")], tmp_path)
    assert _there(tmp_path) == {f"{NIGHT}/index.html": "old", "zz.html": "old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [NIGHT, "zz.html"]


def test_a_publication_killed_between_two_renames_is_mended(tmp_path: Path) -> None:
    """The old folder was set aside and nothing took its place: the next publication brings it back first."""
    publish([(f"{NIGHT}/index.html", b"old")], tmp_path)
    (tmp_path / NIGHT).rename(tmp_path / f".before-{NIGHT}")
    publish([("index.html", b"new")], tmp_path)
    assert _there(tmp_path) == {f"{NIGHT}/index.html": "old", "index.html": "new"}


def test_half_written_folders_of_long_ago_are_taken_away(tmp_path: Path) -> None:
    """What a killed publication left is swept a day later; one that may still be at work is not."""
    for name, age in ((".publishing-old", 90_000), (".publishing-now", 60)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "half.html").write_text("x")
        made = (tmp_path / name).stat().st_mtime
        os.utime(tmp_path / name, (made - age, made - age))
    publish([("index.html", b"new")], tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".publishing-now", "index.html"]


@pytest.mark.parametrize(
    "name",
    [
        "../out.html",
        "a/../../out.html",
        "/etc/out.html",
        "",
        "a/",
        "C:/out.html",
        "a\\..\\out.html",
        ".hidden/a.html",
        "a\0.html",
        "a /b.html",
    ],
)
def test_paths_that_escape_are_refused(tmp_path: Path, name: str) -> None:
    """Nothing is written outside the folder, on any system, and nothing inside either."""
    with pytest.raises(SiteAuditError, match="must stay below"):
        publish([("index.html", b"new"), (name, b"new")], tmp_path / "reports")
    assert _there(tmp_path) == {}


@pytest.mark.parametrize("name", ["audit.db", "run/a.warc.gz", "run/a.py", "run/plain"])
def test_what_is_no_report_is_refused(tmp_path: Path, name: str) -> None:
    """Captures and databases hold personal data and never come under the reports."""
    with pytest.raises(SiteAuditError, match="is not a report"):
        publish([(name, b"x")], tmp_path)


def test_two_reports_of_one_name_are_refused(tmp_path: Path) -> None:
    """Names that differ in case only are one file on Windows and macOS."""
    with pytest.raises(SiteAuditError, match="Two reports"):
        publish([("run/A.html", b"1"), ("run/a.html", b"2")], tmp_path)


def test_a_file_in_the_folders_place_is_a_sentence(tmp_path: Path) -> None:
    """The operator is told where and what to check."""
    (tmp_path / "reports").write_text("x")
    with pytest.raises(MachineError, match=r"could not be written to .*Check the disk's free space"):
        publish(_files("new"), tmp_path / "reports")


def test_nothing_to_publish_changes_nothing(tmp_path: Path) -> None:
    """No files, no change."""
    publish(_files("old"), tmp_path)
    assert publish([], tmp_path) == ()
    assert len(_there(tmp_path)) == 3
