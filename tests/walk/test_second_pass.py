"""The end of the night: what did not open is asked once more when all schools were walked, and only then it is unknown."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from site_audit.audit import Tools
from site_audit.model import Audit, Capture, Failure, School, Trouble
from site_audit.one_school import MOST_ATTEMPTS
from site_audit.run import rejudge, run_schools
from site_audit.share import Share
from site_audit.store.ledger import Ledger
from site_audit.store.runs import RunKind
from site_audit.wiring import Parts
from tests.crawl.memory import capture
from tests.crawl.zoo import Reply, Zoo, page
from tests.detect.small_pack import write_small_pack
from tests.walk.demo_run import Silent, parts_in, without_run
from tests.walk.killed_runs import DAY, KILLED, Fading, Logged, Mortal, asked, findings, in_child, run_in

ALDER, BIRCH = (School(name, f"МБОУ СОШ {name}", f"https://{name}.example/") for name in ("alder", "birch"))
BOTH = (ALDER, BIRCH)
STUB = "<title>Сайт на реконструкции</title><p>Сайт на реконструкции".encode()
Troubles = dict[str, list[bytes | Failure]]


def failed(url: str, trouble: Trouble, detail: str = "") -> Failure:
    """A failure of an address."""
    return Failure(url, trouble, detail)


class Healing(Logged):
    """A site some addresses of which answer otherwise the first times they are asked, whichever process asks."""

    def __init__(self, school: School, log: Path, troubles: Troubles) -> None:
        super().__init__(school, log)
        self._before, self._troubles = log, troubles

    def fetch(self, url: str) -> Capture | Failure:
        """What lies there by now."""
        times = self._before.read_text(encoding="utf-8").split().count(url) if self._before.exists() else 0
        found = super().fetch(url)
        first = self._troubles.get(url, [])
        if times >= len(first):
            return found
        answer = first[times]
        return capture(url, answer) if isinstance(answer, bytes) else answer


class Troubled(Parts):
    """Parts whose sites heal."""

    @contextmanager
    def tools(self, school: School) -> Iterator[Tools]:
        """The tools of one walk."""
        fetcher = Healing(school, self.settings.folder / "asked.log", TROUBLES)
        yield Tools(fetcher, self.shared_reader, self.pack, self.settings.limits, self.now, lambda: 0.0)


class Dying(Mortal):
    """A ledger, or what it knows of second passes, that kills its process."""

    def __getattr__(self, name: str) -> Any:
        return Mortal(self._part.passes, self._method, at=self._at, after=self._after) if name == "passes" else super().__getattr__(name)  # type: ignore[attr-defined]


TROUBLES: Troubles = {}


@pytest.fixture(autouse=True)
def _healthy() -> Iterator[None]:
    """No trouble but what a test makes."""
    TROUBLES.clear()
    yield
    TROUBLES.clear()


class Heard(Silent):
    """Remembers which schools were finished, and when all were walked."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def finished(self, audit: Audit) -> None:
        """One school is done."""
        self.said.append(audit.school.id)

    def again(self, schools: int) -> None:
        """A second pass begins."""
        self.said.append(f"again: {schools}")


def night(
    folder: Path, heard: Silent | None = None, *, kind: RunKind = RunKind.RUN, part: str = "", mortal: object = None
) -> dict[str, Audit]:
    """A run over both schools, or the rest of it where it was begun; its audits by school."""
    if not (folder / "small").exists():
        write_small_pack(folder)
    with parts_in(folder, workers=1, rules=folder / "small") as real:
        values = {one.name: getattr(real, one.name) for one in fields(Parts)}
        if callable(mortal):
            values[part] = mortal(values[part])
        parts = Troubled(**values)
        unfinished = next((run for run in real.ledger.runs() if run.finished_at is None), None)
        result = run_schools(BOTH, parts, kind=kind, as_of=DAY, progress=heard or Silent(), unfinished=unfinished)
        return {audit.school.id: audit for audit in result.audits}


def said_of(folder: Path) -> dict[str, object]:
    """What the latest run says of each school."""
    with Ledger(folder / "var" / "audit.db") as ledger:
        return {audit.school.id: findings(audit) for audit in ledger.audits(run_in(ledger).id)}


