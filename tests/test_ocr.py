"""Text recognition by an outside program: found or not, asked within bounds, ended when late, and all it costs counted."""

from __future__ import annotations

import os
import stat
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from site_audit.extract.recognition import Look, Picture, Unrecognised
from site_audit.model import Capture, Document, Failure, ReadAs, Trouble
from site_audit.ocr import MAX_OUTPUT, Tesseract, find_tesseract
from site_audit.reader import DocumentReader
from tests.extract.scanning import saved

NEXT = r"\n"
PICTURE = Picture(40, 60, bytes([255]) * 2_400, 150)
HEAD = "level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext"
posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the program is a shell script")


def program(folder: Path, script: str) -> Tesseract:
    """A stand-in for the program that does as its script bids."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return Tesseract(str(path), "5.0.0", frozenset({"rus", "eng", "osd"}))


def found(folder: Path, *, version: str = "tesseract 5.3.0", languages: str = "eng\nosd\nrus") -> Tesseract | None:
    """What is found where such a program lies in the way."""
    made = program(folder, f'[ "$1" = --version ] && printf "{version}\\n" || printf "List of available languages (3):\\n{languages}\\n"')
    return find_tesseract(made.program)


@posix
def test_the_program_is_found(tmp_path: Path) -> None:
    """Its version and its languages make the name a cache depends on."""
    got = found(tmp_path)
    assert got is not None
    assert got.name == "tesseract 5.3.0 eng+osd+rus"


@posix
@pytest.mark.parametrize(
    ("version", "languages"), [("tesseract 5.3.0", "eng\nosd"), ("tesseract 3.05.02", "rus"), ("command not found", "rus")]
)
def test_a_program_that_is_no_use_is_not_found(tmp_path: Path, version: str, languages: str) -> None:
    """Without Russian, too old, or something else of the same name."""
    assert found(tmp_path, version=version, languages=languages) is None


def test_no_program_is_none(tmp_path: Path) -> None:
    """Most machines have none."""
    assert find_tesseract(str(tmp_path / "tesseract")) is None


@posix
def test_words_come_with_their_places(tmp_path: Path) -> None:
    """Each word of the program's table with its box, its confidence and its line; what is no word is left out."""
    table = [
        HEAD,
        r"1\t1\t0\t0\t0\t0\t0\t0\t40\t60\t-1\t",
        r"5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t96.5\tПлан",
        r"5\t1\t1\t1\t1\t2\t45\t20\t50\t8\t91\tработы",
        r"5\t1\t1\t1\t2\t1\t10\t40\t30\t8\t120\tна",
        r"5\t1\t1\t1\t2\t2\t10\t40\t30\t8\t95\t ",
        r"5\t1\t1\t1\t2\t3\tx\t40\t30\t8\t95\tгод",
        "cut short",
    ]
    words = program(tmp_path, f"cat >/dev/null; printf '{NEXT.join(table)}'").begin()
    got = words.words(PICTURE)
    assert [(one.text, one.confidence, one.line) for one in got] == [("План", 0.965, 0), ("работы", 0.91, 0), ("на", 1.0, 1)]
    assert (got[0].left, got[0].top, got[0].right, got[0].bottom) == (10, 20, 40, 28)


@posix
def test_the_program_is_asked_as_it_should_be(tmp_path: Path) -> None:
    """One thread, nothing of our surroundings, the language and the layout of each look; the picture as plain grey dots."""
    os.environ["SITE_AUDIT_SECRET"] = "1"
    try:
        script = f'cd {tmp_path}; echo "$@" >>asked; env >env; head -c 12 >picture; cat >/dev/null'
        asked = program(tmp_path, script).begin()
        for look in Look:
            asked.words(PICTURE, look)
        asked.turn(PICTURE)
    finally:
        del os.environ["SITE_AUDIT_SECRET"]
    assert (tmp_path / "asked").read_text().splitlines() == [
        "stdin stdout -l rus --psm 3 --dpi 150 tsv",
        "stdin stdout -l rus --psm 3 --dpi 150 tsv",
        "stdin stdout -l rus+eng --psm 3 --dpi 150 tsv",
        "stdin stdout -l rus --psm 6 --dpi 150 tsv",
        "stdin stdout -l osd --psm 0 --dpi 150",
    ]
    surroundings = (tmp_path / "env").read_text()
    assert "OMP_THREAD_LIMIT=1" in surroundings
    assert "SECRET" not in surroundings
    assert (tmp_path / "picture").read_bytes() == b"P5 40 60 255"


