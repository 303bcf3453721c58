"""Text as words with offsets: one folding for rules and pages alike.

Folding: lower case, ё→е, unseen signs dropped, look-alikes inside Cyrillic words read as Cyrillic (`letters.py`). Hyphens and dashes
separate words, so «мастер-класс», «мастер – класс» and «мастер класс» are the same two words. A word broken by a hyphen at a line's end
(«профессио- нальной», «реали-зации») is put together again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from site_audit.text.letters import COMBINING, SOFT_HYPHEN, UNSEEN, bare, in_cyrillic, rejoined

_WORD = re.compile(rf"[^\W_](?:[{UNSEEN}]*(?:[^\W_]|[{COMBINING}]))*")
#: A word printed with a blank after each letter: «П Р И К А З», «п р и к а з ы в а ю».
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ \u00a0][^\W\d_]){4,}(?!\w)")
_SENTENCE_END = re.compile(r"[.!?…]+[\s»\")\]]*$")
_SHORT_WORDS = "г гг ул им кл уч р пр д т тыс млн руб см стр п пп ст с кв тел каб х пос обл др проф доц акад зам отв вв в"
_ABBREVIATIONS = frozenset(_SHORT_WORDS.split())
_OF_A_YEAR = frozenset({"г", "гг"})
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its folded form, its place in the text, whether it is written in capitals, and which sentence it stands in."""

    form: str
    start: int
    end: int
    capitals: bool
    sentence: int


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The form a word is compared in.

    >>> fold("Профориентацио\u00adнной"), fold("OВЗ"), fold("Ещё")
    ('профориентационной', 'овз', 'еще')
    """
    return in_cyrillic(bare(word)).lower().replace("ё", "е")


def words_of(text: str) -> list[Word]:
    """The words of `text` in order; offsets point into `text` itself, so that a quote stays literal."""
    found: list[Word] = []
    sentence = 0
    last_end = 0
    for start, end, raw in _written(text):
        form = fold(raw)
        if found:
            gap = text[last_end:start]
            joined = rejoined(found[-1].form, form, gap) if "-" in gap or SOFT_HYPHEN in gap else None
            if joined:
                head = found.pop()
                found.append(Word(joined, head.start, end, capitals=False, sentence=head.sentence))
                last_end = end
                continue
            if _ends_sentence(found[-2:], gap, raw):
                sentence += 1
        found.append(Word(form, start, end, capitals=len(raw) > 1 and raw.isupper(), sentence=sentence))
        last_end = end
    return found


def _written(text: str) -> Iterator[tuple[int, int, str]]:
    """The words as they stand: start, end, letters. A word printed in single letters is one word."""
    spaced = {match.start(): match.end() for match in _SPACED.finditer(text)}
    until = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if start < until:
            continue
        if start in spaced:
            until = spaced[start]
            yield start, until, "".join(text[start:until].split())
        else:
            yield start, end, match.group()


def _ends_sentence(before: list[Word], gap: str, following: str) -> bool:
    """Whether a sentence ended in the gap; `before` holds the last word or two."""
    previous = before[-1]
    if not (following[0].isupper() or following[0].isdigit()) or not _SENTENCE_END.search(gap):
        return False
    if "." not in gap or "!" in gap or "?" in gap:
        return True
    if previous.form in _OF_A_YEAR and _YEAR.fullmatch(before[0].form) and not following[0].isdigit():
        return True  # «в 2026 г. Потом …», but not «из г. Луговска»
    single_letter = len(previous.form) == 1 and not previous.form.isdigit()
    if following[0].isdigit():
        return not single_letter and previous.form not in _ABBREVIATIONS and not previous.form.isdigit()
    return not single_letter and previous.form not in _ABBREVIATIONS - {"г", "кл"}


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """The words of `text`, folded, one blank between them: for comparing texts with each other."""
    return " ".join(word.form for word in words_of(text))
