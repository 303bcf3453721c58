"""`archive thin`: what is kept of the sites for so long and no longer."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import typer

from site_audit.cli.options import Schools, settings_of

archive_app = typer.Typer(help="Архив страниц.", no_args_is_help=True)


@archive_app.callback()
def _archive() -> None:
    """Архив страниц."""


@archive_app.command("thin")
def thin(schools: Schools = Path("schools.csv")) -> None:
    """Убрать из архива то, что по настройкам больше не хранится. Делается и само после каждого запуска."""
    from site_audit.upkeep import tidy
    from site_audit.view.words import words_in
    from site_audit.wiring import open_parts

    settings = settings_of(schools.resolve().parent, os.environ, {})
    with open_parts(settings) as parts:
        done = tidy(parts)
    megabytes = words_in("ru").number(Decimal(done.bytes_freed) / 10**6, 1)
    typer.echo(f"Обходов прорежено или удалено: {done.files}; страниц и документов убрано: {done.visits}; освобождено {megabytes} МБ.")
    kept = settings.archive
    typer.echo(f"Целиком хранятся обходы за {kept.keep_days} дн., страницы с цитатами – за {kept.keep_evidence_days} дн.")
    if done.strange:
        typer.echo(f"Оставлено файлов, о запусках которых журнал не знает: {done.strange}. Не нужны – удалите: {parts.archive.folder}")
    if done.damaged:
        typer.echo(f"Не удалось проредить файлов: {done.damaged}; они оставлены как были, причины выше.", err=True)