@posix
@pytest.mark.parametrize(
    ("said", "degrees"),
    [("Rotate: 270\nOrientation confidence: 12.5", 270), ("Rotate: 90\nOrientation confidence: 0.2", 0), ("Too few characters", 0)],
)
def test_a_turn_is_told_only_where_the_program_is_sure(tmp_path: Path, said: str, degrees: int) -> None:
    """A guess turns no page."""
    assert program(tmp_path, f"cat >/dev/null; printf '{said}'").begin().turn(PICTURE) == degrees


@posix
@pytest.mark.parametrize("script", ["exit 1", "cat >/dev/null; kill -9 $$", "exec cat /dev/zero"])
def test_a_program_that_fails_leaves_the_picture_unread(tmp_path: Path, script: str) -> None:
    """Whether it refuses the picture, dies of it, or writes without end."""
    with pytest.raises(Unrecognised):
        program(tmp_path, script).begin().words(PICTURE)
    assert MAX_OUTPUT < 10_000_000


def test_a_program_that_is_gone_leaves_the_picture_unread(tmp_path: Path) -> None:
    """It was there when the audit began."""
    with pytest.raises(Unrecognised):
        Tesseract(str(tmp_path / "tesseract"), "5.0.0", frozenset({"rus"})).begin().words(PICTURE)


@posix
def test_a_slow_program_is_ended(tmp_path: Path) -> None:
    """A page has its time, and what it took is taken off that of the file."""
    slow = replace(program(tmp_path, "exec sleep 60"), page_seconds=1.0, file_seconds=1.5).begin()
    began = time.monotonic()
    with pytest.raises(Unrecognised):
        slow.words(PICTURE)
    assert time.monotonic() - began < 10
    assert not slow.is_ready()


@posix
def test_the_pages_of_a_file_are_counted(tmp_path: Path) -> None:
    """Further looks at a page are not further pages; when they are used up no other page is begun."""
    two = replace(program(tmp_path, "cat >/dev/null"), pages=2).begin()
    two.words(PICTURE)
    two.words(PICTURE, Look.MIXED)
    two.turn(PICTURE)
    assert two.is_ready()
    two.words(PICTURE)
    assert not two.is_ready()
    with pytest.raises(Unrecognised):
        two.words(PICTURE)


def capture(body: bytes) -> Capture:
    """An answer with this body."""
    url = "http://school.example/scan"
    return Capture(url, url, 200, "", "", (), body, datetime(2026, 11, 24, tzinfo=UTC), "")


def scans(pages: int) -> bytes:
    """A TIFF of white pages with a dark spot."""
    sheet = Image.new("1", (900, 1270), 1)
    sheet.paste(0, (100, 100, 200, 200))
    return saved(sheet, "TIFF", *[sheet] * (pages - 1), compression="group4")


@posix
def test_a_file_comes_back_as_far_as_it_was_read(tmp_path: Path) -> None:
    """In the reader's child: the budget ends, the file does not."""
    table = HEAD + r"\n" + r"\n".join(rf"5\t1\t1\t1\t{n}\t1\t100\t{n}00\t600\t30\t95\tпрофориентация{n}" for n in range(1, 9))
    with DocumentReader(recogniser=replace(program(tmp_path, f"cat >/dev/null; printf '{table}'"), pages=2)) as reader:
        for _ in range(2):  # each file has a budget of its own
            got = reader.read(capture(scans(3)))
            assert isinstance(got, Document)
            assert (got.read_as, got.pages, got.unread_pages) == (ReadAs.OCR, 3, 1)


@posix
def test_the_program_ends_with_the_child(tmp_path: Path) -> None:
    """A file that is late is given up with its process, and with the program this one waits for."""
    slow = replace(program(tmp_path, f"echo $$ >{tmp_path}/number; exec sleep 600"), file_seconds=600.0, page_seconds=600.0)
    with DocumentReader(seconds=4.0 - slow.file_seconds, recogniser=slow) as reader:
        got = reader.read(capture(scans(1)))
    assert isinstance(got, Failure)
    assert got.trouble is Trouble.TIMEOUT
    number = int((tmp_path / "number").read_text())
    for _ in range(100):
        if not alive(number):
            return
        time.sleep(0.05)
    pytest.fail("the program outlived its child")


def alive(number: int) -> bool:
    """Whether there is such a process that has not ended."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{number}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")