def test_what_may_pass_is_asked_once_more_when_all_were_walked(tmp_path: Path) -> None:
    """A time-out heals: the page and what it leads to are read, what is gone for good is not asked again, nor a school that is well."""
    plan, section = f"{ALDER.url}career/plan", f"{ALDER.url}career"
    TROUBLES.update({section: [failed(section, Trouble.TIMEOUT)]})
    heard = Heard()
    audits = night(tmp_path, heard)
    assert heard.said == ["alder", "birch", "again: 1", "alder"]
    times = Counter(asked(tmp_path))
    assert (times[section], times[plan]) == (2, 1)
    assert {url for url, count in times.items() if count > 1} == {section}
    alder, birch = audits["alder"], audits["birch"]
    assert [one.url for one in alder.failures] == [f"{ALDER.url}gone"]
    assert {section, plan} <= set(alder.visited)
    assert "asked_again:1" in alder.notes
    assert not [note for note in birch.notes if note.startswith("asked_again")]
    assert [one.outcome for one in alder.findings] == [one.outcome for one in birch.findings]
    assert alder.reach.gaps == birch.reach.gaps
    assert alder.requests == sum(count for url, count in times.items() if "alder" in url)


@pytest.mark.parametrize(
    ("trouble", "detail", "times"),
    [
        (Trouble.TIMEOUT, "", 2),
        (Trouble.CONNECT, "connection refused", 2),
        (Trouble.TRUNCATED, "", 2),
        (Trouble.HTTP_STATUS, "503", 2),
        (Trouble.HTTP_STATUS, "500", 2),
        (Trouble.HTTP_STATUS, "429", 2),
        (Trouble.BLOCK_PAGE, "ddos-guard 403", 2),
        (Trouble.DNS, "the name service did not answer", 2),
        (Trouble.DNS, "", 1),
        (Trouble.HTTP_STATUS, "404", 1),
        (Trouble.HTTP_STATUS, "403", 1),
        (Trouble.TLS, "certificate expired", 1),
        (Trouble.TOO_LARGE, "", 1),
        (Trouble.REDIRECTS, "loop", 1),
    ],
)
def test_only_what_may_pass_is_asked_again_and_only_once(tmp_path: Path, trouble: Trouble, detail: str, times: int) -> None:
    """What stays is told once, as it was at last; what is an answer is not asked again."""
    url = f"{ALDER.url}career"
    TROUBLES.update({url: [failed(url, trouble, detail)] * 5})
    audit = night(tmp_path)["alder"]
    assert asked(tmp_path).count(url) == times
    assert [(one.trouble, one.detail) for one in audit.failures if one.url == url] == [(trouble, detail)]


def test_a_home_page_that_opens_late_is_walked_whole(tmp_path: Path) -> None:
    """A site that was down for an hour is audited like any other."""
    TROUBLES.update({ALDER.url: [failed(ALDER.url, Trouble.CONNECT, "connection refused")]})
    audits = night(tmp_path)
    assert audits["alder"].indicator.value == audits["birch"].indicator.value is not None
    assert audits["alder"].reach.pages == audits["birch"].reach.pages


@pytest.mark.parametrize("name", ["robots.txt", "sitemap.xml"])
def test_files_nobody_sees_are_asked_again_too(tmp_path: Path, name: str) -> None:
    """Rules that did not open forbid everything, a sitemap that did not open proves no absence: both get their second chance."""
    url = f"{ALDER.url}{name}"
    TROUBLES.update({url: [failed(url, Trouble.HTTP_STATUS, "503")] * (2 if name == "robots.txt" else 1)})
    audits = night(tmp_path)
    assert audits["alder"].reach == audits["birch"].reach
    assert not [note for note in audits["alder"].notes if note == "robots_unreachable"]


def test_a_stub_that_is_gone_by_morning(tmp_path: Path) -> None:
    """A page with status 200 that says it is under reconstruction is asked again as well."""
    TROUBLES.update({ALDER.url: [STUB]})
    audits = night(tmp_path)
    assert audits["alder"].indicator.value == audits["birch"].indicator.value is not None
    assert audits["alder"].failures == (Failure(f"{ALDER.url}gone", Trouble.HTTP_STATUS, "404", "Нет такой"),)


