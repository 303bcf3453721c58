"""Organisations named in Russian texts, for the register of partners: by legal form, by type word, by abbreviation and from a gazetteer.

What is a name and what is a mere word («поступить в колледж») differs by `named`: a proper name, number, quotes or a place-adjective.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from site_audit.text.nominative import adjective_in_nominative
from site_audit.text.organisation_branches import with_branches
from site_audit.text.organisation_forms import FoundOrganisation, find_by_legal_form
from site_audit.text.organisation_heads import find_by_head
from site_audit.text.organisation_words import EMPLOYER_BRANDS, LEGAL_FORMS, UNIVERSITY_ABBREVIATIONS
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
_FIRE_STATION = re.compile(r"(?<![\w№])(?P<number>\d{1,3})(?:-[а-я]{1,2})?\sПС?Ч(?!\w)")
_WORD = re.compile(r"[\w]+")
_INFLECTED_LENGTH = 4


def find_organisations(text: str, gazetteer: Iterable[GazetteerEntry] = ()) -> tuple[FoundOrganisation, ...]:
    """The organisations of `text` in order; names of the gazetteer are found in their grammatical forms and win where they overlap."""
    known = tuple(_from_gazetteer(text, tuple(gazetteer)))
    found = (*find_by_legal_form(text), *find_by_head(text), *_abbreviations(text))
    free = (one for one in found if not any(one.start < entry.end and entry.start < one.end for entry in known))
    return with_branches(text, in_order((*known, *free)))


def _abbreviations(text: str) -> Iterator[FoundOrganisation]:
    for place in _TWO_CAPITALS.finditer(text):
        match = _UNIVERSITY.match(text, place.start())
        if match and match.group() not in LEGAL_FORMS:
            yield FoundOrganisation(match.start(), match.end(), match.group(), "university")
    for match in _OF_A_PLACE.finditer(text):
        town, _, rest = match.group().partition(" ")
        yield FoundOrganisation(match.start(), match.end(), f"{adjective_in_nominative(town, 'masc')} {rest}", "university")
    for match in _FIRE_STATION.finditer(text):
        yield FoundOrganisation(match.start(), match.end(), f"ПСЧ № {match['number']}", "employer")
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
    """Each longer word may end otherwise; whatever stands between words (quotes, dashes, stops) may differ."""
    longest = sorted(spellings, key=lambda spelling: -len(spelling))
    phrases = (r"[\s«»\"“”„().–—-]{1,4}".join(_loose(word) for word in _WORD.findall(spelling)) for spelling in longest)
    return re.compile(r"(?<!\w)(?:" + "|".join(phrase for phrase in phrases if phrase) + r")(?!\w)", re.IGNORECASE)


def _loose(word: str) -> str:
    """A word of a name in any of its forms. An abbreviation keeps its capitals, that «НИМИ» be not found in «с ними»."""
    if word.isupper() and len(word) > 1:
        forms = re.escape(word) if len(word) <= _INFLECTED_LENGTH else f"(?:{re.escape(word)}|{re.escape(word.capitalize())})"
        return f"(?-i:{forms}(?:[аеуы]|ом|ем)?)"
    if len(word) <= _INFLECTED_LENGTH or not word.isalpha():
        return re.escape(word)
    stem = re.sub(r"(?:ый|ий|ой|ая|яя|ое|ее|[аяьйеоыию])$", "", word)
    return re.escape(stem) + r"[а-яё]{0,3}"
