"""Whether two tellings are of one event: on days close to each other, of one kind, with one partner or in words alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from site_audit.text.fuzzy import alike, contained

SAME_WORDS, SAME_PARTNER = "same_words", "same_partner"
#: News of an event come out within so many days of it.
NEWS_AFTER_DAYS = 4
_ALIKE, _NEARLY_ALIKE, _SOME = 0.75, 0.92, 0.55
_SENTENCE = 6  # words that two events hardly share by chance
_LEAST_WORDS = 3  # of a title that means something without a partner


@dataclass(frozen=True, slots=True)
class Retold:
    """What a telling says, its texts folded. `brief`: an entry of a list, which says less than a page."""

    day: date | None
    kind: str
    partner: str
    grades: frozenset[int]
    texts: frozenset[str]
    brief: bool = False


def why_one_event(one: Retold, other: Retold) -> str:
    """Why two tellings on one site are of one event; "" where they are not.

    Without a day on both sides only words and partner can tell; visits of different classes, or to different places, are two.
    """
    apart = _days_apart(one, other)
    if apart is None or apart > NEWS_AFTER_DAYS or _differ(one, other):
        return ""
    words = _likeness(one, other)
    dated = one.day is not None and other.day is not None
    if words >= _ALIKE and (dated or (one.day is other.day) or _same_partner(one, other)):
        return SAME_WORDS
    if dated and one.kind == other.kind and _same_partner(one, other) and (apart <= 1 or words >= _SOME):
        return SAME_PARTNER
    return ""


def why_joint(one: Retold, other: Retold) -> str:
    """Why tellings of two schools are of one event they had together; "" where they are not: the same day and place, or the same words."""
    apart = _days_apart(one, other)
    if one.day is None or other.day is None or apart is None or apart > NEWS_AFTER_DAYS or one.kind != other.kind:
        return ""
    words = _likeness(one, other)
    if _same_partner(one, other):
        return SAME_PARTNER if apart == 0 else SAME_WORDS if words >= _ALIKE else ""
    if one.partner and other.partner:
        return ""
    telling = min(max(len(text.split()) for text in each.texts or {""}) for each in (one, other)) >= _LEAST_WORDS
    return SAME_WORDS if apart == 0 and telling and words >= _NEARLY_ALIKE else ""


def _days_apart(one: Retold, other: Retold) -> int | None:
    """Days between; 0 where one or both are not told."""
    return abs((one.day - other.day).days) if one.day and other.day else 0


def _differ(one: Retold, other: Retold) -> bool:
    """Whether classes or partners say that these are two events."""
    classes = bool(one.grades and other.grades and not one.grades & other.grades)
    return classes or bool(one.partner and other.partner and one.partner != other.partner)


def _same_partner(one: Retold, other: Retold) -> bool:
    return bool(one.partner) and one.partner == other.partner


def _likeness(one: Retold, other: Retold) -> float:
    brief = one.brief or other.brief
    return max((_alike(mine, theirs, brief=brief) for mine in one.texts for theirs in other.texts if mine and theirs), default=0.0)


def _alike(mine: str, theirs: str, *, brief: bool) -> float:
    """How alike two texts are; of a teaser, or of a sentence broken off («дети пока…»), how much of it stands in the other."""
    if brief:
        return contained(mine, theirs)
    whole = alike(mine, theirs)
    if whole >= _ALIKE or min(len(mine.split()), len(theirs.split())) < _SENTENCE:
        return whole
    inside = contained(mine, theirs)
    return inside if inside >= _NEARLY_ALIKE else whole
