"""What follows for one criterion from all that was detected: one of five outcomes, q, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from site_audit.model import Candidate, Detected, EvidenceGroup, Finding, Outcome, Promise, Reach, Reason, School, Searched
from site_audit.rulepack.schema import Criterion
from site_audit.score.applicable import why_not_applicable
from site_audit.score.currency import CURRENCY, REVIEWED_IF_UNDATED, Age, age_of, year_label
from site_audit.score.factors import NOT_FOUND, ONE, completeness_of, counted_musts, unmet_musts
from site_audit.score.ranking import Judged, nearest, ranked, shown_evidence, turned_down
from site_audit.score.reasons import because, doubting
from site_audit.score.shares import news_rate, readable_share

ZERO: Final = Decimal("0")


def conclude(criterion: Criterion, detected: Detected, reach: Reach, *, school: School, as_of: date) -> Finding:
    """The finding of one criterion: found if a group of the school's own carries it, absent only with enough reach, else unknown."""
    inapplicable = why_not_applicable(criterion, school)
    if inapplicable is not None:
        return _unscored(criterion, Outcome.NOT_APPLICABLE, inapplicable, detected)
    if detected.other_owner:
        return _unscored(criterion, Outcome.UNKNOWN, because("other_owner", owner=detected.other_owner), detected)
    if criterion.measure == "readable_share":
        return readable_share(criterion, detected, reach)
    if criterion.measure == "news_rate":
        return news_rate(criterion, detected, reach, as_of=as_of)
    groups = tuple(group for group in detected.groups if group.criterion == criterion.id)
    carrying = ranked(criterion, groups, as_of=as_of)
    if carrying:
        return _found(criterion, carrying, detected, as_of)
    return _not_found(criterion, groups, detected, reach)


def _found(criterion: Criterion, carrying: Sequence[Judged], detected: Detected, as_of: date) -> Finding:
    best = carrying[0]
    outcome, reason = _verdict(criterion, best.group, as_of)
    if best.group.weak:
        reason = doubting(reason, best.group.doubts)
    undated = "t" in criterion.factors and age_of(best.group.dating, criterion.time, as_of=as_of) is Age.UNDATED
    return Finding(
        criterion=criterion.id,
        outcome=outcome,
        score=best.q,
        weight=criterion.weight,
        needs_review=best.group.weak or (undated and criterion.time in REVIEWED_IF_UNDATED),
        factors=best.factors,
        reason=reason,
        evidence=shown_evidence(carrying),
        candidates=_candidates(criterion, (), detected) if outcome is Outcome.PARTIAL else (),
        searched=_searched(criterion, detected),
    )


def _verdict(criterion: Criterion, group: EvidenceGroup, as_of: date) -> tuple[Outcome, Reason]:
    """Partial ⇔ incomplete, or the year it *states* is one the table no longer takes in full. Nothing else changes the outcome."""
    incomplete = "c" in criterion.factors and completeness_of(criterion, group) < ONE
    old = _states_an_old_year(criterion, group, as_of)
    unmet, total = unmet_musts(criterion, group), len(counted_musts(criterion))
    year, missing, met = year_label(group.dating), ", ".join(unmet), total - len(unmet)
    if incomplete and old:
        return Outcome.PARTIAL, because("partial_incomplete_old", met=met, total=total, unmet=missing, year=year)
    if incomplete:
        return Outcome.PARTIAL, because("partial_incomplete", met=met, total=total, unmet=missing)
    if old:
        return Outcome.PARTIAL, because("partial_not_current", year=year)
    if group.weak:
        return Outcome.PRESENT, because("present_weak")
    undated = "t" in criterion.factors and age_of(group.dating, criterion.time, as_of=as_of) is Age.UNDATED
    return Outcome.PRESENT, because("present_undated" if undated and criterion.time in REVIEWED_IF_UNDATED else "present")


def _states_an_old_year(criterion: Criterion, group: EvidenceGroup, as_of: date) -> bool:
    age = age_of(group.dating, criterion.time, as_of=as_of)
    dated = age is not Age.UNDATED and group.dating.stated
    return "t" in criterion.factors and dated and CURRENCY[criterion.time][age] != ONE


def _not_found(criterion: Criterion, groups: Sequence[EvidenceGroup], detected: Detected, reach: Reach) -> Finding:
    promised = next((promise for promise in detected.promises if promise.criterion == criterion.id), None)
    if promised is not None:
        return _unscored(criterion, Outcome.UNKNOWN, _unread(promised), detected, groups)
    if not reach.enough:
        unexplained = because("reach_unexplained", pages=reach.pages, documents=reach.documents)
        return _unscored(criterion, Outcome.UNKNOWN, reach.gaps[0] if reach.gaps else unexplained, detected, groups)
    return Finding(
        criterion=criterion.id,
        outcome=Outcome.ABSENT,
        score=ZERO,
        weight=criterion.weight,
        needs_review=False,
        factors=NOT_FOUND,
        reason=_why_absent(criterion, groups, reach),
        candidates=_candidates(criterion, groups, detected),
        searched=_searched(criterion, detected),
    )


def _why_absent(criterion: Criterion, groups: Sequence[EvidenceGroup], reach: Reach) -> Reason:
    shown = [group for group in groups if group.evidence]
    if not shown:
        return because("absent", pages=reach.pages, documents=reach.documents)
    newest = max(shown, key=lambda group: (year_label(group.dating), group.url))
    unmet = unmet_musts(criterion, newest)
    if "c" not in criterion.factors and unmet:
        return because("absent_unmet", url=newest.url, unmet=", ".join(unmet), pages=reach.pages, documents=reach.documents)
    return because("absent_archive", year=year_label(newest.dating), url=newest.url, pages=reach.pages, documents=reach.documents)


def _unread(promise: Promise) -> Reason:
    return because("promise_unread", link_text=promise.link_text, url=promise.url, trouble=promise.trouble, detail=promise.detail)


def _unscored(criterion: Criterion, outcome: Outcome, reason: Reason, detected: Detected, groups: Sequence[EvidenceGroup] = ()) -> Finding:
    shows = outcome is Outcome.UNKNOWN
    return Finding(
        criterion=criterion.id,
        outcome=outcome,
        score=None,
        weight=criterion.weight,
        needs_review=False,
        factors=(),
        reason=reason,
        candidates=_candidates(criterion, groups, detected) if shows else (),
        searched=_searched(criterion, detected) if shows else None,
    )


def _candidates(criterion: Criterion, groups: Sequence[EvidenceGroup], detected: Detected) -> tuple[Candidate, ...]:
    own = (candidate for candidate in detected.candidates if candidate.criterion == criterion.id)
    return nearest((*(near for group in groups for near in turned_down(criterion, group)), *own))


def _searched(criterion: Criterion, detected: Detected) -> Searched | None:
    return next((searched for searched in detected.searched if searched.criterion == criterion.id), None)
