"""The map of criteria: schools down, criteria across, each square with a sign and its colour."""

from __future__ import annotations

from typing import Any

from site_audit.model import Outcome
from site_audit.view.edition import Edition
from site_audit.view.html import showable
from site_audit.view.pages.address import NAME_LIMIT, clip
from site_audit.view.tables import Kind
from site_audit.view.tables.table import ordered
from site_audit.view.words import rounded
from site_audit.view.xlsx.looks import Looks
from site_audit.view.xlsx.sheet import print_nicely

SIGNS = {Outcome.PRESENT: "+", Outcome.PARTIAL: "±", Outcome.ABSENT: "−", Outcome.UNKNOWN: "?", Outcome.NOT_APPLICABLE: "·"}
HEAD_HEIGHT, NAME_WIDTH, SQUARE = 190, 40, 4
BEFORE = 2  # columns before the first square


def heat_sheet(book: Any, edition: Edition, looks: Looks) -> None:
    """Add the sheet."""
    words = edition.words
    criteria = [one for direction in edition.rulebook.in_order() for one in edition.rulebook.of(direction)]
    numbers = edition.rulebook.numbers()
    sheet = book.add_worksheet(words.say("table.heat.title"))
    sheet.write_string(0, 0, words.say("column.school_name.title"), looks.head)
    sheet.write_string(0, 1, words.say("column.value.title"), looks.upright)
    sheet.write_comment(0, 0, words.say("table.heat.about"), {"x_scale": 2})
    for at, one in enumerate(criteria, BEFORE):
        sheet.write_string(0, at, f"{numbers[one.id]} {clip(words.wording(one.title), 60)}", looks.upright)
    for row, audit in enumerate(ordered(edition), 1):
        sheet.write_string(row, 0, str(showable(clip(audit.school.name, NAME_LIMIT))), looks.of[Kind.TEXT])
        value = audit.indicator.value
        if value is None:
            sheet.write_string(row, 1, words.say("badge.none"), looks.of[Kind.TEXT])
        else:
            sheet.write_number(row, 1, float(rounded(value)), looks.of[Kind.POINTS])
        found = {one.criterion: one for one in audit.findings}
        for at, one in enumerate(criteria, BEFORE):
            finding = found.get(one.id)
            outcome = finding.outcome if finding else Outcome.UNKNOWN
            doubt = "?" if finding and finding.needs_review and outcome is not Outcome.UNKNOWN else ""
            sheet.write_string(row, at, SIGNS[outcome] + doubt, looks.outcome[outcome])
    sheet.set_row(0, HEAD_HEIGHT)
    sheet.set_column(0, 0, NAME_WIDTH)
    sheet.set_column(1, 1, 9)
    sheet.set_column(BEFORE, BEFORE + len(criteria) - 1, SQUARE)
    sheet.freeze_panes(1, BEFORE)
    sheet.repeat_rows(0)
    print_nicely(sheet, words)
