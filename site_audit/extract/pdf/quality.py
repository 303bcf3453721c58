"""Is what a PDF yields text at all? A scan has none or only the stamp of a signature; a broken font map gives gibberish."""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_audit.extract.pdf.page import PageText
from site_audit.extract.russian import russian_share
from site_audit.extract.stamps import without_stamps

LETTERS_A_PAGE = 50
FEW_LETTERS = 10  # a page number, a scanner's mark
GOOD_PART = 0.35  # of a page under pictures
ENOUGH_LETTERS = 200
ENOUGH_JUNK = 40
SAMPLE = 20_000
MOST_JUNK = 0.25
LEAST_RUSSIAN = 0.3
_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_WESTERN = re.compile(r"[À-ÿ]")  # Russian given out in letters of another code page
_JUNK = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x1f\x7f-\x9f]")
_LATIN_WORD = re.compile(r"[A-Za-z0-9]{3,}")
_ODD_WORD = re.compile(r"[a-z][A-Z]|[a-zA-Z][0-9]+[a-zA-Z]|^[bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ]{4,}$")


def letters_of(texts: Iterable[str]) -> int:
    """How many letters there are, those of stamps not counted."""
    return sum(len(_LETTER.findall(text)) for text in without_stamps(list(texts)))


def is_picture(page: PageText) -> bool:
    """True for a scanned page: few letters beside a picture that covers a good part, or next to none where something is drawn.

    A title page with a line or two and an empty page are no pictures.
    """
    letters = letters_of(page.texts)
    return letters < LETTERS_A_PAGE and (page.pictured >= GOOD_PART or (letters < FEW_LETTERS and page.drawn))


def page_is_unreadable(texts: Iterable[str]) -> bool:
    """True for a page whose letters make no words, even where there are few of them: what its fonts draw must be seen to be read."""
    return is_gibberish(texts, ENOUGH_JUNK)


def is_scan(texts: list[str], pages: list[PageText]) -> bool:
    """True for a file with next to no letters a page, stamps not counted, where some page is a picture or nothing at all is written."""
    return letters_of(texts) < LETTERS_A_PAGE * max(1, len(pages)) and (not texts or any(map(is_picture, pages)))


def is_gibberish(texts: Iterable[str], enough: int = ENOUGH_LETTERS) -> bool:
    """True where the letters make no words: the fonts say which glyph to draw but not which letter it is.

    Letters of no alphabet are told from `enough` of them; words that are no words need more.
    """
    text = " ".join(texts)[:SAMPLE]
    letters = len(_LETTER.findall(text))
    junk = len(_JUNK.findall(text))
    if letters + junk < enough:
        return False
    if junk > MOST_JUNK * (letters + junk) or len(_WESTERN.findall(text)) > MOST_JUNK * letters:
        return True
    if letters < ENOUGH_LETTERS:
        return False
    if len(_CYRILLIC.findall(text)) >= 0.5 * letters:
        return russian_share(re.sub(r"[^А-Яа-яЁё\s]", " ", text)) < LEAST_RUSSIAN
    words = _LATIN_WORD.findall(text)
    return len(words) > 30 and sum(bool(_ODD_WORD.search(word)) for word in words) > MOST_JUNK * len(words)
