"""What one line of text says beside its words: dates, years, grades, people, organisations. Computed when first asked."""

from __future__ import annotations

from functools import cached_property

from site_audit.text.approval import FoundApproval, find_approval
from site_audit.text.contacts import FoundContact, find_contacts
from site_audit.text.dates import FoundDate, FoundYear, find_dates, find_years
from site_audit.text.grades import FoundGrades, find_grades
from site_audit.text.organisations import FoundOrganisation, find_organisations
from site_audit.text.people import FoundPerson, FoundPost, find_people, find_posts


class Facts:
    """Facts of one text, each found at most once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def dates(self) -> tuple[FoundDate, ...]:
        return find_dates(self.text)

    @cached_property
    def years(self) -> tuple[FoundYear, ...]:
        return find_years(self.text)

    @cached_property
    def grades(self) -> tuple[FoundGrades, ...]:
        return find_grades(self.text)

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
        return find_organisations(self.text)
