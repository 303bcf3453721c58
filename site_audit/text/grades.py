"""School grades (1–11; 0 = preschool) in Russian texts: «9 «А» класс», «с 6 по 11 класс», «девятиклассники», «начальная школа»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from site_audit.text.forms import is_past_verb
from site_audit.text.spans import in_order, lowered


@dataclass(frozen=True, slots=True)
class FoundGrades:
    """The grades named at text[start:end]."""

    start: int
    end: int
    grades: frozenset[int]


PRESCHOOL = frozenset({0})
PRIMARY = frozenset(range(1, 5))
MIDDLE = frozenset(range(5, 10))
SENIOR = frozenset(range(8, 12))  # a school calls its 8–11 «старшеклассники»
ALL = frozenset(range(1, 12))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_DASH = r"[-–—‑−]"
_QUOTE = r"[«\"“„»”']"
_LETTER = rf"(?:\s?-?{_QUOTE}?\s?(?-i:[А-ЯA-Z])(?!\w)(?:\s?{_QUOTE})?|-?{_QUOTE}?[а-жa-b](?!\w){_QUOTE}?|\s[а-г](?=\sкласс))"
_SUFFIX = r"(?:\s?-\s?|)(?:ых|их|ые|ие|ым|им|ыми|ими|го|ого|му|ом|ый|ий|х|е|й|м|я|ю)(?!\w)"
_GRADE = rf"(?>(?:1[01]|[1-9])(?!\d)(?:{_SUFFIX})?{_LETTER}?)"
_AND = r"(?:\s{0,2}[,/;+]\s{0,2}(?:и\s)?|\sи\s)"
_TO = rf"(?:\s{{0,2}}{_DASH}\s{{0,2}}|\sпо\s|\sдо\s)"
_FREE = r"(?<![\d№])(?<!\d[.,:/–-])(?<!№\s)"
# atomic: a list is read once from the left, so that long rows of numbers cost no more than their length
_LIST = rf"(?>{_GRADE}(?:(?:{_AND}|{_TO}){_GRADE}){{0,10}}(?:{_AND}{_QUOTE}?\s?(?-i:[А-ЯA-Z])(?!\w)(?:\s?{_QUOTE})?){{0,4}})"
_CLASS = r"(?:класс(?:а|у|е|ом|ы|ов|ам|ами|ах)?(?![\w])(?!-комплект|\s-?комплект)|кл(?:\.|(?!\w))|параллел\w{1,3}(?!\w))"
_NO_GRADE = r"(?!\s(?:точност|опасност|защит|энерг|чистот|прочност|вредност|судов|услуг))"
_KIND = r"(?:\s(?!час|учебн)[а-яё-]{4,18}(?:ого|его|ом|ем|ый|ий|ой|ому|ему|ых|их)(?!\w))?"

_SMALL_NUMBER = re.compile(r"[1-9][01]?(?![0-9])")
_BEFORE_CLASS = _pattern(rf"{_FREE}(?P<list>{_LIST})\s{{0,2}}{_KIND}\s{{0,2}}(?P<word>{_CLASS}){_NO_GRADE}")
_AFTER_CLASS = _pattern(rf"(?<!\w)класс(?:ы)?(?:\s?[:–—-]\s?|\s)(?P<list>{_LIST})(?:\s?кл\.?)?(?=\s?(?:$|[,.;)|»\"\n])(?!\s?[,.]\d))")
_RANGED_PUPIL = _pattern(rf"{_FREE}(?P<list>(?:1[01]|[1-9])\s?{_DASH}\s?(?:1[01]|[1-9]))\s?-?\s?классни[кц]\w*")
_CLASS_NAME = re.compile(
    rf"{_FREE}(?P<list>(?:1[01]|[1-9])(?:\s?-?[«\"“„]\s?[А-Яа-гA-Z]\s?[»\"”]|-?[АБВГДЕЖAB](?![\w«\"“„-])|-?[а-г](?![\w«\"“„.)-])))"
)
_SPACED_NAME = re.compile(rf"{_FREE}(?P<list>(?:1[01]|[1-9])\s[АБВГДЕЖ])(?![\w«\"“„.-])")
_WITHOUT_CLASS = _pattern(rf"{_FREE}(?P<list>{_LIST})(?<=х)(?!\w)(?!\s(?:групп|лет|отряд|мест|год|числ|этаж|кабинет|дом))")
_PUPILS_BEFORE = _pattern(
    r"(?:класс|учащ|учени|обучающ|выпускник|ребят|школьник|мальчик|девоч|юнош|девуш"
    r"|дет[ия]|родител)\w*(?:\s[а-яё]+){0,2}\s$|(?<!\w)(?:в|для|у|среди|параллел\w+)\s$"
)
_ADDRESS_BEFORE = _pattern(
    r"(?:\b(?:ул|улиц\w*|д|дом|пер|переул\w*|пр|просп\w*|корп\w*|стр|кв|каб|кабинет\w*|ст|литер|офис|пом"
    r"|микрорайон|мкр|п|пункт|ст|стать\w+|част\w+|приложени\w+|рис\w*|табл\w*)\b|№)[^;|]{0,30}$"
)
_COUNTED_BEFORE = _pattern(
    r"(?:открыт\w*|оборудован\w*|всего|имеется|компьютерн\w+|функциониру\w+|насчитыва\w+|обучается в"
    r"|скомплектован\w*)\s(?:[а-яё]+\s)?$"
)
_ORDINALS = ("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят", "одиннадцат")
_ENDING = r"(?:ый|ий|ой|ого|его|ьего|ом|ем|ьем|ому|ему|ьему|ые|ие|ьи|ых|их|ьих|ым|им|ьим|ыми|ими|ьими)"
_ORDINAL_WORD = rf"(?:{'|'.join(_ORDINALS)}){_ENDING}(?!\w)"
_STEM = re.compile("|".join(_ORDINALS))
_ORDINAL = _pattern(
    rf"(?<!\w)(?P<list>(?:{_ORDINAL_WORD}(?:,\s|\s(?:и|да|или|с)\s)){{0,3}}{_ORDINAL_WORD})\s{{1,2}}"
    rf"(?:класс(?:а|у|е|ом|ы|ов|ам|ами|ах)?(?!\w){_NO_GRADE}|параллел\w{{1,3}}(?!\w))"
)
#: «восьмой «А»», «у девятых», «в десятых и одиннадцатых,», «наш седьмой пустили»: the word «класс» is understood.
_ORDINAL_LETTER = _pattern(rf"(?<!\w)(?P<list>{_ORDINAL_WORD})\s{{1,2}}(?:{_QUOTE}\s?[а-я]\s?{_QUOTE}|(?-i:[АБВГД])(?![\w.]))")
_SENIOR_PLURAL = r"(?:пят|шест|седьм|восьм|девят|десят|одиннадцат)(?:ых|ые|ым|ыми)(?!\w)"
_UNDERSTOOD = _pattern(
    rf"(?<!\w)(?:у|для|среди|наш(?:и|их|им|ими)|опрос|листки|анкеты|родител\w+|ребята|учени\w+|учащи\w+)\s"
    rf"(?P<list>{_SENIOR_PLURAL}(?:(?:,\s|\s(?:и|да)\s){_SENIOR_PLURAL}){{0,2}})(?=\s?(?:$|[,.;:)»!?–—]|\s(?:и|собира|рассказ|подсчит|был|на|в|из)))"
    rf"|(?<!\w)(?P<several>{_SENIOR_PLURAL}\s(?:и|да)\s{_SENIOR_PLURAL})(?=\s?(?:$|[,.;:)»!?–—])|\s[а-я]+(?:ли|лись)(?!\w))"
)
_OURS = _pattern(rf"(?<!\w)(?:наш|весь|нашего|нашему|всему)\s(?P<list>{_ORDINAL_WORD})(?:\s(?P<next>[а-я]+))?")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11}
_ROMAN_CLASS = re.compile(
    rf"(?<!\w)(?P<low>[IVX]{{1,4}})(?:\s?[-–—]\s?(?P<high>[IVX]{{1,4}}))?\s?(?:{_QUOTE}?[А-Я]{_QUOTE}?\s)?(?:[Кк]ласс|кл\.)"
)
_CARDINALS = ("перв", "втор", "трет", "четверо", "пят", "шест", "сем", "восьм", "девят", "десят", "одиннадцат")
_PUPIL = _pattern(
    rf"(?<!\w)(?:(?P<stem>{'|'.join(_CARDINALS)})[ьеёио]{{0,2}}|(?P<number>1[01]|[1-9])\s?-?(?:ти|и)?\s?-?)(?:классни[кц]|клаш)\w*"
)
_NAMED = (
    (
        "старш",
        re.compile(
            r"\bстаршеклассни[кц]\w*|\bстарш(?:их|ие|им|ими|его|ем|ей)\s(?:класс(?:ов|ы|ах|ам|ами)|звен[ауе]"
            r"|школьник\w+|подростк\w+)\b"
        ),
        SENIOR,
    ),
    ("старш", re.compile(r"\bстарш(?:ая|ей|ую)\s(?:школ[аеуы]|школой|ступен\w+)\b"), frozenset({10, 11})),
    ("выпускн", re.compile(r"\bвыпускн(?:ых|ые|ым|ыми)\sкласс(?:ов|ы|ах|ам|ами)\b"), frozenset({9, 11})),
    ("средн", re.compile(r"\bсредн(?:их|ие|его|ем|ее)\s(?:класс(?:ов|ы|ах|ам)|звен[ауео])\b"), MIDDLE),
    (
        "начальн",
        re.compile(
            r"\bначальн(?:(?:ой|ая|ую)\sшкол(?:ой|[аеуы])|(?:ых|ые|ым|ыми)\sкласс(?:ов|ы|ах|ам|ами)|(?:ого|ое"
            r"|ом)\sзвен[ауео])\b"
        ),
        PRIMARY,
    ),
    ("младш", re.compile(r"\bмладш(?:их|ие|им|ими|ий|его|ему)\s(?:школьник\w*|класс(?:ов|ы|ах|ам|ами)|школьного\sвозраста)\b"), PRIMARY),
    ("дошкол", re.compile(r"\bдошкол(?:ьн\w+|ят\w*)\b"), PRESCHOOL),
    ("групп", re.compile(r"\b(?:подготовительн|старш)\w{2,3}(?:\sк\sшколе)?\sгрупп\w{0,3}\b"), PRESCHOOL),
    ("все", re.compile(r"\bвсе(?:х|м|ми)?\sкласс(?:ов|ы|ах|ам|ами)\b"), ALL),
)
_CLASS_WORD = re.compile("класс")
_NUMBER = re.compile(r"1[01]|[1-9]")
_STEP = re.compile(r"(?P<grade>1[01]|[1-9])(?P<between>[^\d]*)")
_RANGE_SIGN = _pattern(rf"{_DASH}\s*$|\bпо\s*$|\bдо\s*$")
_CELL = _pattern(rf"(?:с\s)?(?P<list>{_LIST})\s?(?:{_CLASS})?\.?")
_CELL_ALL = _pattern(r"(?:все(?:\s(?:классы|обучающиеся|учащиеся|ученики|школьники))?|вся\sшкола|вс[её]\sкл\.?)\.?")
_MAX_CELL = 80


def find_grades(text: str) -> tuple[FoundGrades, ...]:
    """The grades `text` names, in order. Ages, hours, classes of accuracy and numbers of schools are not grades."""
    low = lowered(text)
    return in_order((*_numbered(text, low), *_worded(low.replace("ё", "е")), *_roman(text)))


def cell_grades(text: str) -> frozenset[int]:
    """The grades of a cell of a plan's table: a bare «8–11» or «все» counts there."""
    bare = text.strip()
    if len(bare) <= _MAX_CELL:
        if _CELL_ALL.fullmatch(bare):
            return ALL
        match = _CELL.fullmatch(bare)
        if match:
            return _grades_of(match["list"])
    return frozenset().union(*(found.grades for found in find_grades(text)))


