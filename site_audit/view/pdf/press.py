"""Sets a page model by a typst template.

The model goes in as JSON and comes out as text: what sites say is never read as markup. The compiler sees its own templates only, no
package is fetched, no font of the machine is used, and the moment of the file is that of the audit – so the same run gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from site_audit.errors import ConfigurationError
from site_audit.view.html import HALVES, UNSHOWN
from site_audit.view.pages.district import DistrictPage
from site_audit.view.pages.school import SchoolPage
from site_audit.view.words import words_in

TEMPLATES = ("school.typ", "district.typ", "look.typ")
INSTALL = "Для PDF нужна библиотека typst. Установите её: pip install 'site-audit[documents]'."


def school_pdf(page: SchoolPage, *, at: datetime) -> bytes:
    """The printed report of one school."""
    return _set("school.typ", asdict(page), page, at)


def district_pdf(page: DistrictPage, *, at: datetime) -> bytes:
    """The printed report of the district."""
    return _set("district.typ", asdict(page), page, at)


def _set(template: str, model: dict[str, Any], page: SchoolPage | DistrictPage, at: datetime) -> bytes:
    try:
        import typst
    except ImportError as missing:
        raise ConfigurationError(INSTALL) from missing
    words = words_in(page.locale, page.pack)
    model.pop("pack", None)
    told = {"page": model, "t": dict(words.entries), "locale": page.locale, "basis": words.entries["pack.basis"]}
    data = json.dumps(_clean(told), ensure_ascii=False)
    with TemporaryDirectory() as place:
        folder = Path(place)
        for name in TEMPLATES:
            folder.joinpath(name).write_text(_template(name), encoding="utf-8")
        made = typst.compile(
            folder / template,
            root=folder,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": data},
            timestamp=int(at.timestamp()),
            package_path=folder,
            package_cache_path=folder,
        )
    assert isinstance(made, bytes), "no output path was given"
    return made


def _template(name: str) -> str:
    return resources.files("site_audit.view.pdf").joinpath("templates", name).read_text(encoding="utf-8")


def _clean(value: Any) -> Any:
    """Texts without characters that hide or turn around what a reader sees."""
    if isinstance(value, str):
        return HALVES.sub("\N{REPLACEMENT CHARACTER}", UNSHOWN.sub("", value))
    if isinstance(value, Mapping):
        return {str(key): _clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple | frozenset):
        return [_clean(one) for one in (sorted(value) if isinstance(value, frozenset) else value)]
    return value
