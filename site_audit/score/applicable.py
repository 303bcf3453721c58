"""Does a criterion concern a school at all? By its grades, and by what the school's row excludes."""

from __future__ import annotations

from site_audit.model import Reason, School
from site_audit.rulepack.schema import Criterion
from site_audit.score.reasons import because


def is_applicable(criterion: Criterion, school: School) -> bool:
    """The grades overlap (a criterion without grades meets every school) and the row excludes neither the criterion nor its direction."""
    return why_not_applicable(criterion, school) is None


def why_not_applicable(criterion: Criterion, school: School) -> Reason | None:
    """The reason a criterion does not concern a school, None where it does."""
    for named in school.exclude:
        if named in (criterion.id, criterion.direction):
            return because("excluded", named=named)
    if criterion.grades is None:
        return None
    first, last = criterion.grades
    lowest, highest = school.grade_range
    if max(first, lowest) <= min(last, highest):
        return None
    return because("grades_outside", school_grades=f"{lowest}-{highest}", criterion_grades=f"{first}-{last}")
