"""Misspelt and misread words: what a word that no dictionary knows was meant to be, of the words by which facts are told by their shape.

The words stand here once, spelled rightly; their forms come from the dictionary. A word the dictionary knows is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from site_audit.text.forms import all_forms, is_known
from site_audit.text.fuzzy import FormIndex

#: Types of organisations, posts, pupils, months, words of approval: what the finders of this folder look for.
_SHAPES = (
    "университет институт академия консерватория колледж техникум училище лицей гимназия школа предприятие завод комбинат фабрика"
    " птицефабрика элеватор больница поликлиника ветеринарный библиотека администрация управление министерство департамент занятость"
    " население медицинский педагогический технический государственный аграрный промышленный строительный"
    " класс классный классники старшеклассник первоклассник второклассник третьеклассник четвероклассник пятиклассник шестиклассник"
    " семиклассник восьмиклассник девятиклассник десятиклассник одиннадцатиклассник выпускник начальный"
    " директор заместитель завуч советник педагог психолог социальный организатор библиотекарь руководитель учитель куратор методист"
    " январь февраль март апрель июнь июль август сентябрь октябрь ноябрь декабрь понедельник вторник четверг пятница суббота"
    " приказ протокол распоряжение утверждать утверждён принят согласован рассмотрен подпись сертификат телефон консультация"
)
_CHECKED = re.compile(r"[а-яё]{5,}")
_LEAST = 5
#: Letters that recognition of scans takes for each other.
_CONFUSED = ("пн", "пл", "пц", "ни", "шщ", "ес", "гт", "вз", "лд", "ск", "цщ")
_MEANT_BY = {
    sign: "".join(sorted({other for pair in _CONFUSED if sign in pair for other in pair} - {sign})) for sign in set("".join(_CONFUSED))
}


def misreadings(word: str) -> Iterator[str]:
    """What a misread word may have been: one of its letters, not the first, taken for one that looks like it."""
    for at, sign in enumerate(word[1:], start=1):
        for meant in _MEANT_BY.get(sign, ""):
            yield word[:at] + meant + word[at + 1 :]


def respelt(text: str) -> str:
    """The text with its misspelt words of shape put right, in lower-case words alone: a capital may begin a name."""
    return _CHECKED.sub(lambda found: _respelt(found[0]) if _is_whole(found) else found[0], text)


def _is_whole(found: re.Match[str]) -> bool:
    return found.start() == 0 or not (found.string[found.start() - 1].isalnum())


@lru_cache(maxsize=50_000)
def _respelt(word: str) -> str:
    plain = word.replace("ё", "е")
    if is_known(plain):
        return word
    meant = _index().meant(plain)
    if len(meant) == 1:
        return meant[0]
    read = [other for other in misreadings(plain) if other in _forms()]
    return read[0] if len(read) == 1 else word


@lru_cache(maxsize=1)
def _forms() -> frozenset[str]:
    forms = frozenset().union(*(all_forms(word) for word in _SHAPES.split()))
    return frozenset(form for form in forms if len(form) >= _LEAST)


@lru_cache(maxsize=1)
def _index() -> FormIndex:
    return FormIndex(_forms())
