"""What changed between two audits of a school: gains and losses, what moved them, and whether a recommendation was followed.

A change is told only where both sides are known. One that has gone to and fro in the nights before is damped: it is shown, and counts
for nothing until it stays. Where rules or method differ, a line is the site's doing only if it differs by today's rules too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from site_audit.model import Audit, Cause, Change, Comparison, Deed, Finding, Fulfilment, Outcome, Turn
from site_audit.model.changes import same_rules

FLAPS: Final = 3
"""So many turns between found and not found within `NIGHTS`, tonight included, are to and fro: a mend, a relapse and a mend again."""

NIGHTS: Final = 14
FOUND: Final = (Outcome.PRESENT, Outcome.PARTIAL)
JUDGED: Final = (*FOUND, Outcome.ABSENT)
History = Mapping[str, Sequence[Outcome]]
"""By criterion: the outcomes of the nights before, oldest first."""


def compare(before: Audit, after: Audit, *, again: Audit | None = None, history: History | None = None) -> Comparison:
    """Set two audits of one school side by side. `again` is the earlier one judged by the rules of the later one."""
    alike = same_rules(before, after) or again is not None
    earlier = {one.criterion: one for one in before.findings}
    rejudged = {one.criterion: one for one in again.findings} if again else earlier
    changes = []
    for finding in after.findings:
        first = earlier.get(finding.criterion)
        if first is None:
            continue
        by_site = _turn(rejudged.get(finding.criterion, first), finding)
        turn = by_site or _turn(first, finding)
        if turn is None:
            continue
        cause = Cause.EITHER if not alike else Cause.SITE if by_site else Cause.RULES
        nights = (history or {}).get(finding.criterion, ())
        changes.append(Change(finding.criterion, turn, first, finding, cause, steady=not flaps((*nights, finding.outcome))))
    return Comparison(before, after, tuple(changes), again.indicator if again else None)


def flaps(nights: Sequence[Outcome]) -> bool:
    """Whether the finding has gone to and fro in the last nights; nights on which nothing could be said do not count."""
    known = [one in FOUND for one in nights if one in JUDGED][-NIGHTS:]
    return sum(one != other for one, other in pairwise(known)) >= FLAPS


def fulfilments(before: Audit, after: Audit) -> tuple[Fulfilment, ...]:
    """Of every recommendation of the earlier audit: done, not done, or it cannot be told (regulation, 5.4).

    Done is what is fully there now, or what was there and has lost nothing of what was asked; begun work is "not done" and `better`.
    """
    now = {one.criterion: one for one in after.findings}
    return tuple(
        _fulfilment(first, last) for first in before.findings if recommended(first) and (last := now.get(first.criterion)) is not None
    )


def recommended(finding: Finding) -> bool:
    """Whether a report recommends anything for this finding: it is judged, and something of its weight is unearned."""
    return finding.outcome in JUDGED and finding.score is not None and finding.score < 1


def _fulfilment(first: Finding, last: Finding) -> Fulfilment:
    if last.outcome not in JUDGED or last.score is None or first.score is None:
        return Fulfilment(first.criterion, Deed.CANNOT_TELL, first, last)
    risen = last.score > first.score
    wanted = last.score == 1 if first.outcome is Outcome.PRESENT else last.outcome is Outcome.PRESENT
    return Fulfilment(first.criterion, Deed.DONE if wanted else Deed.NOT_DONE, first, last, better=risen and not wanted)


def _turn(first: Finding, last: Finding) -> Turn | None:
    """Which way a finding went; None where it stays as it was."""
    if Outcome.NOT_APPLICABLE in (first.outcome, last.outcome):
        return Turn.SCOPE if first.outcome is not last.outcome else None
    if first.score is None or last.score is None:
        if (first.score is None) == (last.score is None):
            return None
        return Turn.SEEN if first.score is None else Turn.UNSEEN
    if first.score == last.score and first.outcome is last.outcome:
        return None
    rose = last.score > first.score or (last.score == first.score and last.outcome is Outcome.PRESENT)
    return Turn.GAINED if rose else Turn.LOST
