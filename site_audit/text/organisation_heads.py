"""Organisations by their type word: «Миллеровский техникум агропромышленных технологий», «на Ибресинском молокозаводе»."""

from __future__ import annotations

import re

from site_audit.text.nominative import adjective_in_nominative, gender_of, noun_in_nominative
from site_audit.text.organisation_forms import FoundOrganisation
from site_audit.text.organisation_words import COMPOUNDS, HEADS, NAME_ADJECTIVES, NO_NAME_ADJECTIVES, TAIL_NOUNS
from site_audit.text.spans import in_order, lowered

_HEAD = re.compile("|".join(rf"(?P<head{index}>(?:{forms})(?!\w)(?!-[а-яё]))" for index, (_, forms, _) in enumerate(HEADS)))
_IN_SENTENCE = re.compile(r"[\w,«\"]\s?$")
# the first letters of every type word: a cheap sieve before the exact patterns
_STARTS = re.compile(
    r"(?:(?:" + COMPOUNDS + r")(?=коллед|технику|учили|универс|инстит|акаде))|профлице|колледж|техникум|училищ|профессиональн|п[улсч]"
    r"|рксиб?|рбмк|университет|институт|академи"
    r"|консерватори|центр|служб|кадров|цзн|бирж|хлеб|моло[кч]|масл|сыр|кирпич|ремонтн|консерв|пив|винз|пищ|мяс|рыб|птиц|мельк|горно"
    r"|завод|комбинат|фабрик|ферм|предприяти|элеватор|депо|пекарн|агро|тепличн|пожарн|больниц"
    r"|поликлиник|аптек|црб|фельдшерск|вет|редакци|типографи|телекомпани|отдел|почт|мфц|омвд|полици"
    r"|военкомат|прокуратур|колхоз|совхоз"
    r"|банк|электростанци|аэс|тэц|рэс|библиотек|музе|дом|администраци|управлени|детск|кванториум|технопарк"
    r"|компани|организаци|корпораци|фирм|кооператив|лесхоз|лесничеств|цопп|сош|оош|нош|лице|гимнази|школ"
)
_ADJECTIVE = re.compile(r"(?P<word>[А-ЯЁа-яё]{3,}(?:-[А-ЯЁа-яё]+){0,3}|ж/д)\s{1,2}$")
_ADJECTIVE_END = re.compile(r"(?:ый|ий|ой|ого|его|ому|ему|ым|им|ом|ем|ая|яя|ую|юю|ей|ое|ее)(?:-на-\w+)?$")
_PLACE_ADJECTIVE = re.compile(r"^[А-ЯЁ][а-яё-]*(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое)(?:-на-[А-ЯЁ]\w+)?$")
_NAME_ADJECTIVE = re.compile(rf"^(?:{NAME_ADJECTIVES})")
_NO_NAME_ADJECTIVE = re.compile(rf"^(?:{NO_NAME_ADJECTIVES})")
_NUMBER = re.compile(r"\s?№\s?\d{1,4}")
_EVENT = r"(?!День|Дня|Урок|Мастер|Билет|Россия|Моя|Мир|Все|Кем|Путь|\s)"
_QUOTED = re.compile(rf"\s?«{_EVENT}[^«»\n]{{2,80}}»|\s[\"“„]{_EVENT}[^\"“”„\n]{{2,80}}(?<!\s)[\"”“]")
_TAIL = re.compile(rf"(?:,?\s(?:и\s)?(?:(?:[а-яё-]{{4,}}(?:ых|их|ой|ого|его)\s){{0,3}}(?:{TAIL_NOUNS})(?!\w))){{1,4}}")
_PLACE = re.compile(
    r",?\s(?:[А-ЯЁ][а-яё-]+(?:ского|цкого|ой|ого)\s(?:района|округа|поселения|области|края)"
    r"|[А-ЯЁ][а-яё]+ской\sобласти|(?:г\.|города|с\.|села|х\.|хутора|п\.|пос\.|пгт\.?|пос[её]лка|станицы"
    r"|станции)\s?[А-ЯЁ][а-яё-]+)(?!\w)"
)
_NAMESAKE = re.compile(r"\s(?:имени|им\.)\s?(?:[А-ЯЁ]\.\s?){0,2}[А-ЯЁ][а-яё]+(?:\s[А-ЯЁ][а-яё]+){0,2}")
_VISIT_BEFORE = re.compile(
    r"(?:экскурси\w+\s(?:на|в|по)|посетил\w*|побывал\w*\s(?:на|в)|съездил\w*\s(?:на|в)|встреч\w+\s(?:на"
    r"|в))\s(?:местн\w+\s|наш\w*\s)?$",
    re.IGNORECASE,
)
_NO_ORGANISATION = re.compile(
    r"\s(?:данных|вакансий|идей|заданий|тестов|профессий|мысли|звёзд|звезд|семьи|брака|процессов|родителей"
    r"|молодого|будущего)\b"
)
_BRANCH_BEFORE = re.compile(r"[А-ЯЁ][а-яё-]*(?:ск|цк)(?:ий|ого|ому|им|ом)\sфилиал(?:а|у|ом|е)?\s$")
_LETTERS = re.compile(r"[А-ЯЁа-яё]+")
_ABBREVIATIONS = frozenset(
    {"пу", "пл", "пч", "псч", "цзн", "мфц", "омвд", "црб", "аэс", "тэц", "рэс", "цопп", "сош", "оош", "нош", "ркси", "рксиб", "рбмк"}
)
_GENDERS = {
    **dict.fromkeys(("пч", "псч", "црб", "аэс", "тэц", "сош", "оош", "нош"), "femn"),
    **dict.fromkeys(("цзн", "мфц", "омвд", "рэс", "цопп"), "masc"),
}
_MAX_ADJECTIVES = 5
_PLACES_OF_STUDY = ("college", "university")


