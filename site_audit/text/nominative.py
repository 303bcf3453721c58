"""Names put into the nominative, and what a dictionary says of a word. One analyser a process; answers are remembered."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import pymorphy3

# words with a capital before initials or a given name that are no surnames: «Директор М. П. Иванова»
_NO_SURNAME = re.compile(
    r"директор|учител|педагог|заместител|советник|психолог|методист|куратор|руководител|председател"
    r"|секретар|начальник|глав|автор|составител|воспитател"
    r"|ответственн|социальн|классн|школ|приказ|протокол|согласован|утвержд|принят|рассмотрен|уважаем|дорог"
    r"|наш|ваш|встреч|гост|ветеран|герой|геро[яю]"
    r"|ученик|ученица|выпускни|студент|врач|мастер|инженер|тренер|мам|пап|родител|депутат|президент"
    r"|губернатор|министр|имен|улиц|россия|вчера|сегодня|также|библиотекар|специалист|инспектор|профессор|академик|поэт|писател"
    r"|(?:[мг][бак]?[до]?оу|сош|оош|нош|фио|инн|снилс)$",
)
_SKY = re.compile(r"(?P<stem>\w[\w-]*(?:ск|цк))(?P<ending>ий|ого|ому|им|ом|ая|ой|ую|ое)")
_SKY_ENDINGS = {"masc": "ий", "femn": "ая", "neut": "ое"}
_SKY_OY = _SKY_ENDINGS | {"masc": "ой"}
_STRESSED = frozenset({"донск", "морск", "городск", "тверск", "задонск", "мирск", "людск"})


@lru_cache(maxsize=1)
def _analyser() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=20_000)
def may_be_surname(word: str) -> bool:
    """Whether a capitalised word may be somebody's surname: no post, no adverb, no preposition.

    >>> may_be_surname("Ивановой"), may_be_surname("Директор"), may_be_surname("Недавно")
    (True, False, False)
    """
    low = word.lower()
    if _NO_SURNAME.match(low):
        return False
    readings = _analyser().parse(low)
    if any("Surn" in reading.tag for reading in readings):
        return True
    return not readings[0].is_known or readings[0].tag.POS in {"NOUN", "ADJF"}


@lru_cache(maxsize=20_000)
def gender_of(noun: str) -> str:
    """Grammatical gender of a noun: "masc", "femn", "neut", "" where unknown."""
    for reading in _analyser().parse(noun.lower()):
        if reading.tag.POS == "NOUN":
            return str(reading.tag.gender or "")
    return ""


@lru_cache(maxsize=20_000)
def noun_in_nominative(noun: str) -> str:
    """A singular noun in the nominative, its capitals kept; as it is where the dictionary does not help.

    >>> noun_in_nominative("Молокозаводе"), noun_in_nominative("училищу")
    ('Молокозавод', 'училище')
    """
    return _inflected(noun, "NOUN", frozenset({"nomn", "sing"}))


@lru_cache(maxsize=20_000)
def adjective_in_nominative(adjective: str, gender: str) -> str:
    """An adjective in the nominative singular of `gender`; of a hyphened one («Ростовского-на-Дону») the part before «-на-» changes.

    >>> adjective_in_nominative("Ибресинский", "masc"), adjective_in_nominative("пожарной", "femn")
    ('Ибресинский', 'пожарная')
    """
    if not gender:
        return adjective
    head, sign, tail = adjective.partition("-на-")
    regular = _SKY.fullmatch(head)
    if regular:  # place-names are often unknown to the dictionary or read as surnames
        plain = regular["ending"] == "ой" and gender == "masc"
        endings = _SKY_OY if regular["stem"].lower() in _STRESSED else _SKY_ENDINGS
        return (head if plain else regular["stem"] + endings[gender]) + sign + tail
    return _inflected(head, "ADJF", frozenset({"nomn", "sing", gender})) + sign + tail


def _inflected(word: str, part: str, form: frozenset[str]) -> str:
    for reading in _analyser().parse(word.lower()):
        if part == reading.tag.POS:
            wanted = reading.inflect(form)
            if wanted:
                return _with_capitals(str(wanted.word), word)
    return word


def _with_capitals(word: str, model: str) -> str:
    if model.isupper() and len(model) > 1:
        return word.upper()
    return "-".join(
        part[:1].upper() + part[1:] if piece[:1].isupper() else part
        for part, piece in zip(word.split("-"), _pieces(model, word), strict=False)
    )


def _pieces(model: str, word: str) -> list[str]:
    pieces = model.split("-")
    return pieces if len(pieces) == len(word.split("-")) else [model] * len(word.split("-"))
