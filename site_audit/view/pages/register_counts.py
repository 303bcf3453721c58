"""The registers of the district in figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from site_audit.model import Audit, DistrictRegisters
from site_audit.text.dates import academic_label, academic_year_of
from site_audit.view.pages.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """The registers in figures, for the page of the district."""

    partners: int
    with_agreement: int
    of_several: int
    events: int
    joint: int
    planned: int
    of_schools: int
    year: str
    asked: frozenset[str]  # the registers that the pack fills


def register_counts(audits: Sequence[Audit], registers: DistrictRegisters, rulebook: Rulebook) -> RegisterCounts:
    """The registers in figures. A plan counts that is a career plan of the academic year of the audit."""
    filled = {"partners": bool(registers.partners), "events": bool(registers.events), "plans": any(one.plans for one in registers.plans)}
    as_of = max((one.as_of for one in audits), default=None)
    year = academic_label(academic_year_of(as_of)) if as_of else ""
    planned = [one for one in registers.plans if any(plan.kind == "career" and plan.academic_year == year for plan in one.plans)]
    return RegisterCounts(
        partners=len(registers.partners),
        with_agreement=sum(one.relation == "agreement" for one in registers.partners),
        of_several=sum(len({tie.school for tie in one.ties}) > 1 for one in registers.partners),
        events=len(registers.events),
        joint=sum(one.joint for one in registers.events),
        planned=len(planned),
        of_schools=len(registers.plans),
        year=year,
        asked=frozenset(name for name, full in filled.items() if full or name in rulebook.registers()),
    )
