"""The parts of a rule pack that a report speaks of, and how they are numbered for a reader."""

from __future__ import annotations

from dataclasses import dataclass

from site_audit.rulepack.schema import Criterion, Direction, Norm, PackWords
from site_audit.view.words import Words


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Criteria, directions and norms of one pack."""

    criteria: tuple[Criterion, ...]
    directions: tuple[Direction, ...]
    norms: tuple[Norm, ...] = ()
    words: PackWords | None = None  # what reports say of the pack itself

    def titles(self, criterion_id: str, words: Words) -> dict[str, str]:
        """What ids in the facts of a reason mean: criteria, directions, and the requirements of this criterion."""
        own = self.criterion(criterion_id)
        named = [(one.id, one.title) for one in self.criteria] + [(one.id, one.title) for one in self.directions]
        named += [(must.id, must.title) for must in (own.musts if own else ())]
        return {name: words.wording(title) for name, title in named}

    def criterion(self, criterion_id: str) -> Criterion | None:
        """The criterion, or None where the audit was made with another pack."""
        return next((one for one in self.criteria if one.id == criterion_id), None)

    def of(self, direction: Direction) -> tuple[Criterion, ...]:
        """The criteria of one direction, in the pack's order."""
        return tuple(one for one in self.criteria if one.direction == direction.id)

    def in_order(self) -> tuple[Direction, ...]:
        """Directions by their number."""
        return tuple(sorted(self.directions, key=lambda one: one.number))

    def numbers(self) -> dict[str, str]:
        """A number for every criterion: that of its direction and its place in it."""
        return {
            criterion.id: f"{direction.number}.{place}"
            for direction in self.in_order()
            for place, criterion in enumerate(self.of(direction), 1)
        }

    def registers(self) -> frozenset[str]:
        """The registers that the criteria ask to be filled; files are read by every pack."""
        asked = {
            "plans": any(one.plan_kind for one in self.criteria),
            "events": any(one.event_kind for one in self.criteria),
            "partners": any(one.partner_relation for one in self.criteria),
            "files": True,
        }
        return frozenset(name for name, wanted in asked.items() if wanted)

    def verified_norms(self, ids: tuple[str, ...]) -> tuple[Norm, ...]:
        """Those of the named norms whose text was verified; others are never printed."""
        return tuple(norm for norm in self.norms if norm.id in ids and norm.verified)
