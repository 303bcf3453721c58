"""Criteria, what was concluded of each at each school, and the factors by which others can compute the indicator again."""

from __future__ import annotations

from decimal import Decimal

from site_audit.model import Audit, Finding, Outcome
from site_audit.rulepack.schema import Criterion
from site_audit.view.edition import Edition
from site_audit.view.pages.card import recommendation
from site_audit.view.pages.reserve import JUDGED, gains, lack
from site_audit.view.tables.table import (
    CRITERION,
    OF_CRITERION,
    OF_SCHOOL,
    SCHOOL,
    SCHOOL_NAME,
    Column,
    Kind,
    Reference,
    Table,
    Value,
    ordered,
)
from site_audit.view.words import rounded

FACTORS = ("completeness", "currency", "navigation", "html", "file")
OUTCOMES = tuple(one.value for one in Outcome)
MEASURES = ("product", "readable_share", "news_rate")
TIMES = ("plan", "event", "report", "standing")


def criteria_table(edition: Edition) -> Table:
    """A row a criterion of the pack: its direction, weight, and by which coefficients it is judged."""
    columns = (
        CRITERION,
        Column("code", needed=True),
        Column("direction", needed=True),
        Column("title"),
        Column("weight", Kind.INTEGER),
        Column("coefficients"),
        Column("measure", Kind.CODE, codes="measure_name.{}", values=MEASURES),
        Column("time", Kind.CODE, codes="time_kind.{}", values=TIMES),
        Column("grades"),
    )
    numbers = edition.rulebook.numbers()
    rows = tuple(
        (
            one.id,
            numbers[one.id],
            one.direction,
            edition.words.wording(one.title),
            one.weight,
            one.factors,
            one.measure,
            one.time,
            "all" if one.grades is None else f"{one.grades[0]}-{one.grades[1]}",
        )
        for one in _criteria(edition)
    )
    return Table("criteria", columns, rows, key=("criterion",), references=(Reference("direction", "directions", "direction"),))


def findings_table(edition: Edition) -> Table:
    """A row a school and criterion: the outcome, why, what to do, and the first piece of evidence."""
    columns = (
        SCHOOL,
        SCHOOL_NAME,
        CRITERION,
        Column("code"),
        Column("title"),
        Column("outcome", Kind.CODE, codes="outcome.{}", values=OUTCOMES, needed=True),
        Column("needs_review", Kind.FLAG),
        Column("q", Kind.NUMBER),
        Column("weight", Kind.INTEGER),
        Column("lack", Kind.NUMBER),
        Column("gain", Kind.POINTS),
        Column("reason"),
        Column("recommendation"),
        Column("evidence_url", Kind.URL),
        Column("evidence_place"),
        Column("quote"),
        Column("evidence_date", Kind.DAY),
    )
    rows = tuple(_finding(finding, audit, edition) for audit in ordered(edition) for finding in _of(audit, edition))
    return Table("findings", columns, rows, key=("school_id", "criterion"), references=(OF_SCHOOL, OF_CRITERION))


def factors_table(edition: Edition) -> Table:
    """A row a judged school and criterion, after Infometer: a coefficient that is not asked for is empty and counts 1."""
    columns = (
        SCHOOL,
        CRITERION,
        Column("direction"),
        Column("weight", Kind.INTEGER),
        Column("found", Kind.INTEGER),
        *(Column(name, Kind.NUMBER) for name in FACTORS),
        Column("q", Kind.NUMBER),
    )
    rows = []
    directions = {one.id: one.direction for one in edition.rulebook.criteria}
    for audit in ordered(edition):
        for one in _of(audit, edition):
            if one.outcome in JUDGED and one.score is not None:
                given = dict(one.factors)
                named = [given.get(name) for name in FACTORS]
                found = int(given.get("found", Decimal(0)))
                rows.append((audit.school.id, one.criterion, directions[one.criterion], one.weight, found, *named, one.score))
    return Table("factors", columns, tuple(rows), key=("school_id", "criterion"), references=(OF_SCHOOL, OF_CRITERION))


def _criteria(edition: Edition) -> tuple[Criterion, ...]:
    """In the order of the directions."""
    return tuple(one for direction in edition.rulebook.in_order() for one in edition.rulebook.of(direction))


def _of(audit: Audit, edition: Edition) -> tuple[Finding, ...]:
    """The findings of the criteria that the pack has today, in its order."""
    own = {one.criterion: one for one in audit.findings}
    return tuple(own[one.id] for one in _criteria(edition) if one.id in own)


def _finding(finding: Finding, audit: Audit, edition: Edition) -> tuple[Value, ...]:
    words, criterion = edition.words, edition.rulebook.criterion(finding.criterion)
    first = finding.evidence[0] if finding.evidence else None
    gain = gains(audit, edition.rulebook).get(finding.criterion)
    return (
        audit.school.id,
        audit.school.name,
        finding.criterion,
        edition.rulebook.numbers()[finding.criterion],
        words.wording(criterion.title) if criterion else finding.criterion,
        finding.outcome.value,
        finding.needs_review,
        finding.score,
        finding.weight,
        lack(finding) if finding.outcome in JUDGED else None,
        None if gain is None else rounded(gain),
        words.reason(finding.reason, edition.rulebook.titles(finding.criterion, words)),
        recommendation(finding, criterion, edition.district, words),
        first.url if first else None,
        first.place if first else None,
        first.quote if first else None,
        first.dating.day if first else None,
    )
