"""The registers of all schools: plans, events, partners, career files."""

from __future__ import annotations

from site_audit.model import CareerFile, Event, Partner, Plan
from site_audit.view.edition import Edition
from site_audit.view.pages.files import approvals_in_words, reading_in_words
from site_audit.view.tables.table import OF_SCHOOL, SCHOOL, SCHOOL_NAME, Column, Kind, Table, of_each

WHERE = Column("url", Kind.URL)


def plans_table(edition: Edition) -> Table:
    """A row a plan."""
    columns = (
        SCHOOL,
        SCHOOL_NAME,
        Column("plan"),
        Column("plan_kind", Kind.CODE, codes="plan_kind.{}"),
        Column("academic_year"),
        Column("approved", Kind.FLAG),
        Column("plan_rows", Kind.INTEGER),
        Column("grades"),
        WHERE,
    )
    rows = tuple(
        (audit.school.id, audit.school.name, one.title, one.kind, one.academic_year, one.approved, one.rows or None, one.grades, one.url)
        for audit, one in of_each(edition, "plans")
        if isinstance(one, Plan)
    )
    return Table("plans", columns, rows, references=(OF_SCHOOL,))


def events_table(edition: Edition) -> Table:
    """A row an event."""
    columns = (
        SCHOOL,
        SCHOOL_NAME,
        Column("day", Kind.DAY),
        Column("event"),
        Column("event_kind", Kind.CODE, codes="event_kind.{}"),
        Column("grades"),
        Column("partner"),
        WHERE,
    )
    rows = tuple(
        (audit.school.id, audit.school.name, one.day, one.title, one.kind, one.grades, one.partner, one.url)
        for audit, one in of_each(edition, "events")
        if isinstance(one, Event)
    )
    return Table("events", columns, rows, references=(OF_SCHOOL,))


def partners_table(edition: Edition) -> Table:
    """A row a partner of a school."""
    columns = (
        SCHOOL,
        SCHOOL_NAME,
        Column("partner"),
        Column("partner_kind", Kind.CODE, codes="partner_kind.{}"),
        Column("relation", Kind.CODE, codes="relation.{}"),
        WHERE,
    )
    rows = tuple(
        (audit.school.id, audit.school.name, one.name, one.kind, one.relation, one.url)
        for audit, one in of_each(edition, "partners")
        if isinstance(one, Partner)
    )
    return Table("partners", columns, rows, references=(OF_SCHOOL,))


def files_table(edition: Edition) -> Table:
    """A row a career file: how it was read and what approves it."""
    columns = (
        SCHOOL,
        Column("file"),
        Column("media_type"),
        Column("file_pages", Kind.INTEGER),
        Column("opened", Kind.FLAG),
        Column("reading"),
        Column("approval"),
        WHERE,
    )
    words = edition.words
    rows = tuple(
        (
            audit.school.id,
            one.title or one.link_text,
            one.media_type,
            one.pages or None,
            one.opened,
            reading_in_words(one, words),
            approvals_in_words(one, words) if one.opened else None,
            one.url,
        )
        for audit, one in of_each(edition, "files")
        if isinstance(one, CareerFile)
    )
    return Table("files", columns, rows, references=(OF_SCHOOL,))
