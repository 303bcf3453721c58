"""One audit of the demo district by the real crawler, shared by the tests of this folder, and its rejudgement with the servers gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from site_audit.cli.demo import demo_schools
from site_audit.demo.expected import read_expected
from site_audit.demo.server import serve_district
from site_audit.model import Audit, School
from site_audit.reports import RunResult
from site_audit.run import rejudge, run_schools
from site_audit.settings import Settings, load_settings
from site_audit.store.runs import RunKind
from site_audit.wiring import Parts, open_parts
from tests.house.tree import ROOT


class Silent:
    """A progress that says nothing, and asks `then` after each finished school."""

    def __init__(self, then: Callable[[Audit], None] = lambda audit: None) -> None:
        self._then = then

    def began(self, schools: int) -> None:
        """Nothing to say."""

    def finished(self, audit: Audit) -> None:
        """One school is done."""
        self._then(audit)

    def again(self, schools: int) -> None:
        """A second pass begins."""


@dataclass(frozen=True)
class DemoRun:
    """What came of the walk, what came of judging again with the servers stopped, and how often each school was asked."""

    walked: RunResult
    judged_again: RunResult
    requests: Mapping[str, int]
    seconds: float


def settings_in(folder: Path, *, workers: int = 8, rules: Path = ROOT / "rules") -> Settings:
    """Settings for loopback sites, with the shipped rules and everything written below the folder."""
    given = {"rules": rules, "limits.delay_s": 0.0, "allow_private_networks": True, "workers": workers, "contact": "a@example.org"}
    return load_settings(folder, {}, given)


@contextmanager
def parts_in(folder: Path, *, workers: int = 8, rules: Path = ROOT / "rules") -> Iterator[Parts]:
    """The real parts, working in the folder."""
    with open_parts(settings_in(folder, workers=workers, rules=rules)) as parts:
        yield parts


def run_demo(folder: Path, clock: Callable[[], float]) -> DemoRun:
    """Serve the district on free ports, audit it, stop it, judge again."""
    expected = read_expected()
    with parts_in(folder) as parts:
        began = clock()
        with serve_district(fixed_ports=False) as district:
            schools: Sequence[School] = demo_schools(district.urls)
            walked = run_schools(schools, parts, kind=RunKind.RUN, as_of=expected.as_of, progress=Silent())
            requests = dict(district.requests)
        seconds = clock() - began
        source = parts.ledger.run(walked.run)
        assert source is not None
        again = rejudge(source, parts, as_of=source.as_of, progress=Silent())
    return DemoRun(walked, again, requests, seconds)


def without_run(audit: Audit) -> Audit:
    """The audit without the id of its run: all that must be equal when a run is judged again."""
    return replace(audit, run="")