def _grades_of(listed: str) -> frozenset[int]:
    """The grades of «5-7, 9 и 11-х»: a dash, «по» or «до» between two numbers fills the range."""
    grades: set[int] = set()
    ranged = False
    previous = 0
    for step in _STEP.finditer(listed):
        grade = int(step["grade"])
        grades.update(range(previous, grade + 1) if ranged and previous < grade else (grade,))
        ranged = bool(_RANGE_SIGN.search(step["between"]))
        previous = grade
    return frozenset(grades)


def _numbered(text: str, low: str) -> Iterator[FoundGrades]:
    """Grades in digits; patterns are tried only where a small number or the word «класс» stands."""
    with_class = "кл" in low or "параллел" in low
    for number in _SMALL_NUMBER.finditer(text):
        found = _grades_with_word(text, number.start()) if with_class else None
        found = found or _class_name(text, number.start()) or _plural_ordinal(text, number.start())
        if found:
            yield found
    if with_class:
        for place in _CLASS_WORD.finditer(low):
            match = _AFTER_CLASS.match(text, place.start())
            if match:
                yield _found(match)


def _found(match: re.Match[str]) -> FoundGrades:
    return FoundGrades(match.start(), match.end(), _grades_of(match["list"]))


def _grades_with_word(text: str, start: int) -> FoundGrades | None:
    match = _BEFORE_CLASS.match(text, start)
    if match:
        is_count = match["word"].lower() in {"класса", "классов"} and _NUMBER.fullmatch(match["list"])
        return None if is_count and _COUNTED_BEFORE.search(text, max(0, start - 40), start) else _found(match)
    match = _RANGED_PUPIL.match(text, start)
    return _found(match) if match else None


