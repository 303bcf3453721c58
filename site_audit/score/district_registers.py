"""The registers of all schools of a run together: a partner that several schools name is one, an event they had together is told once.

Pure, and indifferent to the order of the audits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from site_audit.model import Audit, DistrictPartner, DistrictRegisters, Partner, Plan, SchoolPlans, Tie
from site_audit.score.joint_events import joint_events
from site_audit.text.organisation_matching import SAME, gathered
from site_audit.text.organisations import GazetteerEntry
from site_audit.text.partner_names import fit_for_print, neat
from site_audit.text.words import folded

MOST_PARTNERS, MOST_EVENTS = 5_000, 5_000
_STRENGTH = {"agreement": 0, "visit": 1, "mention": 2}


def district_registers(
    audits: Sequence[Audit], gazetteer: tuple[GazetteerEntry, ...] = (), parents: Mapping[str, str] | None = None
) -> DistrictRegisters:
    """The partners, events and plans of the district. `gazetteer` and `parents` are the pack's: they name what schools name differently."""
    ordered = sorted(audits, key=lambda one: one.school.id)
    partners = tuple(_partners(ordered, gazetteer, parents or {}))
    names = {folded(each): one.name for one in reversed(partners) for each in (one.name, *(tie.partner.name for tie in one.ties))}
    events = joint_events(ordered, names)
    return DistrictRegisters(
        partners=partners[:MOST_PARTNERS],
        events=events[:MOST_EVENTS],
        plans=tuple(_plans(one) for one in ordered),
        left_out=max(0, len(partners) - MOST_PARTNERS) + max(0, len(events) - MOST_EVENTS),
    )


def _partners(audits: Sequence[Audit], gazetteer: tuple[GazetteerEntry, ...], parents: Mapping[str, str]) -> Iterator[DistrictPartner]:
    told: dict[tuple[str, str], list[tuple[str, Partner]]] = {}
    for audit in audits:
        for partner in audit.partners:
            told.setdefault((partner.name, partner.kind), []).append((audit.school.id, partner))
    pairs = sorted(told)
    made = []
    for group in gathered(pairs, gazetteer):
        ties = [
            Tie(school, partner, why, _newest(partner)) for number, why in group.members.items() for school, partner in told[pairs[number]]
        ]
        made.append(_partner(ties, group.known, parents))
    yield from sorted(made, key=lambda one: (-len({tie.school for tie in one.ties}), _STRENGTH[one.relation], one.name, one.kind))


def _partner(ties: Sequence[Tie], known: str, parents: Mapping[str, str]) -> DistrictPartner:
    kind = ties[0].partner.kind
    forms = [naming.form for tie in ties for naming in tie.partner.trail]
    name = known or fit_for_print([(tie.partner.name, kind) for tie in ties], forms)
    parent = parents.get(name, "") or next((tie.partner.parent for tie in ties if tie.partner.parent), "")
    ordered = sorted(ties, key=lambda tie: (_STRENGTH[tie.partner.relation], tie.school, tie.partner.name))
    first = ordered[0]
    return DistrictPartner(
        name=name,
        kind=kind,
        relation=first.partner.relation,
        ties=tuple(Tie(tie.school, tie.partner, SAME if tie.partner.name == name else tie.why, tie.day) for tie in ordered),
        parent=neat(parent, kind) if parent else "",
        known=bool(known),
    )


def _newest(partner: Partner) -> date | None:
    days = [naming.day for naming in partner.trail if naming.day] + [one.day for one in partner.agreements if one.day]
    return max(days, default=None)


def _plans(audit: Audit) -> SchoolPlans:
    """The plans of a school, the newest year and the career plan first."""
    return SchoolPlans(audit.school.id, tuple(sorted(audit.plans, key=_order)), audit.reach.enough)


def _order(plan: Plan) -> tuple[int, bool, int, str]:
    year = int(plan.academic_year[:4]) if plan.academic_year[:4].isdigit() else 0
    return -year, plan.kind != "career", -plan.rows, plan.url
