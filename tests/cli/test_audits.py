"""`run`, `report`, `rejudge`, `check` and `doctor` as an operator uses them, on one small demo school."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from site_audit.rulepack import load_pack
from site_audit.schools import read_schools
from site_audit.score import METHOD
from site_audit.store import tables
from site_audit.store.ledger import Ledger
from site_audit.store.runs import RunKind
from tests.cli.calling import RULES, Call
from tests.house.tree import ROOT

QUICK = ("--delay", "0", "--allow-private-networks", "--rules", RULES, "--as-of", "2026-11-23")
NO_RETRIES = "[limits]\nretries = 0\n"
HEAD = "id,name,url,grades\n"


def _listed(folder: Path, *rows: str) -> Path:
    path = folder / "schools.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def _runs(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "reports").iterdir() if path.is_dir())


def test_run_then_report_then_rejudge(call: Call, folder: Path, school: str) -> None:
    """An audit with its ranking; its reports once more; the same judgement again under an id of its own. All in plain lines."""
    _listed(folder, f"olhovskaya,МБОУ Ольховская СОШ,{school},1-11")
    ran = call("run", *QUICK)
    assert (ran.code, ran.plain) == (0, True)
    assert "[1/1] МБОУ Ольховская СОШ: " in ran.out
    assert "Индекс информационной открытости" in ran.out
    (first,) = _runs(folder)
    page = folder / "reports" / first / "schools" / "olhovskaya.html"
    page.unlink()
    again = call("report", first)
    assert (again.code, again.plain, page.is_file()) == (0, True, True)
    judged = call("rejudge", "--rules", RULES)
    assert (judged.code, judged.plain) == (0, True)
    second = next(run for run in _runs(folder) if run != first)
    before, after = (
        json.loads((folder / "reports" / run / "schools" / "olhovskaya.json").read_text(encoding="utf-8")) for run in (first, second)
    )
    assert before["findings"] == after["findings"]
    assert before["indicator"] == after["indicator"]
    assert not set(_runs(folder)) - {first, second}
    assert all(run in (folder / "reports" / "index.html").read_text(encoding="utf-8") for run in (first, second))


def test_a_school_that_cannot_be_audited_ends_with_one(call: Call, folder: Path, nobody: str) -> None:
    """The run is done, its reports are there, and the exit code says that somebody is missing."""
    _listed(folder, f"silent,МБОУ Степная СОШ,{nobody},1-11")
    (folder / "site-audit.toml").write_text(NO_RETRIES, encoding="utf-8")
    said = call("run", *QUICK)
    assert said.code == 1
    assert "не оценён" in said.out
    assert len(_runs(folder)) == 1


def test_bad_rows_do_not_stop_the_others(call: Call, folder: Path, school: str) -> None:
    """Each unusable row is told with its line; the others are audited; the exit code says that not all were."""
    _listed(
        folder,
        "bad id,МБОУ СОШ № 1,http://a.example,1-11",
        f"olhovskaya,МБОУ Ольховская СОШ,{school},1-11",
        "third,МБОУ СОШ № 3,http://b.example,7-x",
    )
    said = call("run", *QUICK)
    assert said.code == 1
    assert re.findall(r"schools\.csv:(\d+): ошибка", said.err) == ["2", "4"]
    assert "[1/1] МБОУ Ольховская СОШ: " in said.out


def _break_off(folder: Path, at: datetime, digest: str = "") -> str:
    """A run over the list of the folder, begun and not finished; its id."""
    schools = read_schools(folder / "schools.csv").schools
    pack = load_pack(RULES / "career").identity
    with Ledger(folder / "var" / "audit.db") as ledger:
        made = replace(pack, digest=digest) if digest else pack
        return ledger.open_run(schools, kind=RunKind.RUN, started_at=at, as_of=date(2026, 11, 23), pack=made, method=METHOD).id


def test_an_unfinished_run_goes_on(call: Call, folder: Path, nobody: str) -> None:
    """With a sentence that names it; `--new` begins anew; a finished one is nothing to go on with."""
    _listed(folder, f"silent,МБОУ Степная СОШ,{nobody},1-11")
    (folder / "site-audit.toml").write_text(NO_RETRIES, encoding="utf-8")
    run = _break_off(folder, datetime.now().astimezone() - timedelta(hours=2))
    anew = call("run", "--new", *QUICK)
    assert "Продолжаю" not in anew.out
    assert run not in _runs(folder)
    second = _break_off(folder, datetime.now().astimezone() + timedelta(minutes=1))
    said = call("run", *QUICK)
    assert f"Запуск {second} не был закончен (осталось школ: 1 из 1). Продолжаю его; начать заново – site-audit run --new." in said.out
    assert second in _runs(folder)
    third = call("run", *QUICK)
    assert "Продолжаю" not in third.out


@pytest.mark.parametrize(
    ("hours", "digest", "why"), [(25, "", "начат больше суток назад"), (1, "sha256:0", "судил по другим правилам")], ids=["old", "rules"]
)
def test_an_unfinished_run_that_cannot_go_on_is_told(call: Call, folder: Path, nobody: str, hours: int, digest: str, why: str) -> None:
    """It is named with the reason, and a new one is begun."""
    _listed(folder, f"silent,МБОУ Степная СОШ,{nobody},1-11")
    (folder / "site-audit.toml").write_text(NO_RETRIES, encoding="utf-8")
    run = _break_off(folder, datetime.now().astimezone() - timedelta(hours=hours), digest)
    said = call("run", *QUICK)
    assert f"Запуск {run} не был закончен, но {why}. Начинаю новый." in said.out
    assert run not in _runs(folder)


def test_schools_in_quiet_hours_wait(call: Call, folder: Path, nobody: str) -> None:
    """Nobody is asked, the exit code says that not all were audited, and the next start goes on."""
    _listed(folder, f"silent,МБОУ Степная СОШ,{nobody},1-11")
    now = datetime.now(ZoneInfo("Europe/Moscow"))
    hours = f"{now - timedelta(hours=2):%H:%M}-{now + timedelta(hours=2):%H:%M}"
    (folder / "site-audit.toml").write_text(f'{NO_RETRIES}quiet_hours = "{hours}"\n', encoding="utf-8")
    said = call("run", *QUICK)
    assert said.code == 1
    assert f"Тихие часы ({hours} по времени школы): ждут своего часа школ: 1." in said.out
    (folder / "site-audit.toml").write_text(NO_RETRIES, encoding="utf-8")
    again = call("run", *QUICK)
    assert "Продолжаю его" in again.out
    assert "[1/1] МБОУ Степная СОШ: не оценён" in again.out


def test_only_names_schools_of_the_list(call: Call, folder: Path, school: str) -> None:
    """A school that is not listed is wrong input."""
    _listed(folder, f"olhovskaya,МБОУ Ольховская СОШ,{school},1-11")
    said = call("run", "--only", "olhovskaja", *QUICK)
    assert said.code == 2
    assert "olhovskaja" in said.err


def test_the_shipped_list_points_to_the_demo(call: Call, folder: Path) -> None:
    """Whoever runs on the demo's rows is told what they are; nothing is asked and nothing is written."""
    (folder / "schools.csv").write_bytes((ROOT / "site_audit" / "demo" / "schools.csv").read_bytes())
    said = call("run", "--rules", RULES)
    assert said.code == 2
    assert "make demo" in said.err and "--allow-private-networks" in said.err
    assert not (folder / "reports").exists()