def _class_name(text: str, start: int) -> FoundGrades | None:
    """«3А», «5 «Б»» without the word: only where no address stands before; «3 А» only after pupils."""
    match = _CLASS_NAME.match(text, start)
    if match:
        return None if _ADDRESS_BEFORE.search(text, max(0, start - 40), start) else _found(match)
    match = _SPACED_NAME.match(text, start)
    return _found(match) if match and _PUPILS_BEFORE.search(text, max(0, start - 40), start) else None


def _plural_ordinal(text: str, start: int) -> FoundGrades | None:
    """«7, 8 и 9-х» and «учащиеся 9-х» without the word."""
    match = _WITHOUT_CLASS.match(text, start)
    if not match:
        return None
    several = len(_NUMBER.findall(match["list"])) > 1 and match["list"][-2] == "-"
    return _found(match) if several or _PUPILS_BEFORE.search(text, max(0, start - 40), start) else None


def _worded(low: str) -> Iterator[FoundGrades]:
    if "клас" in low or "параллел" in low:
        for match in _ORDINAL.finditer(low):
            yield FoundGrades(match.start(), match.end(), _ordinals(match["list"]))
    if "классни" in low or "клаш" in low:
        for match in _PUPIL.finditer(low):
            grade = int(match["number"]) if match["number"] else _CARDINALS.index(match["stem"]) + 1
            yield FoundGrades(match.start(), match.end(), frozenset({grade}))
    if _STEM.search(low):
        yield from _understood(low)
    for sign, pattern, grades in _NAMED:
        if sign in low:
            for match in pattern.finditer(low):
                yield FoundGrades(match.start(), match.end(), grades)


