"""Options that several commands share, and how they become settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from site_audit.logs import set_up_logs
from site_audit.settings import Settings, load_settings

Schools = Annotated[Path, typer.Option("--schools", help="список школ (CSV)")]
Rules = Annotated[Path | None, typer.Option("--rules", help="набор правил: папка или имя из поставки (career, meals)")]
Out = Annotated[Path | None, typer.Option("--out", help="папка отчётов")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="ГГГГ-ММ-ДД", help="на какую дату судить")]
Delay = Annotated[float | None, typer.Option("--delay", help="пауза между запросами к одному сайту, секунд")]
MaxPages = Annotated[int | None, typer.Option("--max-pages", help="сколько страниц читать на одном сайте")]
AllowPrivate = Annotated[bool | None, typer.Option("--allow-private-networks", help="разрешить адреса внутренних сетей")]


def overrides(
    *,
    rules: Path | None = None,
    out: Path | None = None,
    as_of: str | None = None,
    delay: float | None = None,
    max_pages: int | None = None,
    allow_private: bool | None = None,
) -> dict[str, object]:
    """Flags by the key of their setting; None where a flag was not given."""
    return {
        "rules": rules.resolve() if rules else None,
        "out": out.resolve() if out else None,
        "as_of": as_of,
        "limits.delay_s": delay,
        "limits.pages": max_pages,
        "allow_private_networks": allow_private,
    }


def settings_of(folder: Path, env: Mapping[str, str], given: Mapping[str, object]) -> Settings:
    """The settings in force for a command that works in this folder; from here on the program writes of its work as they say."""
    settings = load_settings(folder, env, given)
    set_up_logs(form=settings.log.form, level=settings.log.level)
    return settings