def test_judged_again_it_is_the_same(tmp_path: Path) -> None:
    """The archive brings both passes again: of an address asked twice the later answer counts."""
    section = f"{ALDER.url}career"
    TROUBLES.update({section: [failed(section, Trouble.TIMEOUT)], ALDER.url: [STUB]})
    walked = night(tmp_path)
    with parts_in(tmp_path, rules=tmp_path / "small") as parts:
        again = rejudge(run_in(parts.ledger), parts, as_of=DAY, progress=Silent()).audits
    assert [without_run(audit) for audit in again] == [without_run(walked[audit.school.id]) for audit in again]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("part", "method", "at"),
    [("ledger", "open_again", 1), ("ledger", "visit_book", 3), ("ledger", "keep_walk", 3), ("ledger", "save_audit", 3)],
)
def test_killed_in_the_second_pass(tmp_path: Path, part: str, method: str, at: int, after: bool) -> None:
    """Before and after each step of it: the next start finishes, says the same, and asks nothing a third time."""
    section = f"{ALDER.url}career"
    TROUBLES.update({section: [failed(section, Trouble.TIMEOUT)]})
    calm, killed = tmp_path / "calm", tmp_path / "killed"
    for folder in (calm, killed):
        folder.mkdir()
    night(calm)
    assert in_child(lambda: night(killed, part="ledger", mortal=lambda one: Dying(one, method, at=at, after=after))) == KILLED
    night(killed)
    assert said_of(killed) == said_of(calm)
    assert Counter(asked(killed)) == Counter(asked(calm))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_killed_between_two_answers_of_the_second_pass(tmp_path: Path) -> None:
    """With half a record left behind: what the second pass had kept is not asked a third time."""
    section, news = f"{ALDER.url}career", f"{ALDER.url}news"
    TROUBLES.update({section: [failed(section, Trouble.TIMEOUT)], news: [failed(news, Trouble.TIMEOUT)]})
    calm, killed = tmp_path / "calm", tmp_path / "killed"
    for folder in (calm, killed):
        folder.mkdir()
    night(calm)
    dies_at = asked(calm).index(section, asked(calm).index(section) + 1) + 1  # the first answer of the second pass
    assert in_child(lambda: night(killed, part="archive", mortal=lambda archive: Fading(archive, dies_at))) == KILLED
    night(killed)
    assert said_of(killed) == said_of(calm)
    assert Counter(asked(killed)) == Counter(asked(calm))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_a_second_pass_over_which_the_program_dies_leaves_the_first_audit(tmp_path: Path) -> None:
    """The school was audited; a program that ends over asking once more takes nothing of it away."""
    section = f"{ALDER.url}career"
    TROUBLES.update({section: [failed(section, Trouble.TIMEOUT)] * 9})
    assert in_child(lambda: night(tmp_path, part="ledger", mortal=lambda one: Mortal(one, "keep_walk", at=3, after=False))) == KILLED
    first = said_of(tmp_path)
    for _ in range(MOST_ATTEMPTS):
        assert in_child(lambda: night(tmp_path, part="ledger", mortal=lambda one: Mortal(one, "keep_walk", at=1, after=False))) == KILLED
    night(tmp_path)
    assert said_of(tmp_path) == first
    with Ledger(tmp_path / "var" / "audit.db") as ledger:
        assert run_in(ledger).finished_at is not None


def test_a_demo_has_no_end_of_the_night(tmp_path: Path) -> None:
    """It is a wish of the moment, and over when it was walked."""
    url = f"{ALDER.url}career"
    TROUBLES.update({url: [failed(url, Trouble.TIMEOUT)]})
    heard = Heard()
    night(tmp_path, heard, kind=RunKind.DEMO)
    assert heard.said == ["alder", "birch"]
    assert asked(tmp_path).count(url) == 1


def test_each_school_is_given_out_again_once(tmp_path: Path) -> None:
    """Whichever process says so first: the other opens none, and takes what is there."""
    url = f"{ALDER.url}career"
    TROUBLES.update({url: [failed(url, Trouble.TIMEOUT)]})
    night(tmp_path, kind=RunKind.DEMO)
    with Ledger(tmp_path / "var" / "audit.db") as ledger:
        run = ledger.runs()[0].id
        assert set(ledger.passes.walked_once(run)) == {"alder", "birch"}
        assert [ledger.passes.open_again(run, ["alder"]) for _ in range(2)] == [1, 0]
        assert set(ledger.passes.walked_once(run)) == {"birch"}
        with Share(ledger.leases, run) as share:
            assert [lease.school.id for lease in share.schools()] == ["alder"]
            assert (ledger.passes.is_again(run, "alder"), ledger.passes.is_again(run, "birch")) == (True, False)


def test_over_the_wire(tmp_path: Path) -> None:
    """A server that is busy while it is walked and well later."""
    answers = {"/": page("Школа", "/career"), "/career": page("Профориентация")}
    busy = [Reply(b"busy", 503)]

    def answer(path: str) -> Reply | None:
        return busy.pop() if path == "/career" and busy else answers.get(path)

    write_small_pack(tmp_path)
    (tmp_path / "site-audit.toml").write_text("[limits]\nretries = 0\n", encoding="utf-8")
    with Zoo(answer) as zoo, parts_in(tmp_path, workers=1, rules=tmp_path / "small") as parts:
        school = School("alder", "МБОУ СОШ", zoo.url())
        (audit,) = run_schools((school,), parts, kind=RunKind.RUN, as_of=DAY, progress=Silent()).audits
        assert zoo.asked.count("/career") == 2
        assert zoo.url("/career") in audit.visited
        assert audit.failures == ()
        assert zoo.asked.count("/") == 1
