"""Signs that a document is approved: the approval stamp, the order or protocol with number and date, the electronic signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from site_audit.text.days import find_dates
from site_audit.text.spans import in_order, lowered


@dataclass(frozen=True, slots=True)
class FoundApproval:
    """A sign of approval of kind "stamp", "order", "protocol" or "signature".

    `day` of a stamp is the first date soon after it. `outside`: the order of a ministry or department, not of the school.
    """

    start: int
    end: int
    kind: str
    number: str = ""
    day: date | None = None
    outside: bool = False


# capitals only: in running text these are common words (domain: tested on real documents)
_STAMP = re.compile(
    r"(?<!\w)(?:УТВЕРЖДАЮ|УТВЕРЖД[ЕЁ]Н[ОАЫ]?|СОГЛАСОВАН[ОАЫ]?|РАССМОТРЕН[ОАЫ]?|ПРИНЯТ[ОАЫ]?"
    r"|ВВЕД[ЕЁ]Н[ОАЫ]? В ДЕЙСТВИЕ)(?!\w)"
)
_STAMP_BY_ORDER = re.compile(
    r"\b(?:утвержд[её]н[оаы]?|введ[её]н[оаы]?(?:\sв\sдействие)?|утвержда[юе]т?ся|принят[оаы]?)\s(?=приказ|распоряжени"
    r"|директором|(?:на\s)?педсовет|педагогическ)|\bутвержд[её]н[оаы]?\s(?=(?:от\s)?«?\d{1,2}[»\s./])|\bутв\.\s?(?=пр\.|приказ|директор|\d)"
    r"|\bутверждаю\b(?=\W{0,4}(?:директор|и\.?\s?о\.?\s|заведующ|$))"
)
# «пр. № 150» after the stamp is an order too; a printed head may stand in single letters
_ACT = re.compile(r"\b(?P<act>приказ|п\sр\sи\sк\sа\sз|протокол|распоряжение)(?:а|у|ом|е)?(?!\w)|\b(?P<short>пр)\.\s?(?=№)")
_NUMBER = re.compile(r"(?:№|\bN[o°]?)\s{0,2}(?P<number>[\w/-]*\d[\w/-]*)", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"\s(?P<number>\d{1,4}[\w/-]{0,6})\s(?=от\s)")
_SCHOOL_NUMBER = re.compile(r"(?:сош|оош|нош|сш|школ\w*|лице\w+|гимнази\w+|сад\w*|доу|училищ\w+|интернат\w*)[»\"\s]{0,3}$", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"министерств|минпрос|минобр|минтруд|минздрав|рособрнадзор|правительств|управлени|отдел\w*\sобразовани"
    r"|департамент|комитет\w*\sобразовани|федеральн"
)
_SIGNATURE = re.compile(
    r"\bподписан\w{0,3}\s(?:[а-яё]{3,20}\s){0,3}(?:электронн\w+(?:\sцифров\w+)?\sподпис\w+|эцп|эп|пэп"
    r"|укэп)(?!\w)|\b(?:простой|усиленной|квалифицированной)\s(?:[а-яё]{3,20}\s){0,2}электронной\sподписью\b"
    r"|\bсертификат[\s:№]{1,3}[0-9a-f]{2}[0-9a-f\s]{14,60}|\bсертификат\b[^.]{0,80}\bвладелец\b"
    r"|\bвладелец\b[^.]{0,80}\bдействител\w+|\bdn:\s?c=ru"
    r"|\b(?:заверен|подписан)\w{0,3}\s(?:[а-яё]{3,20}\s){0,3}(?:электронной\sподписью|эцп|эп|пэп|укэп)(?!\w)"
    r"|\b(?:электронная\sподпись|эцп|эп)\s?:\s?[а-яё]"
)
_REACH = 140
_BESIDE = 3
_BETWEEN = re.compile(r"[\s,]{0,3}(?:г\.?|года)?[\s,]{0,3}")
_BEFORE_DATE = re.compile(r"[\s,]{0,3}(?:от)?\s{0,2}")


def find_approval(text: str) -> tuple[FoundApproval, ...]:
    """The signs of approval in `text`, in order."""
    low = lowered(text)
    return in_order((*_stamps(text, low), *_acts(text, low), *_signatures(low)))


def _stamps(text: str, low: str) -> Iterator[FoundApproval]:
    """Stamps; one that names whose order it is by («УТВЕРЖДЕНО приказом отдела образования») is theirs."""
    theirs = [found.start for found in _acts(text, low) if found.outside]
    for pattern, source in ((_STAMP, text), (_STAMP_BY_ORDER, low)):
        for match in pattern.finditer(source):
            end = match.start() + len(match.group().rstrip())
            soon = (found.day for found in find_dates(text[end : end + _REACH]) if found.day)
            outside = any(0 <= start - end <= _BESIDE for start in theirs)
            yield FoundApproval(match.start(), end, "stamp", day=next(soon, None), outside=outside)


def _acts(text: str, low: str) -> Iterator[FoundApproval]:
    """Orders and protocols that have a number or a date; a bare «приказ» is no sign."""
    places = list(_ACT.finditer(low))
    for index, match in enumerate(places):
        limit = places[index + 1].start() if index + 1 < len(places) else len(text)
        window = text[match.end() : min(limit, match.end() + _REACH)]
        number, day, length = _number_and_day(window)
        if length:
            kind = "protocol" if match["act"] == "протокол" else "order"
            outside = bool(_OUTSIDE.search(low, match.end(), match.end() + length))
            yield FoundApproval(match.start(), match.end() + length, kind, number, day, outside)


def _number_and_day(window: str) -> tuple[str, date | None, int]:
    """The number and date that belong together, and how far they reach; a school's own number («СОШ № 5») is passed over."""
    dates = [found for found in find_dates(window) if found.day]
    numbers = [match for pattern in (_NUMBER, _PLAIN_NUMBER) for match in pattern.finditer(window)]
    own = [match for match in numbers if not _SCHOOL_NUMBER.search(window, max(0, match.start() - 14), match.start())]
    for match in own:
        for found in dates:
            if _BETWEEN.fullmatch(window, found.end, match.start()) or _BEFORE_DATE.fullmatch(window, match.end(), found.start):
                return match["number"].strip("-/"), found.day, max(match.end(), found.end)
    if own:
        return own[0]["number"].strip("-/"), None, own[0].end()
    return ("", dates[0].day, dates[0].end) if dates else ("", None, 0)


def _signatures(low: str) -> Iterator[FoundApproval]:
    if not any(word in low for word in ("подпис", "сертификат", "владелец", "dn:", "заверен", "эп:", "эцп:")):
        return
    for match in _SIGNATURE.finditer(low):
        yield FoundApproval(match.start(), match.start() + len(match.group().rstrip()), "signature")
