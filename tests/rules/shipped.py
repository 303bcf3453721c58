"""The shipped pack, read once, and the names of its examples without reading it whole."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import NamedTuple

from site_audit.examples import ExampleResult, run_example
from site_audit.rulepack import RulePack, load_pack
from tests.house.tree import ROOT

FOLDER = ROOT / "rules" / "career"


class Named(NamedTuple):
    """One example of one criterion's file."""

    criterion: str
    number: int
    name: str

    def __str__(self) -> str:
        return f"{self.criterion}::{self.name}"


@cache
def shipped_pack() -> RulePack:
    """The pack as the program reads it."""
    return load_pack(FOLDER)


@cache
def examples() -> tuple[Named, ...]:
    """Every example of every rule file."""
    found: list[Named] = []
    for path in sorted(FOLDER.glob("*/*.toml")):
        if path.parent.name != "words":
            told = tomllib.loads(path.read_text(encoding="utf-8"))
            found += [Named(path.stem, number, each["name"]) for number, each in enumerate(told.get("example", ()))]
    return tuple(found)


@cache
def result_of(named: Named) -> ExampleResult:
    """What the rule says of its example."""
    criterion = shipped_pack().criterion(named.criterion)
    return run_example(shipped_pack(), criterion, criterion.examples[named.number])