def _understood(low: str) -> Iterator[FoundGrades]:
    """Ordinals that mean classes without the word: «десятый «А»», «у девятых», «наш седьмой пустили»."""
    for match in _ORDINAL_LETTER.finditer(low):
        yield FoundGrades(match.start(), match.end(), _ordinals(match["list"]))
    for match in _UNDERSTOOD.finditer(low):
        yield FoundGrades(match.start(), match.end(), _ordinals(match["list"] or match["several"]))
    for match in _OURS.finditer(low):
        if match["next"] and is_past_verb(match["next"]):
            yield FoundGrades(match.start(), match.end("list"), _ordinals(match["list"]))


def _ordinals(listed: str) -> frozenset[int]:
    return frozenset(_ORDINALS.index(match.group()) + 1 for match in _STEM.finditer(listed))


def _roman(text: str) -> Iterator[FoundGrades]:
    """«IX класс», «VI–VIII классов»."""
    for match in _ROMAN_CLASS.finditer(text):
        low, high = _ROMAN.get(match["low"]), _ROMAN.get(match["high"] or match["low"])
        if low and high and low <= high:
            yield FoundGrades(match.start(), match.end(), frozenset(range(low, high + 1)))


def as_ranges(grades: Iterable[int]) -> str:
    """Grades for a reader, runs of them shortened.

    >>> as_ranges({5, 6, 7, 9}), as_ranges({8}), as_ranges(())
    ('5-7, 9', '8', '')
    """
    runs: list[list[int]] = []
    for grade in sorted(set(grades)):
        if runs and grade == runs[-1][-1] + 1:
            runs[-1].append(grade)
        else:
            runs.append([grade])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
