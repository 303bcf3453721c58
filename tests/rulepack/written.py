"""Writes small rule packs of our own, whole or with one thing wrong, for the tests of reading and of detection."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from site_audit.errors import RulePackError
from site_audit.rulepack import load_pack

HEAD = """
id = "small"
version = "1"
order = [{order}]
subject_links = ["@career"]
second_links = ["новост*", "план*"]
subject_urls = ["proforient"]
[title]
ru = "Малый набор"
en = "A small pack"
[words]
about = {{ ru = "о садах", en = "about gardens" }}
[[direction]]
id = "work"
number = 1
weight = 1.0
title = {{ ru = "Работа", en = "Work" }}
short = {{ ru = "Работа", en = "Work" }}
[[norm]]
id = "law"
title = "Закон о садах"
verified = true
[[norm]]
id = "draft"
title = "Проект о лесах"
"""
CUES = """
negation = ["не (проводи*|состоя*)", "отсутству*"]
capability = ["приглаша*", '"можно"', '"будет"']
planned = ["план*", "график*"]
pupils = ["учени*", "ребята"]
foreign = ["министерств*", "губернатор*"]
reposted = ["источник*"]
career = ["профориент*"]
"""
TEXTS = """
[title]
ru = "Сад при школе"
en = "A garden"
[met]
ru = "Сад есть"
en = "There is a garden"
[unmet]
ru = "Сада нет"
en = "There is no garden"
[why]
ru = "Сад радует"
en = "A garden pleases"
[recommendation]
ru = "Посадите сад"
en = "Plant a garden"
"""
SIGNAL = """
[[signal]]
id = "named"
find = ["сад*"]
"""


def written_rule(name: str, *, head: str = "", tables: str = SIGNAL, time: str = "standing", factors: str = "th") -> str:
    """The text of a rule: plain keys, the wordings, then its tables."""
    plain = f'id = "{name}"\nweight = 2\nfactors = "{factors}"\ntime = "{time}"\npaste = "<p>____</p>"\nplaces = ["сад*"]\n{head}\n'
    return plain + TEXTS + tables


def write_pack(folder: Path, rules: Mapping[str, str] | None = None, *, words: Mapping[str, str] | None = None, order: str = "") -> Path:
    """A pack in `folder`: one direction, the lists detection needs, and these rules by id."""
    given = {"garden": written_rule("garden")} if rules is None else rules
    names = order or ", ".join(f'"{name}"' for name in given)
    (folder / "words").mkdir(parents=True)
    (folder / "work").mkdir()
    (folder / "pack.toml").write_text(HEAD.format(order=names), encoding="utf-8")
    for name, text in {"cues": CUES, **(words or {})}.items():
        (folder / "words" / f"{name}.toml").write_text(text, encoding="utf-8")
    for name, text in given.items():
        (folder / "work" / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def mistakes(folder: Path) -> tuple[str, ...]:
    """All that the loader says is wrong with a pack; fails the test where it finds nothing."""
    with pytest.raises(RulePackError) as caught:
        load_pack(folder)
    return caught.value.mistakes or (caught.value.message,)


def mistake(folder: Path) -> str:
    """The one mistake of a pack."""
    told = mistakes(folder)
    assert len(told) == 1, told
    return told[0]
