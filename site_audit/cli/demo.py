"""`demo`: the invented district, end to end, against what a careful person finds there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import typer

from site_audit.cli.options import Out, Rules, overrides, settings_of
from site_audit.cli.say import console, kept_when_broken_off, progress, ranking, spared
from site_audit.demo.expected import Expectation, Expected, read_expected
from site_audit.model import Audit, Finding, School
from site_audit.schools import read_schools
from site_audit.settings import District, Settings

_DISTRICT = "Верхнелипский район (вымышленный)"
_BY_DEFAULT = "по умолчанию"
_DEMO = Path(__file__).parents[1] / "demo"


def demo(rules: Rules = None, out: Out = None) -> None:
    """Показать вымышленный район: поднять его сайты на этом компьютере, проверить и сравнить с ожидаемым."""
    from site_audit.demo.server import serve_district
    from site_audit.run import run_schools
    from site_audit.store.runs import RunKind
    from site_audit.wiring import open_parts

    settings = settings_of(Path.cwd(), os.environ, overrides(rules=rules, out=out, delay=0.0, allow_private=True))
    settings = replace(settings, out=settings.out / "demo", var=settings.var / "demo", district=_district(settings))
    expected = read_expected()
    console_ = console()
    with kept_when_broken_off(), serve_district() as district, open_parts(settings) as parts:
        schools = demo_schools(district.urls)
        with progress(console_) as told:
            result = run_schools(schools, parts, kind=RunKind.DEMO, as_of=expected.as_of, progress=told)
    ranking(result.audits, console_)
    spared(result.audits, console_)
    console_.print(f"Отчёты: {result.folder / 'index.html'}", soft_wrap=True)
    if not expected.criteria & {criterion.id for criterion in parts.pack.criteria}:
        console_.print("Ожидаемое записано для других правил: сравнивать не с чем.")
        return
    differences = list(compare(expected, result.audits))
    for line in differences:
        console_.print(line, markup=False, soft_wrap=True)
    if differences:
        console_.print(f"Не сошлось с ожидаемым: {len(differences)}.")
        raise typer.Exit(1)
    console_.print("Всё сошлось с тем, что нашёл внимательный человек (expected.toml).")


def demo_schools(urls: Mapping[str, str]) -> list[School]:
    """The schools of the district at the addresses they are served on."""
    return [replace(school, url=urls[school.id]) for school in read_schools(_DEMO / "schools.csv").schools]


def compare(expected: Expected, audits: Sequence[Audit]) -> Iterator[str]:
    """Where the audits differ from what is expected, one line each: outcomes, addresses of evidence, events and partners."""
    audited = {audit.school.id for audit in audits}
    yield from (f"{school}: школа не проверена" for school in expected.schools if school not in audited)
    for audit in audits:
        wanted = expected.schools[audit.school.id]
        for finding in audit.findings:
            expectation = wanted.findings.get(finding.criterion)
            differences = _differs(finding, expectation) if expectation else ("в expected.toml о нём ничего нет",)
            yield from (f"{audit.school.id} · {finding.criterion}: {line}" for line in differences)
        for event in wanted.events:
            if not any(found.day == event.day and _path(found.url) == unquote(event.at) for found in audit.events):
                yield f"{audit.school.id}: нет события {event.day} ({event.at})"
        for partner in wanted.partners:
            if not any(partner.casefold() in found.name.casefold() for found in audit.partners):
                yield f"{audit.school.id}: нет партнёра «{partner}»"


def _differs(finding: Finding, wanted: Expectation) -> Iterator[str]:
    quote = next((evidence.quote for evidence in finding.evidence), "")[:80]
    if finding.outcome.value != wanted.outcome:
        yield f"ждали {wanted.outcome}, вышло {finding.outcome} ({finding.reason.code}) {quote}"
        return
    shown = {_path(evidence.url) for evidence in finding.evidence}
    if shown and wanted.at and not shown & {unquote(path) for path in wanted.at}:
        yield f"найдено не там: {_path(finding.evidence[0].url)} {quote}"


def _path(url: str) -> str:
    parts = urlsplit(url)
    return unquote(parts.path) + (f"?{unquote(parts.query)}" if parts.query else "")


def _district(settings: Settings) -> District:
    """The operator's own district where it is set, else a name that says that this one is invented."""
    told = dict(settings.origins).get("district.name", _BY_DEFAULT) != _BY_DEFAULT
    return settings.district if told else replace(settings.district, name=_DISTRICT)