@pytest.mark.parametrize("contact", ["", "operator@example.org"])
def test_an_unset_contact_is_told_once(call: Call, folder: Path, nobody: str, contact: str) -> None:
    """The owners of sites should know whom to write to; where they do, nothing is said."""
    _listed(folder, f"silent,МБОУ Степная СОШ,{nobody},1-11")
    told = f'contact = "{contact}"\n' if contact else ""
    (folder / "site-audit.toml").write_text(told + NO_RETRIES, encoding="utf-8")
    assert call("run", *QUICK).err.count("настройка contact не задана") == (0 if contact else 1)


def test_an_unknown_setting_is_wrong_input(call: Call, folder: Path, school: str) -> None:
    """File, line and a suggestion; nothing is begun."""
    _listed(folder, f"olhovskaya,МБОУ Ольховская СОШ,{school},1-11")
    (folder / "site-audit.toml").write_text("[limits]\npagess = 20\n", encoding="utf-8")
    said = call("run", *QUICK)
    assert said.code == 2
    assert re.search(r"site-audit\.toml, строка 2: .*pagess.*limits\.pages", said.err)
    assert not (folder / "reports").exists()


def test_an_unknown_run_is_wrong_input(call: Call, folder: Path) -> None:
    """The runs that are there are named instead."""
    for command in ("report", "rejudge"):
        said = call(command, "20200101-0000")
        assert said.code == 2
        assert "20200101-0000" in said.err


