"""The named checks of `rulepack/checks.py`, carried out: did it happen, who acted, which grades, whose text is it.

Every check looks at an `Around` – one match with the stretch of words it is to be judged by – and answers yes or no.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from site_audit.detect.acts import is_act, is_listed_act
from site_audit.detect.around import Around
from site_audit.detect.captions import entries_in
from site_audit.detect.notices import noted, tells_of_a_past_day
from site_audit.model import BlockKind
from site_audit.rulepack.checks import Check
from site_audit.text.approval import FoundApproval, find_approval
from site_audit.text.dates import FoundDate
from site_audit.text.forms import is_future_verb, is_intention, is_past_verb
from site_audit.text.words import Word

_PERCENT = re.compile(r"\d\s*%|(?:\d|(?:надцат|десят|двадцат|тридцат|сорок|сот|сто|девяносто)\w*(?:\s\w+)?)\s*процент", re.IGNORECASE)
_NUMERALS = re.compile(
    r"\b(?:один|одна|двое|трое|четверо|пятеро|шестеро|семеро|восьмеро|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|все)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?<![\d.№/-])(?<!№\s)(?<!^)\d{1,4}(?!\d|\.\d|\)|\s*[/-]\s*\d)|^\d{1,4}(?=\s[^.)\d\s])")
_COUNTED_KINDS = (BlockKind.ROW, BlockKind.ITEM)
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+\S")
_ROW_WORDS = 3
_NOTICE_LABEL = 20  # «Опубликовано: 4 апреля 2026»
#: In a sentence longer than this, a denial further off than the reach denies something else («…, замечаний не имелось»).
_SHORT_SENTENCE, _REACH = 30, 14
_STANDING_TEXT = 200
_ACT_HEAD_LINES = 8
_TERM_COLUMN = re.compile(r"\s*(?:сроки?(?:\s+(?:проведения|исполнения|реализации))?|когда|месяц|дата проведения)\s*$", re.IGNORECASE)
_NAME_LIST = 3
_LEADING_WORDS = 2
_FIGURES = 3


def holds(check: Check, around: Around) -> bool:
    """Whether the check holds."""
    return CARRIED_OUT[check.name](around, check.scope, check.argument) is not check.denied


def is_denied(around: Around) -> bool:
    """Whether the sentence denies what the match says: «не проводится», «отсутствует», «партнёров нет»."""
    words = around.sheet.reading.words
    first, last = around.sheet.sentence(around.span)
    near = (
        (first, last) if last - first < _SHORT_SENTENCE else (max(first, around.span.first - _REACH), min(last, around.span.last + _REACH))
    )
    if "negation" in around.cues and around.sheet.reading.stands(around.cues["negation"], *near):
        return True
    before = range(max(first, around.span.first - 2), around.span.first)
    after = range(around.span.last + 1, min(last, around.span.last + 2) + 1)
    return any(words[index].form in ("нет", "без") for index in (*before, *after))


def is_planned(around: Around, scope: str = "context", argument: str = "") -> bool:
    """Whether it stands in a plan, schedule or programme – and not in a report on one. A table with a column «Срок» is a plan too."""
    if around.cue("told", "context"):
        return False
    return (
        around.cue("planned", "context")
        or any(_TERM_COLUMN.match(head) for head in around.sheet.lines[around.line].header)
        or any(is_intention(word.form) for word in _heading_words(around))
    )


def _heading_words(around: Around) -> list[Word]:
    """The words of the heading right above: «О чём поговорим», «Чем займёмся в этом году» head what is to come."""
    above = around.sheet.context(around.line)[:1]
    return [
        word
        for line in above
        for first, last in (around.sheet.words(range(line, line + 1)),)
        for word in around.sheet.reading.words[first : last + 1]
    ]


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


def _is_notice_of_the_past(around: Around) -> bool:
    """A line without any verb, of pupils and of a day that is over."""
    scopes = ("block", "context") if around.sheet.document.is_page else ("block",)
    return tells_of_a_past_day(around) and any(_pupils(around, scope, "") for scope in scopes)


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


def _is_news_of_the_past(around: Around) -> bool:
    """Words without a verb of the past on a page under a day that is over: «18.11.2026. 9 «А». Электричка – Клинцы – медколледж»."""
    sheet = around.sheet
    if not sheet.document.is_page or around.cue("capability", "passage"):
        return False
    words = sheet.reading.words
    if any(is_future_verb(words[index].form) for low, high in around.stretches("passage") for index in range(low, high + 1)):
        return False
    dates = [found for line in (*around.lines("passage"), *around.lines("context")) for found in sheet.facts(line).dates if found.year]
    if any(_first_day(found) > around.today for found in dates) or not any(
        found.start <= _NOTICE_LABEL or not found.day for found in dates
    ):
        return False
    return _pupils(around, "passage", "")


def _first_day(found: FoundDate) -> date:
    """The day of a date, the first one of a month without a day."""
    return found.day or date(found.year or 1, found.month, 1)


def _pupils(around: Around, scope: str, argument: str) -> bool:
    """Pupils or classes are named; an entry of a list also has the class of the heading it stands under."""
    if _names_pupils(around, scope) or _grades(around, scope, ""):
        return True
    entry = around.sheet.lines[around.line].kind in _COUNTED_KINDS
    return entry and scope == "passage" and _grades(around, "context", "")


def _names_pupils(around: Around, scope: str) -> bool:
    """A word for pupils; the class of a «мастер-класс» is none."""
    pattern = around.cues.get("pupils")
    if pattern is None:
        return False
    words = around.sheet.reading.words
    spans = (span for low, high in around.stretches(scope) if high >= low for span in around.sheet.reading.within(pattern, low, high))
    return any(not (words[span.first].form.startswith("класс") and span.first and words[span.first - 1].form == "мастер") for span in spans)


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
    """The school's own approvals."""
    return [approval for approval in _all_approvals(around, scope) if not approval.outside]


