"""Remarks on rules that load but are not finished."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_audit.rulepack import load_pack
from site_audit.rulepack.lint import remarks
from tests.rulepack.written import SIGNAL, write_pack, written_rule

EXAMPLE = '\n[[example]]\nname = "{name}"\nexpect = "{expect}"\nhtml = "<p>сад</p>"\n'
EXAMPLES = "".join(EXAMPLE.format(name=f"{expect} {n}", expect=expect) for n in range(3) for expect in ("present", "absent"))


def told(folder: Path, text: str) -> list[str]:
    """The remarks on a pack of this one rule."""
    return list(remarks(load_pack(write_pack(folder / "small", {"garden": text}))))


def test_a_finished_rule_gets_no_remark(tmp_path: Path) -> None:
    """Three examples each way, signals, places and blanks to fill in: nothing to say."""
    assert told(tmp_path, written_rule("garden", tables=SIGNAL + EXAMPLES)) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (written_rule("garden"), "примеров «есть» 0, нужно не меньше 3"),
        (written_rule("garden"), "примеров «нет» 0, нужно не меньше 3"),
        (written_rule("garden", tables=SIGNAL + EXAMPLES + EXAMPLE.format(name="absent 1", expect="absent")), "«absent 1» стоит дважды"),
        (written_rule("garden", tables=SIGNAL + SIGNAL + EXAMPLES), "признака named стоит дважды"),
        (written_rule("garden", tables=EXAMPLES), "нет ни одного признака"),
        (written_rule("garden", tables=SIGNAL + EXAMPLES, factors="ct"), "полнота (c) считается, а требований нет"),
        (written_rule("garden", tables=SIGNAL + EXAMPLES).replace("<p>____</p>", "<p>сад</p>"), "нет пропусков"),
        (written_rule("garden", tables=SIGNAL + EXAMPLES).replace('places = ["сад*"]', ""), "не сказано, где человек стал бы искать"),
    ],
)
def test_what_is_unfinished_is_told(tmp_path: Path, text: str, says: str) -> None:
    """Each gap has its remark, and the remark begins with the criterion."""
    assert any(line.startswith("garden: ") and says in line for line in told(tmp_path, text))


def test_partial_counts_as_found(tmp_path: Path) -> None:
    """An example that is found in part is an example of finding."""
    examples = EXAMPLES.replace('expect = "present"', 'expect = "partial"')
    assert told(tmp_path, written_rule("garden", tables=SIGNAL + examples)) == []
