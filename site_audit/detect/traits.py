"""What is known of a finding when it is concluded, beside what the rule asked: its place, its owner, its dates, what else is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from site_audit.detect.around import Around
from site_audit.model import BlockKind, Dating
from site_audit.rulepack import CompiledSignal
from site_audit.rulepack.schema import Time
from site_audit.text.dates import academic_year_of
from site_audit.text.patterns import Pattern

_FAR_WORDS = 9
_LONG_SENTENCE, _SHORT_SENTENCE, _LONG_PASSAGE = 35, 6, 120
_DATED = ("plan", "event", "report")
_BY_KIND = {BlockKind.ROW: "in_row", BlockKind.ITEM: "in_entry", BlockKind.LINK: "in_link", BlockKind.HEADING: "in_heading"}


def traits_of_hit(compiled: CompiledSignal, around: Around, subject: Iterable[Pattern]) -> frozenset[str]:
    """The traits of one match of a signal. `subject` are the words of what the pack is about."""
    return frozenset((*_of_place(around, subject), *_of_words(around), *_of_joining(compiled, around)))


def _of_place(around: Around, subject: Iterable[Pattern]) -> Iterator[str]:
    line, sheet = around.sheet.lines[around.line], around.sheet
    yield "in_title" if line.titles else _BY_KIND.get(line.kind, "in_text")
    if sheet.is_listing:
        yield "in_list_of_news"
    if not sheet.document.is_page:
        yield "in_file"
    if not any(around.has(pattern, scope) for pattern in subject for scope in ("context", "sentence")):
        yield "off_subject"


def _of_words(around: Around) -> Iterator[str]:
    reading, span = around.sheet.reading, around.span
    if reading.guessed(span.first, span.last):
        yield "guessed_word"
    if span.last - span.first >= _FAR_WORDS:
        yield "far_apart"
    if around.cue("ours", "passage"):
        yield "own_named"
    if around.cue("foreign", "passage") or around.cue("foreign", "title"):
        yield "others_named"
    if around.cue("negation", "passage"):
        yield "denied_near"
    if around.cue("capability", "passage"):
        yield "offered_near"
    if around.cue("planned", "context"):
        yield "under_a_plan"
    if not around.cue("pupils", "passage"):
        yield "no_pupils"


def _of_joining(compiled: CompiledSignal, around: Around) -> Iterator[str]:
    """How far the words were fetched that the signal asks for beside its match."""
    if not all(around.has(condition.pattern, "sentence") for condition in compiled.also):
        yield "joined_sentences"
    if not all(around.has(condition.pattern, "block") for condition in compiled.also):
        yield "joined_blocks"
    first, last = around.sheet.sentence(around.span)
    if last - first >= _LONG_SENTENCE:
        yield "long_sentence"
    if last - first < _SHORT_SENTENCE:
        yield "short_line"
    low, high = around.sheet.words(around.sheet.passage(around.line))
    if high - low >= _LONG_PASSAGE:
        yield "long_passage"


def traits_of_dating(dating: Dating, kind: Time, *, today: date) -> Iterator[str]:
    """The traits of when a finding belongs to; what stands needs no year."""
    if dating.year is None and dating.day is None and dating.until is None:
        if kind in _DATED:
            yield "year_unknown"
        return
    if not dating.stated:
        yield "year_inferred"
    if dating.year is not None and dating.year < academic_year_of(today):
        yield "year_past"


def traits_of_requirements(met: int, unmet: int) -> Iterator[str]:
    """The traits of how much of what the criterion asks is there."""
    if unmet:
        yield "some_unmet"
    if unmet > met:
        yield "half_unmet"


def traits_of_number(quotes: int, signals: int) -> Iterator[str]:
    """The traits of how many independent signs a group holds."""
    if quotes == 1:
        yield "one_quote"
    elif signals == 1:
        yield "one_signal"
