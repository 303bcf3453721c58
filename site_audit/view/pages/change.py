"""A change of one finding as a page tells it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from site_audit.model import Change, Comparison, Finding, Turn
from site_audit.view.pages.quotes import Quote, quote
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.words import UNSAID, Words

ORDER = (Turn.LOST, Turn.GAINED, Turn.UNSEEN, Turn.SEEN, Turn.SCOPE)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line: which criterion, from what to what, and what is to be thought of it. `quotes` are the evidence of the later audit."""

    id: str
    number: str
    title: str
    before: str
    before_code: str
    before_score: str
    after: str
    after_code: str
    after_score: str
    note: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes that went the same way."""

    turn: str
    title: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class SinceThen:
    """What changed at one school: the two values, the gain, and the changes by their turn."""

    run: str
    moment: str
    value: str
    now: str
    gain: str
    note: str
    groups: tuple[ChangeGroup, ...]


def since_then(comparison: Comparison, rulebook: Rulebook, words: Words) -> SinceThen:
    """One comparison in words."""
    first = comparison.first or comparison.before.indicator
    return SinceThen(
        run=comparison.before.run,
        moment=words.moment(comparison.before.audited_at),
        value=words.number(first.value),
        now=words.number(comparison.after.indicator.value),
        gain=signed(comparison.gain, words),
        note=_rules_note(comparison, words),
        groups=groups(comparison.changes, rulebook, words),
    )


def groups(changes: Sequence[Change], rulebook: Rulebook, words: Words) -> tuple[ChangeGroup, ...]:
    """The changes by their turn: what was lost first, for it is what somebody must look at."""
    by_turn = [(turn, [one for one in changes if one.turn is turn]) for turn in ORDER]
    return tuple(
        ChangeGroup(turn.value, words.say(f"turn.{turn}"), tuple(change_line(one, rulebook, words) for one in own))
        for turn, own in by_turn
        if own
    )


def change_line(change: Change, rulebook: Rulebook, words: Words) -> ChangeLine:
    """One change in words."""
    criterion = rulebook.criterion(change.criterion)
    notes = [] if change.steady else [words.say("change.unsteady")]
    if change.cause.value != "site":
        notes.append(words.say(f"cause.{change.cause}"))
    return ChangeLine(
        id=change.criterion,
        number=rulebook.numbers().get(change.criterion, ""),
        title=words.wording(criterion.title) if criterion else change.criterion,
        before=words.say(f"outcome.{change.before.outcome}"),
        before_code=change.before.outcome.value,
        before_score=score_of(change.before, words),
        after=words.say(f"outcome.{change.after.outcome}"),
        after_code=change.after.outcome.value,
        after_score=score_of(change.after, words),
        note=" ".join(notes),
        quotes=tuple(quote(one, criterion, words) for one in change.after.evidence[:1]),
    )


def score_of(finding: Finding, words: Words) -> str:
    """q, or a dash."""
    return words.exact(finding.score) if finding.score is not None else UNSAID


def signed(points: Decimal | None, words: Words) -> str:
    """Points with their sign: «+4,2», «−1,0», «0,0»; a dash where nothing can be said."""
    if points is None:
        return UNSAID
    return ("+" if points > 0 else "") + words.number(points)


def told(comparisons: Iterable[Comparison]) -> tuple[tuple[Comparison, tuple[Change, ...]], ...]:
    """Of each comparison the changes that count: moved by the site and steady; those without any are left out."""
    pairs = ((one, tuple(change for change in one.changes if change.told)) for one in comparisons)
    return tuple((one, changes) for one, changes in pairs if changes)


def _rules_note(comparison: Comparison, words: Words) -> str:
    if comparison.same_rules:
        return ""
    before, after = comparison.before, comparison.after
    return words.say(
        "change.judged_again" if comparison.again else "change.other_rules",
        before=f"{before.indicator.method}, {before.pack.id} {before.pack.version}",
        after=f"{after.indicator.method}, {after.pack.id} {after.pack.version}",
    )
