"""`compare` and `monitoring` as the operator uses them: two nights in the ledger, a page and a table."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from site_audit.model import Outcome
from site_audit.rulepack import load_pack
from site_audit.score import indicate
from site_audit.store.ledger import Ledger
from site_audit.store.runs import RunKind
from tests.cli.calling import RULES, Call
from tests.view import sample

PACK = load_pack(RULES / "career")
SCHOOL = sample.rich().school


@pytest.fixture
def nights(folder: Path) -> tuple[str, str]:
    """Two finished nights over one school: nothing found, then one criterion met in full; the later one after a change of nothing else."""
    ids = []
    with Ledger(folder / "var" / "audit.db") as ledger:
        for night, found in enumerate((Outcome.ABSENT, Outcome.PRESENT)):
            at = sample.AT + timedelta(days=30 * night)
            run = ledger.open_run([SCHOOL], kind=RunKind.RUN, started_at=at, as_of=at.date(), pack=PACK.identity, method="iio-1")
            outcomes = [found, *(Outcome.ABSENT for _ in PACK.criteria[1:])]
            findings = tuple(
                sample.finding(one, outcome, "1" if outcome is Outcome.PRESENT else "0")
                for one, outcome in zip(PACK.criteria, outcomes, strict=True)
            )
            indicator = indicate(findings, PACK.directions, PACK.criteria)
            audit = sample.audit(SCHOOL, findings, run=run.id, audited_at=at, pack=PACK.identity, indicator=indicator)
            ledger.save_audit(audit)
            ledger.finish_run(run.id, at=at)
            ids.append(run.id)
    return ids[0], ids[1]


def test_two_nights_are_compared(call: Call, folder: Path, nights: tuple[str, str]) -> None:
    """In either order: the page, the data and the table say the same gain, and which criterion brought it."""
    said = call("compare", nights[1], nights[0], "--rules", RULES / "career")
    assert said.code == 0, said.err
    assert "+" in said.out and "1 из 35" in said.out
    place = folder / "reports" / "compare" / f"{nights[0]}_{nights[1]}"
    data = json.loads((place / "comparison.json").read_text(encoding="utf-8"))
    (school,) = data["schools"]
    assert school["gain"] == pytest.approx(school["after"] - school["before"]) and school["gain"] > 0
    assert [(one["criterion"], one["turn"]) for one in school["changes"]] == [(PACK.criteria[0].id, "gained")]
    page = (place / "index.html").read_text(encoding="utf-8")
    assert PACK.criteria[0].title.ru in page and "выполнено" in page


def test_a_monitoring_from_opening_to_its_end(call: Call, folder: Path, nights: tuple[str, str]) -> None:
    """Open with the first night, close with the last: the list, the page and the front page know it."""
    assert call("monitoring", "open", "Осень 2026", "--run", nights[0]).code == 0
    assert "открыт" in call("monitoring", "list").out
    shown = call("monitoring", "show", "осень 2026", "--rules", RULES / "career")
    assert shown.code == 0, shown.err
    page = folder / "reports" / "monitoring" / nights[0] / "index.html"
    assert "ещё открыт" in page.read_text(encoding="utf-8")
    closed = call("monitoring", "close", "Осень 2026", "--rules", RULES / "career")
    assert closed.code == 0, closed.err
    assert "ещё открыт" not in page.read_text(encoding="utf-8")
    assert "Осень 2026" in page.read_text(encoding="utf-8")
    assert f"monitoring/{nights[0]}/index.html" in (folder / "reports" / "index.html").read_text(encoding="utf-8")
    again = call("monitoring", "close", "Осень 2026", "--rules", RULES / "career")
    assert again.code == 2 and "уже закрыт" in again.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("compare", "20200101-0000", "20200102-0000"), "в журнале нет"),
        (("monitoring", "open", "Осень"), "Сначала выполните"),
        (("monitoring", "close", "Осень"), "Мониторинга «Осень» нет"),
        (("monitoring", "show", "Осень"), "Мониторинга «Осень» нет"),
    ],
)
def test_without_a_run_it_is_said_what_to_do(call: Call, arguments: tuple[str, ...], sentence: str) -> None:
    """One sentence, exit code 2."""
    said = call(*arguments)
    assert said.code == 2 and sentence in said.err


def test_a_run_is_not_compared_with_itself(call: Call, nights: tuple[str, str]) -> None:
    """One sentence, exit code 2."""
    said = call("compare", nights[0], nights[0])
    assert said.code == 2 and "дважды" in said.err


def test_the_list_is_empty_at_first(call: Call) -> None:
    """And says how to begin."""
    assert "monitoring open" in call("monitoring", "list").out
