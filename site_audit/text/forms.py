"""Russian word forms: a rule names a word once and every form of it is found."""

from __future__ import annotations

from functools import lru_cache

import pymorphy3

#: How likely a reading of a word must be to count («дел» is hardly ever the past of «деть»).
_LIKELY = 0.25
_BECOMING = frozenset({"быть", "стать", "вырасти"})
#: «узнаём», written without its dots, is told of what goes on.
_ALSO_NOW = frozenset({"узнаем", "познаем", "создаем"})


@lru_cache(maxsize=1)
def _analyser() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=100_000)
def is_known(word: str) -> bool:
    """Whether the dictionary has this word form (so that it is no misspelling of another word)."""
    return bool(_analyser().word_is_known(word))


@lru_cache(maxsize=10_000)
def all_forms(word: str) -> frozenset[str]:
    """Every form of `word`, folded. Readings whose dictionary form is the word itself win; an unknown word is inflected by analogy.

    >>> "мастера" in all_forms("мастер"), "путь" in all_forms("путем")
    (True, True)
    """
    plain = word.lower().replace("ё", "е")
    readings = _analyser().parse(plain)
    own = [reading for reading in readings if reading.normal_form.replace("ё", "е") == plain]
    forms = {plain}
    for reading in own or readings[:1]:
        forms.update(form.word.replace("ё", "е") for form in reading.lexeme)
    return frozenset(forms)


@lru_cache(maxsize=100_000)
def is_past_verb(word: str) -> bool:
    """Whether the form is a verb of the past («посетили», «прошла»). Participles are not: «организованы экскурсии» may tell of a custom."""
    return any(
        "past" in reading.tag and "VERB" in reading.tag and reading.is_known and reading.score >= _LIKELY
        for reading in _analyser().parse(word)
    )


@lru_cache(maxsize=100_000)
def is_verb(word: str) -> bool:
    """Whether the form is likely a verb of any time («едем», «посетили», «будет»); infinitives and participles are not.

    >>> is_verb("посетили"), is_verb("экскурсия"), is_verb("сходить")
    (True, False, False)
    """
    return any("VERB" in reading.tag and reading.is_known and reading.score >= _LIKELY for reading in _analyser().parse(word))


@lru_cache(maxsize=100_000)
def is_future_verb(word: str) -> bool:
    """Whether the form is a verb of the future («пройдет», «состоится», «будут»)."""
    return any(
        "futr" in reading.tag and "VERB" in reading.tag and reading.is_known and reading.score >= _LIKELY
        for reading in _analyser().parse(word)
    )


@lru_cache(maxsize=100_000)
def is_intention(word: str) -> bool:
    """Whether the form says what we shall do («поговорим», «займемся»); «будем» and «станем» ask who we shall be."""
    readings = [reading for reading in _analyser().parse(word) if reading.is_known]
    return (
        bool(readings)
        and word not in _ALSO_NOW
        and all(
            ("incl" in reading.tag or all(sign in reading.tag for sign in ("futr", "plur", "1per")))
            and reading.normal_form not in _BECOMING
            for reading in readings
        )
    )


@lru_cache(maxsize=100_000)
def is_urging(word: str) -> bool:
    """Whether the form tells several people, or one politely, what to do («расскажите», «не торопите»).

    >>> is_urging("расскажите"), is_urging("рассказали"), is_urging("расскажете")
    (True, False, False)
    """
    return any(
        "impr" in reading.tag and "plur" in reading.tag and reading.is_known and reading.score >= _LIKELY
        for reading in _analyser().parse(word)
    )