def _all_approvals(around: Around, scope: str) -> list[FoundApproval]:
    """All approvals. The head of a file or of a printed act is read as one line too: «ПРИКАЗ» / «28.08.2026 № 181»."""
    lines = around.lines(scope)
    if scope == "page" or around.sheet.lines[around.line].titles:
        lines = lines + [number for number in around.sheet.titles if number not in lines]
    found = [approval for line in lines for approval in around.sheet.facts(line).approvals]
    if scope in ("section", "page"):
        found += find_approval(" ".join(around.sheet.facts(line).text for line in lines[:_ACT_HEAD_LINES]))
    return found


def _approval(around: Around, scope: str, argument: str) -> bool:
    return bool(_approvals(around, scope) or around.sheet.signatures)  # a signature is one of the whole file


def _order(around: Around, scope: str, argument: str) -> bool:
    if any(approval.number or approval.day for approval in _approvals(around, scope)):
        return True
    line = around.sheet.lines[around.line]
    above = [around.sheet.facts(number).text for number in around.lines("context")]
    return is_listed_act(around.sheet.facts(around.line).text, (*line.header, *above))


def _act(around: Around, scope: str, argument: str) -> bool:
    found = _all_approvals(around, scope)
    own = [approval for approval in found if not approval.outside and approval.kind != "protocol"]
    texts = [around.sheet.facts(line).text for line in around.lines(scope)]
    return is_act(texts, own, [approval for approval in found if approval.outside])


def _leads(around: Around, scope: str, argument: str) -> bool:
    """Whether the match begins a line of its own (no row or list entry): «Об организации …» under «ПРИКАЗ»."""
    sheet = around.sheet
    if sheet.lines[around.line].kind in _COUNTED_KINDS:
        return False
    return around.span.first - sheet.reading.first_word[around.line] <= _LEADING_WORDS


def _figures(around: Around, scope: str, argument: str) -> bool:
    texts = [_without_dates(around, line) for line in around.lines(scope)]
    if any(_PERCENT.search(text) for text in texts):
        return True
    return sum(len(_COUNT.findall(text)) + len(_NUMERALS.findall(text)) for text in texts) >= int(argument or _FIGURES)


def _without_dates(around: Around, line: int) -> str:
    """The text of a line without its dates and years: they count nobody."""
    facts = around.sheet.facts(line)
    text = facts.text
    for start, end in (*((one.start, one.end) for one in facts.dates), *((one.start, one.end) for one in facts.years)):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _rows(around: Around, scope: str, argument: str) -> bool:
    lines = [around.sheet.lines[number] for number in around.lines(scope)]
    counted = 0
    for line in lines:
        dated = line.kind is BlockKind.PARAGRAPH and _starts_dated(line.text)
        listed = line.kind in _COUNTED_KINDS or bool(_NUMBERED.match(line.text)) or dated
        single = listed and len(line.text.split()) >= _ROW_WORDS
        counted += max(single, entries_in(line.text) if line.kind is BlockKind.PARAGRAPH else 0)
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
    "noted": lambda around, scope, argument: noted(around),
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
    "act": _act,
    "leads": _leads,
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
