"""The named checks of `rulepack/checks.py`, carried out: did it happen, who acted, which grades, whose text is it.

Every check looks at an `Around` – one match with the stretch of words it is to be judged by – and answers yes or no.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from site_audit.detect.around import Around
from site_audit.model import BlockKind
from site_audit.rulepack.checks import Check
from site_audit.text.approval import FoundApproval, find_approval
from site_audit.text.dates import FoundDate, academic_year_of
from site_audit.text.forms import is_future_verb, is_past_verb

_PERCENT = re.compile(r"\d\s*%|(?:\d|(?:надцат|десят|двадцат|тридцат|сорок|сот|сто|девяносто)\w*(?:\s\w+)?)\s*процент", re.IGNORECASE)
_NUMERALS = re.compile(
    r"\b(?:один|одна|двое|трое|четверо|пятеро|шестеро|семеро|восьмеро|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|все)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?<![\d.№/-])(?<!№\s)(?<!^)\d{1,4}(?!\d|\.\d|\)|\s*[/-]\s*\d)|^\d{1,4}(?=\s[^.)\d\s])")
_COUNTED_KINDS = (BlockKind.ROW, BlockKind.ITEM)
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+\S")
_ROW_WORDS = 3
_NOTICE_DATE_WITHIN = 3
_NOTICE_LABEL = 20  # «Опубликовано: 4 апреля 2026»
_STANDING_TEXT = 200
_ACT_HEAD_LINES = 8
_YEAR_BEGINS = 9  # September
_TERM_COLUMN = re.compile(r"\s*(?:сроки?(?:\s+(?:проведения|исполнения|реализации))?|когда|месяц|дата проведения)\s*$", re.IGNORECASE)
_NAME_LIST = 3
_FIGURES = 3


def holds(check: Check, around: Around) -> bool:
    """Whether the check holds."""
    return CARRIED_OUT[check.name](around, check.scope, check.argument) is not check.denied


def is_denied(around: Around) -> bool:
    """Whether the sentence denies what the match says: «не проводится», «отсутствует», «партнёров нет»."""
    if around.cue("negation", "sentence"):
        return True
    words = around.sheet.reading.words
    first, last = around.sheet.sentence(around.span)
    before = range(max(first, around.span.first - 2), around.span.first)
    after = range(around.span.last + 1, min(last, around.span.last + 2) + 1)
    return any(words[index].form in ("нет", "без") for index in (*before, *after))


def is_planned(around: Around, scope: str = "context", argument: str = "") -> bool:
    """Whether it stands in a plan, schedule or programme – and not in a report on one. A table with a column «Срок» is a plan too."""
    if around.cue("told", "context"):
        return False
    return around.cue("planned", "context") or any(_TERM_COLUMN.match(head) for head in around.sheet.lines[around.line].header)


def _held(around: Around, scope: str, argument: str) -> bool:
    if is_planned(around):
        return False
    if around.cue("happened", "sentence") or _past_verb(around, "sentence"):
        return True
    words = around.sheet.reading.words
    first, last = around.sheet.sentence(around.span)
    if around.cue("capability", "sentence") or any(is_future_verb(words[index].form) for index in range(first, last + 1)):
        return False
    return around.cue("happened", scope) or _past_verb(around, scope) or _is_notice_of_the_past(around) or _is_news_of_the_past(around)


def _past_verb(around: Around, scope: str) -> bool:
    """A verb of the past that is no part of an offer or intention («запланированы», «предусмотрены»)."""
    words, intention = around.sheet.reading.words, around.cues.get("capability")
    for low, high in around.stretches(scope):
        past = [index for index in range(low, high + 1) if is_past_verb(words[index].form)]
        if past and intention is not None:
            meant = {index for span in around.sheet.reading.within(intention, low, high) for index in range(span.first, span.last + 1)}
            past = [index for index in past if index not in meant]
        if past:
            return True
    return False


def _is_notice_of_the_past(around: Around) -> bool:
    """A line without any verb – «14.10.2026 9 «А»: экскурсия на элеватор», a log's row «15.09 | 9а | экскурсия» – of a day that is over."""
    dates = around.sheet.facts(around.line).dates
    if not dates or dates[0].start > _NOTICE_DATE_WITHIN or not _pupils(around, "block", ""):
        return False
    day = dates[0].day
    if day is None and dates[0].dayno and not dates[0].year_known:
        year = academic_year_of(around.today)
        with suppress(ValueError):
            day = date(year if dates[0].month >= _YEAR_BEGINS else year + 1, dates[0].month, dates[0].dayno)
    return day is not None and day <= around.today


