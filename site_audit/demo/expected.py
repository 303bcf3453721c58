"""What a careful person finds in the demo district: the reader of `expected.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

EXPECTED = Path(__file__).with_name("expected.toml")


@dataclass(frozen=True, slots=True)
class Expectation:
    """The outcome of one criterion; any of the addresses `at` (path and query) carries it; `why` says what is missing or unread."""

    outcome: str
    at: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedEvent:
    """An event that must be in the register: its day and the address that tells of it."""

    day: date
    at: str


@dataclass(frozen=True, slots=True)
class ExpectedSchool:
    """One school: its character, an expectation for every criterion, and some of its events and partners."""

    note: str
    findings: Mapping[str, Expectation]
    events: tuple[ExpectedEvent, ...] = ()
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """The whole district as of one day."""

    as_of: date
    schools: Mapping[str, ExpectedSchool]

    @property
    def criteria(self) -> frozenset[str]:
        """The criteria of which anything is expected."""
        return frozenset(name for school in self.schools.values() for name in school.findings)


def read_expected(path: Path = EXPECTED) -> Expected:
    """Read the expectations of all schools."""
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Expected(data["as_of"], {name: _school(school) for name, school in data["schools"].items()})


def _school(data: Mapping[str, Any]) -> ExpectedSchool:
    findings = {
        name: Expectation(entry["outcome"], tuple(entry.get("at", ())), entry.get("why", "")) for name, entry in data["findings"].items()
    }
    events = tuple(ExpectedEvent(**event) for event in data.get("events", ()))
    return ExpectedSchool(data["note"], findings, events, tuple(data.get("partners", ())))
