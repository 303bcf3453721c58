"""Personal data that stand open to everybody: insurance numbers of anybody; pupils' health, birth dates, telephones beside their names.

What is told is where they stand, never what they are. One warning of a kind a document; how much of a document is looked at is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from site_audit.detect.warnings.pupils import (
    CLASS,
    NAME,
    PUPIL,
    entry_of,
    introduces_pupils,
    is_list_of_pupils,
    is_name,
    names_grown_ups,
    pupil_of,
    speaks_of_pupils,
)
from site_audit.model import Block, BlockKind, Document, Warning
from site_audit.text.dates import find_dates

_MOST_BLOCKS = 5_000  # no list of pupils is longer
_MOST_CHARACTERS = 1_000_000
_LOOKED_AT = 4_000  # of one block
_HEADING = 250
_ENTRY = 200
_LIST = 3  # so many entries are a list

_SNILS = re.compile(r"(?<![\d-])(?P<number>\d{3}-\d{3}-\d{3})[ -](?P<check>\d{2})(?![\d-])")
_SAID_SNILS = re.compile(r"снилс\W{0,12}(?P<number>\d{3}[ -]?\d{3}[ -]?\d{3})[ -]?(?P<check>\d{2})(?!\d)", re.IGNORECASE)
_CHECKED_FROM = 1_001_998  # numbers up to this one carry no checksum

_HEALTH = (
    r"(?:(?:ОВЗ|ЗПР|ТНР|НОДА|РАС|ДЦП|ОНР)(?!\w)|(?i:инвалид\w*|ограниченн\w{2,3}\sвозможност\w{2,4}\sздоровья|аутизм\w*|синдром\w{0,2}\sдауна"
    r"|умственн\w{2,3}\sотстал\w+|задержк\w{1,3}\sпсихического\sразвития|диагноз\w*|заболевани\w+|надомн\w{2,3}\sобучени\w+))"
)
_HAS = r"(?:(?i:с|имеет|имеющ\w{2,5}|статус\w{0,2}|со|является|имея|находится|на)\s){0,3}"
_NAMED_ILL = (
    re.compile(rf"{PUPIL}(?:\s{CLASS})?[\s,(–-]{{1,3}}{_HAS}{_HEALTH}(?:\sдетства)?(?:\s{CLASS})?[\s,:)–-]{{1,3}}(?P<name>{NAME})"),
    re.compile(rf"{PUPIL}(?:\s{CLASS})?[\s,–-]{{1,3}}(?P<name>{NAME})\s?[,(–-]\s?(?:{PUPIL}[\s-])?{_HAS}{_HEALTH}"),
    re.compile(rf"(?P<name>{NAME})\s?[,(–-]\s?{PUPIL}(?:\s{CLASS})?[\s,-]{{1,2}}{_HAS}{_HEALTH}"),
)
_ILL = re.compile(_HEALTH)
_ILL_CELL = re.compile(rf"\W{{0,3}}(?:{PUPIL}[\s-])?{_HAS}{_HEALTH}")
_ILL_COLUMN = re.compile(rf"{_HEALTH}|(?i:групп\w\sздоровья|нозологи)")
_ILL_LISTED = re.compile(rf":\s?(?:1[.)]\s?)?(?P<name>{NAME})\s?(?:\([^)]{{0,40}}\))?[,;]\s?(?:2[.)]\s?)?{NAME}")
_SAYS_NOTHING = re.compile(r"[\W\d]*(?:нет|i|ii|основная)?\W*", re.IGNORECASE)

_BORN_COLUMN = re.compile(r"дат\w\W{1,3}рожд|рожден|^\W*д\W{0,2}р\W*$", re.IGNORECASE)
_BORN = re.compile(
    r"(?P<before>\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)\s?(?:г\.?\s?р\.|года?\sрожд|рождения)"
    r"|(?:дата\sрождения|родил(?:ся|ась)|д\.\s?р\.)\W{0,3}(?P<after>\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|\d{1,2}\s[а-я]{3,8}\s20\d\d)",
    re.IGNORECASE,
)
_NAME = re.compile(NAME)
_NAME_REACH = 120
_CHILD_YEARS = (4, 19)
_PHONE_COLUMN = re.compile(r"тел(?:ефон|\.|$)|контакт|моб", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d-])(?:\+7|8)[\s(-]{0,2}\d{3,5}[\s)-]{0,2}(?:\d[\s-]?){4,6}\d(?!\d)|(?<![\d-])\d{1,3}-\d\d-\d\d(?![\d-])")


@dataclass(frozen=True, slots=True)
class _Stand:
    """A block of text and the heading or line of introduction it stands under."""

    text: str
    block: Block
    heading: str
    today: date


def personal_data(document: Document, *, today: date) -> Iterator[Warning]:
    """The warnings of one document: `personal_data` (an insurance number), `pupils_health`, `pupils_birth_dates`, `pupils_phones`."""
    open_ = dict(KINDS)
    entries: dict[str, list[str]] = {}
    under = ""
    for stand in _stands(document, today):
        if stand.heading != under:
            under, entries = stand.heading, {}
        for kind, (shows, entry) in tuple(open_.items()):
            place = stand.block.place if shows(stand) else ""
            if not place and entry(stand):
                listed = entries.setdefault(kind, [])
                listed.append(stand.block.place)
                place = listed[0] if len(listed) >= _LIST else ""
            if place:
                yield Warning(kind, document.url, place)
                del open_[kind]


def _stands(document: Document, today: date) -> Iterator[_Stand]:
    heading, left = document.title[:_HEADING], _MOST_CHARACTERS
    for block in document.blocks[:_MOST_BLOCKS]:
        text = block.text[:_LOOKED_AT]
        left -= len(text)
        if left < 0:
            return
        yield _Stand(text, block, heading, today)
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING) or (block.kind is BlockKind.PARAGRAPH and _introduces(text)):
            heading = text[:_HEADING]


def _introduces(text: str) -> bool:
    """A paragraph that heads what follows: «Список обучающихся с ОВЗ», «Наши дети-инвалиды:» – and no entry of a list itself."""
    heads = len(text) <= _HEADING and (text.rstrip().endswith(":") or speaks_of_pupils(text) or names_grown_ups(text))
    return heads and not entry_of(text)


# ------------------------------------------------------------ insurance numbers


def _insured(stand: _Stand) -> bool:
    return any(_is_snils(found["number"], found["check"]) for pattern in (_SNILS, _SAID_SNILS) for found in pattern.finditer(stand.text))


def _is_snils(number: str, check: str) -> bool:
    """Whether the last two digits are the checksum of the nine before."""
    digits = [int(digit) for digit in number if digit.isdigit()]
    if int("".join(map(str, digits))) <= _CHECKED_FROM:
        return False
    return sum(digit * place for digit, place in zip(digits, range(9, 0, -1), strict=True)) % 101 % 100 == int(check)


# ------------------------------------------------------------ health


def _ill(stand: _Stand) -> bool:
    """A pupil named in one breath with a disability, or a row with a pupil's name and a word of health."""
    if not _ILL_COLUMN.search(stand.text) and not any(_ILL_COLUMN.search(head[:_ENTRY]) for head in stand.block.header):
        return False
    if any(is_name(found["name"]) for pattern in _NAMED_ILL for found in pattern.finditer(stand.text)):
        return True
    if stand.block.cells:
        return _ill_row(stand)
    head, colon, _ = stand.text.partition(":")
    if not colon or not introduces_pupils(head[-_HEADING:]) or not _ILL.search(head[-_HEADING:]):
        return False
    listed = _ILL_LISTED.search(stand.text)
    return listed is not None and is_name(listed["name"])


