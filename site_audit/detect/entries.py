"""Entries of a chronicle or list that its writer did not mark up: «✓ 26.09.2026 каток ✓ 18.10.2026 пиццерия», «сентябрь – …; октябрь – …».

Many sites break lines instead of making lists; what one entry says must not be read together with the next one's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from site_audit.model import BlockKind

_DAY = r"\d{1,2}[./]\d{1,2}[./](?:20)?\d{2}|\d{1,2}[./]\d{2}(?![./\d])"
_MONTH = r"январ[ья]|феврал[ья]|март[а]?|апрел[ья]|ма[йя]|июн[ья]|июл[ья]|август[а]?|сентябр[ья]|октябр[ья]|ноябр[ья]|декабр[ья]"
_WEEKDAY = r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
_AT = r"(?:^|(?<=\s))"
#: What an entry begins with; of one text all its entries begin alike.
_MARKS = (
    re.compile(rf"{_AT}(?:[•●▪■◦►▶✓✔☑✅★☆➢➤❖◆♦·‣⁃∙]\s?(?=\S)|[–—]\s(?={_DAY}))"),
    re.compile(rf"{_AT}(?<![–—-]\s)(?:{_DAY})(?:\s?г\.)?(?:\s?[–—:|-]\s|\.\s(?=[«\"А-ЯЁ\d]))"),
    re.compile(rf"(?:^|(?<=[;.]\s))(?:{_MONTH})(?:\s20\d\d)?(?:,\s[^;.–—]{{1,24}}|\.)?\s?[–—:.,-]\s", re.IGNORECASE),
    re.compile(r"(?:^|(?<=[;.]\s))\d{1,2}[.)]\s(?=[«\"А-ЯЁ])"),
)
_LEAST = 2
_MOST = 200
_BEGINS = re.compile(
    rf"\W*(?:\[[^\]]{{1,12}}\]\s*)?(?:\d{{1,2}}[.)]\s)?(?:{_DAY}|\d{{1,2}}\s(?:{_MONTH})(?!\w)|(?:{_WEEKDAY})\s?[.,:–—-])", re.IGNORECASE
)


def entries_of(text: str) -> list[str]:
    """The entries of a paragraph, in order and literally; the paragraph itself where it is one thing."""
    for mark in _MARKS:
        starts = [match.start() for match in mark.finditer(text)]
        if len(starts) >= _LEAST and not text[: starts[0]].strip():
            bounds = [*starts[:_MOST], len(text)]
            return [text[low:high].strip() for low, high in pairwise(bounds)]
    return [text]


def dated(texts: Sequence[tuple[BlockKind, str]]) -> frozenset[int]:
    """The paragraphs that begin with a day where several do: each opens an entry of a chronicle."""
    found = frozenset(number for number, (kind, text) in enumerate(texts) if kind is BlockKind.PARAGRAPH and _BEGINS.match(text))
    return found if len(found) >= _LEAST else frozenset()
