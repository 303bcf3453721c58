"""The register of plans of one school: year, approval, rows, grades; a plan told by its page and by its file is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from site_audit.detect.happenings import TITLE_CHARACTERS, is_part_of_site
from site_audit.detect.papers import approvals_of
from site_audit.detect.sheet import Sheet
from site_audit.detect.signals import Hit
from site_audit.model import BlockKind, Plan
from site_audit.rulepack import Criterion
from site_audit.text.dates import academic_label
from site_audit.text.grades import as_ranges
from site_audit.text.words import folded

_KINDS = ("career", "upbringing", "course", "early")
_LEAST_ROWS = 2
_ALSO = 10
_SAME_TITLE = 60  # folded characters that tell plans apart


def plan_of(criterion: Criterion, sheet: Sheet, hits: Iterable[Hit]) -> Plan | None:
    """The plan that the hits of a criterion show in a sheet, where they show one."""
    named = next(((hit, title) for hit in hits if (title := _title(sheet, hit)) and not is_part_of_site(title)), None)
    if named is None:
        return None
    hit, title = named
    rows = [line for line in sheet.lines if line.cells and len(line.text.split()) > _LEAST_ROWS]
    grades = frozenset(g for number in range(len(sheet.lines)) for found in sheet.facts(number).grades for g in found.grades)
    approvals = approvals_of(sheet)
    return Plan(
        title=title[:TITLE_CHARACTERS],
        academic_year=academic_label(hit.dating.year) if hit.dating.year is not None else "",
        approved=bool(approvals),
        url=sheet.url,
        kind=criterion.plan_kind or "career",
        rows=len(rows),
        grades=as_ranges(grades),
        approvals=approvals,
    )


def plans_once(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """Each plan once, the fullest account of it: told by a page and by its file, or carrying several criteria, it is one plan of the
    kind it most is. What the other account alone says (an approval, the grades) is not lost."""
    kept: dict[int, Plan] = {}
    places: dict[tuple[str, str], int] = {}
    for plan in sorted(plans, key=lambda each: (_KINDS.index(each.kind), -each.rows)):
        keys = ((plan.url, plan.academic_year), (folded(plan.title)[:_SAME_TITLE], plan.academic_year))
        at = next((places[key] for key in keys if key in places), None)
        if at is None:
            at = len(kept)
            kept[at] = plan
        elif plan.url != kept[at].url:
            kept[at] = _joined(kept[at], plan)
        for key in keys:
            places.setdefault(key, at)
    return tuple(kept.values())


def _joined(plan: Plan, again: Plan) -> Plan:
    return replace(
        plan,
        also=tuple(dict.fromkeys((*plan.also, again.url)))[:_ALSO],
        approved=plan.approved or again.approved,
        approvals=plan.approvals or again.approvals,
        grades=plan.grades or again.grades,
    )


def _title(sheet: Sheet, hit: Hit) -> str:
    """What the plan is called: the words themselves where they name it, else the heading they stand under; "" where nothing names one."""
    line = sheet.lines[hit.line]
    if line.kind is BlockKind.LINK:
        return hit.quote
    listed = sum(1 for each in sheet.lines if each.kind in (BlockKind.ROW, BlockKind.ITEM))
    if sheet.is_listing or (sheet.document.is_page and listed < _LEAST_ROWS):
        return ""  # a page that speaks of a plan without showing one
    if line.titles or line.level:
        return hit.quote
    above = [sheet.lines[number] for number in sheet.context(hit.line) if not sheet.lines[number].echo]
    heading = next((each.text for each in above if each.kind is not BlockKind.ROW), sheet.document.title if above else "")
    return heading if line.kind in (BlockKind.ROW, BlockKind.ITEM) or not sheet.document.is_page else ""
