"""A run killed at any moment and begun again goes on where it was: no school lost, none judged twice, nothing asked again that was kept."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from site_audit.demo.server import SITES, District
from site_audit.demo.site import read_sites
from site_audit.one_school import MOST_ATTEMPTS
from site_audit.store.archive import Archive
from site_audit.store.ledger import Ledger
from tests.detect.small_pack import write_small_pack
from tests.house.tree import ROOT
from tests.walk.killed_runs import KILLED, SCHOOLS, Fading, Mortal, asked, child_of, ended, findings, go_on, in_child, opened, run_in, told

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a run that nobody kills says."""
    folder = tmp_path_factory.mktemp("calm")
    run = opened(folder)
    go_on(folder, run)
    assert len(asked(folder)) == len(set(asked(folder)))
    return told(folder, run)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("part", "method", "at"),
    [
        ("ledger", "visit_book", 2),
        ("ledger", "keep_walk", 1),
        ("ledger", "save_audit", 2),
        ("ledger", "save_audit", len(SCHOOLS)),
        ("ledger", "finish_run", 1),
        ("archive", "keeper", 3),
    ],
)
def test_killed_between_two_steps(tmp_path: Path, calm: dict[str, object], part: str, method: str, at: int, after: bool) -> None:
    """Before and after each thing that is written: the second start finishes, and both together ask what one asks."""
    run = opened(tmp_path)
    assert in_child(lambda: go_on(tmp_path, run, part=part, mortal=lambda one: Mortal(one, method, at=at, after=after))) == KILLED
    judged = set(told(tmp_path, run))
    go_on(tmp_path, run)
    assert told(tmp_path, run) == calm
    assert len(judged) == {"visit_book": 1, "keep_walk": 0, "keeper": 2, "finish_run": len(SCHOOLS), "save_audit": at - 1 + after}[method]
    assert len(asked(tmp_path)) == len(set(asked(tmp_path)))
    with Ledger(tmp_path / "var" / "audit.db") as ledger:
        assert run_in(ledger).finished_at is not None
    assert {path.stem for path in (tmp_path / "reports" / run / "schools").glob("*.html")} == {school.id for school in SCHOOLS}


@pytest.mark.parametrize("seed", range(3))
def test_killed_again_and_again_within_the_walks(tmp_path: Path, calm: dict[str, object], seed: int) -> None:
    """At random visits, several at work at once, until a start comes through: only what was on its way may be asked twice."""
    chance = random.Random(seed)
    run, kills = opened(tmp_path), 0
    for _ in range(4):
        at = chance.randint(3, 25)

        def attempt(at: int = at) -> None:
            go_on(tmp_path, run, part="archive", mortal=lambda archive: Fading(archive, at), workers=2)

        kills += in_child(attempt) == KILLED
    go_on(tmp_path, run)
    assert kills > 1
    assert told(tmp_path, run) == calm
    again = {url: count for url, count in Counter(asked(tmp_path)).items() if count > 1}
    assert sum(count - 1 for count in again.values()) <= 2 * kills  # each of two walks had one answer in hand


def test_two_processes_share_a_run(tmp_path: Path, calm: dict[str, object]) -> None:
    """Begun at once on the same run, they divide its schools: every address is asked once, and each comes to its end."""
    run = opened(tmp_path)
    children = [child_of(lambda: go_on(tmp_path, run)) for _ in range(2)]
    assert [ended(child) for child in children] == [0, 0]
    assert told(tmp_path, run) == calm
    assert len(asked(tmp_path)) == len(set(asked(tmp_path)))
    assert (tmp_path / "reports" / run / "index.html").is_file()


def test_what_one_process_leaves_the_other_takes_over(tmp_path: Path, calm: dict[str, object]) -> None:
    """One of two is killed in the middle; the other, which goes on, does its schools too."""
    run = opened(tmp_path)
    killed = child_of(lambda: go_on(tmp_path, run, mortal=lambda one: Mortal(one, "keep_walk", at=1, after=True)))
    other = child_of(lambda: go_on(tmp_path, run))
    assert (ended(killed), ended(other)) == (KILLED, 0)
    assert told(tmp_path, run) == calm


