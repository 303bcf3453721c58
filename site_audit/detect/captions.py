"""Lists without markup: entries run together in one block, and the lines that caption a table or list without being headings."""

from __future__ import annotations

import re

from site_audit.model import BlockKind
from site_audit.text.forms import is_verb
from site_audit.text.words import words_of

_NUMBER = re.compile(r"(?<![\w.,№/-])(?P<number>\d{1,2})[.)]\s?(?=[^\W\d_]|[«\"])")
_MONTH = (
    r"(?:сентябрь|октябрь|ноябрь|декабрь|январь|февраль|март|апрель|май|июнь|июль|август"
    r"|(?:I{1,3}|IV|[1-4](?:-я)?) (?:четверть|полугодие))"
)
_MONTHLY = re.compile(rf"(?<![\w-]){_MONTH}\s?[.:–—-]", re.IGNORECASE)
_PART_WORDS = 2
_MOST_PARTS = 200
_CAPTION_CHARACTERS = 220
_SENTENCE_WORDS = 4  # «В саду тихо.» is a sentence, «План профориентационных дел школы.» names
_STARTS_AS_ENTRY = re.compile(
    rf"\s*(?:\d{{1,2}}(?:\.\d{{1,2}})*[.)]\s|\d{{1,2}}[./]\d{{2}}|[–—•*-]\s|{_MONTH}|в течение|(?:\d{{1,2}}[–-])?\d{{1,2}} (?:класс|кл))",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[.!?](?=\s+[А-ЯЁ«\"])|[:.!?]?\s*$")


def entries_in(text: str) -> int:
    """How many entries of a list stand in one block: «1) … 2) …», «СЕНТЯБРЬ. … ОКТЯБРЬ. …», «игра, 8 кл.; выезд, 9 кл.». None: 0."""
    return max(len(_numbered(text)), _many(len(_MONTHLY.findall(text))), _between_semicolons(text))


def caption_of(text: str, following: tuple[tuple[BlockKind, str], ...]) -> int:
    """How many characters of a paragraph caption what follows it (or the entries within it); 0 where it captions nothing.

    `following` are the next few lines. A caption is short and names: its first sentence has no verb.
    """
    within = _numbered(text)
    end = within[0] if len(within) > 1 else _first_sentence(text)
    listed = len(within) > 1 or sum(is_entry(kind, line) for kind, line in following[:3]) > 1
    if not listed or not 0 < end <= _CAPTION_CHARACTERS or (not within and _STARTS_AS_ENTRY.match(text)):
        return 0
    words = words_of(text[:end])
    closed = text[end : end + 1] in (".", "!", "?")
    return 0 if (closed and len(words) < _SENTENCE_WORDS) or any(is_verb(word.form) for word in words) else end


def is_entry(kind: BlockKind, text: str) -> bool:
    """Whether a line is an entry of a table or list, marked up or not."""
    if kind in (BlockKind.ROW, BlockKind.ITEM):
        return True
    return kind is BlockKind.PARAGRAPH and bool(_STARTS_AS_ENTRY.match(text))


def _numbered(text: str) -> list[int]:
    """Where the entries of a list numbered 1, 2, 3 begin."""
    found: list[int] = []
    for match in _NUMBER.finditer(text):
        if int(match["number"]) == len(found) + 1:
            found.append(match.start())
    return found if len(found) > 1 else []


def _between_semicolons(text: str) -> int:
    parts = text.split(";", _MOST_PARTS)
    return _many(len(parts)) if all(len(part.split()) >= _PART_WORDS for part in parts) else 0


def _many(count: int) -> int:
    return count if count > 1 else 0


def _first_sentence(text: str) -> int:
    found = _STOPS.search(text)
    return found.start() if found else len(text)
