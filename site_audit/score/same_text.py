"""The same text at several schools: a warning beside the criteria, told from the prints of all audits of a run.

Pure, and indifferent to the order of the audits but for the order in which schools are named. Two texts are the same where four fifths of
their runs of words are common to both; of long texts this is told from a sample (see `detect/textprints.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from site_audit.model import PRINT_HASHES, Audit, Warning
from site_audit.urls import host_of, without_www

KIND: Final = "same_text"
SAME: Final = 0.8
WARNINGS: Final = 10  # of one school
NAMED: Final = 3  # of the other schools, the rest is counted
_KEYS: Final = 8  # the smallest hashes: texts alike have nearly always one of these in common
_TRIED: Final = 64  # other sketches a sketch is compared with; a run where more share a key is one text in many versions
_NAME_CHARACTERS: Final = 80

_Where = tuple[int, str]  # the number of an audit, and an address of it


@dataclass(slots=True)
class _Sketches:
    """The distinct sketches of a run: the audits where each stands, and which of them are alike."""

    stands: dict[str, list[int]] = field(default_factory=dict)
    alike: dict[str, list[str]] = field(default_factory=dict)

    def others(self, sketch: str) -> Iterator[int]:
        """The audits that show this text."""
        return (audit for one in (sketch, *self.alike.get(sketch, ())) for audit in self.stands[one])


def with_same_text(audits: Sequence[Audit]) -> tuple[Audit, ...]:
    """The audits with a warning for each career page or file whose text another school of the run shows too.

    Warnings of this kind that an audit had before give way. One site listed twice is not compared with itself.
    """
    sketches = _gathered(audits)
    sites = [without_www(host_of(audit.school.url)) for audit in audits]
    return tuple(_warned(number, audits, sketches, sites) for number in range(len(audits)))


def common_share(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of runs of words that two texts have in common, told from the hashes of their prints (0–1)."""
    union = sorted(first | second)
    if PRINT_HASHES in (len(first), len(second)):  # beyond that many smallest hashes a sample says nothing
        union = union[:PRINT_HASHES]
    return len(first & second & set(union)) / len(union) if union else 0.0


def _are_the_same(first: frozenset[str], second: frozenset[str]) -> bool:
    few = len(first & second) < SAME * max(len(first), len(second))  # no share of any union can be enough then
    return not few and common_share(first, second) >= SAME


def _gathered(audits: Sequence[Audit]) -> _Sketches:
    found = _Sketches()
    hashes: dict[str, tuple[str, ...]] = {}
    for number, audit in enumerate(audits):
        for one in audit.prints:
            found.stands.setdefault(one.sketch, []).append(number)
            hashes[one.sketch] = one.hashes
    postings: dict[str, list[str]] = {}
    sets = {sketch: frozenset(all_) for sketch, all_ in hashes.items()}
    for sketch in sorted(sets):
        keys = hashes[sketch][:_KEYS]
        near = dict.fromkeys(other for key in keys for other in postings.get(key, ()))
        for other in islice(near, _TRIED):
            if _are_the_same(sets[sketch], sets[other]):
                found.alike.setdefault(sketch, []).append(other)
                found.alike.setdefault(other, []).append(sketch)
        for key in keys:
            posted = postings.setdefault(key, [])
            if len(posted) < _TRIED:
                posted.append(sketch)
    return found


def _warned(number: int, audits: Sequence[Audit], sketches: _Sketches, sites: Sequence[str]) -> Audit:
    audit = audits[number]
    own = tuple(warning for warning in audit.warnings if warning.kind != KIND)
    found: list[Warning] = []
    for one in audit.prints:
        others = sorted({other for other in sketches.others(one.sketch) if sites[other] != sites[number]})
        if others and len(found) < WARNINGS:
            found.append(Warning(KIND, one.url, _names([audits[other] for other in others])))
    return audit if (*own, *found) == audit.warnings else replace(audit, warnings=(*own, *found))


def _names(others: Sequence[Audit]) -> str:
    """«School A; School B; +4»."""
    named = [(other.school.name or other.school.id).replace(";", ",")[:_NAME_CHARACTERS] for other in others[:NAMED]]
    more = len(others) - len(named)
    return "; ".join((*named, *([f"+{more}"] if more else ())))