def test_an_unknown_format_is_wrong_input(call: Call, folder: Path) -> None:
    """What can be written is named."""
    said = call("report", "--format", "ods")
    assert (said.code, "ods" in said.err, "html" in said.err) == (2, True, True)


def test_check_serves_the_school_itself(call: Call, folder: Path, school: str) -> None:
    """What is there, what is missing, what to publish; a report of its own; nothing in the operator's ledger or list of runs."""
    said = call("check", school, *QUICK)
    assert (said.code, said.plain) == (0, True)
    for words in ("Есть – ", "Не найдено – ", "Что опубликовать в первую очередь:", "  1. ", "Индекс информационной открытости: "):
        assert words in said.out
    (report,) = (folder / "reports" / "check").iterdir()
    assert report.name == "127.0.0.1-2026-11-23"
    assert {path.name for path in report.iterdir()} == {"index.html", "report.json", "seen"}
    assert (folder / "var" / "check" / "audit.db").is_file()
    assert not (folder / "var" / "audit.db").exists()
    assert not (folder / "reports" / "index.html").exists()


def test_check_of_a_silent_site_ends_with_one(call: Call, folder: Path, nobody: str) -> None:
    """Nothing could be audited, and that is said instead of a figure."""
    (folder / "site-audit.toml").write_text(NO_RETRIES, encoding="utf-8")
    said = call("check", nobody, *QUICK)
    assert said.code == 1
    assert "не оценён" in said.out


@pytest.mark.parametrize(
    "wrong", [("ftp://школа.example",), ("http://a.example", "--grades", "9-1"), ("http://a.example", "--as-of", "вчера")]
)
def test_check_of_nonsense_is_wrong_input(call: Call, folder: Path, wrong: tuple[str, ...]) -> None:
    """Address, grades or day that make no sense: a sentence and exit code 2."""
    said = call("check", *wrong)
    assert said.code == 2
    assert re.search("[а-я]{4}", said.err)


def test_a_private_address_is_not_asked(call: Call, folder: Path, school: str) -> None:
    """Without the flag this machine and inner networks stay out of reach."""
    said = call("check", school, "--rules", RULES, "--delay", "0")
    assert said.code == 1
    assert "не оценён" in said.out


def test_doctor_tells_settings_and_machine(call: Call, folder: Path) -> None:
    """Every setting with its origin, the rules, the ledger, the guard; exit code 0."""
    (folder / "site-audit.toml").write_text("[limits]\npages = 20\n", encoding="utf-8")
    said = call("doctor")
    assert (said.code, said.plain) == (0, True)
    assert re.search(r"limits\.pages = 20  \(.*site-audit\.toml, строка 2\)", said.out)
    assert "критериев 35" in said.out
    assert "внутренние сети закрыты" in said.out


def test_doctor_says_what_is_broken(call: Call, folder: Path) -> None:
    """Rules that cannot be read are told, with the rest, and end with 2."""
    (folder / "rules").mkdir()
    said = call("doctor")
    assert said.code == 2
    assert "pack.toml" in said.out


def test_the_archive_is_thinned_by_command(call: Call, folder: Path, school: str) -> None:
    """What is past its days goes, with a sentence of how much; what is gone cannot be judged again, and this is said."""
    _listed(folder, f"olhovskaya,МБОУ Ольховская СОШ,{school},1-11")
    assert call("run", *QUICK).code == 0
    young = call("archive", "thin")
    assert (young.code, young.plain) == (0, True)
    assert "прорежено или удалено: 0;" in young.out and "за 30 дн." in young.out
    with Ledger(folder / "var" / "audit.db") as ledger, ledger._engine.begin() as connection:
        connection.execute(update(tables.runs).values(started_at="2026-01-01T02:00:00+03:00"))
    old = call("archive", "thin")
    assert (old.code, "прорежено или удалено: 1;" in old.out) == (0, True)
    said = call("rejudge", "--rules", RULES)
    assert said.code == 2 and "больше не хранятся" in said.err


def test_a_second_run_says_what_it_was_spared(call: Call, folder: Path, school: str) -> None:
    """Requests, bytes and what was read stand at the end of a run."""
    _listed(folder, f"olhovskaya,МБОУ Ольховская СОШ,{school},1-11")
    first, second = call("run", *QUICK), call("run", "--new", *QUICK)
    assert re.search(r"запрос\w* к сайту\. Сайты прислали [\d,]+.КБ\. Прочитано: \d+", first.out)
    assert "Прочитано заново: 0" in second.out and second.plain
