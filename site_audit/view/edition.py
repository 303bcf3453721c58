"""One publication of a run: the audits and all that its files are made of, whatever their format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from site_audit.model import Audit, Comparison, DistrictRegisters
from site_audit.settings import District
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.words import Locale, Words, words_in

Copy = tuple[str, str, bytes]
"""The copy of a quoted page: the digest that evidence names, the file below the school's folder, what stands in it."""


def no_copies(audit: Audit) -> Iterable[Copy]:
    """Nothing of what was seen is shown."""
    return ()


@dataclass(frozen=True, slots=True)
class Edition:
    """What is published. `ranks` gives the place of every assessed school by id; `public` leaves out what is for the operator alone."""

    run: str
    audits: tuple[Audit, ...]
    rulebook: Rulebook
    ranks: Mapping[str, int]
    district: District
    locale: Locale = "ru"
    public: bool = False
    since: Mapping[str, Comparison] = field(default_factory=dict)  # by school: what changed since the last run
    registers: DistrictRegisters = field(default_factory=DistrictRegisters)
    templates: Mapping[str, bytes] = field(default_factory=dict)  # the operator's own, by the name of their file
    copies: Callable[[Audit], Iterable[Copy]] = no_copies  # the pages a school's evidence rests on, as they were seen

    @property
    def words(self) -> Words:
        """The sentences of the edition's language, as they are said of its pack."""
        return words_in(self.locale, self.rulebook.words)

    @property
    def newest(self) -> Audit | None:
        """The audit that ended last: whose rules, method and day stand for the run."""
        return max(self.audits, key=lambda one: one.audited_at, default=None)


def public(audits: Iterable[Audit]) -> tuple[Audit, ...]:
    """The audits without near misses, notes to the operator and his own columns of the school list: these are not for everyone."""
    return tuple(
        replace(
            audit,
            school=replace(audit.school, more=()),
            notes=(),
            warnings=(),
            findings=tuple(replace(one, candidates=()) for one in audit.findings),
        )
        for audit in audits
    )
