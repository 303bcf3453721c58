"""Schools with their indicators, and the directions over the district."""

from __future__ import annotations

from site_audit.model import Audit
from site_audit.view.edition import Edition
from site_audit.view.pages.spread import direction_spread
from site_audit.view.tables.table import SCHOOL, SCHOOL_NAME, Column, Kind, Table, Value, ordered
from site_audit.view.words import rounded

LEVELS = ("high", "sufficient", "moderate", "low")


def schools_table(edition: Edition) -> Table:
    """A row a school: place, indicator with its bounds, directions, reach. A school not assessed has no place and no value."""
    directions = tuple(
        Column(f"direction_{one.id}", Kind.POINTS, title=f"{one.number}. {edition.words.wording(one.short)}")
        for one in edition.rulebook.in_order()
    )
    columns = (
        Column("place", Kind.INTEGER),
        SCHOOL,
        SCHOOL_NAME,
        Column("site", Kind.URL),
        Column("municipality"),
        Column("grades"),
        *(Column(name, Kind.POINTS) for name in ("value", "low", "high")),
        Column("level", Kind.CODE, codes="level.{}", values=LEVELS),
        *(Column(name, Kind.POINTS) for name in ("found_share", "pooled")),
        *directions,
        *(Column(name, Kind.INTEGER) for name in ("pages", "documents", "unreadable", "failures", "requests")),
        Column("enough", Kind.FLAG),
        Column("audited_at", Kind.MOMENT),
        Column("as_of", Kind.DAY),
    )
    return Table("schools", columns, tuple(_school(audit, edition) for audit in ordered(edition)), key=("school_id",))


def _school(audit: Audit, edition: Edition) -> tuple[Value, ...]:
    one, reach = audit.indicator, audit.reach
    first, last = audit.school.grade_range
    by_direction = dict(one.directions)
    points = [one.value, one.low, one.high, one.found_share, one.pooled]
    value, low, high, found, pooled = (None if number is None else rounded(number) for number in points)
    directions = [by_direction.get(direction.id) for direction in edition.rulebook.in_order()]
    return (
        edition.ranks.get(audit.school.id),
        audit.school.id,
        audit.school.name,
        audit.school.url,
        audit.school.municipality,
        f"{first}-{last}",
        value,
        low,
        high,
        one.level,
        found,
        pooled,
        *(None if number is None else rounded(number) for number in directions),
        reach.pages,
        reach.documents,
        reach.unreadable,
        reach.failures,
        audit.requests,
        reach.enough,
        audit.audited_at,
        audit.as_of,
    )


def directions_table(edition: Edition) -> Table:
    """A row a direction: its weight in the indicator, and mean, median, extremes with the schools that hold them."""
    columns = (
        Column("direction", needed=True),
        Column("number", Kind.INTEGER),
        Column("title"),
        Column("direction_weight", Kind.NUMBER),
        Column("schools", Kind.INTEGER),
        *(Column(name, Kind.POINTS) for name in ("mean", "median", "lowest", "highest")),
        Column("best"),
        Column("weakest"),
    )
    rows = []
    for direction in edition.rulebook.in_order():
        spread = direction_spread(edition.audits, direction)
        numbers = (spread.mean, spread.median, spread.low, spread.high)
        rows.append(
            (
                direction.id,
                direction.number,
                edition.words.wording(direction.title),
                direction.weight,
                spread.schools,
                *(None if number is None else rounded(number) for number in numbers),
                " ".join(spread.best),
                " ".join(spread.weakest),
            )
        )
    return Table("directions", columns, tuple(rows), key=("direction",))
