"""The names styles of headings have, in Russian and English programs."""

from __future__ import annotations

import re

_HEADING = re.compile(r"(?:heading|заголовок)\s*([1-6])", re.IGNORECASE)
_TITLE = frozenset(("title", "название", "заголовок", "subtitle", "подзаголовок"))


def level_of_name(name: str) -> int:
    """The heading level of a style called so ("heading 2", «Заголовок 2», "Title"), 0 if it is none."""
    if found := _HEADING.match(name.strip()):
        return int(found[1])
    return 1 if name.strip().lower() in _TITLE else 0
