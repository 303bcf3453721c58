"""Ways to reach somebody in Russian texts: telephone numbers, e-mail addresses, reception hours. A room alone is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_audit.text.spans import in_order, lowered


@dataclass(frozen=True, slots=True)
class FoundContact:
    """A contact of kind "phone", "email" or "hours"; a phone's value is its digits, the others' is the text."""

    start: int
    end: int
    kind: str
    value: str


_GAP = r"[\s()‑–-]{0,3}"
_LONG_PHONE = re.compile(rf"(?<![\d.,/№-])(?<!№\s)(?P<number>(?:\+7|8){_GAP}\d{{3,5}}(?:{_GAP}\d{{1,4}}){{1,4}})(?!\d)(?!-\d)")
_CODE_PHONE = re.compile(r"(?<![\d+])(?P<number>\(\d{3,5}\)\s?\d{1,3}(?:[\s-]?\d{2}){2})(?!\d)")
_SAID_PHONE = re.compile(
    r"(?:\bтел(?:ефон\w*|\.)?|\bфакс|\bмоб\.|\bмобильный|\bзвонит\w+(?:\sпо)?|\bгоряч\w+\sлини\w)[^\d+;"
    r"|.]{0,30}\.?\s?(?P<number>[+(\d][\d\s()‑–-]{3,20}\d)(?!\d)(?![.:/]\d)"
)
_MORE_PHONE = re.compile(r"\s?(?:,|;|и)\s?(?P<number>\d{1,3}-\d{2}-\d{2})(?!\d)(?!-\d)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w+-]+(?:\.[\w+-]+){0,5}@(?:[\w-]+\.){1,5}[a-zа-яё-]{2,15}(?![\w@])")
_TIME = r"(?:[01]?\d|2[0-3])\s?(?:[:.-]\s?[0-5]\d|час\w*|ч\.)?"
_RANGE = rf"(?:с\s)?{_TIME}\s?(?:до|[-–—])\s?{_TIME}(?!\d)"
_WEEKDAY = (
    r"(?:понедельник\w*|вторник\w*|сред(?:а|у|ам)|четверг\w*|пятниц\w+|суббот\w+|ежедневно|будни\w*"
    r"|будн\w+\sдн\w+|пн|вт|ср|чт|пт|сб)\b\.?"
)
_DAY_HOURS = re.compile(rf"\b{_WEEKDAY}(?:\s?(?:,|и|[-–—]|по)\s?{_WEEKDAY}){{0,5}}\s?[:,(–—-]?\s?{_RANGE}")
_HOURS = re.compile(
    r"(?:\b(?:часы|время|дни|график|режим|расписание)\s(?:личного\s|индивидуального\s)?(?:при[её]ма"
    r"|консультаци\w+|работы\s(?:психолога|педагога-психолога|консультационн\w+))"
    r"|\bпри[её]мн\w+\s(?:дни|день|часы)\b)"
)
_HOURS_TAIL = re.compile(rf"[^;|!?]{{0,60}}?(?:{_WEEKDAY}[^;|!?]{{0,20}}?)?{_TIME}\s?(?:до|[-–—])\s?{_TIME}(?!\d)")
_PHONE_LENGTHS = frozenset({10, 11})
_SHORT_LENGTHS = frozenset({5, 6, 7, 10, 11})


def find_contacts(text: str) -> tuple[FoundContact, ...]:
    """Telephones, e-mail addresses and reception hours of `text`, in order."""
    return in_order((*_phones(text), *_emails(text), *_hours(lowered(text), text)))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _phones(text: str) -> Iterator[FoundContact]:
    for pattern, lengths in ((_LONG_PHONE, {11}), (_CODE_PHONE, _PHONE_LENGTHS)):
        for match in pattern.finditer(text):
            if len(_digits(match["number"])) in lengths:
                yield _phone(match)
    low = lowered(text)
    if not any(sign in low for sign in ("тел", "факс", "моб", "звони", "лини")):
        return
    for match in _SAID_PHONE.finditer(low):
        if len(_digits(match["number"])) not in _SHORT_LENGTHS:
            continue
        yield _phone(match)
        more = _MORE_PHONE.match(low, match.end())
        if more:
            yield _phone(more)


def _phone(match: re.Match[str]) -> FoundContact:
    return FoundContact(match.start("number"), match.end("number"), "phone", _digits(match["number"]))


def _emails(text: str) -> Iterator[FoundContact]:
    if "@" not in text:
        return
    for match in _EMAIL.finditer(lowered(text)):
        yield FoundContact(match.start(), match.end(), "email", match.group())


def _hours(low: str, text: str) -> Iterator[FoundContact]:
    for match in _HOURS.finditer(low):
        tail = _HOURS_TAIL.match(low, match.end())
        end = tail.end() if tail else match.end()
        yield FoundContact(match.start(), end, "hours", text[match.start() : end])
    for match in _DAY_HOURS.finditer(low):
        yield FoundContact(match.start(), match.end(), "hours", text[match.start() : match.end()])
