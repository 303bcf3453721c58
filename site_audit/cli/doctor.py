"""`doctor`: settings and where each came from, and whether the machine has what is needed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import typer

from site_audit.cli.options import Schools, overrides, settings_of
from site_audit.errors import SiteAuditError

_OFFICE = {
    "linux": "apt-get install libreoffice-writer",
    "darwin": "brew install --cask libreoffice",
    "win32": "winget install TheDocumentFoundation.LibreOffice",
}
_INSTALLING = {
    "linux": "apt-get install tesseract-ocr tesseract-ocr-rus",
    "darwin": "brew install tesseract tesseract-lang",
    "win32": "winget install UB-Mannheim.TesseractOCR (при установке отметьте русский язык)",
}


def doctor(schools: Schools = Path("schools.csv")) -> None:
    """Настройки и откуда они взяты, правила, база, место на диске, внешние программы."""
    from site_audit.crawl.guard import may_ask
    from site_audit.settings import KNOWN
    from site_audit.wiring import open_parts

    settings = settings_of(schools.resolve().parent, os.environ, overrides())
    origins = dict(settings.origins)
    typer.echo("Настройки:")
    for key, known in KNOWN.items():
        typer.echo(f"  {key} = {known.of(settings)}  ({origins.get(key, 'по умолчанию')})")
    trouble = False
    try:
        with open_parts(settings) as parts:
            typer.echo(f"Правила: {parts.pack.id} {parts.pack.version}, критериев {len(parts.pack.criteria)}")
            typer.echo(f"Журнал: {settings.var / 'audit.db'}, запусков {len(parts.ledger.runs())}")
            typer.echo(f"Время: {parts.now().isoformat(timespec='seconds')}")
    except SiteAuditError as error:
        trouble = True
        typer.echo(str(error))
    free = shutil.disk_usage(settings.folder).free // 1_000_000
    typer.echo(f"Место на диске: {free} МБ")
    guarded = not may_ask("127.0.0.1", 80, allow_private=settings.allow_private_networks)
    typer.echo(f"Охрана адресов: {'внутренние сети закрыты' if guarded else 'внутренние сети РАЗРЕШЕНЫ настройкой'}")
    typer.echo(_recognition(settings.limits.recognition_s))
    typer.echo(_browser(settings.render))
    typer.echo(_printing())
    if trouble:
        raise typer.Exit(2)


def _browser(wanted: bool) -> str:
    """Whether pages that only a browser shows can be read, and what to do where they cannot."""
    from site_audit.crawl.browser import INSTALL, find_chromium

    found = find_chromium()
    if found is None:
        return INSTALL if wanted else "Браузер для страниц из скриптов: нет (нужен только при render = true)"
    return f"Браузер для страниц из скриптов: {found}" + ("" if wanted else ", выключен настройкой render")


def _printing() -> str:
    """Whether documents to sign can be made PDF, and what to do where they cannot."""
    from site_audit.office import find_office

    found = find_office()
    if found is None:
        how = _OFFICE.get(sys.platform, _OFFICE["linux"])
        return f"Документы на подпись в PDF: нет программы LibreOffice, они выходят только в DOCX. Поставить: {how}"
    return f"Документы на подпись в PDF: LibreOffice ({found.program})"


def _recognition(seconds: float) -> str:
    """Whether scans can be recognised on this machine, and what to do where they cannot."""
    from site_audit.ocr import find_tesseract

    found = find_tesseract()
    if found is None:
        how = _INSTALLING.get(sys.platform, _INSTALLING["linux"])
        return f"Распознавание сканов: нет программы tesseract с русским языком, сканы остаются непрочитанными. Поставить: {how}"
    if seconds <= 0:
        return f"Распознавание сканов: выключено настройкой limits.recognition_s ({found.name})"
    return f"Распознавание сканов: {found.name} ({found.program})"
