"""Makes `docs/settings.md` from the settings themselves: `python -m tests.house.settings_page`."""

from __future__ import annotations

from pathlib import Path

from site_audit.settings import FILE_NAME, KNOWN, Known
from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "settings.md"
INTRO = f"""# Настройки

Значение берётся из первого места, где оно задано: параметр командной строки, переменная окружения, файл `{FILE_NAME}` рядом
со `schools.csv`, значение по умолчанию. Неизвестная настройка – ошибка с подсказкой. Относительный путь в файле отсчитывается от папки
файла, в параметре и переменной – от текущей папки. Списки в переменной разделяются точкой с запятой.
Что действует и откуда взято, показывает `site-audit doctor`.

```toml
contact = "…"

[limits]
pages = 150

[district]
name = "…"
signatories = ["…", "…"]
```

| Настройка | Что это | По умолчанию | Пределы | Параметр | Переменная |
|---|---|---|---|---|---|
"""


def settings_page() -> str:
    """The whole page."""
    return INTRO + "".join(map(_row, KNOWN.values()))


def _row(known: Known) -> str:
    limits = f"{known.low:,.10g} – {known.high:,.10g}".replace(",", " ") if known.low is not None and known.high is not None else ""
    flag = f"`{known.flag}`" if known.flag else ""
    return f"| `{known.key}` | {known.about} | {_default(known.default)} | {limits} | {flag} | `{known.env}` |\n"


def _default(value: object) -> str:
    match value:
        case None | "":
            return "не задано"
        case bool():
            return "да" if value else "нет"
        case int() | float():
            return f"{value:,.10g}".replace(",", " ")
        case Path():
            return f"`{value.as_posix()}/`"
        case tuple():
            return f"`{'; '.join(value)}`"
    return f"`{value}`"


if __name__ == "__main__":
    PAGE.write_text(settings_page(), encoding="utf-8")
