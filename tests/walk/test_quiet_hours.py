"""Quiet hours: a school is not asked while they last by its own clock; the run goes on with it when it is begun again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from site_audit.audit import Tools
from site_audit.model import Capture, Failure, School
from site_audit.reports import RunResult
from site_audit.run import check_site, run_schools
from site_audit.setting_values import QuietHours
from site_audit.store.runs import Run, RunKind
from site_audit.wiring import Parts
from tests.crawl.memory import MemoryFetcher
from tests.detect.small_pack import write_small_pack
from tests.walk.demo_run import Silent, parts_in
from tests.walk.killed_runs import DAY, run_in, site_of

NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 5:00 in Moscow, noon in Vladivostok
WEST = School("west", "МБОУ СОШ № 1", "https://alder.example/", timezone="Europe/Moscow")
EAST = School("east", "МБОУ СОШ № 2", "https://birch.example/", timezone="Asia/Vladivostok")
HOURS = QuietHours(time(8), time(16))


class Day:
    """A clock that goes on by so much with each request, and what was asked when."""

    def __init__(self, moment: datetime, step: timedelta = timedelta()) -> None:
        self.moment, self.step = moment, step
        self.asked: list[str] = []

    def __call__(self) -> datetime:
        """Look at the clock."""
        return self.moment


class Ticking(MemoryFetcher):
    """A site each request to which takes a while."""

    def __init__(self, school: School, day: Day) -> None:
        super().__init__(site_of(school))
        self._day = day

    def fetch(self, url: str) -> Capture | Failure:
        """What lies there, after a while."""
        self._day.asked.append(url)
        self._day.moment += self._day.step
        return super().fetch(url)


class InMemory(Parts):
    """Parts whose sites lie in memory and whose clock is the test's."""

    @contextmanager
    def tools(self, school: School) -> Iterator[Tools]:
        """The tools of one walk."""
        assert isinstance(self.now, Day)
        yield Tools(Ticking(school, self.now), self.shared_reader, self.pack, self.settings.limits, self.now, lambda: 0.0)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Parts]:
    """The real parts with a small pack of rules and quiet hours."""
    write_small_pack(tmp_path)
    with parts_in(tmp_path, workers=1, rules=tmp_path / "small") as parts:
        yield parts


def _parts(real: Parts, day: Day) -> Parts:
    settings = replace(real.settings, limits=replace(real.settings.limits, quiet_hours=HOURS))
    values = {one.name: getattr(real, one.name) for one in fields(Parts)}
    return InMemory(**{**values, "settings": settings, "now": day})


def _run(parts: Parts, unfinished: Run | None = None, kind: RunKind = RunKind.RUN) -> RunResult:
    return run_schools((WEST, EAST), parts, kind=kind, as_of=DAY, progress=Silent(), unfinished=unfinished)


def test_each_school_has_its_own_night(real: Parts) -> None:
    """At two by UTC the west is walked and the east waits; begun again in its evening, the run does the east and comes to its end."""
    day = Day(NIGHT)
    first = _run(_parts(real, day))
    assert ([audit.school.id for audit in first.audits], first.waiting) == (["west"], 1)
    assert not [url for url in day.asked if "birch" in url]
    assert {path.stem for path in (first.folder / "schools").glob("*.html")} == {"west"}
    unfinished = run_in(real.ledger)
    assert unfinished.finished_at is None
    evening = Day(NIGHT + timedelta(hours=4, minutes=1))
    second = _run(_parts(real, evening), unfinished)
    assert ([audit.school.id for audit in second.audits], second.waiting, second.run) == (["west", "east"], 0, first.run)
    assert not [url for url in evening.asked if "alder" in url]
    assert run_in(real.ledger).finished_at is not None


def test_hours_that_begin_in_the_middle_of_a_walk_end_it(real: Parts) -> None:
    """Not one request more; nothing is said of the school; what was kept is not asked again in the evening."""
    day = Day(datetime(2026, 11, 23, 4, 55, tzinfo=UTC), timedelta(minutes=1))  # 7:55 in Moscow
    east = replace(EAST, timezone="Europe/Moscow")
    first = run_schools((WEST, east), _parts(real, day), kind=RunKind.RUN, as_of=DAY, progress=Silent())
    assert (first.audits, first.waiting, len(day.asked)) == ((), 2, 5)
    evening = Day(datetime(2026, 11, 23, 13, 0, tzinfo=UTC))
    second = run_schools(
        (WEST, east), _parts(real, evening), kind=RunKind.RUN, as_of=DAY, progress=Silent(), unfinished=run_in(real.ledger)
    )
    assert (len(second.audits), second.waiting) == (2, 0)
    assert not set(day.asked) & set(evening.asked)
    assert {*day.asked, *evening.asked} >= {WEST.url, east.url}


def test_a_demo_and_a_check_are_wishes_of_the_moment(real: Parts, tmp_path: Path) -> None:
    """Only the nightly run keeps quiet hours: a school that checks itself at noon is not sent away."""
    day = Day(NIGHT)
    assert len(_run(_parts(real, day), kind=RunKind.DEMO).audits) == 2
    audit, _ = check_site(EAST, _parts(real, day), as_of=date(2026, 11, 23), folder=tmp_path / "check")
    assert audit.reach.pages > 5
