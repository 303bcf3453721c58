"""What a name says of its organisation, whatever its case, quotes, legal form and spelling: the parts by which names are compared.

«ГБПОУ «Ольховский педколледж»» and «Ольховского педагогического колледжа» come to the same parts; «Колледж № 2» and «Колледж № 3»
do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from site_audit.text.organisation_parts import (
    AREA_NOUNS,
    EMPTY_WORDS,
    FIRM_FORMS,
    INSTITUTIONS,
    LONG_FORMS,
    PLACE_NOUNS,
    PLAIN_TYPES,
    SPELT_OUT,
    TRADE_TYPES,
)
from site_audit.text.organisation_words import LEGAL_FORMS, NAME_ADJECTIVES
from site_audit.text.words import Word, words_of

_MOST_CHARACTERS, _MOST_WORDS = 300, 30
_ENDING = re.compile(
    r"(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ий|ый|ой|ая|яя|ое|ее|ую|юю|ые|ие|ых|их|ым|им|ом|ем|ов|ев|ей|ия|ии|ию|ью|ам|ям|ах|ях|[аеийоуыьюя])$"
)
_SHORTEST_STEM, _REGION_CODE = 3, 2
_PLACE = re.compile(r"(?P<stem>.{2,}?)(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их)")
_CUSTOMARY = re.compile(rf"(?:{NAME_ADJECTIVES})")
_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ом|ую|юю)$")
_NAMESAKE = re.compile(
    r"\b(?:имени|им\.)\s?(?P<who>(?:[А-ЯЁа-яё]{2,12}\.\s?){0,2}(?:[А-ЯЁ]\.\s?){0,2}[А-ЯЁ][а-яё]+(?:\s(?:[А-ЯЁ]\.\s?){1,2}|\s[А-ЯЁ][а-яё]+){0,2})"
)
_INITIALS = re.compile(r"\b[А-ЯЁ]\.\s?|\b[а-яё]{2,4}\.\s?")
_BRANCH = re.compile(r"филиал", re.IGNORECASE)
_OF_BRANCH = re.compile(r"\((?P<branch>[^()]{0,80}филиал[^()]{0,80})\)\s*$")
_CAPITALS = re.compile(r"[А-ЯЁ]+(?:и[А-ЯЁ]+)?")
_QUOTES = re.compile(r"[«»\"“”„]")
_LONG = tuple((re.compile(pattern, re.IGNORECASE), form) for pattern, form in LONG_FORMS)


@dataclass(frozen=True, slots=True)
class Identity:
    """The parts of a name. `words` are stems with the written word they come from, `types` what it calls itself («завод», «газета»)."""

    kind: str
    words: tuple[tuple[str, str], ...]
    places: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    form: str = ""  # "ООО", "АО", "СПК", …: of firms only
    types: frozenset[str] = frozenset()
    namesake: frozenset[str] = frozenset()
    branch: frozenset[str] | None = None  # the places of a branch; None of a whole organisation
    short: str = ""  # the name, where it is nothing but an abbreviation
    initials: str = ""
    own: bool = False  # has a name of its own («Амилко»), as against a description («молочный завод»)
    stems: frozenset[str] = frozenset()  # of the words


@lru_cache(maxsize=50_000)
def identity_of(name: str, kind: str) -> Identity:
    """The parts of a name of an organisation of this kind."""
    text = name[:_MOST_CHARACTERS]
    branch = _branch(text)
    text = _OF_BRANCH.sub("", text)
    namesake = frozenset(stem_of(word) for match in _NAMESAKE.finditer(text) for word in _INITIALS.sub("", match["who"]).lower().split())
    text, form = _without_form(_NAMESAKE.sub(" ", text))
    words = [word for word in words_of(text)[:_MOST_WORDS] if not _is_formal(word, kind)]
    places, rest = _places(text, words)
    numbers = frozenset(word.form.lstrip("0") for word in rest if word.form.isdigit())
    spelt = [pair for word in rest if not word.form.isdigit() for pair in _spelt_out(word, kind)]
    types = frozenset(stem for stem, _ in spelt if stem in TRADE_TYPES)
    proper = tuple(pair for pair in spelt if pair[0] not in TRADE_TYPES and pair[0] not in PLAIN_TYPES)
    own = kind == "employer" and bool(_QUOTES.search(name) or form) and any(_is_own(*pair) for pair in proper)
    told_words = proper if own else tuple(spelt)
    told = [word for word in words if not word.form.isdigit() and (word.form not in EMPTY_WORDS or word.form == "и")]
    capitals = _CAPITALS.fullmatch(text[told[0].start : told[0].end]) if len(told) == 1 else None
    return Identity(
        kind=kind,
        words=told_words,
        places=places,
        numbers=numbers,
        form=form,
        types=types if own else frozenset(),
        namesake=namesake,
        branch=branch,
        short=capitals.group().lower() if capitals else "",
        initials="".join(word.form[0] for word in told),
        own=own,
        stems=frozenset(stem for stem, _ in told_words),
    )


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """A folded word without its ending.

    >>> stem_of("технологий"), stem_of("колледже"), stem_of("миллеровского")
    ('технолог', 'колледж', 'миллеровск')
    """
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= _SHORTEST_STEM else word


def place_stem(word: str) -> str:
    """What an adjective and a noun of one place have in common: «Миллеровский» and «Миллерово» both come to «миллеров»."""
    match = _PLACE.fullmatch(word)
    return match["stem"] if match else stem_of(word)


def _is_formal(word: Word, kind: str) -> bool:
    """Whether a word is a legal form or, behind that of an institution, the code of its region («ГБПОУ РО»)."""
    code = kind != "employer" and len(word.form) == _REGION_CODE and word.form not in ("пу", "пл")
    form = word.form.upper() in LEGAL_FORMS and not (kind == "university" and word.form == "гау")
    return word.capitals and (code or form)


def _is_own(stem: str, word: str) -> bool:
    """Whether a word is somebody's own name: no type of institution, and no adjective that many have («молочный»)."""
    return stem not in INSTITUTIONS and not (_CUSTOMARY.match(word) and _ADJECTIVE.search(word))


