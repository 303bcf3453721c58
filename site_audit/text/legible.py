"""A text as a person reads it, for what is found by its shape – names, posts, classes, organisations, approvals.

What is cited is taken from the text itself, never from this one: places differ where signs were left out.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from site_audit.text.letters import COMBINING, STRESS, UNSEEN, in_cyrillic, rejoined
from site_audit.text.spelling import respelt

_SUSPECT = re.compile(
    rf"[{UNSEEN}{COMBINING}„“”‟\"]|<<|>>|[а-яё][a-z036\u0456]|[a-z036][а-яё]|[а-яё][-‐]\s|(?<!\w)[acoyk]\s", re.IGNORECASE
)
_MIXED = re.compile(r"[а-яё][a-z036\u0456]|[a-z036][а-яё]|(?<!\w)[acoyk]\s", re.IGNORECASE)
_BROKEN_SOFTLY = re.compile(r"\u00ad\s+(?=[а-яё])")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_WORD = re.compile(r"[^\W_]+")
#: Begins only where a word does, and no word is longer: a text without blanks is passed once.
_PARTED = re.compile(r"(?<![а-яё])(?P<head>[а-яё]{1,40})(?P<gap>[-‐]\s{1,8})(?P<tail>[а-яё]{1,40})", re.IGNORECASE)
_QUOTATION = re.compile(r"„|“|”|‟|<<|>>|\"")
#: A preposition or conjunction typed on the other keyboard: «c 6 по 9 класс».
_SMALL = re.compile(r"(?<![\w.@/-])[acoykACOYK](?=\s[а-яёА-ЯЁ\d])")


def legible(text: str) -> str:
    """The text with look-alikes read as Cyrillic, unseen signs left out, words whole that a line's end parted, all quotation marks «», and
    misspelt words of posts, organisations, classes and months put right.
    """
    return respelt(_undisguised(text) if _SUSPECT.search(text) else text)


def _undisguised(text: str) -> str:
    text = _UNSEEN.sub("", _BROKEN_SOFTLY.sub("", text))
    text = normalize("NFC", text.replace(STRESS, ""))
    return _QUOTATION.sub(_quotation, _PARTED.sub(_whole, lettered(text)))


def lettered(text: str) -> str:
    """The text with look-alikes read as Cyrillic; what is longer or shorter by it stays, so that every place is the same."""
    if not _MIXED.search(text):
        return text
    text = _SMALL.sub(lambda found: in_cyrillic(f"я{found[0]}")[1:], text)
    return _WORD.sub(lambda found: _as_long(found[0], in_cyrillic(found[0])), text)


def _quotation(found: re.Match[str]) -> str:
    """Opening or closing, by what stands on either side: a mark closes where a word ends before it."""
    text, start, end = found.string, found.start(), found.end()
    opens = text[end : end + 1].strip() and not (text[start - 1 : start].isalnum() or text[start - 1 : start] in tuple('.!?…»")'))
    return "«" if opens else "»"


def _as_long(word: str, read: str) -> str:
    return read if len(read) == len(word) else word


def _whole(found: re.Match[str]) -> str:
    head, tail = found["head"], found["tail"]
    return head + tail if rejoined(_folded(head), _folded(tail), found["gap"].replace("‐", "-")) else found[0]


def _folded(word: str) -> str:
    return word.lower().replace("ё", "е")
