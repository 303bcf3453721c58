"""Hits joined to evidence groups: a page with the files it links directly, or one file.

Requirements are joined within a group, never across.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from site_audit.detect.signals import Hit
from site_audit.detect.traits import traits_of_dating, traits_of_number, traits_of_requirements
from site_audit.model import Dating, Document, Evidence, EvidenceGroup, Filed, ReadAs, Sighting
from site_audit.rulepack import CompiledCriterion, Trust

_EVIDENCE_A_GROUP = 4
_PLAN_KINDS = ("plan", "event", "report")


@dataclass(frozen=True, slots=True)
class Found:
    """All hits of one criterion in one document."""

    sighting: Sighting
    document: Document | Filed
    hits: tuple[Hit, ...]
    clicks: int | None
    linked_from: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """What groups are made within: the pages of the section, how findings are trusted, the day."""

    inside: frozenset[str]
    trust: Trust
    today: date


def groups_of(rule: CompiledCriterion, found: list[Found], frame: Frame) -> list[EvidenceGroup]:
    """The evidence groups of one criterion: each page with its files, each file by itself."""
    carrying = frozenset(each.document.url for each in found)
    pages = [each for each in found if each.document.is_page]
    files = [each for each in found if not each.document.is_page]
    groups: list[EvidenceGroup] = []
    for page in pages:
        own = [file for file in files if page.document.url in file.linked_from]
        groups += _by_year(rule, [page, *own], carrying, frame)
    groups += [group for file in files for group in _by_year(rule, [file], carrying, frame)]
    return groups


def _by_year(rule: CompiledCriterion, members: list[Found], carrying: frozenset[str], frame: Frame) -> list[EvidenceGroup]:
    """One group per academic year met: this year's news on a page is not dragged down by last year's beside it."""
    years: dict[int | None, list[tuple[Found, Hit]]] = {}
    for member in members:
        for hit in member.hits:
            years.setdefault(hit.dating.year if rule.criterion.time in _PLAN_KINDS else 0, []).append((member, hit))
    return [_group(rule, pairs, members, carrying, frame) for pairs in years.values()]


def _group(
    rule: CompiledCriterion, pairs: list[tuple[Found, Hit]], members: list[Found], carrying: frozenset[str], frame: Frame
) -> EvidenceGroup:
    ordered = sorted(pairs, key=lambda pair: (-len(pair[1].met), -pair[1].confidence, -_ordinal(pair[1].dating), pair[1].line))
    best_member, best = ordered[0]
    met = _joined(rule, [hit for _, hit in ordered])
    every = [must.must.id for must in rule.musts if not must.must.reachability]
    textual = [member for member, _ in ordered if member.document.read_as is ReadAs.TEXT]
    reader = textual[0].document if textual else best_member.document
    savable = any(not member.document.is_page and member.document.read_as is ReadAs.TEXT for member in members)
    clicks = [member.clicks for member in members if member.clicks is not None]
    own = frozenset(member.document.url for member in members)
    dating = _dating(rule, [hit for _, hit in ordered])
    traits = best.traits | _traits_of_group(rule, [hit for _, hit in ordered], dating, len(met & set(every)), len(every), frame.today)
    traits |= {name for name, holds in (("outside_section", not own & frame.inside), ("other_pages", carrying - own)) if holds}
    evidence = tuple(_evidence(member, hit, _trusted(rule, hit, traits - best.traits, frame.trust)) for member, hit in _distinct(ordered))
    return EvidenceGroup(
        criterion=rule.criterion.id,
        url=best_member.document.url,
        evidence=evidence,
        met=tuple(name for name in every if name in met),
        unmet=tuple(name for name in every if name not in met),
        dating=dating,
        clicks=min(clicks) if clicks else None,
        in_section=bool(own & frame.inside),
        read_as=reader.read_as,
        ocr_confidence=reader.ocr_confidence,
        savable=savable,
        weak=evidence[0].confidence < frame.trust.review_below,
        traits=tuple(sorted(traits)),
        doubts=frame.trust.doubts(traits),
    )


def _traits_of_group(rule: CompiledCriterion, hits: list[Hit], dating: Dating, met: int, every: int, today: date) -> frozenset[str]:
    dated = traits_of_dating(dating, rule.criterion.time, today=today)
    number = traits_of_number(len({hit.quote for hit in hits}), len({hit.signal for hit in hits}))
    return frozenset((*dated, *traits_of_requirements(met, every - met), *number))


def _trusted(rule: CompiledCriterion, hit: Hit, of_group: frozenset[str], trust: Trust) -> float:
    """How sure one hit of the group is; never surer than its words were recognised."""
    return round(trust.confidence(rule.criterion.id, hit.traits | of_group, hit.stated) * hit.sure, 3)


def _joined(rule: CompiledCriterion, hits: list[Hit]) -> frozenset[str]:
    """Requirements met by the group. Those told by the passage must be met together by one hit; the rest may be joined."""
    bound = {must.must.id for must in rule.musts if must.must.within == "passage"}
    together = max((hit.met & bound for hit in hits), key=len, default=frozenset())
    return frozenset().union(*(hit.met - bound for hit in hits)) | together


def _dating(rule: CompiledCriterion, hits: list[Hit]) -> Dating:
    dated = [hit.dating for hit in hits if hit.dating.year is not None or hit.dating.until is not None]
    if not dated:
        return hits[0].dating
    if rule.criterion.time == "event":
        return max(dated, key=lambda dating: (dating.stated, _ordinal(dating)))
    return max(dated, key=lambda dating: (dating.until or date.min, dating.year or 0, dating.stated))


def _ordinal(dating: Dating) -> int:
    if dating.day:
        return dating.day.toordinal()
    return date(dating.year, 9, 1).toordinal() if dating.year else 0


def _distinct(ordered: list[tuple[Found, Hit]]) -> Iterable[tuple[Found, Hit]]:
    kept: Mapping[str, tuple[Found, Hit]] = {}
    chosen: dict[str, tuple[Found, Hit]] = dict(kept)
    for member, hit in ordered:
        chosen.setdefault(hit.quote, (member, hit))
    return list(chosen.values())[:_EVIDENCE_A_GROUP]


def _evidence(member: Found, hit: Hit, confidence: float) -> Evidence:
    return Evidence(
        criterion=hit.criterion,
        url=hit.url,
        digest=hit.digest,
        place=hit.place,
        quote=hit.quote,
        dating=hit.dating,
        confidence=confidence,
        fetched_at=member.sighting.fetched_at,
        signal=hit.signal,
        met=tuple(sorted(hit.met)),
    )
