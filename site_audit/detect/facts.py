"""What one line of text says beside its words: dates, years, grades, people, organisations. Computed when first asked."""

from __future__ import annotations

import re
from functools import cached_property

from site_audit.text.approval import FoundApproval, find_approval
from site_audit.text.contacts import FoundContact, find_contacts
from site_audit.text.dates import FoundDate, FoundYear, find_dates, find_years
from site_audit.text.grades import FoundGrades, cell_grades, find_grades
from site_audit.text.legible import legible
from site_audit.text.organisations import FoundOrganisation, find_organisations
from site_audit.text.people import FoundPerson, FoundPost, find_people, find_posts

Gazetteer = tuple[tuple[str, str, tuple[str, ...]], ...]
_BARE_DAY = re.compile(r"\s*(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<month>0[1-9]|1[0-2])\.?\s*")
_GRADE_COLUMN = re.compile(r"класс|кл\.|участник|возраст|категори|для кого|кто\b", re.IGNORECASE)
_OTHER_COLUMN = re.compile(r"час|урок|возраст|лет\b|кол|№|недел|четверт|срок|дата|цена|балл|место", re.IGNORECASE)
#: What can be nothing but classes where no heading says so: «8-е», «9-е, 10-й», «1–2», «7 — 11».
_GRADE_CELL = re.compile(r"\s*(?:(?:1[01]|[1-9])-(?:е|й|х|ые|ый|ых)(?:[,;и\s]+|$))+\s*|\s*(?:[1-9])\s?[–—-]\s?(?:1[01]|[2-9])(?:-е|-х)?\s*")


class Facts:
    """Facts of one text, each found at most once. Their places are those of `text`: the line as a person reads it."""

    def __init__(self, text: str, cells: tuple[str, ...] = (), header: tuple[str, ...] = (), gazetteer: Gazetteer = ()) -> None:
        self.text = legible(text)
        self._gazetteer = gazetteer
        cells = tuple(legible(cell) for cell in cells)
        self._first_cell = cells[0] if cells else ""
        self._cells = tuple(zip((legible(head) for head in header), cells, strict=False))

    @cached_property
    def dates(self) -> tuple[FoundDate, ...]:
        """Dates of the text; a row whose first cell is a bare «15.09» is dated by it."""
        found = find_dates(self.text)
        bare = _BARE_DAY.fullmatch(self._first_cell)
        if bare and not any(date.start < bare.end() for date in found):
            dayno, month = int(bare["day"]), int(bare["month"])
            return (FoundDate(0, bare.end(), None, month, dayno, year_known=False, kind="day_month"), *found)
        return found

    @cached_property
    def years(self) -> tuple[FoundYear, ...]:
        return find_years(self.text)

    @cached_property
    def grades(self) -> tuple[FoundGrades, ...]:
        """Grades named in words («8 класс»), and bare numbers of a row's cell under a heading «Классы»."""
        under = (cell_grades(cell) for heading, cell in self._cells if _holds_grades(heading, cell))
        return find_grades(self.text) + tuple(FoundGrades(0, 0, grades) for grades in under if grades)

    @cached_property
    def people(self) -> tuple[FoundPerson, ...]:
        return find_people(self.text)

    @cached_property
    def posts(self) -> tuple[FoundPost, ...]:
        return find_posts(self.text)

    @cached_property
    def contacts(self) -> tuple[FoundContact, ...]:
        return find_contacts(self.text)

    @cached_property
    def approvals(self) -> tuple[FoundApproval, ...]:
        return find_approval(self.text)

    @cached_property
    def organisations(self) -> tuple[FoundOrganisation, ...]:
        return find_organisations(self.text, self._gazetteer)


def _holds_grades(heading: str, cell: str) -> bool:
    """Whether a bare number in this cell means a class: by the column's heading, or where nothing else is written so."""
    return bool(_GRADE_COLUMN.search(heading) or (_GRADE_CELL.fullmatch(cell) and not _OTHER_COLUMN.search(heading)))
