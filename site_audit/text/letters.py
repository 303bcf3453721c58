"""Letters as a person reads them, whatever signs stand for them: unseen signs, composed letters, look-alikes of other alphabets, digits.

Nothing here knows a word of the rules: a sign is read as a Cyrillic letter only inside a word that is written in Cyrillic otherwise.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from site_audit.text.forms import is_known

SOFT_HYPHEN, STRESS = "\u00ad", "\u0301"
#: Signs that take no room: soft hyphens, places where a line may break, joiners, marks of byte order.
UNSEEN = SOFT_HYPHEN + "\u200b\u200c\u200d\u2060\ufeff"
#: Signs that stand on a letter: the breve of «й», the dots of «ё», the stress.
COMBINING = "\u0300-\u036f"
_UNSEEN = re.compile(f"[{UNSEEN}]")
_COMBINING = re.compile(f"[{COMBINING}]")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_ALIEN = re.compile(r"[a-z\d\u0456]", re.IGNORECASE)
_LOOKALIKES = str.maketrans("abcehkmoptxyABCEHKMOPTXY", "авсенкмортхуАВСЕНКМОРТХУ")
#: «ы» read as two letters: «ьi», «bl».
_SPLIT_Y = re.compile("ь[i\u0456l1]|bl", re.IGNORECASE)
_DIGITS = {"0": "о", "3": "з", "6": "б"}
_LEAST_LETTERS = 5
_LEAST_HALF = 2


def bare(word: str) -> str:
    """The word without unseen signs and stress, each letter one sign."""
    if not word.isascii():
        word = _UNSEEN.sub("", word)
        if _COMBINING.search(word):
            word = _COMBINING.sub("", normalize("NFC", word.replace(STRESS, "")))
    return word


@lru_cache(maxsize=50_000)
def in_cyrillic(word: str) -> str:
    """The word with look-alikes read as Cyrillic, in the case they stand in; a word without any Cyrillic letter stays.

    >>> in_cyrillic("OВЗ"), in_cyrillic("эkcкypcия"), in_cyrillic("про3водство"), in_cyrillic("5б"), in_cyrillic("Windows")
    ('ОВЗ', 'экскурсия', 'прозводство', '5б', 'Windows')
    """
    if not (_ALIEN.search(word) and _CYRILLIC.search(word)):
        return word
    read = _SPLIT_Y.sub("ы", word).translate(_LOOKALIKES)
    return _without_digits(read) if any(sign.isdigit() for sign in read) else read


def _without_digits(word: str) -> str:
    """Noughts within a word are letters; threes and sixes too in a long one, or where a Russian word comes of it. «5б» stays."""
    digits = {sign for sign in word if sign.isdigit()}
    if not digits <= _DIGITS.keys():
        return word
    read = "".join(_DIGITS.get(sign, sign) for sign in word)
    read = read.upper() if word.isupper() else read
    within = not word[0].isdigit() and not word[-1].isdigit()
    if within and (digits == {"0"} or sum(sign.isalpha() for sign in word) >= _LEAST_LETTERS):
        return read
    return read if sum(sign.isalpha() for sign in word) >= _LEAST_LETTERS and is_known(read.lower().replace("ё", "е")) else word


def rejoined(head: str, tail: str, gap: str) -> str | None:
    """The word two pieces (folded) were before a line's end parted them, or None where they are two words.

    A hyphen with a blank behind it parts what is a word only as a whole; a bare hyphen only where a piece is none.
    """
    if gap.strip() not in {"-", SOFT_HYPHEN} or gap[:1].isspace() or not head.isalpha() or not tail.isalpha():
        return None
    if len(head) < _LEAST_HALF or len(tail) < _LEAST_HALF:
        return None
    return head + tail if _is_broken(head, tail, at_line_end=gap[-1:].isspace()) else None


@lru_cache(maxsize=20_000)
def _is_broken(head: str, tail: str, *, at_line_end: bool) -> bool:
    if is_known(head + tail):
        return at_line_end or not is_known(head) or not is_known(tail)
    return at_line_end and not is_known(head) and not is_known(tail)
