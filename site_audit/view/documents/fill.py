"""Fills a Word template with values.

What sites and lists say is text only: it is put in as values, escaped, and never read as a template. The template itself runs in a
sandbox. A field that we do not know, or a tag that is no template at all, ends in one sentence for the one who edited it.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from site_audit.errors import ConfigurationError
from site_audit.view.html import HALVES, UNSHOWN

INSTALL = "Для DOCX нужна библиотека docxtpl. Установите её: pip install 'site-audit[documents]'."
FIELDS_TOLD = "Все поля перечислены в docs/templates.md; вид по умолчанию вернёт site-audit templates write после удаления файла."
NO_XML = re.compile("[\ufffe\uffff]")
LINES = re.compile(r"[\n\t\v\f\r\a]+")  # the library makes breaks and new paragraphs of these
STAMP = (1980, 1, 1, 0, 0, 0)  # the same run gives the same bytes
TEMPLATE_LIMIT = 50_000_000


def filled_docx(name: str, template: bytes, values: dict[str, Any]) -> bytes:
    """The document made of a template; `name` is that of its file, for the sentence when something is wrong with it."""
    try:
        from docxtpl import DocxTemplate
    except ImportError as missing:
        raise ConfigurationError(INSTALL) from missing
    _check(name, template)
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    out = io.BytesIO()
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(_clean(values), environment, autoescape=True)
        document.save(out)
    except UndefinedError as unknown:
        field = (re.findall(r"'([^']+)'", unknown.message or "") or ["?"])[-1]
        raise ConfigurationError(f"В шаблоне {name} стоит неизвестное поле «{field}». {FIELDS_TOLD}") from unknown
    except TemplateError as wrong:
        raise ConfigurationError(f"В шаблоне {name} поле или условие записано с ошибкой: {wrong.message}. {FIELDS_TOLD}") from wrong
    except Exception as broken:  # the file is the operator's: whatever the library trips over lies in it
        raise ConfigurationError(f"Шаблон {name} не заполняется ({type(broken).__name__}: {broken}). {FIELDS_TOLD}") from broken
    return repacked(out.getvalue())


def repacked(content: bytes) -> bytes:
    """The same file without the moment it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _check(name: str, template: bytes) -> None:
    """A file that is no DOCX, or one that unpacks to no sensible size, is told before it is opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            whole = sum(one.file_size for one in packed.infolist())
            known = "word/document.xml" in packed.namelist()
    except zipfile.BadZipFile:
        whole, known = 0, False
    if not known or whole > TEMPLATE_LIMIT:
        raise ConfigurationError(f"Шаблон {name} – не документ Word (DOCX). Сохраните его в Word как DOCX или удалите.")


def _clean(value: Any) -> Any:
    """Texts on one line and without characters that hide, turn around, or may not stand in XML."""
    if isinstance(value, str):
        return HALVES.sub("\N{REPLACEMENT CHARACTER}", NO_XML.sub("", UNSHOWN.sub("", LINES.sub(" ", value))))
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list) else value
