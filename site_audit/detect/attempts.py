"""How one rule reads one document, step by step: every signal, where its words stand, which conditions held and which one failed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from site_audit.detect.around import Around
from site_audit.detect.conditions import Step, steps
from site_audit.detect.sheet import Sheet
from site_audit.detect.signals import anchors, quote, seen_words
from site_audit.model import Document, Link, Sighting
from site_audit.rulepack import Criterion, RulePack, Signal

_SHOWN = 5  # places of one signal; more of the same teach nobody
_COUNTED = 400


@dataclass(frozen=True, slots=True)
class Attempt:
    """One place where the words of a signal stand, and its conditions up to the first that fails."""

    place: str
    quote: str
    seen: str
    steps: tuple[Step, ...]

    @property
    def failed(self) -> Step | None:
        """The condition that failed, None where all held."""
        return next((step for step in self.steps if step.failed is not None), None)


@dataclass(frozen=True, slots=True)
class Tried:
    """One signal and the places where it was tried; `more` are further ones that were not."""

    signal: Signal
    attempts: tuple[Attempt, ...]
    more: int


def attempts(criterion: Criterion, document: Document, pack: RulePack, *, as_of: date) -> Iterator[Tried]:
    """Every signal of a criterion tried on one document standing by itself."""
    rule = next(rule for rule in pack.rules if rule.criterion.id == criterion.id)
    sighting = Sighting(Link(document.url), 0, None, document=document)
    sheet = Sheet(sighting, document, pack.lexicon, gazetteer=pack.gazetteer)
    for compiled in rule.signals:
        spans = list(islice(anchors(compiled, sheet), _COUNTED))
        made = []
        for span in spans[:_SHOWN]:
            around = Around(sheet, span, pack.cues, as_of)
            tried: list[Step] = []
            for step in steps(compiled, around):
                tried.append(step)
                if step.failed is not None:
                    break
            place = sheet.lines[around.line].place
            made.append(Attempt(place, quote(sheet, span), seen_words(sheet, span), tuple(tried)))
        yield Tried(compiled.signal, tuple(made), len(spans) - len(made))