def _is_news_of_the_past(around: Around) -> bool:
    """Words without a verb of the past on a page under a day that is over: «18.11.2026. 9 «А». Электричка – Клинцы – медколледж»."""
    sheet = around.sheet
    if not sheet.document.is_page or around.cue("capability", "passage"):
        return False
    words = sheet.reading.words
    if any(is_future_verb(words[index].form) for low, high in around.stretches("passage") for index in range(low, high + 1)):
        return False
    dates = [found for line in (*around.lines("passage"), *around.lines("context")) for found in sheet.facts(line).dates if found.year]
    if any(_first_day(found) > around.today for found in dates) or not any(found.start <= _NOTICE_LABEL or not found.day for found in dates):
        return False
    return _pupils(around, "passage", "")


def _first_day(found: FoundDate) -> date:
    """The day of a date, the first one of a month without a day."""
    return found.day or date(found.year or 1, found.month, 1)


def _pupils(around: Around, scope: str, argument: str) -> bool:
    return around.cue("pupils", scope) or _grades(around, scope, "")


def _own(around: Around, scope: str, argument: str) -> bool:
    """Own text, unless it names its source, or someone else acts in it and no class of this school does."""
    if around.cue("reposted", scope):
        return False
    if not (around.cue("foreign", scope) or around.cue("foreign", "title")):
        return True
    return around.cue("ours", scope)


def _grade_sets(around: Around, scope: str) -> list[frozenset[int]]:
    sheet = around.sheet
    return [found.grades for line in around.lines(scope) for found in sheet.facts(line).grades]


def _range(argument: str) -> frozenset[int]:
    low, _, high = argument.partition("-")
    return frozenset(range(int(low), int(high) + 1))


def _grades(around: Around, scope: str, argument: str) -> bool:
    found = _grade_sets(around, scope)
    return any(grades & _range(argument) for grades in found) if argument else bool(found)


def _only_grades(around: Around, scope: str, argument: str) -> bool:
    found = _grade_sets(around, scope)
    return bool(found) and all(grades <= _range(argument) for grades in found)


def _day(around: Around, scope: str, argument: str) -> bool:
    sheet = around.sheet
    if any(sheet.facts(line).dates for line in around.lines(scope)):
        return True
    return not sheet.is_listing and (bool(sheet.document.dates) or any(sheet.facts(line).dates for line in around.lines("page")[:6]))


def _year(around: Around, scope: str, argument: str) -> bool:
    sheet = around.sheet
    lines = set(around.lines(scope)) | set(around.lines("context"))
    for line in lines:
        facts = sheet.facts(line)
        if facts.years or any(found.day for found in facts.dates):
            return True
    return _day(around, scope, argument)


def _organisation(around: Around, scope: str, argument: str) -> bool:
    kinds = set(argument.split("+")) if argument else {"college", "university", "employer", "service", "other"}
    sheet = around.sheet
    return any(found.named and found.kind in kinds for line in around.lines(scope) for found in sheet.facts(line).organisations)


def _person(around: Around, scope: str, argument: str) -> bool:
    return any(around.sheet.facts(line).people for line in around.lines(scope))


def _post(around: Around, scope: str, argument: str) -> bool:
    return any(around.sheet.facts(line).posts for line in around.lines(scope))


def _contact(around: Around, scope: str, argument: str) -> bool:
    return any(around.sheet.facts(line).contacts for line in around.lines(scope))


