"""A run: one night over all schools, a rejudgement of one, the demo, a single check."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import count

from ..model import PackId


class RunKind(StrEnum):
    """What kind of work a run is."""

    RUN = "run"
    REJUDGE = "rejudge"
    DEMO = "demo"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Run:
    """What is known of a run. `source_run` is, for a rejudgement, the run whose walks and captures were judged ("" otherwise)."""

    id: str
    kind: RunKind
    started_at: datetime
    as_of: date
    pack: PackId
    method: str
    settings: Mapping[str, object] = field(default_factory=dict, hash=False)
    source_run: str = ""
    finished_at: datetime | None = None

    @property
    def walked(self) -> str:
        """The run under whose id walks, visits and captures lie."""
        return self.source_run or self.id


def free_run_id(started_at: datetime, taken: Container[str]) -> str:
    """The local start as `20261123-0214`; a second run within the minute gets `-2`, and so on."""
    plain = started_at.strftime("%Y%m%d-%H%M")
    if plain not in taken:
        return plain
    return next(name for number in count(2) if (name := f"{plain}-{number}") not in taken)
