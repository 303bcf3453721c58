"""The shipped packs, each read once, and the names of their examples without reading them whole."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from site_audit.examples import ExampleResult, run_example
from site_audit.rulepack import RulePack, load_pack
from tests.house.tree import ROOT

RULES = ROOT / "rules"
PACKS = tuple(sorted(path.parent.name for path in RULES.glob("*/pack.toml")))


class Named(NamedTuple):
    """One example of one criterion's file."""

    pack: str
    criterion: str
    number: int
    name: str

    def __str__(self) -> str:
        return f"{self.pack}:{self.criterion}::{self.name}"


@cache
def shipped_pack(name: str = "career") -> RulePack:
    """A pack as the program reads it."""
    return load_pack(RULES / name)


def rule_files(pack: str) -> tuple[Path, ...]:
    """The file of every criterion."""
    return tuple(path for path in sorted((RULES / pack).glob("*/*.toml")) if path.parent.name != "words")


@cache
def examples() -> tuple[Named, ...]:
    """Every example of every rule file of every pack."""
    found: list[Named] = []
    for pack in PACKS:
        for path in rule_files(pack):
            told = tomllib.loads(path.read_text(encoding="utf-8"))
            found += [Named(pack, path.stem, number, each["name"]) for number, each in enumerate(told.get("example", ()))]
    return tuple(found)


@cache
def result_of(named: Named) -> ExampleResult:
    """What the rule says of its example."""
    pack = shipped_pack(named.pack)
    criterion = pack.criterion(named.criterion)
    return run_example(pack, criterion, criterion.examples[named.number])
