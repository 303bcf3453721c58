"""The factors of one evidence group: what a criterion's K letters ask for, each with its coefficient."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import prod
from typing import Final

from site_audit.model import EvidenceGroup, ReadAs
from site_audit.rulepack.schema import Criterion
from site_audit.score.currency import currency_of
from site_audit.score.navigation import navigation_of

Factors = tuple[tuple[str, Decimal], ...]

ONE: Final = Decimal("1")
NOT_FOUND: Final[Factors] = (("found", Decimal("0")),)
# Infometer: «полнота» 1 / 0.5 / 0.2, «HTML-доступность» 1 / 0.2, «файловая доступность» 1 / 0.85; 0.5 for a well-read scan is iio-1's own.
HALF_COMPLETE, HARDLY_COMPLETE = Decimal("0.5"), Decimal("0.2")
SCAN_READ_WELL, SCAN_READ_BADLY = Decimal("0.5"), Decimal("0.2")
NO_SAVABLE_TEXT: Final = Decimal("0.85")
READ_WELL: Final = 0.8


def counted_musts(criterion: Criterion) -> tuple[str, ...]:
    """Ids of the requirements that completeness numbers: all but reachability, which navigation alone judges."""
    return tuple(must.id for must in criterion.musts if not must.reachability)


def unmet_musts(criterion: Criterion, group: EvidenceGroup) -> tuple[str, ...]:
    """Counted requirements that the group does not meet, in the order of the rule."""
    return tuple(must for must in counted_musts(criterion) if must not in group.met)


def completeness_of(criterion: Criterion, group: EvidenceGroup) -> Decimal:
    """1 if every counted requirement is met, 0.5 if at least half are, else 0.2."""
    total, unmet = len(counted_musts(criterion)), len(unmet_musts(criterion, group))
    if unmet == 0:
        return ONE
    return HALF_COMPLETE if 2 * (total - unmet) >= total else HARDLY_COMPLETE


def html_of(group: EvidenceGroup) -> Decimal:
    """Text, or a scan read by recognition: well (mean word confidence from 0.8) or badly."""
    if group.read_as is ReadAs.TEXT:
        return ONE
    confidence = group.ocr_confidence
    return SCAN_READ_WELL if confidence is not None and confidence >= READ_WELL else SCAN_READ_BADLY


def file_of(group: EvidenceGroup) -> Decimal:
    """A savable file with text 1; only a page, or a scan, 0.85."""
    return ONE if group.savable and group.read_as is ReadAs.TEXT else NO_SAVABLE_TEXT


def factors_of(criterion: Criterion, group: EvidenceGroup, *, as_of: date) -> Factors | None:
    """The factors of K in the order of the method, `found` first; None where the group does not carry the criterion.

    It does not where a plan or an event belongs to the archive, where a criterion without completeness lacks a requirement,
    or where there are no words to quote.
    """
    letters = criterion.factors
    currency = currency_of(group.dating, criterion.time, as_of=as_of)
    if currency is None or not group.evidence:
        return None
    if "c" not in letters and unmet_musts(criterion, group):
        return None
    every = (
        ("c", "completeness", completeness_of(criterion, group)),
        ("t", "currency", currency),
        ("n", "navigation", navigation_of(group.clicks, in_section=group.in_section)),
        ("h", "html", html_of(group)),
        ("f", "file", file_of(group)),
    )
    return (("found", ONE), *((name, value) for letter, name, value in every if letter in letters))


def product_of(factors: Factors) -> Decimal:
    """q: the product of the factors that count."""
    return prod((value for _, value in factors), start=ONE)