def find_by_head(text: str) -> tuple[FoundOrganisation, ...]:
    """Every organisation of `text` that is told by its type word."""
    low = lowered(text)
    starts = (place.start() for place in _STARTS.finditer(low))
    return in_order(found for start in starts if not (start and low[start - 1].isalnum()) and (found := _at(text, low, start)) is not None)


def _at(text: str, low: str, start: int) -> FoundOrganisation | None:
    match = _HEAD.match(low, start)
    if not match or not match.lastgroup:
        return None
    kind, _, alone = HEADS[int(match.lastgroup.removeprefix("head"))]
    return _organisation(text, (start, match.end()), kind, alone)


def _organisation(text: str, head: tuple[int, int], kind: str, alone: bool) -> FoundOrganisation | None:
    start, adjectives = _adjectives(text, head[0])
    end, told = _extent(text, head[1], kind)
    abbreviation = _is_abbreviation(text[head[0] : head[1]])
    if abbreviation is None:
        return None
    place = any(_is_proper(word) for word in adjectives) or _BRANCH_BEFORE.search(text, max(0, start - 50), start) is not None
    named = told or place or (kind in _PLACES_OF_STUDY and _capital_inside(text, start))
    if _NO_ORGANISATION.match(text, head[1]) or (kind == "school" and not told and not (place and abbreviation)):
        return None
    visited = kind == "employer" and _VISIT_BEFORE.search(text, max(0, start - 40), start)
    if not (named or alone or adjectives or visited):
        return None
    begin, close = _with_quotes(text, start, end)
    name = _name(text, adjectives, head, close - 1 if close != end else end)
    return FoundOrganisation(begin, close, name, _refined(kind, name), named or abbreviation or name.endswith("России"))


def _is_abbreviation(head: str) -> bool | None:
    """Whether the type word is an abbreviation; None where it looks like one and is not written in capitals."""
    letters = _LETTERS.match(head)
    if not letters or letters.group().lower() not in _ABBREVIATIONS:
        return False
    return True if letters.group().isupper() else None