def _approvals(around: Around, scope: str) -> list[FoundApproval]:
    """The school's own approvals. The head of a file or of a printed act is read as one line too: «ПРИКАЗ» / «28.08.2026 № 181»."""
    lines = around.lines(scope)
    if scope == "page" or around.sheet.lines[around.line].titles:
        lines = lines + [number for number in around.sheet.titles if number not in lines]
    found = [approval for line in lines for approval in around.sheet.facts(line).approvals]
    if scope in ("section", "page"):
        found += find_approval(" ".join(around.sheet.lines[line].text for line in lines[:_ACT_HEAD_LINES]))
    return [approval for approval in found if not approval.outside]


def _approval(around: Around, scope: str, argument: str) -> bool:
    return bool(_approvals(around, scope) or around.sheet.signatures)  # a signature is one of the whole file


def _order(around: Around, scope: str, argument: str) -> bool:
    return any(approval.number or approval.day for approval in _approvals(around, scope))


def _figures(around: Around, scope: str, argument: str) -> bool:
    texts = [_without_dates(around, line) for line in around.lines(scope)]
    if any(_PERCENT.search(text) for text in texts):
        return True
    return sum(len(_COUNT.findall(text)) + len(_NUMERALS.findall(text)) for text in texts) >= _FIGURES


def _without_dates(around: Around, line: int) -> str:
    """The text of a line without its dates and years: they count nobody."""
    text, facts = around.sheet.lines[line].text, around.sheet.facts(line)
    for found in (*facts.dates, *facts.years):
        if found.end > found.start:
            text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return text


def _rows(around: Around, scope: str, argument: str) -> bool:
    lines = [around.sheet.lines[number] for number in around.lines(scope)]
    counted = 0
    for line in lines:
        dated = line.kind is BlockKind.PARAGRAPH and _starts_dated(line.text)
        listed = line.kind in _COUNTED_KINDS or bool(_NUMBERED.match(line.text)) or dated
        counted += listed and len(line.text.split()) >= _ROW_WORDS
    return counted >= int(argument)


_DATED = re.compile(r"^\s*(?:\d{1,2}[./]\d{2}|сентябрь|октябрь|ноябрь|декабрь|январь|февраль|март|апрель|май|в течение)", re.IGNORECASE)


def _starts_dated(text: str) -> bool:
    return bool(_DATED.match(text))


def _text(around: Around, scope: str, argument: str) -> bool:
    return around.sheet.own_text >= int(argument)


def _children(around: Around, scope: str, argument: str) -> bool:
    return len({link.url for link in around.sheet.own_links if link.url != around.sheet.url}) >= int(argument)


def _link(around: Around, scope: str, argument: str) -> bool:
    return any(argument in link.url for link in around.sheet.document.links if link.zone.value in ("main", "aside"))


def _no_names(around: Around, scope: str, argument: str) -> bool:
    facts = [around.sheet.facts(line) for line in around.lines(scope)]
    return sum(max(0, len(each.people) - len(each.posts)) for each in facts) < _NAME_LIST


#: name → how it is carried out; the names are those of `rulepack.checks.CHECKS` (a test compares the two).
CARRIED_OUT: dict[str, Callable[[Around, str, str], bool]] = {
    "held": _held,
    "pupils": _pupils,
    "not_planned": lambda around, scope, argument: not is_planned(around),
    "planned": is_planned,
    "own": _own,
    "grades": _grades,
    "only_grades": _only_grades,
    "day": _day,
    "year": _year,
    "organisation": _organisation,
    "person": _person,
    "post": _post,
    "contact": _contact,
    "approval": _approval,
    "order": _order,
    "figures": _figures,
    "rows": _rows,
    "text": _text,
    "children": _children,
    "link": _link,
    "listing": lambda around, scope, argument: around.sheet.is_listing and around.sheet.standing_text < _STANDING_TEXT,
    "file": lambda around, scope, argument: not around.sheet.document.is_page,
    "page": lambda around, scope, argument: around.sheet.document.is_page,
    "no_names": _no_names,
}
