"""The same text as other hands write it: other letters, signs, slips, word forms. A number, a date, a name, an address stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from random import Random
from typing import Any
from unicodedata import normalize

import pymorphy3

Mutation = Callable[[str, Random], str]
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
_SILENT = re.compile(r"(<(?:script|style)\b.*?</(?:script|style)>)", re.DOTALL | re.IGNORECASE)
_ADDRESS = re.compile(r"\S*(?:@|://|www\.|\.ru\b|\.рф\b)\S*")
_WORD = re.compile(r"[А-Яа-яЁё]{3,}")
_LONG = re.compile(r"\b[а-яё]{9,}\b")
_PRINTED = re.compile(r"(?<![\w.])[а-яё]{5,}\b")
_PAIR = re.compile(r"(?<![\w-])([А-Яа-яЁё]{4,}) ([а-яё]{4,})(?![\w-])")
_RANGE = re.compile(r"(?<![\d–—-])(\d{1,4})[–—-](\d{1,4})(?![\d–—-])")
_ENTITY = re.compile(r"(&\w+;)")
_LATIN = str.maketrans("аеорсхуАВЕКМНОРСТХ", "aeopcxyABEKMHOPCTX")
_READ_BADLY = {"н": "п", "и": "н", "о": "0", "з": "3", "б": "6", "ш": "щ", "ы": "ьі", "л": "п", "ц": "п", "в": "з", "е": "с", "т": "г"}
_SHORT_LINE = 120


def rewritten(html: str, mutation: Mutation, draw: Random) -> str:
    """The markup with all its texts changed, the document's title among them; the same state of `draw` gives the same slips."""
    pieces = _SILENT.split(html)
    return "".join(
        piece if number % 2 else _TEXT.sub(lambda found: said(found[0], mutation, draw), piece) for number, piece in enumerate(pieces)
    )


def said(text: str, mutation: Mutation, draw: Random) -> str:
    """One text changed; addresses of pages and mail in it are left alone."""
    if not _ADDRESS.search(text):
        return mutation(text, draw)
    kept = _ADDRESS.findall(text)
    changed = [mutation(piece, draw) for piece in _ADDRESS.split(text)]
    return changed[0] + "".join(address + piece for address, piece in zip(kept, changed[1:], strict=True))


def plain_e(text: str, draw: Random) -> str:
    """Without the letter ё."""
    return text.replace("ё", "е").replace("Ё", "Е")


def dotted_e(text: str, draw: Random) -> str:
    """With ё where careful writers put it."""
    return _WORD.sub(lambda found: _dotted(found[0]) if "е" in found[0] else found[0], text)


def dashes(text: str, draw: Random) -> str:
    """Another dash between words and in ranges."""
    text = re.sub(r" [–—-] ", lambda found: draw.choice((" – ", " — ", " - ", " −  ")), text)
    return _RANGE.sub(lambda found: found[1] + draw.choice(("-", "–", "—", " – ")) + found[2], text)


def quotes(text: str, draw: Random) -> str:
    """Other quotation marks."""
    opening, closing = draw.choice((("“", "”"), ("„", "“"), ("&quot;", "&quot;"), ("&lt;&lt;", "&gt;&gt;")))
    return text.replace("«", opening).replace("»", closing)


def capitals(text: str, draw: Random) -> str:
    """Headings and short lines in capitals, as notices are written."""
    if len(text) >= _SHORT_LINE:
        return text
    return "".join(piece if number % 2 else piece.upper() for number, piece in enumerate(_ENTITY.split(text)))


def latin(text: str, draw: Random) -> str:
    """Latin letters that look alike in every third word; none is wholly Latin by it."""
    return _WORD.sub(lambda found: _with_latin(found[0]) if draw.random() < 0.34 else found[0], text)


def soft_hyphens(text: str, draw: Random) -> str:
    """Long words with soft hyphens in them."""
    return _LONG.sub(lambda found: f"{found[0][:4]}\u00ad{found[0][4:]}", text)


