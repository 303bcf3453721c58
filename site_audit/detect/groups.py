"""Hits joined to evidence groups: a page with the files it links directly, or one file.

Requirements are joined within a group, never across.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from site_audit.detect.signals import Hit
from site_audit.model import Dating, Document, Evidence, EvidenceGroup, ReadAs, Sighting
from site_audit.rulepack import CompiledCriterion

_EVIDENCE_A_GROUP = 4
_PLAN_KINDS = ("plan", "event", "report")


@dataclass(frozen=True, slots=True)
class Found:
    """All hits of one criterion in one document."""

    sighting: Sighting
    document: Document
    hits: tuple[Hit, ...]
    clicks: int | None
    linked_from: frozenset[str]


def groups_of(rule: CompiledCriterion, found: list[Found], inside: frozenset[str]) -> list[EvidenceGroup]:
    """The evidence groups of one criterion: each page with its files, each file by itself."""
    pages = [each for each in found if each.document.is_page]
    files = [each for each in found if not each.document.is_page]
    groups: list[EvidenceGroup] = []
    for page in pages:
        own = [file for file in files if page.document.url in file.linked_from]
        groups += _by_year(rule, [page, *own], inside)
    groups += [group for file in files for group in _by_year(rule, [file], inside)]
    return groups


def _by_year(rule: CompiledCriterion, members: list[Found], inside: frozenset[str]) -> list[EvidenceGroup]:
    """One group per academic year met: this year's news on a page is not dragged down by last year's beside it."""
    years: dict[int | None, list[tuple[Found, Hit]]] = {}
    for member in members:
        for hit in member.hits:
            years.setdefault(hit.dating.year if rule.criterion.time in _PLAN_KINDS else 0, []).append((member, hit))
    return [_group(rule, pairs, members, inside) for pairs in years.values()]


def _group(rule: CompiledCriterion, pairs: list[tuple[Found, Hit]], members: list[Found], inside: frozenset[str]) -> EvidenceGroup:
    ordered = sorted(pairs, key=lambda pair: (-len(pair[1].met), -pair[1].confidence, -_ordinal(pair[1].dating), pair[1].line))
    best_member, best = ordered[0]
    met = _joined(rule, [hit for _, hit in ordered])
    every = [must.must.id for must in rule.musts if not must.must.reachability]
    textual = [member for member, _ in ordered if member.document.read_as is ReadAs.TEXT]
    reader = textual[0].document if textual else best_member.document
    savable = any(not member.document.is_page and member.document.read_as is ReadAs.TEXT for member in members)
    clicks = [member.clicks for member in members if member.clicks is not None]
    return EvidenceGroup(
        criterion=rule.criterion.id,
        url=best_member.document.url,
        evidence=tuple(_evidence(member, hit) for member, hit in _distinct(ordered)),
        met=tuple(name for name in every if name in met),
        unmet=tuple(name for name in every if name not in met),
        dating=_dating(rule, [hit for _, hit in ordered]),
        clicks=min(clicks) if clicks else None,
        in_section=any(member.document.url in inside for member in members),
        read_as=reader.read_as,
        ocr_confidence=reader.ocr_confidence,
        savable=savable,
        weak=best.confidence < _WEAK,
    )


#: Under this confidence a person should look (rules give weak signals less).
_WEAK = 0.6


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


def _evidence(member: Found, hit: Hit) -> Evidence:
    return Evidence(
        criterion=hit.criterion,
        url=hit.url,
        digest=hit.digest,
        place=hit.place,
        quote=hit.quote,
        dating=hit.dating,
        confidence=hit.confidence,
        fetched_at=member.sighting.fetched_at,
        signal=hit.signal,
        met=tuple(sorted(hit.met)),
    )
