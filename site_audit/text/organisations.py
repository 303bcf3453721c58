"""Organisations named in Russian texts, for the register of partners: by legal form, by type word, by abbreviation and from a gazetteer.

What is a name and what is a mere word («поступить в колледж») differs by `named`: a proper name, number, quotes or a place-adjective.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from site_audit.text.organisation_forms import FoundOrganisation, find_by_legal_form
from site_audit.text.organisation_heads import find_by_head
from site_audit.text.organisation_words import EMPLOYER_BRANDS, UNIVERSITY_ABBREVIATIONS
from site_audit.text.spans import in_order

__all__ = ["FoundOrganisation", "GazetteerEntry", "find_organisations"]

GazetteerEntry = tuple[str, str, tuple[str, ...]]
"""(name, kind, other spellings)"""

_TWO_CAPITALS = re.compile(r"[А-ЯЁ][а-яё]{0,4}[А-ЯЁ]")
_BRAND_SIGNS = ("РЖД", "Сбер", "Россет", "Газпром", "Росатом", "Ростел", "Ростсел", "МЧС", "Роствер")
_UNIVERSITY = re.compile(
    rf"(?<![\w-])(?:{UNIVERSITY_ABBREVIATIONS})(?![\w-])(?:\s(?:им\."
    rf"|имени)\s?(?:[А-ЯЁ]\.\s?){{0,2}}[А-ЯЁ][а-яё]+)?"
)
_OF_A_PLACE = re.compile(r"(?<!\w)[А-ЯЁ][а-яё-]{2,20}(?:ск|цк)(?:ий|ого|ому|им|ом|ой)\s(?:государственн\w{2,3}\s)?Г[АТМП]?У(?!\w)")
_BRAND = re.compile(rf"(?<![\w-])[«\"]?(?P<name>{EMPLOYER_BRANDS})(?!\w)")
_WORD = re.compile(r"[\w]+")
_INFLECTED_LENGTH = 4


def find_organisations(text: str, gazetteer: Iterable[GazetteerEntry] = ()) -> tuple[FoundOrganisation, ...]:
    """The organisations of `text` in order; names of the gazetteer are found in their grammatical forms and win where they overlap."""
    known = tuple(_from_gazetteer(text, tuple(gazetteer)))
    found = (*find_by_legal_form(text), *find_by_head(text), *_abbreviations(text))
    free = (one for one in found if not any(one.start < entry.end and entry.start < one.end for entry in known))
    return in_order((*known, *free))


def _abbreviations(text: str) -> Iterator[FoundOrganisation]:
    for place in _TWO_CAPITALS.finditer(text):
        match = _UNIVERSITY.match(text, place.start())
        if match:
            yield FoundOrganisation(match.start(), match.end(), match.group(), "university")
    for match in _OF_A_PLACE.finditer(text):
        yield FoundOrganisation(match.start(), match.end(), match.group(), "university")
    if not any(sign in text for sign in _BRAND_SIGNS):
        return
    for match in _BRAND.finditer(text):
        yield FoundOrganisation(match.start("name"), match.end("name"), match["name"], "employer")


def _from_gazetteer(text: str, gazetteer: tuple[GazetteerEntry, ...]) -> Iterator[FoundOrganisation]:
    for name, kind, pattern in _compiled(gazetteer):
        for match in pattern.finditer(text):
            yield FoundOrganisation(match.start(), match.end(), name, kind)


@lru_cache(maxsize=8)
def _compiled(gazetteer: tuple[GazetteerEntry, ...]) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((name, kind, _any_form((name, *variants))) for name, kind, variants in gazetteer)


def _any_form(spellings: tuple[str, ...]) -> re.Pattern[str]:
    """Each longer word may end otherwise; whatever stands between words (quotes, dashes) may differ."""
    phrases = (r"[\s«»\"“”„–—-]{1,3}".join(_loose(word) for word in _WORD.findall(spelling)) for spelling in spellings)
    return re.compile(r"(?<!\w)(?:" + "|".join(phrase for phrase in phrases if phrase) + r")(?!\w)", re.IGNORECASE)


def _loose(word: str) -> str:
    if len(word) <= _INFLECTED_LENGTH or word.isupper() or not word.isalpha():
        return re.escape(word)
    stem = re.sub(r"(?:ый|ий|ой|ая|яя|ое|ее|[аяьйеоыию])$", "", word)
    return re.escape(stem) + r"[а-яё]{0,3}"
