"""`metrics`: the program's figures once, for those who watch from outside; with `--health`, whether it is well."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from site_audit.cli.options import Schools, settings_of
from site_audit.errors import MachineError

Health = Annotated[bool, typer.Option("--health", help="только сказать, всё ли исправно; если нет – почему, и код 3")]
Into = Annotated[Path | None, typer.Option("--into", help="записать в этот файл целиком (для textfile collector), а не на экран")]


def metrics(schools: Schools = Path("schools.csv"), health: Health = False, into: Into = None) -> None:
    """Показать показатели работы в виде, который читает Prometheus: школы, страницы, отказы, длительности, очередь, последняя ночь."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from site_audit.observing import health_of, metrics_of
    from site_audit.store.ledger import Ledger
    from site_audit.view.exposition import exposition

    settings = settings_of(schools.resolve().parent, os.environ, {})
    now = datetime.now(ZoneInfo(settings.timezone))
    with Ledger(settings.var / "audit.db") as ledger:
        if not health:
            _put(exposition(metrics_of(ledger, settings, now=now)), into)
            return
        found = health_of(ledger, settings, now=now)
    typer.echo("Всё исправно." if found.ok else "\n".join(fault.sentence for fault in found.faults))
    if not found.ok:
        raise typer.Exit(MachineError.exit_code)


def _put(text: str, into: Path | None) -> None:
    """To the screen, or into a file that is at every moment whole."""
    if into is None:
        typer.echo(text, nl=False)
        return
    aside = into.with_name(f".{into.name}.{os.getpid()}")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.chmod(0o644)
        os.replace(aside, into)
    except OSError as error:
        raise MachineError(f"Файл {into} не записать: {error.strerror}. Проверьте папку и права на неё.") from error
