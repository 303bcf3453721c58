"""`schools check`: what is wrong with a school list, line by line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from site_audit.cli.options import Rules, overrides, settings_of
from site_audit.rulepack import Criterion, Direction
from site_audit.schools import SchoolList, read_schools

ListFile = Annotated[Path, typer.Argument(metavar="FILE", help="список школ (CSV)")]
schools_app = typer.Typer(help="Список школ.", no_args_is_help=True)


@schools_app.callback()
def _schools() -> None:
    """Список школ."""


@schools_app.command("check")
def check_list(file: ListFile = Path("schools.csv"), rules: Rules = None) -> None:
    """Сказать, что не так в списке школ, строка за строкой."""
    from site_audit.wiring import load_rules

    pack = load_rules(settings_of(file.resolve().parent, os.environ, overrides(rules=rules)))
    listed = read_and_tell(file, pack.criteria, pack.directions)
    typer.echo(f"Школ, которые можно проверить: {len(listed.schools)}; строк с ошибками: {len({note.line for note in listed.errors})}.")
    if listed.errors or _unknown_exclusions(listed, pack.criteria, pack.directions):
        raise typer.Exit(2)


def read_and_tell(path: Path, criteria: Sequence[Criterion], directions: Sequence[Direction]) -> SchoolList:
    """Read the list and say on stderr what is to be said of its rows."""
    listed = read_schools(path)
    kinds = {"error": "ошибка", "repaired": "исправлено", "warning": "внимание"}
    for note in listed.notes:
        typer.echo(f"{path}:{note.line}: {kinds.get(note.kind, note.kind)}: {note.column}: {note.reason}", err=True)
    for line in _unknown_exclusions(listed, criteria, directions):
        typer.echo(f"{path}: {line}", err=True)
    return listed


def _unknown_exclusions(listed: SchoolList, criteria: Sequence[Criterion], directions: Sequence[Direction]) -> list[str]:
    known = {criterion.id for criterion in criteria} | {direction.id for direction in directions}
    return [
        f"{school.id}: exclude: нет критерия или направления {name!r}"
        for school in listed.schools
        for name in school.exclude
        if name not in known
    ]
