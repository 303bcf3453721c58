"""Rules written to hang, crash or swallow the program: each is told to be wrong, or finds what it finds within bounds."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from time import process_time

import pytest

from site_audit.errors import RulePackError
from site_audit.rulepack import load_pack
from site_audit.rulepack.checks import parse_check
from site_audit.text.lexicon import Lexicon
from site_audit.text.patterns import PatternError, parse
from site_audit.text.reading import Reading
from tests.rulepack.written import write_pack

TEXT = "школа план работа дом лес " * 800
SECONDS = 6.0  # each takes a tenth of it on an idle machine; without its bound, minutes or for ever
Lists = Mapping[str, tuple[str, ...]]


@pytest.mark.parametrize(
    "source",
    [
        "(* * * * ~9 * * *)",
        "(" * 12 + "* * * * ~9 * * *" + ")" * 12,
        "* ~100 * ~100 * ~100 *",
        "(план*|дом|*) ~100 (план*|лес|*) ~100 (план*|*)",
        " ".join(["(*|* *)"] * 30),
        " ".join(["(план*|план* работ*|*)"] * 30),
        "|".join(f"сло{number}*" for number in range(400)),
    ],
)
def test_a_greedy_pattern_ends(source: str) -> None:
    """However many ways a pattern may match, it costs seconds at most."""
    began = process_time()
    pattern = parse(source)
    spans = Reading((TEXT,), Lexicon([pattern])).spans(pattern)
    assert process_time() - began < SECONDS
    assert spans == sorted(set(spans))


def _tower(height: int, width: int) -> Lists:
    return {**{f"a{at}": tuple([f"@a{at + 1}"] * width) for at in range(height)}, f"a{height}": ("лес",)}


@pytest.mark.parametrize(
    ("source", "lists", "says"),
    [
        ("* ~99999 *", {}, "reaches further"),
        ("лес ~" + "9" * 3_000 + " дом", {}, "reaches further"),
        (" ~1 ".join(["лес"] * 50), {}, "distances in a row"),
        ("лес " * 41, {}, "words in a row"),
        ("@a0", _tower(10, 10), "hold more than"),
        ("@a0", _tower(2_000, 1), "lists inside each other"),
        ("@a", {"a": ("@b",), "b": ("@a",)}, "refers to itself"),
        ("@a", {"a": ("лес " * 250_000,)}, "longer than"),
        ("@a", {"a": tuple(f"слово{number}" for number in range(10_001))}, "hold more than"),
    ],
)
def test_what_would_grow_without_end_is_told(source: str, lists: Lists, says: str) -> None:
    """Distances, rows and lists of lists have bounds, and whoever passes one reads which."""
    began = process_time()
    with pytest.raises(PatternError, match=says) as caught:
        parse(source, lists)
    assert process_time() - began < SECONDS
    assert len(str(caught.value)) < 5_000


@pytest.mark.parametrize("check", ["rows:²", "rows:" + "9" * 5_000, "text:-1", "grades:٣-٤", "rows:1e9"])
def test_a_number_that_is_none_is_told(check: str) -> None:
    """What only looks like a number would break the audit of every school."""
    with pytest.raises(ValueError, match=r"needs a number|takes a range"):
        parse_check(check)


def _mistakes(folder: Path) -> str:
    with pytest.raises(RulePackError) as caught:
        load_pack(folder)
    return str(caught.value)


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    """A folder that is called like a rule is named, and nothing crashes."""
    folder = write_pack(tmp_path / "small")
    (folder / "words" / "more.toml").mkdir()
    assert "more.toml: is no file" in _mistakes(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    """A link to a device and a pipe nobody writes to are named, not waited for."""
    folder = write_pack(tmp_path / "small")
    (folder / "words" / "device.toml").symlink_to("/dev/zero")
    os.mkfifo(folder / "words" / "pipe.toml")
    said = _mistakes(folder)
    assert "device.toml: is no file" in said
    assert "pipe.toml: is no file" in said
