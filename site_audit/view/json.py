"""The machine-readable reports: `schools/<id>.json` and `district.json`, exactly as their shipped schemas say."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from importlib import resources
from typing import Any

from site_audit.model import Audit, Candidate, DistrictRegisters, Evidence, Finding
from site_audit.settings import District
from site_audit.view.pages.card import recommendation
from site_audit.view.pages.district import in_order
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.pages.spread import (
    CriterionSpread,
    DirectionSpread,
    assessed,
    criterion_spreads,
    direction_spread,
    mean_value,
    measures,
    trouble_spreads,
)
from site_audit.view.register_entries import district_entries, event_entry, partner_entry, plan_entry
from site_audit.view.words import Locale, Words, rounded, words_in

SCHOOL_SCHEMA = "site-audit/school/1"
DISTRICT_SCHEMA = "site-audit/district/1"
Json = dict[str, Any]


def school_json(audit: Audit, rulebook: Rulebook, *, district: District | None = None, locale: Locale = "ru") -> Json:
    """One school as plain values. Unknown is null, never 0; a number of the indicator has one digit, a score is exact."""
    words = words_in(locale, rulebook.words)
    owner = district or District()
    first, last = audit.school.grade_range
    return {
        "schema": SCHOOL_SCHEMA,
        "school": {"id": audit.school.id, "name": audit.school.name, "url": audit.school.url, "grades": f"{first}-{last}"},
        **_stamp(audit),
        "indicator": _indicator(audit),
        "reach": _reach(audit),
        "findings": [_finding(one, rulebook, owner, words) for one in audit.findings],
        "plans": [plan_entry(one) for one in audit.plans],
        "events": [event_entry(one) for one in audit.events],
        "partners": [partner_entry(one) for one in audit.partners],
        "failures": [{"url": one.url, "trouble": one.trouble.value, "detail": one.detail} for one in audit.failures],
        "warnings": [{"kind": one.kind, "url": one.url, "detail": one.detail} for one in audit.warnings],
    }


def district_json(
    audits: Sequence[Audit],
    rulebook: Rulebook,
    *,
    ranks: Mapping[str, int],
    district: District,
    registers: DistrictRegisters | None = None,
    locale: Locale = "ru",
) -> Json:
    """The whole run as plain values. Schools not assessed have null for place and value. `registers` are the schools' own put together."""
    words = words_in(locale, rulebook.words)
    ordered = in_order(audits, ranks)
    newest = max(audits, key=lambda one: one.audited_at, default=None)
    spreads = criterion_spreads(audits, rulebook)
    head: Json = _stamp(newest) if newest else {"run": "", "audited_at": None, "as_of": None, "method": "", "pack": None}
    return {
        "schema": DISTRICT_SCHEMA,
        **head,
        "district": {"name": district.name, "operator": district.operator, "department": district.department},
        "mean": _figure(mean_value(audits)),
        "assessed": len(assessed(audits)),
        "schools": [_school_line(one, ranks) for one in ordered],
        "directions": [_direction(direction_spread(audits, one), words) for one in rulebook.in_order()],
        "criteria": [_criterion(one, words) for one in spreads],
        "measures": [one.criterion.id for one in measures(spreads)],
        "failures": [{"trouble": one.trouble.value, "addresses": one.addresses, "schools": one.schools} for one in trouble_spreads(audits)],
        **district_entries(registers or DistrictRegisters()),
    }


def dumped(report: Json) -> str:
    """The text of a report's file. Half characters, which no file can hold, become replacement marks."""
    text = json.dumps(report, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", errors="replace").decode("utf-8")


def schema(name: str) -> Json:
    """A shipped JSON Schema: "school" or "district"."""
    text = resources.files("site_audit.view").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8")
    loaded: Json = json.loads(text)
    return loaded


def _stamp(audit: Audit) -> Json:
    pack = {"id": audit.pack.id, "version": audit.pack.version, "digest": audit.pack.digest}
    return {
        "run": audit.run,
        "audited_at": _moment(audit.audited_at),
        "as_of": _day(audit.as_of),
        "method": audit.indicator.method,
        "pack": pack,
    }


def _indicator(audit: Audit) -> Json:
    one = audit.indicator
    return {
        "value": _figure(one.value),
        "low": _figure(one.low),
        "high": _figure(one.high),
        "level": one.level,
        "directions": {direction: _figure(value) for direction, value in one.directions},
        "found_share": _figure(one.found_share),
    }


def _reach(audit: Audit) -> Json:
    reach = audit.reach
    return {
        "pages": reach.pages,
        "documents": reach.documents,
        "unreadable": reach.unreadable,
        "failures": reach.failures,
        "frontier_exhausted": reach.frontier_exhausted,
        "enough": reach.enough,
    }


def _finding(finding: Finding, rulebook: Rulebook, district: District, words: Words) -> Json:
    titles = rulebook.titles(finding.criterion, words)
    return {
        "criterion": finding.criterion,
        "outcome": finding.outcome.value,
        "score": _exact(finding.score),
        "weight": finding.weight,
        "needs_review": finding.needs_review,
        "factors": {name: _exact(value) for name, value in finding.factors},
        "reason": words.reason(finding.reason, titles),
        "recommendation": recommendation(finding, rulebook.criterion(finding.criterion), district, words),
        "evidence": [_evidence(one) for one in finding.evidence],
        "candidates": [_candidate(one, titles, words) for one in finding.candidates],
    }


def _evidence(evidence: Evidence) -> Json:
    return {
        "url": evidence.url,
        "quote": evidence.quote,
        "place": evidence.place,
        "date": _day(evidence.dating.day),
        "digest": evidence.digest,
        "fetched_at": _moment(evidence.fetched_at),
        "confidence": round(evidence.confidence, 3),
    }


def _candidate(candidate: Candidate, titles: Mapping[str, str], words: Words) -> Json:
    return {"url": candidate.url, "quote": candidate.quote, "turned_down": words.reason(candidate.turned_down, titles)}


def _school_line(audit: Audit, ranks: Mapping[str, int]) -> Json:
    known = audit.indicator.value is not None
    return {
        "id": audit.school.id,
        "name": audit.school.name,
        "url": audit.school.url,
        "place": ranks.get(audit.school.id) if known else None,
        **_indicator(audit),
        "reach": _reach(audit),
        "outcomes": {one.criterion: one.outcome.value for one in audit.findings},
        "report": f"schools/{audit.school.id}.json",
    }


def _direction(spread: DirectionSpread, words: Words) -> Json:
    return {
        "id": spread.direction.id,
        "title": words.wording(spread.direction.title),
        "weight": float(spread.direction.weight),
        "schools": spread.schools,
        "mean": _figure(spread.mean),
        "median": _figure(spread.median),
        "min": _figure(spread.low),
        "max": _figure(spread.high),
        "best": list(spread.best),
        "weakest": list(spread.weakest),
    }


def _criterion(spread: CriterionSpread, words: Words) -> Json:
    return {
        "id": spread.criterion.id,
        "direction": spread.criterion.direction,
        "title": words.wording(spread.criterion.title),
        "weight": spread.criterion.weight,
        **{outcome.value: count for outcome, count in spread.outcomes},
        "lack": float(rounded(spread.lack, 3)),
        "gain": float(rounded(spread.gain, 3)),
    }


def _figure(value: Decimal | None) -> float | None:
    return None if value is None else float(rounded(value))


def _exact(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat(timespec="seconds")
