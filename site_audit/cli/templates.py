"""`templates write`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from site_audit.cli.options import settings_of

templates_app = typer.Typer(help="Шаблоны документов на подпись.", no_args_is_help=True)
Folder = Annotated[Path | None, typer.Argument(metavar="[FOLDER]", help="куда; по умолчанию templates/ рядом со списком школ")]


@templates_app.callback()
def _group() -> None:
    """Шаблоны документов на подпись: положить рядом со списком школ, чтобы править их в Word."""


@templates_app.command("write")
def write(folder: Folder = None) -> None:
    """Положить шаблоны документов туда, где их можно править в Word. Файл, который там уже есть, остаётся как был."""
    from site_audit.publish import publish
    from site_audit.view.documents import shipped_templates
    from site_audit.wiring import templates_folder

    place = folder or templates_folder(settings_of(Path.cwd(), os.environ, {}))
    shipped = shipped_templates()
    there = [name for name in shipped if (place / name).exists()]
    new = [(name, content) for name, content in shipped.items() if name not in there]
    if new:
        publish(new, place)
    for name, _ in new:
        typer.echo(f"Положен: {place / name}")
    for name in there:
        typer.echo(f"Уже есть и не тронут: {place / name}")
    typer.echo("Поля описаны в docs/templates.md. Документы по ним: site-audit report --format docx.")