def _is_proper(word: str) -> bool:
    """A place-adjective («Миллеровский») or another capitalised one that is no customary part of names."""
    return word[0].isupper() and not _NAME_ADJECTIVE.match(word.lower())


def _capital_inside(text: str, start: int) -> bool:
    """Whether the name begins with a capital inside a sentence: «с Индустриальным техникумом» is one, «в индустриальный техникум» any."""
    return (
        text[start].isupper() and not text[start : start + 2].isupper() and _IN_SENTENCE.search(text, max(0, start - 2), start) is not None
    )


def _refined(kind: str, name: str) -> str:
    low = name.lower()
    if kind == "university" and ("академия наук" in low or "развития образования" in low or "повышения квалификации" in low):
        return "other"
    return kind


def _adjectives(text: str, start: int) -> tuple[int, tuple[str, ...]]:
    """The adjectives of the name before the type word, walking left: place-adjectives and those that belong to names."""
    words: list[str] = []
    while len(words) < _MAX_ADJECTIVES:
        match = _ADJECTIVE.search(text, max(0, start - 50), start)
        if not match:
            break
        inside = _IN_SENTENCE.search(text, max(0, match.start("word") - 2), match.start("word")) is not None
        if not _is_name_part(match["word"], inside=inside, before_another=bool(words)):
            break
        words.insert(0, match["word"])
        start = match.start("word")
    return start, tuple(words)


def _is_name_part(word: str, *, inside: bool, before_another: bool) -> bool:
    """Whether an adjective belongs to the name: a place, a customary one, a capital `inside` a sentence or `before_another`."""
    if word == "ж/д":
        return True
    if not _ADJECTIVE_END.search(word.lower()):
        return False
    if _PLACE_ADJECTIVE.match(word.capitalize() if word.isupper() else word) or _NAME_ADJECTIVE.match(word.lower()):
        return True
    return (inside or before_another) and word[0].isupper() and not _NO_NAME_ADJECTIVE.match(word.lower())


def _extent(text: str, end: int, kind: str) -> tuple[int, bool]:
    """How far the name goes after the type word, and whether what follows makes it a proper name."""
    told = any(c.isdigit() for c in text[max(0, end - 3) : end])
    for pattern, tells in (
        (_NUMBER, True),
        (_TAIL, kind in {"college", "university"}),
        (_NUMBER, True),
        (_QUOTED, True),
        (_NAMESAKE, True),
        (_PLACE, kind != "school"),
    ):
        if pattern is _TAIL and kind not in {"college", "university", "other"}:
            continue
        match = pattern.match(lowered(text[end : end + 200])) if pattern is _TAIL else pattern.match(text, end)
        if match and pattern is _TAIL:
            end, told = end + match.end(), told or tells
        elif match:
            end, told = match.end(), told or tells
    return end, told


def _with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """A name standing wholly in quotes is taken with them, and to the closing one: «Миллеровский техникум … и управления»."""
    if start and text[start - 1] in '«"“„':
        close = re.compile(r"[^«»\"“”\n]{0,60}?[»\"”]").match(text, end)
        if close:
            return start - 1, close.end()
    return start, end


def _name(text: str, adjectives: tuple[str, ...], head: tuple[int, int], end: int) -> str:
    words = text[head[0] : head[1]].split()
    tail = text[head[1] : end]
    if text[head[0] : head[1]].isupper():
        gender = _GENDERS.get(words[0].lower(), "")
        return re.sub(r"\s+", " ", " ".join((*(adjective_in_nominative(word, gender) for word in adjectives), *words)) + tail).strip()
    at = next((index for index, word in enumerate(words) if not _ADJECTIVE_END.search(word) or len(words) == 1), len(words) - 1)
    gender = gender_of(words[at])
    inner = [adjective_in_nominative(word, gender) for word in words[:at]]
    outer = [adjective_in_nominative(word, gender) for word in adjectives]
    name = " ".join((*outer, *inner, noun_in_nominative(words[at]), *words[at + 1 :])) + tail
    return re.sub(r"\s+", " ", name).strip()
