"""`rules check`, `rules list`, `rules show`, `rules new`, `rules try`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from site_audit.cli.options import AsOf, Rules, overrides, settings_of
from site_audit.errors import ConfigurationError
from site_audit.rulepack import Criterion, RulePack

rules_app = typer.Typer(help="Правила: проверить, посмотреть, завести новое, испытать.", no_args_is_help=True)
CriterionId = Annotated[str, typer.Argument(metavar="ID", help="критерий; все покажет rules list")]


def _pack(rules: Path | None) -> RulePack:
    from site_audit.wiring import load_rules

    return load_rules(settings_of(Path.cwd(), os.environ, overrides(rules=rules)))


def _criterion(pack: RulePack, wanted: str) -> Criterion:
    import difflib

    known = {criterion.id: criterion for criterion in pack.criteria}
    if wanted not in known:
        near = difflib.get_close_matches(wanted, known, n=1)
        hint = f" Возможно, {near[0]}?" if near else ""
        raise ConfigurationError(f"Критерия {wanted} в правилах нет.{hint} Список: site-audit rules list.")
    return known[wanted]


@rules_app.command("check")
def check(rules: Rules = None, only: Annotated[str | None, typer.Option("--only", help="только этот критерий")] = None) -> None:
    """Прочитать все правила, проверить их и исполнить все примеры."""
    from site_audit.examples import run_examples
    from site_audit.rulepack.lint import remarks

    pack = _pack(rules)
    if only:
        _criterion(pack, only)
    mistakes = [remark for remark in remarks(pack) if only is None or remark.startswith(f"{only}:")]
    for remark in mistakes:
        typer.echo(remark)
    passed = failed = 0
    for result in run_examples(pack, only):
        if result.passed:
            passed += 1
            continue
        failed += 1
        came = f"{result.finding.outcome} ({result.finding.reason.code})"
        typer.echo(f"{result.criterion}: пример «{result.example.name}»: ждали {result.example.expect}, вышло {came}")
    typer.echo(f"Критериев: {len(pack.criteria)}; примеров исполнено: {passed + failed}, не сошлось: {failed}; замечаний: {len(mistakes)}.")
    if failed or mistakes:
        raise typer.Exit(2)


@rules_app.command("list")
def list_rules(rules: Rules = None) -> None:
    """Все критерии по направлениям."""
    pack = _pack(rules)
    for direction in pack.directions:
        typer.echo(f"\n{direction.number}. {direction.title.ru} ({direction.id}, доля {direction.weight})")
        for criterion in pack.criteria:
            if criterion.direction == direction.id:
                typer.echo(f"   {criterion.id:24} вес {criterion.weight}  {criterion.title.ru}")


@rules_app.command("show")
def show(criterion_id: CriterionId, rules: Rules = None) -> None:
    """Страница справочника об одном критерии."""
    from site_audit.rulepack.manual import manual_page

    pack = _pack(rules)
    typer.echo(manual_page(_criterion(pack, criterion_id), pack.norms))


@rules_app.command("new")
def new(
    criterion_id: CriterionId,
    direction: Annotated[str | None, typer.Option("--direction", help="папка направления")] = None,
    rules: Rules = None,
) -> None:
    """Завести заготовку нового правила."""
    from site_audit.rulepack.manual import write_skeleton
    from site_audit.wiring import rules_folder

    folder = rules_folder(settings_of(Path.cwd(), os.environ, overrides(rules=rules)))
    if direction is None:
        known = sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name != "words")
        raise ConfigurationError(f"Назовите направление нового правила: --direction и одно из {', '.join(known)}.")
    path = write_skeleton(folder, direction, criterion_id)
    typer.echo(f"Заготовка: {path}. Впишите id в order файла {folder / 'pack.toml'} и проверьте: site-audit rules check.")


@rules_app.command("try")
def try_rule(
    criterion_id: CriterionId,
    target: Annotated[str, typer.Argument(metavar="URL-или-ФАЙЛ", help="адрес страницы либо файл HTML, PDF или DOCX")],
    rules: Rules = None,
    as_of: AsOf = None,
) -> None:
    """Что одно правило видит на одной странице или в файле, а чего не видит и почему."""
    from site_audit.cli.trial import try_on

    settings = settings_of(Path.cwd(), os.environ, overrides(rules=rules, as_of=as_of))
    pack = _pack(rules)
    for line in try_on(_criterion(pack, criterion_id), target, pack, settings):
        typer.echo(line)
