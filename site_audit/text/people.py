"""Persons and their posts in Russian texts. Used to tell that somebody is named; no register of persons is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_audit.text.nominative import may_be_surname
from site_audit.text.spans import in_order, lowered


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person as written: surname with initials, or the full name."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class FoundPost:
    """A post; `post` is its code: deputy, psychologist, adviser, social, navigator, organiser, teacher, class_teacher, …"""

    start: int
    end: int
    post: str


_SURNAME = r"(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]{3,}(?:-[А-ЯЁ]{3,})?)(?!\w)"
_GIVEN = r"(?:[А-ЯЁ][а-яё]+|[А-ЯЁ]{3,})(?!\w)"
_PATRONYMIC = (
    r"(?:[А-ЯЁ][а-яё]*(?:вич(?:а|у|ем|е)?|(?:[оеё]вн|ичн)(?:а|ы|е|у|ой)|[ьукмнт]ич(?:а|у|[её]м|е)?)"
    r"|[А-ЯЁ]+(?:ВИЧ(?:А|У|ЕМ|Е)?|(?:[ОЕЁ]ВН|ИЧН)(?:А|Ы|Е|У|ОЙ)|[ЬУКМНТ]ИЧ(?:А|У|[ЕЁ]М|Е)?)|[А-ЯЁ][а-яё]+\s(?:оглы|кызы))(?!\w)"
)
_INITIALS = r"[А-ЯЁ]\.\s?[А-ЯЁ](?:\.|(?![\w.]))"
_W = r"\s{1,2}"
_FORMS = (
    re.compile(rf"(?<![\w-])(?P<surname>{_SURNAME}){_W}{_GIVEN}{_W}{_PATRONYMIC}"),
    re.compile(rf"(?<![\w-]){_GIVEN}{_W}{_PATRONYMIC}(?:{_W}(?P<last>{_SURNAME}))?"),
    re.compile(rf"(?<![\w-])(?P<surname>{_SURNAME})\s{{0,2}}{_INITIALS}"),
    re.compile(rf"(?<![\w.])[А-ЯЁ]\.\s?[А-ЯЁ]\.\s{{0,2}}(?P<surname>{_SURNAME})"),
)
_MAYBE = re.compile(r"[А-ЯЁ]\.|(?:вич|вн|ичн|[ьукмнт]ич|ВИЧ|ВН|ИЧН|[ЬУКМНТ]ИЧ|оглы|кызы)")
# «школа имени М. И. Платова», «ул. А. П. Чехова»: the name belongs to a thing
_NAMESAKE = re.compile(
    r"(?:\bимени|\bим\.|\bпамяти|\bул\.|\bулиц\w*|\bпр\.|\bпр-т|\bпроспект\w*|\bпер\.|\bпереул\w*|\bпл\."
    r"|\bплощад\w*|\bбульвар\w*|\bмикрорайон\w*)"
    r"\s?(?:[\w«\"-]+\.?\s){0,5}$",
    re.IGNORECASE,
)
_LOOK_BACK = 70


def find_people(text: str) -> tuple[FoundPerson, ...]:
    """The persons named in `text`; who lent a name to a school or a street is not meant."""
    if not _MAYBE.search(text):
        return ()
    return in_order(_people(text))


def find_posts(text: str) -> tuple[FoundPost, ...]:
    """The posts of a school's staff named in `text`."""
    low = lowered(text)
    found: list[FoundPost] = []
    for sign, post, pattern in _POSTS:
        if sign in low:
            found.extend(FoundPost(match.start(), match.end(), post) for match in pattern.finditer(low))
    return in_order(found)


def _people(text: str) -> Iterator[FoundPerson]:
    for pattern in _FORMS:
        for match in pattern.finditer(text):
            end = match.end()
            groups = match.groupdict()
            if groups.get("surname") and not may_be_surname(groups["surname"]):
                continue
            if groups.get("last") and not may_be_surname(groups["last"]):
                end = match.start("last") - 1
            start = match.start()
            if not _NAMESAKE.search(text, max(0, start - _LOOK_BACK), start):
                yield FoundPerson(start, end, text[start:end].rstrip())


_WORK = (
    r"(?:учебно-воспитательн|воспитательн|учебн|научно-методическ|методическ|административно-хозяйственн"
    r"|профориентационн|безопасност)\w*(?:\s(?:и\s\w+\s)?(?:работ|част|процесс)\w*)?"
)
_POSTS = tuple(
    (sign, post, re.compile(pattern))
    for sign, post, pattern in (
        ("директор", "deputy", rf"\bзам(?:естител\w*|\.)\s?директора(?:\sшколы)?(?:\sпо\s(?:[увнмпр]{{1,2}}р|ахч|{_WORK}))?(?!\w)"),
        ("завуч", "deputy", r"\bзавуч\w{0,3}\b"),
        ("директор", "adviser", r"\bсоветник\w{0,3}\sдиректора(?:\sпо\sвоспитанию)?(?!\w)"),
        ("советник", "adviser", r"\bсоветник\w{0,3}\sпо\s(?:воспитанию|воспитательной\sработе)(?!\w)"),
        ("директор", "director", r"\bдиректор(?:а|у|ом|е)?(?!\w)"),
        ("психолог", "psychologist", r"\b(?:педагог\w{0,3}\s?[-–—]\s?)?психолог(?:а|у|ом|е|и|ов|ам|ами|ах)?(?!\w)"),
        ("социальн", "social", r"\bсоциальн\w{2,3}\sпедагог\w{0,3}(?!\w)|\bсоцпедагог\w{0,3}(?!\w)"),
        ("навигатор", "navigator", r"\bпедагог\w{0,3}\s?[-–—]\s?навигатор\w{0,3}(?!\w)"),
        ("организатор", "organiser", r"\bпедагог\w{0,3}\s?[-–—]\s?организатор\w{0,3}(?!\w)"),
        ("библиотекар", "librarian", r"\b(?:педагог\w{0,3}\s?[-–—]\s?)?библиотекар(?:ь|я|ю|ем|е|и|ей|ям)(?!\w)"),
        ("педагог", "teacher", r"\bпедагог\w{0,3}\sдополнительного\sобразования\b"),
        ("руководител", "class_teacher", r"\bклассн\w{2,3}\sруководител(?:ь|я|ю|ем|е|и|ей|ям|ями|ях)(?!\w)"),
        (
            "учител",
            "teacher",
            r"\bучител(?:ь|я|ю|ем|е|и|ей|ям|ями|ях)(?!\w)(?:\s(?:начальных\sклассов|[а-яё]+(?:ого|ии|ики|ки|ы|ры"
            r"|да|гии)\b(?:\sязыка)?))?",
        ),
        ("куратор", "curator", r"\bкуратор(?:а|у|ом|е|ы|ов|ам|ами)?(?!\w)"),
        ("методист", "methodist", r"\bметодист(?:а|у|ом|е|ы|ов|ам|ами)?(?!\w)"),
        ("тьютор", "tutor", r"\bтьютор(?:а|у|ом|е|ы|ов|ам|ами)?(?!\w)"),
        ("профориентолог", "careers_adviser", r"\bпрофориентолог(?:а|у|ом|е|и|ов|ам|ами)?(?!\w)"),
    )
)
