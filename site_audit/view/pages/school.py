"""The page of one school."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from site_audit.model import Audit, Comparison, Failure, Outcome, Reach
from site_audit.rulepack.schema import Direction, PackWords
from site_audit.settings import District
from site_audit.view.pages.address import NAME_LIMIT, Address, address, clip
from site_audit.view.pages.asked import requests_in_words, thrift_in_words
from site_audit.view.pages.card import Card, cards, norm_in_words
from site_audit.view.pages.change import SinceThen, since_then
from site_audit.view.pages.gauge import Gauge, gauge, percent
from site_audit.view.pages.mend import SHOWN, Step, steps
from site_audit.view.pages.reckoning import Reckoning, reckoning
from site_audit.view.pages.registers import Register, registers
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.pages.timeline import Timeline, timeline
from site_audit.view.pages.troubles import Notice, TroubleGroup, notices, remarks, trouble_groups
from site_audit.view.words import UNSAID, Locale, Words, words_in


@dataclass(frozen=True, slots=True)
class DirectionPart:
    """One direction: its value, how many of its criteria are found, and its cards."""

    id: str
    number: int
    title: str
    value: str
    at: str
    found: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a report rests on: the moment, the method and the rules."""

    run: str
    audited: str
    as_of: str
    method: str
    pack: str
    digest: str


@dataclass(frozen=True, slots=True)
class SchoolPage:
    """All that the page of a school says."""

    locale: Locale
    pack: PackWords | None
    name: str
    address: Address
    facts: tuple[tuple[str, str], ...]
    district: District
    stamp: Stamp
    gauge: Gauge
    found_share: str
    pooled: str
    reach: str
    reach_gaps: tuple[str, ...]
    unfollowed: tuple[tuple[str, Address], ...]
    enough: bool
    obstacle: TroubleGroup | None
    counts: tuple[tuple[str, str, int], ...]
    directions: tuple[DirectionPart, ...]
    others: tuple[Card, ...]
    steps: tuple[Step, ...]
    more_steps: int
    unread: str  # how many criteria are unknown, where something could not be read; "" otherwise
    registers: tuple[Register, ...]
    troubles: tuple[TroubleGroup, ...]
    notices: tuple[Notice, ...]
    remarks: tuple[str, ...]
    requests: str
    thrift: str
    reckoning: Reckoning
    norms: tuple[str, ...]
    home: str
    since: SinceThen | None
    timeline: Timeline | None


def school_page(
    audit: Audit,
    rulebook: Rulebook,
    *,
    district: District,
    locale: Locale = "ru",
    home: str = "../index.html",
    since: Comparison | None = None,
    seen: Mapping[str, str] = MappingProxyType({}),
) -> SchoolPage:
    """The page of a school, from its audit and the pack it was judged by, and what changed since the last time.

    `home` leads to the district's page; "" where there is none. `seen` leads to the copies of quoted pages, by their digests.
    """
    words = words_in(locale, rulebook.words)
    made = cards(audit, rulebook, district, words, seen)
    parts = tuple(_part(one, audit, made, rulebook, words) for one in rulebook.in_order())
    placed = {card.id for part in parts for card in part.cards}
    todo = steps(audit, rulebook, made, words)
    return SchoolPage(
        locale=locale,
        pack=rulebook.words,
        name=clip(audit.school.name, NAME_LIMIT),
        address=address(audit.school.url),
        facts=_facts(audit, words),
        district=district,
        stamp=stamp(audit, words),
        gauge=gauge(audit.indicator, words),
        found_share=words.number(audit.indicator.found_share),
        pooled=words.number(audit.indicator.pooled),
        reach=reach_in_words(audit.reach, words),
        reach_gaps=tuple(words.reason(gap) for gap in audit.reach.gaps),
        unfollowed=unfollowed_lines(audit.reach, words),
        enough=audit.reach.enough,
        obstacle=_obstacle(audit, words),
        counts=_counts(audit, words),
        directions=parts,
        others=tuple(card for card in made if card.id not in placed),
        steps=todo[:SHOWN],
        more_steps=max(0, len(todo) - SHOWN),
        unread=_unread(audit, words),
        registers=registers(audit, rulebook, words),
        troubles=trouble_groups(audit.failures, words),
        notices=notices(audit, words),
        remarks=remarks(audit, words),
        requests=requests_in_words(audit, words),
        thrift=thrift_in_words(audit.thrift, words),
        reckoning=reckoning(audit, rulebook, words),
        norms=tuple(norm_in_words(norm, words) for norm in rulebook.norms if norm.verified),
        home=home,
        since=since_then(since, rulebook, words) if since else None,
        timeline=timeline(audit.events, audit.as_of, words),
    )


