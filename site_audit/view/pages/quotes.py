"""Evidence and near misses as a reader checks them: the words, where they stand, when they belong to, how sure we are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from site_audit.model import Candidate, Dating, Evidence
from site_audit.rulepack.schema import Criterion
from site_audit.view.pages.address import Address, address_of_quote, clip
from site_audit.view.pages.place import place_in_words
from site_audit.view.words import Words

QUOTE_LIMIT = 900


@dataclass(frozen=True, slots=True)
class Quote:
    """One piece of evidence."""

    words: str
    address: Address
    place: str
    dating: str
    fetched: str
    confidence: str
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    seen: str = ""  # where the copy of its page lies, as we saw it; "" where there is none


@dataclass(frozen=True, slots=True)
class Miss:
    """One near miss and why it was turned down: its words, parted where those stand that made it look like evidence."""

    before: str
    seen: str
    after: str
    address: Address
    place: str
    turned_down: str


def quote(evidence: Evidence, criterion: Criterion | None, words: Words, seen: Mapping[str, str] = MappingProxyType({})) -> Quote:
    """The evidence in words. `seen` says by digest where the copy of a page lies."""
    titles = {must.id: words.wording(must.title) for must in criterion.musts} if criterion else {}
    return Quote(
        words=clip(evidence.quote, QUOTE_LIMIT),
        address=address_of_quote(evidence.url, evidence.place, evidence.quote),
        place=place_in_words(evidence.place, words),
        dating=dating_in_words(evidence.dating, words),
        fetched=words.moment(evidence.fetched_at) if evidence.fetched_at else "",
        confidence=words.number(Decimal(str(evidence.confidence)) * 100, 0),
        met=tuple(titles.get(one, one) for one in evidence.met),
        unmet=tuple(titles.get(one, one) for one in evidence.unmet),
        seen=seen.get(evidence.digest, ""),
    )


def miss(candidate: Candidate, titles: Mapping[str, str], words: Words) -> Miss:
    """The near miss in words."""
    before, seen, after = clip(candidate.quote, QUOTE_LIMIT).partition(candidate.seen) if candidate.seen else (candidate.quote, "", "")
    return Miss(
        before=clip(before, QUOTE_LIMIT),
        seen=seen,
        after=after,
        address=address_of_quote(candidate.url, candidate.place, candidate.quote),
        place=place_in_words(candidate.place, words),
        turned_down=words.reason(candidate.turned_down, titles),
    )


def dating_in_words(dating: Dating, words: Words) -> str:
    """The date, the academic year and how they were told; says so where there is none."""
    told = []
    if dating.day:
        told.append(words.day(dating.day))
    if dating.year is not None:
        told.append(words.say("dating.year", year=words.year(dating.year)))
    if not told:
        return words.say("dating.none")
    if dating.source:
        told.append(words.code("dating_source", dating.source))
    if not dating.stated:
        told.append(words.say("dating.inferred"))
    if dating.until:
        told.append(words.say("dating.until", day=words.day(dating.until)))
    return ", ".join(told)
