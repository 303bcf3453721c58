"""Branches: «Степновский филиал Ольховского техникума» is a place of its own and belongs to the technical school.

Of «Лиховской техникум – филиал РГУПС» the first is the one that is spoken of; the university is its parent and not named a second time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from site_audit.text.nominative import adjective_in_nominative
from site_audit.text.organisation_forms import FoundOrganisation

_LOOK = 60
_OWNERS = ("college", "university")
_FORM = r"(?:(?:ФГ[БА]ОУ|ГБПОУ|ГАПОУ|ГБОУ)(?:\s(?:ВО|РО|СПО))?\s)?"
_BEFORE = re.compile(rf"(?:(?P<place>[А-ЯЁ][а-яё-]+(?:ск|цк)(?:ий|ого|ому|им|ом|ой))\s)?филиал(?:а|у|ом|е)?\s{_FORM}[«\"]?$")
_AFTER = re.compile(
    r"[»\")]{0,2},?\s(?:[–—-]\s)?\(?(?:(?P<place>[А-ЯЁ][а-яё-]+(?:ск|цк)(?:ий|ого|ому|им|ом|ой))\s)?филиал(?:а|у|ом|е)?\)?(?=$|[\s,.;:)])"
)
_TOWN = re.compile(r"[»\")]{0,2},?\s\(?в\s(?P<town>(?:г\.|городе|с\.|селе|п\.|пос\.|х\.|ст\.|станице)\s?[А-ЯЁ][а-яё-]+)\)?")
_JOINT = re.compile(rf"[»\")\s]{{0,4}},?\s?(?:[–—-]\s?)?\(?(?:филиал(?:а|у|ом|е)?\)?)?\s?(?:в\sструктуре\s)?{_FORM}[«\"]?")
_TOWN_WORDS = (("городе", "г."), ("селе", "с."), ("станице", "ст."))


def with_branches(text: str, found: Sequence[FoundOrganisation]) -> tuple[FoundOrganisation, ...]:
    """The organisations found in `text`, in order, branches told as such and their parents not told beside them."""
    told: list[FoundOrganisation] = []
    for one in found:
        before = told[-1] if told else None
        if before is not None and _is_told_again(text, before, one):
            continue
        if before is not None and _belongs(text, before, one):
            told[-1] = replace(before, parent=before.parent or one.name)
            continue
        told.append(_as_branch(text, one) if one.kind in _OWNERS else one)
    return tuple(told)


def _belongs(text: str, branch: FoundOrganisation, owner: FoundOrganisation) -> bool:
    """Whether the second of two names is only the owner of the first: «ИСОиП (филиал) ДГТУ», «АЧИИ Донского ГАУ»."""
    between = text[branch.end : owner.start]
    if owner.kind not in _OWNERS or branch.kind not in _OWNERS or len(between) > _LOOK or branch.name == owner.name:
        return False
    return _JOINT.fullmatch(between) is not None and ("филиал" in between or (owner.kind == "university" and not between.strip()))


def _is_told_again(text: str, before: FoundOrganisation, one: FoundOrganisation) -> bool:
    """Whether a name is only the abbreviation behind the full one: «Донской … университет (ДГТУ)»."""
    return one.name in (before.name, before.parent) and not any(char.isalpha() for char in text[before.end : one.start])


def _as_branch(text: str, one: FoundOrganisation) -> FoundOrganisation:
    before = _BEFORE.search(text, max(0, one.start - _LOOK), one.start)
    after = None if before else _AFTER.match(text, one.end)
    match = before or after
    if match is None or " – филиал" in one.name:
        return one
    start, end = (match.start(), one.end) if before else (one.start, match.end())
    place = match["place"] or ""
    town = None if place else _TOWN.match(text, end)
    if not place and town is None:
        return one if before is None else replace(one, start=start, name=f"{one.name} (филиал)", parent=one.name)
    where = f"{_capital(adjective_in_nominative(place, 'masc'))} филиал" if place else f"филиал в {_short(town['town'])}" if town else ""
    return replace(one, start=start, end=town.end() if town else end, name=f"{one.name} ({where})", parent=one.name)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _short(town: str) -> str:
    for full, brief in _TOWN_WORDS:
        town = town.replace(full, brief)
    return town
