"""Runs in child processes that end without a last word, where they are told to; and what must be equal when they are gone on with."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from site_audit.audit import Tools
from site_audit.model import Audit, Capture, Failure, School, Visit
from site_audit.run import run_schools
from site_audit.store.archive import Archive, Keeping
from site_audit.store.ledger import Ledger
from site_audit.store.runs import Run, RunKind
from site_audit.store.walk_file import Kept
from site_audit.store.warc import visit_records
from site_audit.wiring import Parts
from tests.crawl.memory import MemoryFetcher
from tests.detect.small_pack import write_small_pack
from tests.walk.demo_run import Silent, parts_in

DAY = date(2026, 11, 23)
KILLED = -int(signal.SIGKILL)
SCHOOLS = tuple(School(name, f"МБОУ СОШ {name}", f"https://{name}.example/") for name in ("alder", "birch", "cedar", "dogwood"))


def page(title: str, *links: str) -> bytes:
    """A page with links."""
    said = "".join(f"<li><a href='{link}'>{text}</a></li>" for text, _, link in (one.partition("|") for one in links))
    return f"<html><title>{title}</title><main><h1>{title}</h1><p>План профориентационной работы на 2026/2027 год.</p>{said}".encode()


def site_of(school: School) -> dict[str, bytes | str | Failure]:
    """A small site: a career section, news, a page that moved, one that is gone."""
    paths: dict[str, bytes | str | Failure] = {
        "": page("Школа", "Профориентация|/career", "Новости|/news", "Переехало|/moved"),
        "career": page("Профориентация", "План работы|/career/plan", "Экскурсии|/career/tours", "Нет такой|/gone"),
        "career/plan": page("План работы"),
        "career/tours": page("Экскурсии", "Завод|/career/tours/1"),
        "career/tours/1": page("Экскурсия на завод"),
        "news": page("Новости", *(f"Новость {number}|/news/{number}" for number in range(4))),
        **{f"news/{number}": page(f"Новость {number}") for number in range(4)},
        "moved": f"{school.url}news",
        "robots.txt": b"User-agent: *\nDisallow: /closed/",
    }
    return {f"{school.url}{path}": answer for path, answer in paths.items()}


class Logged(MemoryFetcher):
    """A site in memory; every address asked is a line of a file that outlives the process."""

    def __init__(self, school: School, log: Path) -> None:
        super().__init__(site_of(school))
        self._log = log

    def fetch(self, url: str) -> Capture | Failure:
        """What lies there."""
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"{url}\n")
        return super().fetch(url)


class OnPaper(Parts):
    """Parts whose sites lie in memory and whose requests stand in `asked.log` beside the ledger."""

    @contextmanager
    def tools(self, school: School) -> Iterator[Tools]:
        """The tools of one walk."""
        fetcher = Logged(school, self.settings.folder / "asked.log")
        yield Tools(fetcher, self.shared_reader, self.pack, self.settings.limits, self.now, lambda: 0.0)


class Mortal:
    """A part that kills its process at the so-many-th call of one of its methods: before the call, or after it."""

    def __init__(self, part: object, method: str, *, at: int, after: bool) -> None:
        self._part, self._method, self._at, self._after = part, method, at, after
        self._calls = 0

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._part, name)
        return self._deadly(found) if name == self._method else found

    def _deadly(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self._calls += 1
            dies = self._calls == self._at
            if dies and not self._after:
                die()
            result = method(*given, **named)
            if dies:
                die()
            return result

        return call


class Fading:
    """An archive that kills its process when it keeps the so-many-th visit, and leaves half of another one behind it."""

    def __init__(self, archive: object, at: int) -> None:
        assert isinstance(archive, Archive)
        self._archive, self._at = archive, at
        self._kept = count(1)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._archive, name)

    @contextmanager
    def keeper(self, run: str, school: str, *, noted: Callable[[Visit, Kept], None], earlier: str = "") -> Iterator[Keeping]:
        """The archive's own, with a last visit."""
        with self._archive.keeper(run, school, noted=noted, earlier=earlier) as keeping:

            def keep(visit: Visit) -> None:
                last = next(self._kept) == self._at
                keeping(visit)
                if last:
                    with self._archive.path(run, school).open("ab") as file:
                        file.write(visit_records(visit, name="half")[:-20])
                    die()

            yield replace(keeping, _keep=keep)


def die() -> None:
    """kill -9, by one's own hand."""
    os.kill(os.getpid(), signal.SIGKILL)


def in_child(action: Callable[[], object]) -> int:
    """Do something in a process of its own; how it ended, as `subprocess` says it."""
    return ended(child_of(action))


def child_of(action: Callable[[], object]) -> int:
    """Begin something in a process of its own; its number."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            action()
            code = 0
        finally:
            os._exit(code)
    return child


def ended(child: int) -> int:
    """Wait for a child's end."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def opened(folder: Path) -> str:
    """A run over the schools by a small pack of rules, not yet begun."""
    write_small_pack(folder)
    with parts_in(folder, rules=folder / "small") as parts:
        at, pack = parts.now(), parts.pack.identity
        return parts.ledger.open_run(SCHOOLS, kind=RunKind.RUN, started_at=at, as_of=DAY, pack=pack, method="iio-1").id


def go_on(
    folder: Path, run: str, *, mortal: Callable[[object], object] = lambda part: part, part: str = "ledger", workers: int = 1
) -> None:
    """Do what is left of a run; one of the parts may be mortal."""
    with parts_in(folder, workers=workers, rules=folder / "small") as real:
        values = {one.name: getattr(real, one.name) for one in fields(Parts)}
        parts = OnPaper(**{**values, part: mortal(values[part])})
        found = real.ledger.run(run)
        assert found is not None
        run_schools(SCHOOLS, parts, kind=RunKind.RUN, as_of=DAY, progress=Silent(), unfinished=found)


def told(folder: Path, run: str) -> dict[str, object]:
    """What a run says of each school, without moments."""
    with Ledger(folder / "var" / "audit.db") as ledger:
        return {audit.school.id: findings(audit) for audit in ledger.audits(run)}


def findings(audit: Audit) -> object:
    """All that does not hang on when and in how many attempts a school was walked."""
    shown = [
        (one.criterion, one.outcome, one.score, one.reason, [(e.url, e.place, e.quote, e.digest) for e in one.evidence])
        for one in audit.findings
    ]
    return shown, audit.indicator, audit.reach, audit.events, audit.partners, audit.plans, audit.failures, audit.notes, audit.visited


def asked(folder: Path) -> list[str]:
    """Every address asked so far, by all attempts."""
    log = folder / "asked.log"
    return log.read_text(encoding="utf-8").split() if log.exists() else []


def run_in(ledger: Ledger) -> Run:
    """The latest run of a ledger."""
    found = ledger.latest_run()
    assert found is not None
    return found
