"""`demo`: the invented district, end to end, against what a careful person finds there."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import typer

from site_audit.cli.options import Out, Rules, overrides, settings_of
from site_audit.cli.say import console, progress, ranking
from site_audit.model import Audit, School

_DISTRICT = "Учебный район (вымышленный)"


def demo(rules: Rules = None, out: Out = None) -> None:
    """Показать вымышленный район: поднять его сайты на этом компьютере, проверить и сравнить с ожидаемым."""
    from site_audit.demo.server import serve_district
    from site_audit.run import run_schools
    from site_audit.store.runs import RunKind
    from site_audit.wiring import open_parts

    settings = settings_of(Path.cwd(), os.environ, overrides(rules=rules, out=out, delay=0.0, allow_private=True))
    named = settings.district if dict(settings.origins).get("district.name") not in (None, "по умолчанию") else None
    settings = replace(
        settings,
        out=settings.out / "demo",
        var=settings.var / "demo",
        district=named or replace(settings.district, name=_DISTRICT),
    )
    expected = tomllib.loads((Path(__file__).parents[1] / "demo" / "expected.toml").read_text(encoding="utf-8"))
    console_ = console()
    with serve_district() as district, open_parts(settings) as parts:
        schools = demo_schools(expected, district.urls)
        with progress(console_) as told:
            result = run_schools(schools, parts, kind=RunKind.DEMO, as_of=as_of(expected), progress=told)
    ranking(result.audits, console_)
    console_.print(f"Отчёты: {result.folder / 'index.html'}", soft_wrap=True)
    differences = list(compare(expected, result.audits))
    for line in differences:
        console_.print(line, markup=False, soft_wrap=True)
    if differences:
        console_.print(f"Не сошлось с ожидаемым: {len(differences)}.")
        raise typer.Exit(1)
    console_.print("Всё сошлось с тем, что нашёл внимательный человек (expected.toml).")


def demo_schools(expected: Mapping[str, Any], urls: Mapping[str, str]) -> list[School]:
    """The schools of the district at the addresses they are served on."""
    found = []
    for row in _rows(expected):
        low, _, high = str(row.get("grades", "1-11")).partition("-")
        found.append(School(row["id"], row["name"], urls[row["id"]], grades=(int(low), int(high)), municipality=_DISTRICT))
    return found


def as_of(expected: Mapping[str, Any]) -> date:
    """The day the district is judged as of."""
    day = expected["as_of"]
    return day if isinstance(day, date) else date.fromisoformat(day)


def compare(expected: Mapping[str, Any], audits: Sequence[Audit]) -> Iterator[str]:
    """Where the audits differ from what is expected, one line each."""
    by_id = {audit.school.id: audit for audit in audits}
    for row in _rows(expected):
        audit = by_id[row["id"]]
        for finding in audit.findings:
            wanted = row["outcomes"][finding.criterion]
            if finding.outcome.value != wanted:
                quote = next((evidence.quote for evidence in finding.evidence), "")
                yield f"{row['id']} · {finding.criterion}: ждали {wanted}, вышло {finding.outcome} ({finding.reason.code}) {quote[:80]}"


def _rows(expected: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    rows: Sequence[Mapping[str, Any]] = expected["school"]
    return rows
