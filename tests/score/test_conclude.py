"""Outcomes of product criteria: which group is taken, what makes it partial, and what may be called absent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from site_audit.model import Dating, Detected, EvidenceGroup, Finding, Outcome, Reach, School, Searched
from site_audit.rulepack.schema import Criterion
from site_audit.score.conclude import conclude
from tests.score.made import (
    AS_OF,
    ENOUGH,
    HOME,
    NOT_ENOUGH,
    SCHOOL,
    made_candidate,
    made_criterion,
    made_detected,
    made_evidence,
    made_group,
    made_must,
    made_promise,
)

PLAN = made_criterion(time="plan", musts=[made_must("a"), made_must("b")])
OLD = made_group(dating=Dating(year=2023), met=("a", "b"))


def concluded(criterion: Criterion, detected: Detected, reach: Reach = ENOUGH, *, school: School = SCHOOL, as_of: date = AS_OF) -> Finding:
    """`conclude` with the usual surroundings."""
    return conclude(criterion, detected, reach, school=school, as_of=as_of)


def test_complete_and_current_is_present() -> None:
    """All requirements met in this year's plan."""
    finding = concluded(PLAN, made_detected(made_group(met=("a", "b"))))
    assert (finding.outcome, finding.reason.code, finding.needs_review) == (Outcome.PRESENT, "present", False)


@pytest.mark.parametrize(
    ("met", "year", "code"),
    [(("a",), 2026, "partial_incomplete"), (("a", "b"), 2025, "partial_not_current"), ((), 2025, "partial_incomplete_old")],
)
def test_incomplete_or_of_a_stated_old_year_is_partial(met: tuple[str, ...], year: int, code: str) -> None:
    """Either is enough, and the reason says which."""
    finding = concluded(PLAN, made_detected(made_group(met=met, dating=Dating(year=year))))
    assert (finding.outcome, finding.reason.code) == (Outcome.PARTIAL, code)


def test_an_inferred_year_lowers_q_but_not_the_outcome() -> None:
    """Only a year that is stated makes a find partial."""
    finding = concluded(PLAN, made_detected(made_group(met=("a", "b"), dating=Dating(year=2025, stated=False))))
    assert (finding.outcome, dict(finding.factors)["currency"]) == (Outcome.PRESENT, Decimal("0.7"))


def test_a_report_of_last_year_is_present() -> None:
    """For reports the year that ended is taken in full: there is nothing newer a school could publish."""
    finding = concluded(made_criterion(time="report"), made_detected(made_group(dating=Dating(year=2025))))
    assert (finding.outcome, dict(finding.factors)["currency"]) == (Outcome.PRESENT, Decimal(1))


def test_currency_is_no_matter_where_k_has_no_t() -> None:
    """A section page is not partial for an old year on it."""
    finding = concluded(made_criterion(factors="nh"), made_detected(made_group(dating=Dating(year=2020))))
    assert finding.outcome is Outcome.PRESENT


def test_navigation_and_file_never_change_the_outcome() -> None:
    """Far away and not savable: lower q, still present."""
    finding = concluded(made_criterion(factors="nf"), made_detected(made_group(clicks=None)))
    assert (finding.outcome, finding.score) == (Outcome.PRESENT, Decimal("0.765"))


@pytest.mark.parametrize(("time", "review"), [("plan", True), ("event", True), ("report", True), ("standing", False)])
def test_undated_needs_review_except_what_stands(time: str, review: bool) -> None:
    """No date at all: 0.85, and a person should look at plans, events and reports."""
    finding = concluded(made_criterion(time=time), made_detected(made_group(dating=Dating())))
    assert (finding.needs_review, dict(finding.factors)["currency"], finding.outcome) == (review, Decimal("0.85"), Outcome.PRESENT)


def test_a_weak_group_needs_review() -> None:
    """Detection's own doubt is passed on and does not change the outcome."""
    finding = concluded(made_criterion(), made_detected(made_group(weak=True)))
    assert (finding.needs_review, finding.outcome, finding.reason.code) == (True, Outcome.PRESENT, "present_weak")


def test_the_group_with_the_highest_q_is_taken() -> None:
    """A complete plan of last year (0.7) outweighs half of this year's (0.5)."""
    full, half = made_group("http://a/", met=("a", "b"), dating=Dating(year=2025)), made_group("http://b/", met=("a",))
    finding = concluded(PLAN, made_detected(half, full))
    assert [one.url for one in finding.evidence] == ["http://a/", "http://b/"]


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        (
            made_group("http://a/", dating=Dating(day=date(2026, 9, 2))),
            made_group("http://b/", dating=Dating(day=date(2026, 10, 2))),
            "http://b/",
        ),
        (made_group("http://a/", dating=Dating(year=2026)), made_group("http://b/", dating=Dating(day=date(2026, 9, 2))), "http://b/"),
        (made_group("http://b/"), made_group("http://a/"), "http://a/"),
    ],
)
def test_ties_go_to_the_newest_then_to_the_address(first: EvidenceGroup, second: EvidenceGroup, chosen: str) -> None:
    """Equal q: the newer date, and with equal dates the first address in order."""
    assert concluded(made_criterion(), made_detected(first, second)).evidence[0].url == chosen


def test_requirements_are_not_joined_across_groups() -> None:
    """One page meets a, another b: neither is complete."""
    finding = concluded(PLAN, made_detected(made_group("http://a/", met=("a",)), made_group("http://b/", met=("b",))))
    assert dict(finding.factors)["completeness"] == Decimal("0.5")


