"""A comparison as plain values: `comparison.json`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from site_audit.model import Change, Comparison, Fulfilment
from site_audit.settings import District
from site_audit.view.words import rounded

SCHEMA = "site-audit/comparison/1"
Json = dict[str, Any]


def comparison_json(comparisons: Sequence[Comparison], deeds: Mapping[str, Sequence[Fulfilment]], *, name: str, district: District) -> Json:
    """Both runs, and by school the values, the changes and what became of each recommendation. Unknown is null."""
    last = comparisons[0] if comparisons else None
    return {
        "schema": SCHEMA,
        "monitoring": name or None,
        "district": district.name,
        "first": {"run": last.before.run, "as_of": last.before.as_of.isoformat()} if last else None,
        "final": {"run": last.after.run, "as_of": last.after.as_of.isoformat()} if last else None,
        "schools": [_school(one, deeds.get(one.school.id, ())) for one in comparisons],
    }


def _school(one: Comparison, deeds: Sequence[Fulfilment]) -> Json:
    return {
        "id": one.school.id,
        "name": one.school.name,
        "before": _figure(one.before.indicator.value),
        "before_by_later_rules": _figure(one.again.value) if one.again else None,
        "after": _figure(one.after.indicator.value),
        "gain": _figure(one.gain),
        "same_rules": one.same_rules,
        "changes": [_change(change) for change in one.changes],
        "recommendations": [_deed(own) for own in deeds],
    }


def _deed(own: Fulfilment) -> Json:
    evidence = [each.url for each in own.after.evidence[:1]]
    return {"criterion": own.criterion, "deed": own.deed.value, "better": own.better, "evidence": evidence}


def _change(change: Change) -> Json:
    return {
        "criterion": change.criterion,
        "turn": change.turn.value,
        "cause": change.cause.value,
        "steady": change.steady,
        "before": change.before.outcome.value,
        "after": change.after.outcome.value,
        "score_before": _exact(change.before.score),
        "score_after": _exact(change.after.score),
    }


def _figure(value: Decimal | None) -> float | None:
    return None if value is None else float(rounded(value))


def _exact(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
