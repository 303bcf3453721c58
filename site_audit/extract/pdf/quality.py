"""Is what a PDF yields text at all? A scan has none or only the stamp of a signature; a broken font map gives gibberish."""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_audit.extract.russian import russian_share
from site_audit.extract.stamps import is_stamp

LETTERS_A_PAGE = 50
ENOUGH_LETTERS = 200
MOST_JUNK = 0.25
LEAST_RUSSIAN = 0.3
_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_WESTERN = re.compile(r"[À-ÿ]")  # Russian given out in letters of another code page
_JUNK = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x1f\x7f-\x9f]")
_LATIN_WORD = re.compile(r"[A-Za-z0-9]{3,}")
_ODD_WORD = re.compile(r"[a-z][A-Z]|[a-zA-Z][0-9]+[a-zA-Z]|^[bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ]{4,}$")


def is_scan(texts: Iterable[str], pages: int) -> bool:
    """True where there are next to no letters a page, stamps not counted."""
    letters = sum(len(_LETTER.findall(text)) for text in texts if not is_stamp(text))
    return letters < LETTERS_A_PAGE * max(1, pages)


def is_gibberish(texts: Iterable[str]) -> bool:
    """True where the letters make no words: the fonts say which glyph to draw but not which letter it is."""
    text = " ".join(texts)[:200_000]
    letters = len(_LETTER.findall(text))
    junk = len(_JUNK.findall(text))
    if letters + junk < ENOUGH_LETTERS:
        return False
    if junk > MOST_JUNK * (letters + junk) or len(_WESTERN.findall(text)) > MOST_JUNK * letters:
        return True
    if len(_CYRILLIC.findall(text)) >= 0.5 * letters:
        return russian_share(re.sub(r"[^А-Яа-яЁё\s]", " ", text)) < LEAST_RUSSIAN
    words = _LATIN_WORD.findall(text)
    return len(words) > 30 and sum(bool(_ODD_WORD.search(word)) for word in words) > MOST_JUNK * len(words)