def test_at_most_five_pieces_of_evidence_and_none_twice() -> None:
    """The chosen group's first, then the best of each other."""
    many = tuple(made_evidence(HOME, f"p[{n}]") for n in range(4))
    groups = [made_group(evidence=many), *(made_group(f"http://{n}/", clicks=5) for n in "abc"), made_group("http://x/", evidence=many[:1])]
    finding = concluded(made_criterion(), made_detected(*groups))
    assert [one.place for one in finding.evidence[:4]] == [one.place for one in many]
    assert (len(finding.evidence), finding.evidence[4].url) == (5, "http://a/")


@pytest.mark.parametrize("time", ["plan", "event"])
def test_an_archive_alone_is_absent(time: str) -> None:
    """Three years old: found is 0, and the archive is shown as a near miss with its year."""
    finding = concluded(made_criterion(time=time), made_detected(OLD))
    assert (finding.outcome, finding.score, finding.factors) == (Outcome.ABSENT, Decimal(0), (("found", Decimal(0)),))
    assert (finding.reason.code, finding.candidates[0].turned_down.facts) == ("absent_archive", (("year", "2023/24"),))


def test_nothing_found_with_enough_reach_is_absent() -> None:
    """With what was searched and the three nearest misses."""
    searched = Searched("crit", 10, 2)
    near = tuple(made_candidate(f"http://{n}/", n / 10) for n in range(5))
    finding = concluded(made_criterion(), made_detected(candidates=(*near, made_candidate("http://z/", 1, "other")), searched=(searched,)))
    assert (finding.outcome, finding.searched, finding.reason.code) == (Outcome.ABSENT, searched, "absent")
    assert [one.url for one in finding.candidates] == ["http://4/", "http://3/", "http://2/"]


def test_nothing_found_without_enough_reach_is_unknown() -> None:
    """The first gap of the reach is the reason; there is no score."""
    finding = concluded(PLAN, made_detected(OLD), NOT_ENOUGH)
    assert (finding.outcome, finding.score, finding.reason, finding.factors) == (Outcome.UNKNOWN, None, NOT_ENOUGH.gaps[0], ())


def test_found_is_found_however_little_was_read() -> None:
    """Reach matters for absence only."""
    assert concluded(made_criterion(), made_detected(made_group()), NOT_ENOUGH).outcome is Outcome.PRESENT


def test_an_unread_promise_is_unknown_with_its_words() -> None:
    """A locked file whose link promised the plan: its text and trouble are told."""
    finding = concluded(PLAN, made_detected(promises=(made_promise("other"), made_promise())))
    facts = dict(finding.reason.facts)
    assert (finding.outcome, facts["link_text"], facts["trouble"]) == (Outcome.UNKNOWN, "План профориентации", "encrypted")


def test_another_criterions_promise_changes_nothing() -> None:
    """A promise speaks for its own criterion."""
    assert concluded(PLAN, made_detected(promises=(made_promise("other"),))).outcome is Outcome.ABSENT


def test_a_promise_beside_a_find_changes_nothing() -> None:
    """What is found is found."""
    assert concluded(made_criterion(), made_detected(made_group(), promises=(made_promise(),))).outcome is Outcome.PRESENT


@pytest.mark.parametrize("measure", ["product", "readable_share", "news_rate"])
def test_a_site_of_another_owner_says_nothing_of_a_school(measure: str) -> None:
    """A college's site: everything is unknown, even where groups were seen."""
    finding = concluded(made_criterion(measure=measure), made_detected(made_group(), other_owner="college"))
    assert (finding.outcome, finding.reason.facts) == (Outcome.UNKNOWN, (("owner", "college"),))


@pytest.mark.parametrize(
    ("school", "criterion", "applies"),
    [
        ((1, 4), (6, 11), False),
        ((1, 9), (9, 11), True),
        ((1, 4), None, True),
        (None, (10, 11), True),
        ((5, 11), (1, 5), True),
        ((6, 11), (1, 5), False),
    ],
)
def test_grades_must_overlap(school: tuple[int, int] | None, criterion: tuple[int, int] | None, applies: bool) -> None:
    """One common grade is enough; silence of the list means 1–11; a criterion for all concerns all."""
    finding = concluded(made_criterion(grades=criterion), made_detected(made_group()), school=replace(SCHOOL, grades=school))
    assert (finding.outcome is not Outcome.NOT_APPLICABLE) is applies


@pytest.mark.parametrize("named", ["crit", "guidance"])
def test_the_list_may_exclude_a_criterion_or_its_direction(named: str) -> None:
    """Excluded: not applicable, no score, whatever was found or not read."""
    finding = concluded(made_criterion(), made_detected(made_group()), NOT_ENOUGH, school=replace(SCHOOL, exclude=("x", named)))
    assert (finding.outcome, finding.score, finding.reason.code) == (Outcome.NOT_APPLICABLE, None, "excluded")


def test_lacking_a_condition_of_found_is_absent_with_the_condition_named() -> None:
    """A section page without a body is not the section; the report says what it lacked."""
    section = made_criterion(factors="nh", musts=[made_must("body")])
    finding = concluded(section, made_detected(made_group()))
    assert (finding.outcome, dict(finding.reason.facts)["unmet"]) == (Outcome.ABSENT, "body")