def stamp(audit: Audit, words: Words) -> Stamp:
    """The stamp of one audit."""
    return Stamp(
        run=audit.run,
        audited=words.moment(audit.audited_at),
        as_of=words.long_day(audit.as_of),
        method=audit.indicator.method,
        pack=f"{audit.pack.id} {audit.pack.version}",
        digest=audit.pack.digest,
    )


def reach_in_words(reach: Reach, words: Words) -> str:
    """How far the walk reached, in one sentence."""
    parts = [words.say("reach.read", pages=words.count("page", reach.pages), documents=words.count("document", reach.documents))]
    if reach.unreadable:
        parts.append(words.say("reach.unreadable", number=words.count("document", reach.unreadable)))
    if reach.failures:
        parts.append(words.say("reach.failures", number=words.count("address", reach.failures)))
    if reach.pages:
        parts.append(words.say("reach.exhausted" if reach.frontier_exhausted else "reach.not_exhausted"))
    return "; ".join(parts)


def unfollowed_lines(reach: Reach, words: Words) -> tuple[tuple[str, Address], ...]:
    """One line a cause for which addresses were not followed: the sentence with their number, and one of them."""
    return tuple(
        (words.say(f"unfollowed.{one.why}", number=words.count("address", one.count)), address(one.example)) for one in reach.unfollowed
    )


def _facts(audit: Audit, words: Words) -> tuple[tuple[str, str], ...]:
    """The label and the value of what the list says of a school."""
    school = audit.school
    first, last = school.grade_range
    grades = f"{first}–{last}" + ("" if school.grades else f" ({words.say('school.grades_assumed')})")
    facts = [(words.say("school.grades"), grades)]
    if school.municipality:
        facts.append((words.say("school.municipality"), school.municipality))
    facts.append((words.say("school.audited"), words.moment(audit.audited_at)))
    facts.append((words.say("school.as_of"), words.long_day(audit.as_of)))
    return (*facts, *((clip(label, NAME_LIMIT), clip(value, NAME_LIMIT)) for label, value in school.more))


def _part(direction: Direction, audit: Audit, made: tuple[Card, ...], rulebook: Rulebook, words: Words) -> DirectionPart:
    value = dict(audit.indicator.directions).get(direction.id)
    order = {one.id: place for place, one in enumerate(rulebook.of(direction))}
    own = sorted((card for card in made if card.id in order), key=lambda card: order[card.id])
    applicable = [card for card in own if card.outcome not in (Outcome.NOT_APPLICABLE, Outcome.UNKNOWN)]
    found = [card for card in own if card.outcome in (Outcome.PRESENT, Outcome.PARTIAL)]
    return DirectionPart(
        id=direction.id,
        number=direction.number,
        title=words.wording(direction.title),
        value=words.number(value),
        at=percent(value) if value is not None else "",
        found=words.say("direction.found", found=str(len(found)), of=str(len(applicable))) if applicable else UNSAID,
        cards=tuple(own),
    )


def _counts(audit: Audit, words: Words) -> tuple[tuple[str, str, int], ...]:
    """How many findings of every outcome: code, word, number."""
    return tuple(
        (outcome.value, words.say(f"outcome.{outcome}"), sum(one.outcome is outcome for one in audit.findings)) for outcome in Outcome
    )


def _unread(audit: Audit, words: Words) -> str:
    unknown = sum(one.outcome is Outcome.UNKNOWN for one in audit.findings)
    return words.count("criterion", unknown) if unknown and audit.failures else ""


def _obstacle(audit: Audit, words: Words) -> TroubleGroup | None:
    """Why a school could not be assessed: the failure of its home page, else the first failure."""
    if audit.indicator.value is not None or not audit.failures:
        return None
    return trouble_groups((_home_failure(audit),), words)[0]


def _home_failure(audit: Audit) -> Failure:
    home = audit.school.url.rstrip("/")
    return next((one for one in audit.failures if one.url.rstrip("/") == home), audit.failures[0])
