"""What changed between two audits, what moved it, and what became of a recommendation."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from site_audit.model import Audit, Cause, Deed, Finding, Outcome, PackId, Turn
from site_audit.score.changes import compare, flaps, fulfilments
from tests.view import sample

P, H, A, U, N = Outcome.PRESENT, Outcome.PARTIAL, Outcome.ABSENT, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE
SCORES = {P: "1", H: "0.5", A: "0"}
FIRST = sample.RULEBOOK.criteria[0]
OTHER_RULES = PackId("career", "2027.1", "sha256:" + "c" * 64)


def _audit(outcome: Outcome, score: str | None = None) -> Audit:
    """A school with one finding as told and all others present."""
    findings: list[Finding] = [sample.finding(FIRST, outcome, score or SCORES.get(outcome))]
    findings += [sample.finding(one, P, "1") for one in sample.RULEBOOK.criteria[1:]]
    return sample.audit(sample.rich().school, tuple(findings))


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        (A, P, Turn.GAINED),
        (H, P, Turn.GAINED),
        (P, A, Turn.LOST),
        (P, H, Turn.LOST),
        (U, P, Turn.SEEN),
        (A, U, Turn.UNSEEN),
        (N, A, Turn.SCOPE),
    ],
)
def test_a_finding_turns(before: Outcome, after: Outcome, turn: Turn) -> None:
    """Each pair of outcomes goes one way, and only what differs is a change."""
    (change,) = compare(_audit(before), _audit(after)).changes
    assert (change.criterion, change.turn, change.cause, change.told) == (FIRST.id, turn, Cause.SITE, True)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_same_is_no_change(outcome: Outcome) -> None:
    """Equal outcomes and scores are silent."""
    assert compare(_audit(outcome), _audit(outcome)).changes == ()


def test_a_better_score_is_a_gain_without_another_outcome() -> None:
    """A file that can be saved lifts q though it was present before."""
    (change,) = compare(_audit(P, "0.85"), _audit(P, "1")).changes
    assert change.turn is Turn.GAINED


def test_the_gain_is_the_difference_of_what_is_printed() -> None:
    """A reader who subtracts the two printed values gets the gain."""
    comparison = compare(_audit(A), _audit(P))
    before, after = (round(one.indicator.value or 0, 1) for one in (comparison.before, comparison.after))
    assert comparison.gain == Decimal(str(after)) - Decimal(str(before)) > 0


def test_the_unknown_has_no_gain() -> None:
    """Where one of the two was not assessed nothing is said."""
    assert compare(sample.unreachable(), _audit(P)).gain is None


def test_other_rules_leave_the_cause_open() -> None:
    """Between audits of different packs no value is compared and no line is laid at the school's door."""
    after = replace(_audit(P), pack=OTHER_RULES)
    comparison = compare(_audit(A), after)
    assert comparison.gain is None and not comparison.same_rules
    assert [one.cause for one in comparison.changes] == [Cause.EITHER]
    assert not comparison.changes[0].told


def test_judged_again_the_rules_are_told_from_the_site() -> None:
    """A line that today's rules would have given before is the rules' doing; one that still differs is the site's."""
    by_rules = compare(_audit(A), replace(_audit(P), pack=OTHER_RULES), again=replace(_audit(P), pack=OTHER_RULES))
    assert [one.cause for one in by_rules.changes] == [Cause.RULES]
    assert by_rules.gain == 0
    by_site = compare(_audit(A), replace(_audit(P), pack=OTHER_RULES), again=replace(_audit(A), pack=OTHER_RULES))
    assert [one.cause for one in by_site.changes] == [Cause.SITE]
    assert by_site.gain is not None and by_site.gain > 0


@pytest.mark.parametrize(
    ("nights", "to_and_fro"),
    [
        ("PPPPA", False),
        ("AAP", False),
        ("PAPA", True),
        ("PUAUPUA", True),
        ("PPPAAAP", False),
        ("PHPHPH", False),
        ("", False),
        ("PAPA" + "A" * 14, False),
    ],
)
def test_what_goes_to_and_fro_is_damped(nights: str, to_and_fro: bool) -> None:
    """Three turns within two weeks; unknown nights, and full against partial, are no turns; old turns are forgotten."""
    assert flaps([{"P": P, "H": H, "A": A, "U": U}[one] for one in nights]) is to_and_fro


def test_a_damped_change_is_shown_and_does_not_count() -> None:
    """The line stays in the comparison, and is not told."""
    (change,) = compare(_audit(P), _audit(A), history={FIRST.id: (P, A, P)}).changes
    assert not change.steady and not change.told


@pytest.mark.parametrize(
    ("before", "after", "deed", "better"),
    [
        ((A, None), (P, None), Deed.DONE, False),
        ((A, None), (H, None), Deed.NOT_DONE, True),
        ((H, None), (H, None), Deed.NOT_DONE, False),
        ((A, None), (U, None), Deed.CANNOT_TELL, False),
        ((A, None), (N, None), Deed.CANNOT_TELL, False),
        ((P, "0.85"), (P, "1"), Deed.DONE, False),
        ((P, "0.85"), (P, "0.95"), Deed.NOT_DONE, True),
        ((H, None), (A, None), Deed.NOT_DONE, False),
    ],
)
def test_a_recommendation_is_followed_or_not(
    before: tuple[Outcome, str | None], after: tuple[Outcome, str | None], deed: Deed, better: bool
) -> None:
    """Done, not done, or it cannot be told – and whether it was begun."""
    (one,) = fulfilments(_audit(*before), _audit(*after))
    assert (one.criterion, one.deed, one.better) == (FIRST.id, deed, better)


@pytest.mark.parametrize("outcome", [P, U, N])
def test_where_nothing_was_recommended_nothing_is_asked(outcome: Outcome) -> None:
    """What was complete, unknown or not applicable had no recommendation to follow."""
    assert fulfilments(_audit(outcome), _audit(A)) == ()
