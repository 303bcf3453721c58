"""`run`, `rejudge` and `report`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from site_audit.cli.options import AllowPrivate, AsOf, Delay, MaxPages, Out, Rules, Schools, overrides, settings_of
from site_audit.cli.say import console, kept_when_broken_off, progress, ranking, spared
from site_audit.errors import ConfigurationError
from site_audit.model import School
from site_audit.rulepack import Criterion, Direction
from site_audit.settings import FILE_NAME, Settings

if TYPE_CHECKING:
    from site_audit.store.ledger import Ledger
    from site_audit.store.runs import Run
    from site_audit.wiring import Parts

Only = Annotated[list[str] | None, typer.Option("--only", help="только эти школы (id из списка); можно повторить")]
New = Annotated[bool, typer.Option("--new", help="начать заново, даже если прошлый запуск не закончен")]
RunId = Annotated[str | None, typer.Argument(metavar="[RUN]", help="какой запуск; по умолчанию последний")]


def run(
    schools: Schools = Path("schools.csv"),
    only: Only = None,
    rules: Rules = None,
    out: Out = None,
    as_of: AsOf = None,
    delay: Delay = None,
    max_pages: MaxPages = None,
    allow_private_networks: AllowPrivate = None,
    new: New = False,
) -> None:
    """Проверить все школы списка и написать отчёты. Прерванный запуск за сегодня продолжается с того места, где остановился."""
    from site_audit.run import run_schools
    from site_audit.store.runs import RunKind
    from site_audit.wiring import open_parts

    given = overrides(rules=rules, out=out, as_of=as_of, delay=delay, max_pages=max_pages, allow_private=allow_private_networks)
    settings = settings_of(schools.resolve().parent, os.environ, given)
    _warn_of_contact(settings)
    out_console = console()
    with open_parts(settings) as parts:
        chosen, usable = _chosen(schools, only, parts.pack.criteria, parts.pack.directions, allow_private=settings.allow_private_networks)
        day = settings.as_of or parts.now().date()
        unfinished = None if new else _unfinished(chosen, parts, out_console)
        with kept_when_broken_off(lambda: _report_of_latest(parts.ledger)), progress(out_console) as told:
            result = run_schools(chosen, parts, kind=RunKind.RUN, as_of=day, progress=told, unfinished=unfinished)
    ranking(result.audits, out_console)
    spared(result.audits, out_console)
    out_console.print(f"Отчёты: {result.folder / 'index.html'}", soft_wrap=True)
    if result.waiting:
        out_console.print(
            f"Тихие часы ({settings.limits.quiet_hours} по времени школы): ждут своего часа школ: {result.waiting}. "
            "Когда они кончатся, запустите site-audit run ещё раз – он продолжит.",
            soft_wrap=True,
        )
    if result.not_assessed or result.waiting or not usable:
        raise typer.Exit(1)


def rejudge(run: RunId = None, schools: Schools = Path("schools.csv"), rules: Rules = None, out: Out = None, as_of: AsOf = None) -> None:
    """Судить сохранённые страницы заново – другими правилами или на другую дату, без единого запроса к сайтам."""
    from site_audit.run import rejudge as judge_again
    from site_audit.wiring import open_parts

    settings = settings_of(schools.resolve().parent, os.environ, overrides(rules=rules, out=out, as_of=as_of))
    out_console = console()
    with open_parts(settings) as parts:
        source = _run_of(parts.ledger, run)
        with kept_when_broken_off(), progress(out_console) as told:
            result = judge_again(source, parts, as_of=settings.as_of or source.as_of, progress=told)
    ranking(result.audits, out_console)
    out_console.print(f"Отчёты: {result.folder / 'index.html'}", soft_wrap=True)


def report(
    run: RunId = None,
    schools: Schools = Path("schools.csv"),
    out: Out = None,
    formats: Annotated[str, typer.Option("--format", help="html,json,csv,xlsx,pdf,docx – через запятую")] = "html,json,csv,xlsx",
    public: Annotated[bool, typer.Option("--public", help="издание для всех: без близких находок и замечаний для оператора")] = False,
) -> None:
    """Написать отчёты запуска ещё раз из журнала."""
    from site_audit.office import MISSING, find_office
    from site_audit.reports import write_reports
    from site_audit.view.publication import known_formats
    from site_audit.wiring import open_parts

    wanted = known_formats(formats)
    settings = settings_of(schools.resolve().parent, os.environ, overrides(out=out))
    office = find_office()
    with open_parts(settings) as parts:
        result = write_reports(_run_of(parts.ledger, run).id, parts, formats=wanted, for_public=public, office=office)
    console().print(f"Отчёты: {result.folder / 'index.html'}", soft_wrap=True)
    if "pdf" in wanted and office is None:
        console().print(MISSING, soft_wrap=True, highlight=False)


def _unfinished(schools: Sequence[School], parts: Parts, out: Console) -> Run | None:
    """The run to go on with, if there is one; what becomes of it is said."""
    from site_audit.score import METHOD
    from site_audit.share import is_alive, unfinished_run

    found = unfinished_run(parts.ledger, schools, pack=parts.pack.identity, method=METHOD, as_of=parts.settings.as_of, now=parts.now())
    if found is None:
        return None
    why_not = {"old": "начат больше суток назад", "rules": "судил по другим правилам"}.get(found.why_not)
    left = f"осталось школ: {found.left.schools} из {len(schools)}"
    if why_not:
        said = f"Запуск {found.run.id} не был закончен, но {why_not}. Начинаю новый."
    elif is_alive(found):
        said = f"Запуск {found.run.id} идёт в другом процессе ({left}). Беру на себя часть оставшихся."
    else:
        said = f"Запуск {found.run.id} не был закончен ({left}). Продолжаю его; начать заново – site-audit run --new."
    out.print(said, soft_wrap=True, highlight=False)
    return None if why_not else found.run


def _run_of(ledger: Ledger, run: str | None) -> Run:
    from site_audit.store.runs import RunKind

    found = ledger.run(run) if run else ledger.latest_run((RunKind.RUN, RunKind.REJUDGE), finished=True)
    if found is None:
        known = ", ".join(each.id for each in ledger.runs()[:5]) or "ни одного"
        raise ConfigurationError(f"Запуска {run or ''} в журнале нет (есть: {known}). Сначала выполните site-audit run.")
    return found


def _warn_of_contact(settings: Settings) -> None:
    if not settings.contact:
        typer.echo(
            "Внимание: настройка contact не задана, и владельцам сайтов не сказано, кому писать об обходе. "
            f'Впишите contact = "…" (почта или адрес) в {settings.folder / FILE_NAME}.',
            err=True,
        )


def _report_of_latest(ledger: Ledger) -> str:
    from site_audit.store.runs import RunKind

    latest = ledger.latest_run((RunKind.RUN,))
    again = "Продолжит с этого места site-audit run"
    return f"{again}. Отчёты по проверенным школам: site-audit report {latest.id}" if latest else ""


def _chosen(
    path: Path, only: list[str] | None, criteria: Sequence[Criterion], directions: Sequence[Direction], *, allow_private: bool
) -> tuple[list[School], bool]:
    """The schools to audit and whether every row of the list could be used."""
    from site_audit.cli.schools import read_and_tell

    listed = read_and_tell(path, criteria, directions)
    schools = list(listed.schools)
    if only:
        known = {school.id.lower() for school in schools}
        missing = [wanted for wanted in only if wanted.lower() not in known]
        if missing:
            raise ConfigurationError(f"В списке {path} нет школ с id: {', '.join(missing)}.")
        schools = [school for school in schools if school.id.lower() in {wanted.lower() for wanted in only}]
    if not schools:
        raise ConfigurationError(f"В списке {path} нет ни одной школы, которую можно проверить.")
    if not allow_private and any(school.url.startswith(("http://127.0.0.1", "http://localhost")) for school in schools):
        raise ConfigurationError(
            f"Список {path} называет учебные адреса этого компьютера (127.0.0.1). Их показывает make demo (site-audit demo). "
            "Впишите в список адреса своих школ; чтобы всё же обходить внутренние адреса, добавьте --allow-private-networks."
        )
    return schools, not listed.errors
