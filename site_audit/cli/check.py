"""`check URL`: one site, for the school itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from site_audit.cli.options import AllowPrivate, AsOf, Delay, MaxPages, Rules, overrides, settings_of
from site_audit.cli.say import console, kept_when_broken_off
from site_audit.errors import ConfigurationError
from site_audit.model import Audit, Outcome, School
from site_audit.rulepack import Criterion

Grades = Annotated[str, typer.Option("--grades", help="классы школы: 1-4, 1-9 или 1-11")]
Site = Annotated[str, typer.Argument(metavar="URL", help="адрес сайта школы")]
_STEPS_SHOWN = 8
_LARGEST_GRADE = 11


def check(
    url: Site,
    grades: Grades = "1-11",
    rules: Rules = None,
    as_of: AsOf = None,
    delay: Delay = None,
    max_pages: MaxPages = None,
    allow_private_networks: AllowPrivate = None,
) -> None:
    """Проверить один сайт: что нашлось, чего не хватает и что опубликовать в первую очередь."""
    from site_audit.run import check_site
    from site_audit.urls import display, host_of
    from site_audit.wiring import open_parts

    address = _address(url)
    given = overrides(rules=rules, as_of=as_of, delay=delay, max_pages=max_pages, allow_private=allow_private_networks)
    settings = settings_of(Path.cwd(), os.environ, given)
    settings = replace(settings, var=settings.var / "check")
    out = console()
    out.print(f"Читаю {display(address)} – не спеша, чтобы не мешать сайту…", soft_wrap=True)
    with open_parts(settings) as parts:
        day = settings.as_of or parts.now().date()
        school = School("site", display(host_of(address)), address, grades=_range(grades))
        folder = settings.out / "check" / f"{_plain(host_of(address))}-{day.isoformat()}"
        with kept_when_broken_off(), out.status("Читаю страницы…"):
            audit, page = check_site(school, parts, as_of=day, folder=folder)
        _tell(audit, parts.pack.criteria, page, out)
    if audit.indicator.value is None:
        raise typer.Exit(1)


def _address(url: str) -> str:
    """The address as it can be asked."""
    from site_audit.urls import repair

    address, note = repair(url)
    if address is None:
        raise ConfigurationError(f"Адрес {url!r} проверить нельзя: {note}")
    return address


def _plain(host: str) -> str:
    """A host as the name of a folder."""
    return "".join(letter if letter.isalnum() or letter in ".-" else "-" for letter in host)


def _range(grades: str) -> tuple[int, int]:
    low, _, high = grades.partition("-")
    if not (low.isdigit() and high.isdigit() and 1 <= int(low) <= int(high) <= _LARGEST_GRADE):
        raise ConfigurationError(f"Классы {grades!r} не понятны; пишите 1-4, 1-9 или 1-11.")
    return int(low), int(high)


def _tell(audit: Audit, criteria: Sequence[Criterion], page: Path, out: Console) -> None:
    from site_audit.score import printed

    titles = {criterion.id: criterion for criterion in criteria}
    words = {
        Outcome.PRESENT: "есть",
        Outcome.PARTIAL: "частично",
        Outcome.ABSENT: "не найдено",
        Outcome.UNKNOWN: "не удалось проверить",
    }
    for outcome, word in words.items():
        findings = [finding for finding in audit.findings if finding.outcome is outcome]
        out.print(f"\n{word.capitalize()} – {len(findings)}:", markup=False)
        for finding in findings:
            out.print(f"  {titles[finding.criterion].title.ru}", markup=False, soft_wrap=True)
            for evidence in finding.evidence[:1]:
                out.print(f"      «{evidence.quote}» – {evidence.url}", markup=False, soft_wrap=True)
    gaps = [f for f in audit.findings if f.outcome in (Outcome.ABSENT, Outcome.PARTIAL) and f.score is not None]
    gaps.sort(key=lambda finding: -(finding.weight * (1 - (finding.score or 0))))
    out.print("\nЧто опубликовать в первую очередь:", markup=False)
    for number, finding in enumerate(gaps[:_STEPS_SHOWN], 1):
        out.print(f"  {number}. {titles[finding.criterion].recommendation.ru}", markup=False, soft_wrap=True)
    value = audit.indicator.value
    figure = "не оценён: сайт прочитать не удалось" if value is None else str(printed(value)).replace(".", ",")
    out.print(f"\nИндекс информационной открытости: {figure}", markup=False)
    out.print(f"Отчёт: {page}", markup=False, soft_wrap=True)
