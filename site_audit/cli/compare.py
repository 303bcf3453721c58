"""`compare` and `monitoring`: what changed between two runs, and whether recommendations were followed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from site_audit.cli.options import Out, Rules, Schools, overrides, settings_of
from site_audit.cli.say import console, progress
from site_audit.errors import ConfigurationError

if TYPE_CHECKING:
    from site_audit.comparing import Compared, JudgeAgain
    from site_audit.store.monitorings import Monitoring
    from site_audit.store.runs import Run
    from site_audit.wiring import Parts

Rejudge = Annotated[bool, typer.Option("--rejudge", help="если правила менялись, пересудить прошлое по сегодняшним")]
Name = Annotated[str, typer.Argument(metavar="НАЗВАНИЕ", help="название мониторинга, например «Осень 2026»")]
RunOption = Annotated[str | None, typer.Option("--run", metavar="ЗАПУСК", help="какой запуск взять; не назван – последний законченный")]

monitoring_app = typer.Typer(
    help="Мониторинг: первый запуск, время школам дополнить сайты, итоговый запуск – и что из рекомендаций выполнено.",
    no_args_is_help=True,
)


def compare(
    first: Annotated[str, typer.Argument(metavar="РАНЬШЕ", help="запуск, с которым сравнить")],
    final: Annotated[str, typer.Argument(metavar="ПОЗЖЕ", help="запуск, который сравнить")],
    schools: Schools = Path("schools.csv"),
    rules: Rules = None,
    out: Out = None,
    rejudge: Rejudge = False,
) -> None:
    """Сравнить два запуска: что у каждой школы стало лучше, что пропало и почему."""
    from site_audit.comparing import compare_runs, write_comparison

    with _parts(schools, rules, out) as parts:
        earlier, later = sorted((_run(parts, first), _run(parts, final)), key=lambda one: (one.started_at, one.id))
        if earlier.id == later.id:
            raise ConfigurationError("Назван один и тот же запуск дважды; сравнивать нечего.")
        compared = compare_runs(earlier, later, parts, judge_again=_judge_again(parts) if rejudge else None)
        page = write_comparison(compared, parts)
    _tell(compared)
    console().print(f"Сравнение: {page}", soft_wrap=True)


@monitoring_app.command("open")
def open_monitoring(name: Name, schools: Schools = Path("schools.csv"), out: Out = None, run: RunOption = None) -> None:
    """Открыть мониторинг: последний законченный запуск становится первым, школы получают время дополнить сайты."""
    with _parts(schools, None, out) as parts:
        first = _run(parts, run)
        opened = parts.ledger.monitorings.open(name, first_run=first.id, at=parts.now())
    console().print(
        f"Мониторинг «{opened.name}» открыт; первый запуск – {first.id}. Когда школы дополнят сайты, выполните site-audit run "
        f'и закройте мониторинг: site-audit monitoring close "{opened.name}".',
        soft_wrap=True,
        highlight=False,
    )


@monitoring_app.command("close")
def close_monitoring(
    name: Name,
    schools: Schools = Path("schools.csv"),
    rules: Rules = None,
    out: Out = None,
    run: RunOption = None,
    rejudge: Rejudge = False,
) -> None:
    """Закрыть мониторинг: последний законченный запуск становится итоговым; пишет, что выполнено и насколько вырос показатель."""
    from site_audit.comparing import compare_runs, write_comparison

    with _parts(schools, rules, out) as parts:
        known = _monitoring(parts, name)
        first, final = _run(parts, known.first_run), _run(parts, run)
        if final.started_at < first.started_at:
            raise ConfigurationError(f"Запуск {final.id} был раньше первого запуска мониторинга ({first.id}); итоговый должен быть позже.")
        closed = parts.ledger.monitorings.close(known, final_run=final.id, at=parts.now())
        compared = compare_runs(first, final, parts, judge_again=_judge_again(parts) if rejudge else None)
        page = write_comparison(compared, parts, monitoring=closed)
    _tell(compared)
    console().print(f"Мониторинг «{closed.name}» закрыт. Итоги: {page}", soft_wrap=True, highlight=False)


@monitoring_app.command("show")
def show_monitoring(
    name: Name, schools: Schools = Path("schools.csv"), rules: Rules = None, out: Out = None, rejudge: Rejudge = False
) -> None:
    """Показать, как идёт мониторинг: для открытого – первый запуск и последний, для закрытого – первый и итоговый."""
    from site_audit.comparing import compare_runs, write_comparison

    with _parts(schools, rules, out) as parts:
        known = _monitoring(parts, name)
        first, final = _run(parts, known.first_run), _run(parts, known.final_run or None)
        if first.id == final.id:
            raise ConfigurationError(f"После первого запуска ({first.id}) других ещё не было: сравнивать нечего. Выполните site-audit run.")
        compared = compare_runs(first, final, parts, judge_again=_judge_again(parts) if rejudge else None)
        page = write_comparison(compared, parts, monitoring=known)
    _tell(compared)
    console().print(f"Страница: {page}", soft_wrap=True)


@monitoring_app.command("list")
def list_monitorings(schools: Schools = Path("schools.csv")) -> None:
    """Перечислить мониторинги, новые сверху."""
    with _parts(schools, None, None) as parts:
        known = parts.ledger.monitorings.all()
    for one in known:
        state = "открыт" if one.is_open else f"закрыт {one.closed_at:%d.%m.%Y}, итоговый запуск {one.final_run}"
        console().print(f"{one.name} – с {one.opened_at:%d.%m.%Y}, первый запуск {one.first_run}; {state}", soft_wrap=True, highlight=False)
    if not known:
        console().print('Мониторингов ещё не было. Открыть: site-audit monitoring open "Осень 2026".', soft_wrap=True, highlight=False)


@contextmanager
def _parts(schools: Path, rules: Path | None, out: Path | None) -> Iterator[Parts]:
    from site_audit.wiring import open_parts

    settings = settings_of(schools.resolve().parent, os.environ, overrides(rules=rules, out=out))
    with open_parts(settings) as parts:
        yield parts


def _run(parts: Parts, name: str | None) -> Run:
    """A finished run by its id; the latest where none is named."""
    from site_audit.store.runs import RunKind

    found = parts.ledger.run(name) if name else parts.ledger.latest_run((RunKind.RUN, RunKind.REJUDGE), finished=True)
    if found is None:
        known = ", ".join(one.id for one in parts.ledger.runs()[:5]) or "ни одного"
        raise ConfigurationError(f"Запуска {name or ''} в журнале нет (есть: {known}). Сначала выполните site-audit run.")
    if not found.finished_at:
        raise ConfigurationError(f"Запуск {found.id} не закончен. Продолжит его site-audit run.")
    return found


def _monitoring(parts: Parts, name: str) -> Monitoring:
    known = parts.ledger.monitorings
    found = known.named(name)
    if found is None:
        names = "; ".join(f"«{one.name}»" for one in known.all()[:5]) or "ни одного"
        raise ConfigurationError(f"Мониторинга «{name}» нет (есть: {names}). Открыть: site-audit monitoring open.")
    return found


def _judge_again(parts: Parts) -> JudgeAgain:
    from site_audit.run import rejudge

    def again(source: Run) -> Run:
        with progress(console()) as told:
            result = rejudge(source, parts, as_of=source.as_of, progress=told)
        found = parts.ledger.run(result.run)
        assert found is not None, "the run was just written"
        return found

    return again


def _tell(compared: Compared) -> None:
    """The table of schools on the terminal."""
    from rich.markup import escape
    from rich.table import Table

    from site_audit.view.pages.change import signed
    from site_audit.view.words import words_in

    words = words_in("ru")
    table = Table("Школа", "Было", "Стало", "Прирост", "Выполнено", title=f"{compared.first.id} → {compared.final.id}")
    for one in sorted(compared.comparisons, key=lambda each: (each.gain is None, -(each.gain or 0))):
        deeds = compared.deeds.get(one.school.id, ())
        before, after = (words.number(each.value if each else None) for each in (one.first, one.after.indicator))
        done = sum(each.deed.value == "done" for each in deeds)
        table.add_row(escape(one.school.name), before, after, signed(one.gain, words), f"{done} из {len(deeds)}")
    console().print(table)
    if any(not one.same_rules and one.again is None for one in compared.comparisons):
        console().print(
            "Правила между запусками менялись, значения прямо сравнивать нельзя. Пересудить прошлое: --rejudge.",
            soft_wrap=True,
        )