def _branch(text: str) -> frozenset[str] | None:
    """The places of a branch; None where the name is of a whole organisation."""
    inner = _OF_BRANCH.search(text)
    if inner is None:
        return None if not _BRANCH.search(text) else frozenset()
    told = inner["branch"]
    return frozenset(place_stem(word.form) for word in words_of(told) if told[word.start].isupper())


def _without_form(text: str) -> tuple[str, str]:
    """The name without its legal form, and the form as an abbreviation (of firms; schools and colleges need none to be told apart)."""
    for pattern, form in _LONG:
        text = pattern.sub(f" {form} ", text, count=1)
    found = next((FIRM_FORMS[word] for word in re.findall(r"[А-ЯЁ]{2,5}", text) if word in FIRM_FORMS), "")
    return text, found


def _places(text: str, words: list[Word]) -> tuple[frozenset[str], list[Word]]:
    """The places that a name tells, and its other words. A region («Ростовской области») tells no place."""
    places: set[str] = set()
    rest: list[Word] = []
    skip = -1
    for number, word in enumerate(words):
        if number <= skip:
            continue
        following = words[number + 1] if number + 1 < len(words) else None
        if word.form in PLACE_NOUNS and following is not None and text[following.start].isupper():
            places.add(place_stem(following.form))
            skip = number + 1
        elif following is not None and following.form.startswith(AREA_NOUNS) and _PLACE.fullmatch(word.form):
            if not following.form.startswith(("област", "кра", "республик")):
                places.add(place_stem(word.form))
            skip = number + 1
        elif text[word.start].isupper() and _PLACE.fullmatch(word.form) and not _CUSTOMARY.match(word.form):
            places.add(place_stem(word.form))
            if following is not None and following.form == "на" and number + 2 < len(words):
                skip = number + 2  # Ростовский-на-Дону
        else:
            rest.append(word)
    return frozenset(places), rest


def _spelt_out(word: Word, kind: str) -> Iterator[tuple[str, str]]:
    """The word as stems, what is written in one word or in capitals taken apart: «педколледж», «молокозавод», «ЦРБ»."""
    if word.form in EMPTY_WORDS or (word.capitals and word.form.upper() in FIRM_FORMS):
        return
    for pattern, parts in SPELT_OUT:
        match = pattern.fullmatch(word.form)
        if match:
            rest = match.groupdict().get("rest") or ""
            for part in (*parts, *((rest,) if rest else ())):
                yield stem_of(part), part
            return
    stem = stem_of(word.form)
    if stem.startswith(("государственн", "бюджетн", "автономн")) or (kind == "service" and stem == "населен"):
        return
    yield stem, word.form
