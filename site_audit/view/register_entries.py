"""Entries of the registers as plain values, for the machine-readable reports: of a school, and of the district."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from site_audit.model import (
    Agreement,
    DistrictEvent,
    DistrictPartner,
    DistrictRegisters,
    Event,
    Naming,
    Partner,
    Plan,
    SchoolPlans,
    Telling,
)

TRAIL = 5  # places told of in the file of the district; the school's own has all that were kept
_ENDLESS = 9000  # a year beyond which a term has no end
Json = dict[str, Any]


def plan_entry(plan: Plan) -> Json:
    """A plan with its approvals, the rows counted and the grades covered."""
    return {
        "title": plan.title,
        "academic_year": plan.academic_year,
        "approved": plan.approved,
        "url": plan.url,
        "kind": plan.kind,
        "rows": plan.rows,
        "grades": plan.grades,
        "approvals": [{"kind": one.kind, "number": one.number, "date": _day(one.day)} for one in plan.approvals],
        "also": list(plan.also),
    }


def event_entry(event: Event) -> Json:
    """An event with the places that tell of it."""
    return {
        "title": event.title,
        "kind": event.kind,
        "date": _day(event.day),
        "grades": event.grades,
        "partner": event.partner,
        "url": event.url,
        "trail": _tellings(event.trail),
    }


def partner_entry(partner: Partner) -> Json:
    """A partner with its agreements and the places that name it."""
    return {
        "name": partner.name,
        "kind": partner.kind,
        "relation": partner.relation,
        "url": partner.url,
        "parent": partner.parent,
        "agreements": _agreements(partner.agreements),
        "trail": _namings(partner.trail),
    }


def district_entries(registers: DistrictRegisters) -> Json:
    """The registers of the district: partners and events with their schools, plans by school."""
    return {
        "partners": [_partner(one) for one in registers.partners],
        "events": [_event(one) for one in registers.events],
        "plans": [_plans(one) for one in registers.plans],
        "registers_left_out": registers.left_out,
    }


def _partner(one: DistrictPartner) -> Json:
    ties = [
        {
            "id": tie.school,
            "name": tie.partner.name,
            "why": tie.why,
            "relation": tie.partner.relation,
            "date": _day(tie.day),
            "url": tie.partner.url,
            "agreements": _agreements(tie.partner.agreements),
            "trail": _namings(tie.partner.trail[:TRAIL]),
        }
        for tie in one.ties
    ]
    return {"name": one.name, "kind": one.kind, "relation": one.relation, "parent": one.parent, "known": one.known, "schools": ties}


def _event(one: DistrictEvent) -> Json:
    schools = [
        {
            "id": told.school,
            "title": told.event.title,
            "why": told.why,
            "date": _day(told.event.day),
            "url": told.event.url,
            "trail": _tellings(told.event.trail[:TRAIL]),
        }
        for told in one.told
    ]
    return {
        "title": one.title,
        "kind": one.kind,
        "date": _day(one.day),
        "grades": one.grades,
        "partner": one.partner,
        "joint": one.joint,
        "schools": schools,
    }


def _plans(one: SchoolPlans) -> Json:
    return {"id": one.school, "read": one.read, "plans": [plan_entry(plan) for plan in one.plans]}


def _namings(trail: Sequence[Naming]) -> list[Json]:
    return [
        {"url": one.url, "quote": one.quote, "form": one.form, "relation": one.relation, "date": _day(one.day), "why": one.why}
        for one in trail
    ]


def _tellings(trail: Sequence[Telling]) -> list[Json]:
    return [{"url": one.url, "quote": one.quote, "date": _day(one.day), "shape": one.shape, "why": one.why} for one in trail]


def _agreements(agreements: Sequence[Agreement]) -> list[Json]:
    """An end of the term is null where none is told; `endless` says that it is told to have none."""
    return [
        {
            "number": one.number,
            "date": _day(one.day),
            "until": None if _is_endless(one.until) else _day(one.until),
            "endless": _is_endless(one.until),
        }
        for one in agreements
    ]


def _is_endless(until: date | None) -> bool:
    return until is not None and until.year > _ENDLESS


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
