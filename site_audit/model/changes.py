"""What differs between two audits of a school, and what became of a recommendation."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from site_audit.model.schools import School
from site_audit.model.verdicts import Audit, Finding, Indicator

PRINTED = Decimal("0.1")


class Turn(StrEnum):
    """Which way a finding went."""

    GAINED = "gained"  # its score rose
    LOST = "lost"  # its score fell
    SEEN = "seen"  # was unknown: of a change nothing can be said
    UNSEEN = "unseen"  # is unknown now
    SCOPE = "scope"  # applies now and did not, or the other way round


class Cause(StrEnum):
    """What moved a finding."""

    SITE = "site"
    RULES = "rules"
    EITHER = "either"  # the rules changed in between, and the earlier audit was not judged again


@dataclass(frozen=True, slots=True)
class Change:
    """One finding that differs. `steady` is False where it has gone to and fro in the nights before."""

    criterion: str
    turn: Turn
    before: Finding
    after: Finding
    cause: Cause = Cause.SITE
    steady: bool = True

    @property
    def told(self) -> bool:
        """Whether it counts as something the school did: moved by the site, and for good."""
        return self.steady and self.cause is Cause.SITE


@dataclass(frozen=True, slots=True)
class Comparison:
    """One school in two audits. `again` is the earlier indicator by today's rules, where it was judged again."""

    before: Audit
    after: Audit
    changes: tuple[Change, ...]
    again: Indicator | None = None

    @property
    def school(self) -> School:
        """The school as the later audit knows it."""
        return self.after.school

    @property
    def same_rules(self) -> bool:
        """Whether method and pack are the same in both."""
        return same_rules(self.before, self.after)

    @property
    def first(self) -> Indicator | None:
        """The earlier indicator that may be set beside the later one; None where the rules differ and it was not judged again."""
        return self.again or (self.before.indicator if self.same_rules else None)

    @property
    def gain(self) -> Decimal | None:
        """By how many points, as printed, the site itself rose; None where that cannot be said."""
        if self.first is None or self.first.value is None or self.after.indicator.value is None:
            return None
        first, last = (value.quantize(PRINTED, rounding=ROUND_HALF_UP) for value in (self.first.value, self.after.indicator.value))
        return last - first


class Deed(StrEnum):
    """What became of a recommendation."""

    DONE = "done"
    NOT_DONE = "not_done"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """One recommendation of an earlier audit and what a later one shows of it. `better` says that it was begun."""

    criterion: str
    deed: Deed
    before: Finding
    after: Finding
    better: bool = False


def same_rules(one: Audit, other: Audit) -> bool:
    """Whether two audits were judged alike: by one method and one pack, to the letter."""
    return (one.indicator.method, one.pack.id, one.pack.digest) == (other.indicator.method, other.pack.id, other.pack.digest)
