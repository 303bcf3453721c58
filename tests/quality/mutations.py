"""The same text as other hands write it: other letters, signs, slips, word forms. What was found stays found, what was not stays so.

`python -m tests.quality.mutations` prints the share that survives, by mutation and by criterion.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import pymorphy3

from tests.quality.corpus import Item, items_of
from tests.quality.judging import Cell, cells_of
from tests.rules.shipped import shipped_pack

Mutation = Callable[[str, Random], str]
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
_SILENT = re.compile(r"(<(?:script|style|title)\b.*?</(?:script|style|title)>)", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"[А-Яа-яЁё]{3,}")
_LONG = re.compile(r"\b[а-яё]{9,}\b")
_PAIR = re.compile(r"\b([А-Яа-яЁё]{4,}) ([а-яё]{4,})\b")
_LATIN = str.maketrans("аеорсхАВЕКМНОРСТХ", "aeopcxABEKMHOPCTX")
_READ_BADLY = {"н": "п", "и": "н", "о": "0", "з": "3", "б": "6", "ш": "щ", "ы": "ьі", "л": "п", "ц": "п", "в": "з"}
_JO = {
    "отчет": "отчёт",
    "учет": "учёт",
    "ребенк": "ребёнк",
    "еще": "ещё",
    "утвержден": "утверждён",
    "проведен": "проведён",
    "путем": "путём",
}


def mutated(item: Item, mutation: Mutation) -> Item:
    """The item with the texts of all its pages changed; the same seed gives the same slips."""
    draw = Random(item.name)
    return replace(item, pages=tuple(replace(page, html=_in_texts(page.html, mutation, draw)) for page in item.pages))


def _in_texts(html: str, mutation: Mutation, draw: Random) -> str:
    pieces = _SILENT.split(html)
    return "".join(piece if number % 2 else _TEXT.sub(lambda found: mutation(found[0], draw), piece) for number, piece in enumerate(pieces))


def plain_e(text: str, draw: Random) -> str:
    """Without the letter ё."""
    return text.replace("ё", "е").replace("Ё", "Е")


def dotted_e(text: str, draw: Random) -> str:
    """With ё where careful writers put it."""
    for plain, dotted in _JO.items():
        text = text.replace(plain, dotted)
    return text


def dashes(text: str, draw: Random) -> str:
    """Another dash."""
    return re.sub(r" [–—-] ", lambda found: draw.choice((" – ", " — ", " - ", " −  ")), text)


def quotes(text: str, draw: Random) -> str:
    """Other quotation marks."""
    opening, closing = draw.choice((("“", "”"), ("„", "“"), ("&quot;", "&quot;")))
    return text.replace("«", opening).replace("»", closing)


def capitals(text: str, draw: Random) -> str:
    """Headings and short lines in capitals, as notices are written."""
    return text.upper() if len(text) < 120 and "&" not in text else text


def latin(text: str, draw: Random) -> str:
    """Latin letters that look alike in every third word."""
    return _WORD.sub(lambda found: found[0].translate(_LATIN) if draw.random() < 0.34 else found[0], text)


def soft_hyphens(text: str, draw: Random) -> str:
    """Long words with soft hyphens in them."""
    return _LONG.sub(lambda found: f"{found[0][:4]}\u00ad{found[0][4:]}", text)


def broken_lines(text: str, draw: Random) -> str:
    """Every fourth long word broken over a line, as in pasted documents."""
    return _LONG.sub(lambda found: f"{found[0][:5]}-\n{found[0][5:]}" if draw.random() < 0.25 else found[0], text)


def one_slip(text: str, draw: Random) -> str:
    """One letter doubled, dropped or swapped with the next in one long word of each text."""
    words = list(_LONG.finditer(text))
    if not words:
        return text
    chosen = draw.choice(words)
    at = draw.randrange(3, len(chosen[0]) - 2)
    word = chosen[0]
    slips = (word[:at] + word[at] + word[at:], word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    return text[: chosen.start()] + draw.choice(slips) + text[chosen.end() :]


def recognised(text: str, draw: Random) -> str:
    """Two letters of a hundred misread, as recognition of a fair scan does."""
    return "".join(_READ_BADLY.get(sign, sign) if draw.random() < 0.02 else sign for sign in text)


def word_order(text: str, draw: Random) -> str:
    """Every other adjective behind its noun."""

    def turned(found: re.Match[str]) -> str:
        first, second = _parsed(found[1]), _parsed(found[2])
        agree = "ADJF" in first.tag and "NOUN" in second.tag and first.tag.case == second.tag.case
        return f"{found[2]} {found[1].lower()}" if agree and draw.random() < 0.5 else found[0]

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


@cache
def _morphology() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def _parsed(word: str) -> Any:
    return _morphology().parse(word)[0]


def _in_case_of(word: str, model: str) -> str:
    return word.capitalize() if model[0].isupper() else word


MUTATIONS: Mapping[str, Mutation] = {
    "plain е": plain_e, "ё": dotted_e, "dashes": dashes, "quotes": quotes, "capitals": capitals, "latin letters": latin,
    "soft hyphens": soft_hyphens, "broken lines": broken_lines, "one slip": one_slip, "recognition": recognised,
    "word order": word_order, "word forms": word_forms,
}  # fmt: skip


def survivals(items: tuple[Item, ...]) -> Iterator[tuple[str, Cell, Cell]]:
    """For each mutation and each label rightly judged before it: the cell before and the cell after."""
    for item in items:
        before = {cell.criterion: cell for cell in cells_of(item, shipped_pack()) if cell.expected or cell.trap}
        right = {name for name, cell in before.items() if cell.expected == cell.found}
        for name, mutation in MUTATIONS.items():
            for cell in cells_of(mutated(item, mutation), shipped_pack()):
                if cell.criterion in right:
                    yield name, before[cell.criterion], cell


def main() -> None:
    """Print what survives."""
    tried: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    criteria: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for part in ("measured", "tuning"):
        for name, before, after in survivals(items_of(part)):
            tried[name, before.expected].append(before.found == after.found)
            criteria[before.criterion, before.expected].append(before.found == after.found)
    for title, table in (("mutation", tried), ("criterion", criteria)):
        print(f"\n{title:<24}{'found stays found':>24}{'a trap stays one':>24}")
        for name in dict.fromkeys(key for key, _ in table):
            print(f"{name:<24}{_share(table[name, True]):>24}{_share(table[name, False]):>24}")


def _share(kept: list[bool]) -> str:
    return f"{sum(kept) / len(kept):.3f} of {len(kept)}" if kept else "–"


if __name__ == "__main__":
    main()
