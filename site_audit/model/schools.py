"""What is audited."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class School:
    """One row of `schools.csv`. `grades` is None where the list is silent (then 1–11 is assumed, with a warning)."""

    id: str
    name: str
    url: str
    grades: tuple[int, int] | None = None
    municipality: str = ""
    timezone: str = ""
    contact_email: str = ""
    exclude: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()

    @property
    def grade_range(self) -> tuple[int, int]:
        """The grades taught, 1–11 where the list does not say."""
        return self.grades or (1, 11)
