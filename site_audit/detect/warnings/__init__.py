"""Warnings beside criteria: what a careful reader would mention to the school though no criterion asks for it.

A warning says what and where; personal data are never repeated in it. Of one kind a school gets so many at most (`MOST`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_audit.detect.warnings.career import CareerPages
from site_audit.detect.warnings.connection import unsafe_connection
from site_audit.detect.warnings.forms import foreign_forms
from site_audit.detect.warnings.links import broken_links, leads_away
from site_audit.detect.warnings.stale import stale_announcement
from site_audit.model import CareerFile, School, Seen, Warning

__all__ = ["MOST", "CareerPages", "warnings"]

MOST = 10


def warnings(
    school: School, seen: Seen, career: CareerPages, files: tuple[CareerFile, ...], *, owner: str, as_of: date
) -> tuple[Warning, ...]:
    """The warnings of one school, each kind with the address it concerns; of a site that is not a school's only that it is none."""
    found = [*unsafe_connection(seen), *_of_the_list(school, seen, owner)]
    if not owner:
        found += _of_the_site(seen, career, files, as_of)
    counted: dict[str, int] = {}
    kept: list[Warning] = []
    for warning in dict.fromkeys(found):
        counted[warning.kind] = counted.get(warning.kind, 0) + 1
        if counted[warning.kind] <= MOST:
            kept.append(warning)
    return tuple(kept)


def _of_the_list(school: School, seen: Seen, owner: str) -> Iterator[Warning]:
    if owner:
        yield Warning("other_owner", seen.home, owner)
    if school.grades is None:
        yield Warning("grades_not_stated", school.url)


def _of_the_site(seen: Seen, career: CareerPages, files: tuple[CareerFile, ...], as_of: date) -> Iterator[Warning]:
    yield from career.personal
    for document in career.about():
        yield from foreign_forms(document)
    yield from broken_links(seen, career)
    for sheet in career.fronts:
        yield from stale_announcement(sheet, today=as_of)
        yield from leads_away(sheet, seen.home)
    if files and all(file.opened and not file.readable for file in files):
        yield Warning("scan_only_documents", files[0].url, str(len(files)))
