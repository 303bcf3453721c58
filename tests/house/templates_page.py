"""Makes `docs/templates.md` from the fields themselves: `python -m tests.house.templates_page`."""

from __future__ import annotations

from collections.abc import Mapping

from site_audit.view.documents.fields import COMMON, DISTRICT, SCHOOL
from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "templates.md"
INTRO = """# Шаблоны документов на подпись

`site-audit report --format docx` пишет рядом с отчётами запуска документы Word:

| Документ | Файл | Шаблон |
|---|---|---|
| Аналитическая справка | `district.docx` | `district.docx` |
| Проект приказа с приложениями | `documents/order.docx` | `order.docx` |
| Адресные рекомендации школе | `documents/<код школы>.docx` | `school.docx` |

`site-audit report --format pdf` кладёт рядом с каждым его PDF (справки – `documents/memo.pdf`); делает его LibreOffice. Есть ли он на
компьютере и как его поставить, скажет `site-audit doctor`; без него остаётся DOCX, и программа об этом говорит.

`site-audit templates write` кладёт шаблоны в папку `templates/` рядом со списком школ (или в папку настройки `templates`); их можно
править в Word. Файл, которого там нет, заменяет шаблон из поставки; файл, который там уже есть, команда не трогает. Чтобы вернуть вид
по умолчанию, удалите файл.

В шаблоне `{{ район }}` – поле. Строка таблицы повторяется для каждого члена списка между строками `{%tr for ш in рейтинг %}` и
`{%tr endfor %}`, абзац – между абзацами `{%p for в in выводы %}` и `{%p endfor %}`; внутри пишут `{{ ш.название }}`. Часть показывают
по условию: `{%p if динамика %}` … `{%p else %}` … `{%p endif %}`. Неизвестное поле не пропускается: программа называет шаблон и поле.
Незаполненное в настройках `[district]` видно как `____`.
"""


def templates_page() -> str:
    """The whole page."""
    parts = (
        ("Поля всех шаблонов", COMMON),
        ("Поля справки и приказа (`district.docx`, `order.docx`)", DISTRICT),
        ("Поля адресных рекомендаций (`school.docx`)", SCHOOL),
    )
    return INTRO + "".join(f"\n## {title}\n\n| Поле | Что в нём |\n|---|---|\n{_rows(fields)}" for title, fields in parts)


def _rows(fields: Mapping[str, str]) -> str:
    return "".join(f"| `{name}` | {about} |\n" for name, about in fields.items())


if __name__ == "__main__":
    PAGE.write_text(templates_page(), encoding="utf-8")