def unseen_signs(text: str, draw: Random) -> str:
    """Places where a line may break in every third long word, letters with their marks apart, as text editors and PDF leave them."""
    text = _LONG.sub(lambda found: f"{found[0][:5]}\u200b{found[0][5:]}" if draw.random() < 0.34 else found[0], text)
    return normalize("NFD", text) if draw.random() < 0.34 else text


def broken_lines(text: str, draw: Random) -> str:
    """Every fourth long word broken over a line, as in pasted documents."""
    return _LONG.sub(lambda found: f"{found[0][:5]}-\n{found[0][5:]}" if draw.random() < 0.25 else found[0], text)


def one_slip(text: str, draw: Random) -> str:
    """One letter doubled, dropped or swapped with the next in one long word of each text; what comes of it is no other word."""
    words = list(_LONG.finditer(text))
    if not words:
        return text
    chosen = draw.choice(words)
    at = draw.randrange(3, len(chosen[0]) - 2)
    word = chosen[0]
    slips = (word[:at] + word[at] + word[at:], word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    slip = draw.choice(slips)
    return text if _is_word(slip) else text[: chosen.start()] + slip + text[chosen.end() :]


def recognised(text: str, draw: Random) -> str:
    """Two letters of a hundred misread, as recognition of a fair scan does; short words and names are read well."""
    return _PRINTED.sub(lambda found: _misread(found[0], draw), text)


def word_order(text: str, draw: Random) -> str:
    """Every other adjective behind its noun."""

    def turned(found: re.Match[str]) -> str:
        first, second = _parsed(found[1]), _parsed(found[2])
        agree = "ADJF" in first.tag and "NOUN" in second.tag and first.tag.case == second.tag.case
        return f"{_in_case_of(found[2], found[1])} {found[1].lower()}" if agree and draw.random() < 0.5 else found[0]

    return _PAIR.sub(turned, text)


def word_forms(text: str, draw: Random) -> str:
    """Every other verb of the past in its other number: «посетили» – «посетил»."""

    def turned(found: re.Match[str]) -> str:
        parsed = _parsed(found[0])
        if "VERB" not in parsed.tag or "past" not in parsed.tag or draw.random() < 0.5:
            return found[0]
        other = parsed.inflect({"sing", "masc"} if "plur" in parsed.tag else {"plur"})
        return _in_case_of(other.word, found[0]) if other else found[0]

    return _WORD.sub(turned, text)


def _dotted(word: str) -> str:
    best = _parsed(word)
    return _in_case_of(best.word, word) if best.is_known and len(best.word) == len(word) and word.islower() else word


def _with_latin(word: str) -> str:
    turned = word.translate(_LATIN)
    return word if turned.isascii() else turned


def _misread(word: str, draw: Random) -> str:
    read = word[0] + "".join(_READ_BADLY.get(sign, sign) if draw.random() < 0.02 else sign for sign in word[1:])
    return word if _is_word(read) else read


@cache
def _morphology() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def _parsed(word: str) -> Any:
    return _morphology().parse(word)[0]


def _is_word(word: str) -> bool:
    return bool(_morphology().word_is_known(word))


def _in_case_of(word: str, model: str) -> str:
    return word.capitalize() if model[0].isupper() else word


#: By kind: those that change how a text is written, those that spoil it, those that say it in other words.
KINDS: Mapping[str, Mapping[str, Mutation]] = {
    "form": {
        "plain е": plain_e,
        "ё": dotted_e,
        "dashes": dashes,
        "quotes": quotes,
        "capitals": capitals,
        "latin letters": latin,
        "soft hyphens": soft_hyphens,
        "unseen signs": unseen_signs,
        "broken lines": broken_lines,
    },
    "noise": {"one slip": one_slip, "recognition": recognised},
    "words": {"word order": word_order, "word forms": word_forms},
}
