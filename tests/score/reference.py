"""The method a second time: slow, plain, in fractions, with no line shared with `site_audit.score`.

Written from the text of the method alone. Where both agree on generated findings, a mistake would have to be made twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from site_audit.model import CareerFile, Dating, Evidence, EvidenceGroup, Finding, Indicator, Publication, ReadAs
from site_audit.rulepack.schema import Criterion, Direction

Told = tuple[str, Fraction | None, bool]  # outcome, q, needs_review


def started(day: date) -> int:
    """The year of the last 1 September on or before a day, found by walking back."""
    while (day.month, day.day) != (9, 1):
        day -= timedelta(days=1)
    return day.year


def years_back(dating: Dating, as_of: date) -> int | None:
    """How many academic years ago; 0 is this one (or a coming one), None is no date at all."""
    if dating.year is None and dating.day is None:
        return None
    year = dating.year if dating.year is not None else started(dating.day or as_of)
    return max(0, started(as_of) - year)


def column(criterion: Criterion, dating: Dating, as_of: date) -> str:
    """One of "now", "last", "old", "none"."""
    back = years_back(dating, as_of)
    if criterion.time == "standing" and dating.until is not None:
        if dating.until >= as_of:
            return "now"
        over = back if back is not None else started(as_of) - started(dating.until)
        return "last" if over <= 1 else "old"
    if back is None:
        return "none"
    if criterion.time == "plan" and as_of.month == 9 and back == 1:
        return "now"
    return {0: "now", 1: "last"}.get(back, "old")


def currency(criterion: Criterion, dating: Dating, as_of: date) -> Fraction:
    """The table, written out; 0 is the archive."""
    rows = {"plan": (100, 70, 0, 85), "event": (100, 70, 0, 85), "report": (100, 100, 70, 85), "standing": (100, 85, 70, 85)}
    return Fraction(rows[criterion.time][("now", "last", "old", "none").index(column(criterion, dating, as_of))], 100)


def completeness(criterion: Criterion, group: EvidenceGroup) -> Fraction:
    """How much of what is asked is there."""
    asked = {must.id for must in criterion.musts if not must.reachability}
    there = asked & set(group.met)
    if there == asked:
        return Fraction(1)
    return Fraction(1, 2) if Fraction(len(there), len(asked)) >= Fraction(1, 2) else Fraction(1, 5)


def quality(criterion: Criterion, group: EvidenceGroup, as_of: date) -> Fraction:
    """q of one group: 0 where it does not carry the criterion."""
    q = Fraction(1) if group.evidence else Fraction(0)
    whole = completeness(criterion, group)
    if "c" in criterion.factors:
        q *= whole
    elif whole != 1:
        return Fraction(0)
    topical = currency(criterion, group.dating, as_of)
    if "t" in criterion.factors or topical == 0:
        q *= topical
    if "n" in criterion.factors and not group.in_section:
        clicks = 99 if group.clicks is None else group.clicks
        q *= Fraction(100 if clicks <= 2 else 95 if clicks == 3 else 90, 100)
    scan = group.read_as is not ReadAs.TEXT
    if "h" in criterion.factors and scan:
        q *= Fraction(1, 2) if (group.ocr_confidence or 0) >= 0.8 else Fraction(1, 5)
    if "f" in criterion.factors and (scan or not group.savable):
        q *= Fraction(85, 100)
    return q


def product(
    criterion: Criterion, groups: Sequence[EvidenceGroup], as_of: date, *, enough: bool, promised: bool
) -> tuple[Told, Evidence | None]:
    """Outcome, q, review of a product criterion, and the first quote shown."""
    best: EvidenceGroup | None = None
    for group in groups:
        if quality(criterion, group, as_of) == 0:
            continue
        if best is None or better(criterion, group, best, as_of):
            best = group
    if best is None:
        return (("absent", Fraction(0), False) if enough and not promised else ("unknown", None, False)), None
    where = column(criterion, best.dating, as_of)
    timed = "t" in criterion.factors
    stale = timed and where != "none" and best.dating.stated and currency(criterion, best.dating, as_of) != 1
    outcome = "partial" if stale or completeness(criterion, best) != 1 else "present"
    review = best.weak or (timed and where == "none" and criterion.time != "standing")
    return (outcome, quality(criterion, best, as_of), review), best.evidence[0]


def better(criterion: Criterion, one: EvidenceGroup, other: EvidenceGroup, as_of: date) -> bool:
    """Higher q, then the newer date, then the earlier address."""
    q_one, q_other = quality(criterion, one, as_of), quality(criterion, other, as_of)
    if q_one != q_other:
        return q_one > q_other
    day_one, day_other = dated(one.dating), dated(other.dating)
    if day_one != day_other:
        return day_one > day_other
    return one.url < other.url


def dated(dating: Dating) -> date:
    """The day of a dating, the first of its year, or the beginning of time."""
    return dating.day or (date(dating.year, 9, 1) if dating.year else date.min)


def readable(files: Sequence[CareerFile], *, enough: bool) -> tuple[str, Fraction | None]:
    """The share of readable files on a site that was read."""
    if not files:
        return "not_applicable", None
    opened = [file for file in files if file.opened]
    if not opened:
        return "unknown", None
    q = Fraction(sum(file.readable for file in opened), len(opened))
    return shared(q, Fraction(4, 5), enough)


def fresh(news: Sequence[Publication], as_of: date, *, enough: bool) -> tuple[str, Fraction | None]:
    """The freshness of news."""
    this_year = [one for one in news if started(one.day) == started(as_of)]
    weights: dict[tuple[str, date], Fraction] = {}
    for one in this_year:
        key = (one.title, one.day)
        weights[key] = max(weights.get(key, Fraction(0)), Fraction(1, 2) if one.announcement else Fraction(1))
    months, day = 0, date(started(as_of), 9, 1)
    while (day := date(day.year + day.month // 12, day.month % 12 + 1, 1)) <= as_of:
        months += 1
    q = min(Fraction(1), sum(weights.values(), start=Fraction(0)) / max(1, months))
    if this_year and max(one.day for one in this_year) < as_of - timedelta(days=60):
        q /= 2
    return shared(q, Fraction(1, 2), enough)


def shared(q: Fraction, full: Fraction, enough: bool) -> tuple[str, Fraction | None]:
    """A share as an outcome."""
    if q == 0:
        return ("absent", q) if enough else ("unknown", None)
    return ("present" if q >= full else "partial"), q


def figures(findings: Sequence[Finding], directions: Sequence[Direction], criteria: Sequence[Criterion]) -> dict[str, Fraction | None]:
    """value, low, high, pooled, found_share, and D of each direction."""
    told: dict[str, Fraction | None] = {}
    sums = {name: [Fraction(0), Fraction(0)] for name in ("value", "low", "high")}
    everything, weight_known, found, known_count = Fraction(0), 0, 0, 0
    for direction in directions:
        names = {criterion.id for criterion in criteria if criterion.direction == direction.id}
        mine = [finding for finding in findings if finding.criterion in names and finding.outcome != "not_applicable"]
        known = [finding for finding in mine if finding.outcome != "unknown"]
        share = Fraction(direction.weight)
        got = sum((finding.weight * Fraction(finding.score or 0) for finding in known), start=Fraction(0))
        doubted = sum((finding.weight * Fraction(finding.score or 0) for finding in known if finding.needs_review), start=Fraction(0))
        weights, known_weights = sum(finding.weight for finding in mine), sum(finding.weight for finding in known)
        told[direction.id] = 100 * got / known_weights if known else None
        if known:
            add(sums["value"], share, got / known_weights)
        if mine:
            add(sums["low"], share, (got - doubted) / weights)
            add(sums["high"], share, (got + weights - known_weights) / weights)
        everything, weight_known = everything + got, weight_known + known_weights
        found, known_count = found + sum(finding.outcome in ("present", "partial") for finding in known), known_count + len(known)
    for name, (top, bottom) in sums.items():
        told[name] = 100 * top / bottom if known_count else None
    told["pooled"] = 100 * everything / weight_known if known_count else None
    told["found_share"] = Fraction(100 * found, known_count) if known_count else None
    return told


def add(total: list[Fraction], share: Fraction, part: Fraction) -> None:
    """One direction into a weighted mean."""
    total[0] += share * part
    total[1] += share


def as_figures(indicator: Indicator) -> dict[str, Fraction | None]:
    """An indicator in the shape of `figures`."""
    names = ("value", "low", "high", "pooled", "found_share")
    numbers = {**{name: getattr(indicator, name) for name in names}, **dict(indicator.directions)}
    return {name: None if number is None else Fraction(number) for name, number in numbers.items()}