def _ill_row(stand: _Stand) -> bool:
    block = stand.block
    heads = (*block.header, *[""] * len(block.cells))
    if not any(_is_ill_cell(head[:_ENTRY], cell[:_ENTRY]) for head, cell in zip(heads, block.cells, strict=False)):
        return False
    return bool(pupil_of(block.cells, block.header, listed=is_list_of_pupils(stand.heading)))


def _is_ill_cell(head: str, cell: str) -> bool:
    return bool(_ILL_CELL.match(cell)) or (bool(_ILL_COLUMN.search(head)) and not _SAYS_NOTHING.fullmatch(cell))


def _listed_ill(stand: _Stand) -> bool:
    """An entry of a list headed «Обучающиеся с ОВЗ»."""
    return bool(_ILL.search(stand.heading)) and introduces_pupils(stand.heading) and _is_entry(stand)


# ------------------------------------------------------------ birth dates and telephones


def _born(stand: _Stand) -> bool:
    """A name with the birth date of a child: in a column of birth dates, or said to be one."""
    block = stand.block
    dated = [number for number, head in enumerate(block.header[: len(block.cells)]) if _BORN_COLUMN.search(head[:_ENTRY])]
    if any(_of_a_child(block.cells[number][:40], stand.today) for number in dated):
        return any(is_name(found[0]) for cell in block.cells for found in _NAME.finditer(cell[:_ENTRY]))
    for found in _BORN.finditer(stand.text):
        near = stand.text[max(0, found.start() - _NAME_REACH) : found.start()]
        if _of_a_child(found["before"] or found["after"], stand.today) and any(is_name(name[0]) for name in _NAME.finditer(near)):
            return True
    return False


def _listed_born(stand: _Stand) -> bool:
    """An entry of a list of pupils with the date of a child's birth."""
    leavers = "выпуск" in stand.heading.lower()  # their dates are those of certificates
    return not leavers and is_list_of_pupils(stand.heading) and _of_a_child(stand.text[:_ENTRY], stand.today) and _is_entry(stand)


def _of_a_child(text: str, today: date) -> bool:
    least, most = _CHILD_YEARS
    days = (found.day for found in find_dates(text) if found.day is not None)
    return any(least * 365 <= (today - day).days <= most * 366 for day in days)


def _listed_phone(stand: _Stand) -> bool:
    """An entry of a list of pupils, or a row with a column of pupils, with a telephone."""
    listed = is_list_of_pupils(stand.heading)
    if not stand.block.cells:
        return listed and bool(_PHONE.search(stand.text[:_ENTRY])) and _is_entry(stand)
    columns = any(_PHONE_COLUMN.search(head[:_ENTRY]) for head in stand.block.header)
    phoned = columns and any(_PHONE.search(cell[:_ENTRY]) for cell in stand.block.cells)
    return phoned and bool(pupil_of(stand.block.cells, stand.block.header, listed=listed))


def _is_entry(stand: _Stand) -> bool:
    text = stand.text[:_ENTRY]
    return stand.block.kind is not BlockKind.HEADING and not names_grown_ups(text) and bool(entry_of(text))


def _never(stand: _Stand) -> bool:
    return False


_Sign = Callable[[_Stand], bool]
#: kind → what shows it at once, and what does so as one of several entries
KINDS: dict[str, tuple[_Sign, _Sign]] = {
    "personal_data": (_insured, _never),
    "pupils_health": (_ill, _listed_ill),
    "pupils_birth_dates": (_born, _listed_born),
    "pupils_phones": (_never, _listed_phone),
}