def test_a_school_over_which_the_program_dies_is_left_to_its_unknowns(tmp_path: Path, calm: dict[str, object]) -> None:
    """After the first attempt come three without a step forward; then it is given up, and the others are as they would be without it."""
    run = opened(tmp_path)
    for _ in range(1 + MOST_ATTEMPTS):
        assert in_child(lambda: go_on(tmp_path, run, mortal=lambda one: Mortal(one, "keep_walk", at=1, after=False))) == KILLED
    go_on(tmp_path, run)
    said = told(tmp_path, run)
    assert {name: said[name] for name in said if name != "alder"} == {name: calm[name] for name in calm if name != "alder"}
    with Ledger(tmp_path / "var" / "audit.db") as ledger:
        crashed = ledger.audit(run, "alder")
    assert crashed is not None
    assert {finding.outcome.value for finding in crashed.findings} == {"unknown"}
    assert [(failure.trouble.value, failure.detail) for failure in crashed.failures] == [("crashed", "process ended")]


SOME = ("lugovskaya", "olhovskaya", "privolnenskaya")


def test_the_command_killed_from_outside_goes_on(tmp_path: Path) -> None:
    """`site-audit run` over real servers, killed at two random requests: each start says that it goes on, nothing kept is asked again."""
    chance = random.Random(5)
    asked_of: list[str] = []
    victim: list[subprocess.Popen[str]] = []
    moment = [0]

    def hear(school: str, path: str) -> None:
        asked_of.append(f"{school} {path}")
        if moment[0] and len(asked_of) >= moment[0] and victim:
            victim[0].send_signal(signal.SIGKILL)

    with District(tuple(site for site in read_sites(SITES) if site.id in SOME), fixed_ports=False, told=hear) as district:
        names = {url: school for school, url in district.urls.items()}
        calm, killed = tmp_path / "calm", tmp_path / "killed"
        for folder in (calm, killed):
            folder.mkdir()
            write_small_pack(folder)
            rows = "".join(f"{school},Школа {school},{url},1-11\n" for school, url in district.urls.items())
            (folder / "schools.csv").write_text(f"id,name,url,grades\n{rows}", encoding="utf-8")
            (folder / "site-audit.toml").write_text('workers = 2\ncontact = "a@example.org"\n', encoding="utf-8")
        assert _command(calm, victim).returncode == 0
        for start in range(2):
            asked_of.clear()
            kept = _kept(killed, names)
            moment[0] = chance.randint(4, 14)
            ran = _command(killed, victim)
            assert ran.returncode == KILLED
            assert ("Продолжаю его" in ran.stdout) == (start > 0)
            assert not kept & set(asked_of)
        asked_of.clear()
        moment[0] = 0
        kept = _kept(killed, names)
        last = _command(killed, victim)
        assert (last.returncode, "Продолжаю его" in last.stdout) == (0, True)
        assert not kept & set(asked_of)
    with Ledger(calm / "var" / "audit.db") as one, Ledger(killed / "var" / "audit.db") as other:
        assert len(other.runs()) == 1
        before, after = ([findings(audit) for audit in ledger.audits(run_in(ledger).id)] for ledger in (one, other))
    assert before == after
    assert len(after) == len(SOME)


def _command(folder: Path, victim: list[subprocess.Popen[str]]) -> subprocess.CompletedProcess[str]:
    """`site-audit run` in a process of its own, at somebody's mercy while it runs."""
    options = ("--delay", "0", "--allow-private-networks", "--rules", "small", "--as-of", "2026-11-23")
    line = [sys.executable, "-m", "site_audit", "run", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(line, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        victim[:] = [process]
        out, err = process.communicate(timeout=120)
        victim.clear()
    return subprocess.CompletedProcess(line, process.returncode, out, err)


def _kept(folder: Path, names: dict[str, str]) -> set[str]:
    """School and path of every visit that lies whole in the archive."""
    archive = Archive(folder / "var" / "archive")
    found = set()
    for file in archive.folder.glob("*/*.warc.gz"):
        school = file.name.removesuffix(".warc.gz")
        for visit in archive.visits(file.parent.name, school):
            home = next(url for url, name in names.items() if name == school)
            found.add(f"{school} /{visit.link.url.removeprefix(home)}")
    return found
