"""The registers of the district as a page: partners by kind, events by month, plans by school, each entry with its trail folded away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from site_audit.model import (
    Audit,
    DistrictEvent,
    DistrictPartner,
    DistrictRegisters,
    Naming,
    Plan,
    SchoolEvent,
    SchoolPlans,
    Tie,
)
from site_audit.rulepack.schema import PackWords
from site_audit.settings import District
from site_audit.view.pages.address import NAME_LIMIT, Address, address, address_of_quote, clip
from site_audit.view.pages.agreements import agreements_said
from site_audit.view.pages.files import approvals_said
from site_audit.view.pages.register_counts import RegisterCounts, register_counts
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.pages.school import Stamp, stamp
from site_audit.view.words import UNSAID, Locale, Words, words_in

PARTNERS_SHOWN, EVENTS_SHOWN, TRAIL_SHOWN = 500, 800, 4
KINDS = ("college", "university", "employer", "service", "other")


@dataclass(frozen=True, slots=True)
class Said:
    """One place of a trail: the quote with the words that count set apart, and why they count."""

    before: str
    words: str
    after: str
    day: str
    why: str
    address: Address


@dataclass(frozen=True, slots=True)
class TieRow:
    """One school's tie to a partner, or its account of an event. `called` is what it calls it, where it does so otherwise."""

    school: str
    href: str
    what: str
    day: str
    called: str
    why: str
    trail: tuple[Said, ...]
    more: int


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner with the schools that name it."""

    name: str
    parent: str
    relation: str
    schools: str
    ties: tuple[TieRow, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with the schools that tell of it."""

    day: str
    title: str
    kind: str
    grades: str
    partner: str
    joint: bool
    schools: tuple[TieRow, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan of a school; one without any has only its name and a note."""

    school: str
    href: str
    title: str
    kind: str
    year: str
    approval: str
    rows: str
    grades: str
    address: Address | None
    also: int


@dataclass(frozen=True, slots=True)
class RegistersPage:
    """All that the page of the registers says. Groups are (heading, count, rows)."""

    locale: Locale
    pack: PackWords | None
    district: District
    stamp: Stamp | None
    partners: tuple[tuple[str, str, tuple[PartnerRow, ...]], ...]
    events: tuple[tuple[str, str, tuple[EventRow, ...]], ...]
    plans: tuple[PlanRow, ...]
    counts: RegisterCounts
    hidden: int  # entries that stand in the JSON file only


def registers_page(
    audits: Sequence[Audit], registers: DistrictRegisters, rulebook: Rulebook, *, district: District, locale: Locale = "ru"
) -> RegistersPage:
    """The page of the registers of one run."""
    words = words_in(locale, rulebook.words)
    schools = {one.school.id: clip(one.school.name, NAME_LIMIT) or one.school.id for one in audits}
    newest = max(audits, key=lambda one: one.audited_at, default=None)
    partners, events = registers.partners[:PARTNERS_SHOWN], registers.events[:EVENTS_SHOWN]
    return RegistersPage(
        locale=locale,
        pack=rulebook.words,
        district=district,
        stamp=stamp(newest, words) if newest else None,
        partners=_by_kind(partners, schools, words),
        events=_by_month(events, schools, words),
        plans=tuple(row for one in registers.plans for row in _plans(one, schools, words)),
        counts=register_counts(audits, registers, rulebook),
        hidden=len(registers.partners) - len(partners) + len(registers.events) - len(events) + registers.left_out,
    )


# ------------------------------------------------------------ partners


def _by_kind(
    partners: Iterable[DistrictPartner], schools: Mapping[str, str], words: Words
) -> tuple[tuple[str, str, tuple[PartnerRow, ...]], ...]:
    groups: dict[str, list[PartnerRow]] = {kind: [] for kind in KINDS}
    for one in partners:
        groups.setdefault(one.kind, []).append(_partner(one, schools, words))
    return tuple((words.code("partner_group", kind), str(len(rows)), tuple(rows)) for kind, rows in groups.items() if rows)


def _partner(one: DistrictPartner, schools: Mapping[str, str], words: Words) -> PartnerRow:
    return PartnerRow(
        name=clip(one.name, NAME_LIMIT),
        parent=clip(one.parent, NAME_LIMIT),
        relation=words.code("relation", one.relation),
        schools=words.count("school", len({tie.school for tie in one.ties})),
        ties=tuple(_tie(tie, one, schools, words) for tie in one.ties),
    )


def _tie(tie: Tie, partner: DistrictPartner, schools: Mapping[str, str], words: Words) -> TieRow:
    own = tie.partner
    trail = own.trail or (Naming(own.url, "", "", own.relation),)
    called = "" if own.name == partner.name else clip(own.name, NAME_LIMIT)
    return TieRow(
        school=schools.get(tie.school, tie.school),
        href=_href(tie.school),
        what="; ".join(filter(None, (words.code("relation", own.relation), agreements_said(own, words)))),
        day=words.day(tie.day) if tie.day else "",
        called=called,
        why=words.code("why_same", tie.why) if called else "",
        trail=tuple(_named(each, words) for each in trail[:TRAIL_SHOWN]),
        more=max(0, len(trail) - TRAIL_SHOWN),
    )


def _named(one: Naming, words: Words) -> Said:
    at = one.quote.find(one.form) if one.form else -1
    before, told, after = (one.quote[:at], one.form, one.quote[at + len(one.form) :]) if at >= 0 else (one.quote, "", "")
    return Said(
        before=clip(before, NAME_LIMIT),
        words=clip(told, NAME_LIMIT),
        after=clip(after, NAME_LIMIT),
        day=words.day(one.day) if one.day else "",
        why=words.code("why_same", one.why),
        address=address_of_quote(one.url, "", one.quote),
    )


# ------------------------------------------------------------ events


def _by_month(
    events: Iterable[DistrictEvent], schools: Mapping[str, str], words: Words
) -> tuple[tuple[str, str, tuple[EventRow, ...]], ...]:
    months = groupby(events, key=lambda one: (one.day.year, one.day.month) if one.day else None)
    groups = ((month, tuple(_event(one, schools, words) for one in rows)) for month, rows in months)
    return tuple(
        (
            words.say("registers.month", month=words.say(f"month_name.m{month[1]}"), year=str(month[0]))
            if month
            else words.say("registers.no_day"),
            str(len(rows)),
            rows,
        )
        for month, rows in groups
    )


def _event(one: DistrictEvent, schools: Mapping[str, str], words: Words) -> EventRow:
    return EventRow(
        day=words.day(one.day),
        title=clip(one.title, NAME_LIMIT),
        kind=words.code("event_kind", one.kind),
        grades=clip(one.grades, NAME_LIMIT) or UNSAID,
        partner=clip(one.partner, NAME_LIMIT) or UNSAID,
        joint=one.joint,
        schools=tuple(_account(each, one, schools, words) for each in one.told),
    )


def _account(told: SchoolEvent, event: DistrictEvent, schools: Mapping[str, str], words: Words) -> TieRow:
    own = told.event
    return TieRow(
        school=schools.get(told.school, told.school),
        href=_href(told.school),
        what="",
        day=words.day(own.day) if own.day and own.day != event.day else "",
        called="" if own.title == event.title else clip(own.title, NAME_LIMIT),
        why=words.code("why_same", told.why) if told.why != "first" else "",
        trail=tuple(
            Said(
                clip(each.quote, NAME_LIMIT),
                "",
                "",
                words.day(each.day) if each.day else "",
                words.code("shape", each.shape) + (f", {words.code('why_same', each.why)}" if each.why != "first" else ""),
                address_of_quote(each.url, "", each.quote),
            )
            for each in own.trail[:TRAIL_SHOWN]
        ),
        more=max(0, len(own.trail) - TRAIL_SHOWN),
    )


# ------------------------------------------------------------ plans


def _plans(one: SchoolPlans, schools: Mapping[str, str], words: Words) -> tuple[PlanRow, ...]:
    name, href = schools.get(one.school, one.school), _href(one.school)
    if not one.plans:
        note = words.say("registers.no_plan" if one.read else "registers.no_plan_unread")
        return (PlanRow(name, href, note, "", "", "", "", "", None, 0),)
    return tuple(_plan(plan, name, href, words) for plan in one.plans)


def _plan(plan: Plan, school: str, href: str, words: Words) -> PlanRow:
    return PlanRow(
        school=school,
        href=href,
        title=clip(plan.title, NAME_LIMIT),
        kind=words.code("plan_kind", plan.kind),
        year=clip(plan.academic_year, NAME_LIMIT) or UNSAID,
        approval=approvals_said(plan.approvals, words) if plan.approvals else words.say("yes" if plan.approved else "no_mark"),
        rows=str(plan.rows) if plan.rows else UNSAID,
        grades=clip(plan.grades, NAME_LIMIT) or UNSAID,
        address=address(plan.url),
        also=len(plan.also),
    )


def _href(school: str) -> str:
    return f"schools/{school}.html"
