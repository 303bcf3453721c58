"""What makes a file a paper of the school: the signs that it is approved, and all that dates it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from site_audit.detect.around import Around
from site_audit.detect.dating import claims_of
from site_audit.detect.sheet import Sheet
from site_audit.model import Approval, Dating
from site_audit.text.dates import academic_year_of
from site_audit.text.patterns import Pattern
from site_audit.text.reading import Span

APPROVAL_LINES = 30


@dataclass(frozen=True, slots=True)
class Paper:
    """The approvals of a file and its claims to a date, the winner first."""

    approvals: tuple[Approval, ...]
    datings: tuple[Dating, ...]


def paper_of(sheet: Sheet, cues: Mapping[str, Pattern], *, today: date) -> Paper:
    """What one file says of itself."""
    around = Around(sheet, Span(0, 0), cues, today)
    datings = claims_of(around, current=academic_year_of(today)) if sheet.reading.words else ()
    return Paper(approvals_of(sheet), datings)


def approvals_of(sheet: Sheet) -> tuple[Approval, ...]:
    """The school's own approvals in the head of a document, and its electronic signatures; each once."""
    head = range(min(len(sheet.lines), APPROVAL_LINES))
    found = (approval for number in head for approval in sheet.facts(number).approvals if not approval.outside)
    told = dict.fromkeys((*(Approval(each.kind, each.number, each.day) for each in found), *sheet.signatures))
    full = {each.kind for each in told if each.number or each.day or each.post}
    return tuple(each for each in told if each.number or each.day or each.post or each.kind not in full)
