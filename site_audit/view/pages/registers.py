"""The registers of a school: plans, events, partners."""

from __future__ import annotations

from dataclasses import dataclass

from site_audit.model import Audit, Event, Partner, Plan
from site_audit.view.pages.address import NAME_LIMIT, Address, address, clip
from site_audit.view.pages.agreements import agreements_said
from site_audit.view.pages.files import FILE_COLUMNS, approvals_said, file_line
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.words import UNSAID, Words

PLAN_COLUMNS = ("title", "plan_kind", "year", "approved", "rows", "grades")
PARTNER_COLUMNS = ("name", "partner_kind", "relation", "agreement", "named")
FORMS_SHOWN = 3  # of the names by which a site calls a partner


@dataclass(frozen=True, slots=True)
class Register:
    """A table: its key ("plans"), the keys of its columns, its rows, and the address each row was seen at."""

    key: str
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], Address], ...]


def registers(audit: Audit, rulebook: Rulebook, words: Words) -> tuple[Register, ...]:
    """Plans, events, partners and files, each as a table; a register that no criterion of the pack fills is left out."""
    asked = rulebook.registers()
    return tuple(one for one in _all(audit, words) if one.key in asked or one.rows)


def _all(audit: Audit, words: Words) -> tuple[Register, ...]:
    events = sorted(audit.events, key=lambda one: (one.day is None, one.day.toordinal() if one.day else 0, one.title))
    return (
        Register(
            "plans",
            PLAN_COLUMNS,
            tuple((_plan(one, words), address(one.url)) for one in audit.plans),
        ),
        Register(
            "events", ("day", "title", "event_kind", "grades", "partner"), tuple((_event(one, words), address(one.url)) for one in events)
        ),
        Register(
            "partners",
            ("name", "partner_kind", "relation", "agreement", "named"),
            tuple((_partner(one, words), address(one.url)) for one in audit.partners),
        ),
        Register("files", FILE_COLUMNS, tuple((file_line(one, words), address(one.url)) for one in audit.files)),
    )


def _plan(plan: Plan, words: Words) -> tuple[str, ...]:
    return (
        clip(plan.title, NAME_LIMIT),
        words.code("plan_kind", plan.kind),
        clip(plan.academic_year, NAME_LIMIT) or UNSAID,
        approvals_said(plan.approvals, words) or words.say("yes" if plan.approved else "no_mark"),
        str(plan.rows) if plan.rows else UNSAID,
        clip(plan.grades, NAME_LIMIT) or UNSAID,
    )


def _event(event: Event, words: Words) -> tuple[str, ...]:
    return (
        words.day(event.day),
        clip(event.title, NAME_LIMIT),
        words.code("event_kind", event.kind),
        clip(event.grades, NAME_LIMIT) or UNSAID,
        clip(event.partner, NAME_LIMIT) or UNSAID,
    )


def _partner(partner: Partner, words: Words) -> tuple[str, ...]:
    forms = dict.fromkeys(one.form for one in partner.trail if one.form and one.form != partner.name)
    return (
        clip(partner.name, NAME_LIMIT),
        words.code("partner_kind", partner.kind),
        words.code("relation", partner.relation),
        agreements_said(partner, words) or UNSAID,
        clip("; ".join(list(forms)[:FORMS_SHOWN]), NAME_LIMIT) or UNSAID,
    )
