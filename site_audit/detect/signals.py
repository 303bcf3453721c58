"""One sheet against one criterion: hits with exact quotes, and near misses with the one condition that failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from site_audit.detect.around import Around
from site_audit.detect.checks import holds
from site_audit.detect.conditions import turned_down
from site_audit.detect.dating import date_of
from site_audit.detect.mask import masked
from site_audit.detect.sheet import Sheet
from site_audit.detect.traits import traits_of_hit
from site_audit.model import Candidate, Dating, Promise, Reason
from site_audit.rulepack import CompiledCriterion, CompiledMust, CompiledSignal
from site_audit.rulepack.checks import Check
from site_audit.text.dates import academic_year_of
from site_audit.text.patterns import Pattern
from site_audit.text.reading import Span

QUOTE_CHARACTERS = 280
#: Signals whose id begins so see an announcement: in the freshness of news it counts half (method iio-1).
ANNOUNCED = "announced"
_HITS_PER_SIGNAL = 12
_MISSES_PER_SIGNAL = 3
#: More places with the words of one signal than any plan of a school has rows; further ones are a machine's.
_ANCHORS_PER_SIGNAL = 400
_SEEN_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a signal of a criterion holds, with the requirements met there."""

    criterion: str
    signal: str
    url: str  # where the quoted words stand (a file's link text stands on the page)
    digest: str
    place: str
    quote: str
    stated: float  # the confidence that the signal states
    sure: float  # below 1 where the words were recognised on a picture
    dating: Dating
    met: frozenset[str]
    line: int
    span: Span
    traits: frozenset[str]

    @property
    def confidence(self) -> float:
        """What the signal states, of words that were read so surely."""
        return self.stated * self.sure


@dataclass(frozen=True, slots=True)
class Look:
    """What came of looking for one criterion in one sheet."""

    hits: tuple[Hit, ...]
    misses: tuple[Candidate, ...]
    promises: tuple[Promise, ...] = ()


def look(rule: CompiledCriterion, sheet: Sheet, cues: Mapping[str, Pattern], *, today: date, subject: Sequence[Pattern] = ()) -> Look:
    """Look for a criterion in a sheet, as of `today`. `subject` are the words of what the pack is about."""
    hits: list[Hit] = []
    misses: list[Candidate] = []
    promises: list[Promise] = []
    for compiled in rule.signals:
        found = failed = 0
        line = -1
        for span in islice(anchors(compiled, sheet), _ANCHORS_PER_SIGNAL):
            around = Around(sheet, span, cues, today)
            if found == _HITS_PER_SIGNAL and failed == _MISSES_PER_SIGNAL:
                break
            if around.line == line:
                continue  # an earlier sentence of the line has it already
            why, closeness = turned_down(compiled, around)
            dead = sheet.dead_end(around.line) if why is None else None
            if dead is not None:
                promises.append(Promise(rule.criterion.id, dead[0], sheet.lines[around.line].text, dead[1], dead[2]))
            elif why is None and found < _HITS_PER_SIGNAL:
                hits.append(_hit(rule, compiled, around, subject))
                found += 1
                line = around.line
            elif why is not None and failed < _MISSES_PER_SIGNAL:
                misses.append(_miss(rule, around, why, closeness))
                failed += 1
    return Look(tuple(hits), tuple(misses), tuple(promises))


def anchors(compiled: CompiledSignal, sheet: Sheet) -> Iterator[Span]:
    """The first match of each sentence: an invitation must not hide the visit told of in the next sentence."""
    words, last = sheet.reading.words, (-1, -1)
    spans = sorted((span for pattern in compiled.find for span in sheet.reading.spans(pattern)), key=lambda span: (span.first, -span.last))
    for span in spans:
        sentence = (sheet.line_of(span), words[span.first].sentence)
        if sentence != last:
            yield span
            last = sentence


def _hit(rule: CompiledCriterion, compiled: CompiledSignal, around: Around, subject: Sequence[Pattern]) -> Hit:
    sheet, line = around.sheet, around.line
    place = sheet.lines[line]
    kind = "announcement" if compiled.signal.id.startswith(ANNOUNCED) else rule.criterion.time
    return Hit(
        criterion=rule.criterion.id,
        signal=compiled.signal.id,
        url=place.url,
        digest=place.digest,
        place=place.place,
        quote=quote(sheet, around.span),
        stated=compiled.signal.confidence,
        sure=place.sure,
        dating=date_of(kind, around, current=academic_year_of(around.today)),
        met=frozenset(each.must.id for each in rule.musts if is_met(each, around)),
        line=line,
        span=around.span,
        traits=traits_of_hit(compiled, around, subject),
    )


def is_met(compiled: CompiledMust, around: Around) -> bool:
    """Whether a requirement is met around a hit: any of its patterns (if it has some), all its checks, one of `either`."""
    scope = "page" if compiled.must.within in ("page", "group") else "passage"
    if compiled.find and not any(around.has(pattern, scope) or around.has(pattern, "context") for pattern in compiled.find):
        return False
    return all(_met_somewhere(check, around, scope) for check in compiled.checks) and (
        not compiled.either or any(_met_somewhere(check, around, scope) for check in compiled.either)
    )


def _met_somewhere(check: Check, around: Around, scope: str) -> bool:
    if check.scope != "passage":
        return holds(check, around)
    return holds(replace(check, scope=scope), around) or (scope == "passage" and holds(replace(check, scope="context"), around))


def quote(sheet: Sheet, span: Span) -> str:
    """The sentence the words stand in, literal, cut at word ends to a readable length; of a file's head only from the words on."""
    first, last = sheet.sentence(span)
    if sheet.lines[sheet.line_of(span)].echo:
        first = span.first
    words = sheet.reading.words
    if words[last].end - words[first].start > QUOTE_CHARACTERS:
        first, last = _cut(sheet, span, first, last)
    return masked(sheet.reading.quote(first, last))


def _cut(sheet: Sheet, span: Span, first: int, last: int) -> tuple[int, int]:
    """Grow from the words outwards while the quote stays readable."""
    words = sheet.reading.words
    low, high = span.first, min(span.last, span.first + 40)
    while low > first or high < last:
        before, after = max(first, low - 1), min(last, high + 1)
        if words[after].end - words[before].start > QUOTE_CHARACTERS:
            break
        low, high = before, after
    return low, high


def seen_words(sheet: Sheet, span: Span) -> str:
    """The words of a match as they stand in the text, where they are few enough to be shown."""
    last = min(span.last, sheet.sentence(span)[1])
    words = masked(sheet.reading.quote(span.first, last))
    return words if len(words) <= _SEEN_CHARACTERS else ""


def _miss(rule: CompiledCriterion, around: Around, why: Reason, closeness: float) -> Candidate:
    place = around.sheet.lines[around.line]
    told = quote(around.sheet, around.span)
    return Candidate(rule.criterion.id, place.url, place.place, told, why, closeness, seen_words(around.sheet, around.span))
