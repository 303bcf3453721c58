"""The two shares: readable files and the freshness of news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from site_audit.model import Finding, Outcome, Publication, Reach
from site_audit.score.conclude import conclude
from tests.score.made import AS_OF, ENOUGH, NOT_ENOUGH, SCHOOL, made_criterion, made_detected, made_file, made_news

READABLE = made_criterion("crit", "", measure="readable_share")
NEWS = made_criterion("crit", "", measure="news_rate")
UNREAD = Reach(0, 0, 0, 1, True, False, NOT_ENOUGH.gaps)


def files_finding(states: str, reach: Reach = ENOUGH) -> Finding:
    """Files by letter: r readable, s scan, x could not be opened."""
    files = tuple(made_file(f"{n}.pdf", opened=state != "x", readable=state == "r") for n, state in enumerate(states))
    return conclude(READABLE, made_detected(files=files), reach, school=SCHOOL, as_of=AS_OF)


def news_finding(*news: Publication, as_of: date = AS_OF, reach: Reach = ENOUGH) -> Finding:
    """The freshness of these publications."""
    return conclude(NEWS, made_detected(publications=news), reach, school=SCHOOL, as_of=as_of)


@pytest.mark.parametrize(
    ("states", "outcome", "q"),
    [
        ("rrrrs", Outcome.PRESENT, "0.8"),
        ("rrrs", Outcome.PARTIAL, "0.75"),
        ("rsx", Outcome.PARTIAL, "0.5"),
        ("ssx", Outcome.ABSENT, "0"),
        ("rx", Outcome.PRESENT, "1"),
    ],
)
def test_the_share_of_readable_files(states: str, outcome: Outcome, q: str) -> None:
    """Readable ÷ opened; what could not be opened counts on neither side."""
    finding = files_finding(states)
    assert (finding.outcome, finding.score) == (outcome, Decimal(q))


def test_no_career_file_is_not_applicable() -> None:
    """There is nothing to measure."""
    assert files_finding("").outcome is Outcome.NOT_APPLICABLE


def test_no_career_file_on_a_site_nobody_could_read_is_unknown() -> None:
    """An unreachable site is all unknowns."""
    assert files_finding("", UNREAD).outcome is Outcome.UNKNOWN


def test_files_that_could_not_be_opened_are_unknown() -> None:
    """The reason names one of them and its trouble."""
    finding = files_finding("xx", NOT_ENOUGH)
    assert (finding.outcome, dict(finding.reason.facts)["trouble"], finding.score) == (Outcome.UNKNOWN, "timeout", None)


def test_only_scans_on_a_half_read_site_are_unknown() -> None:
    """Absent needs enough reach here too."""
    assert files_finding("s", NOT_ENOUGH).outcome is Outcome.UNKNOWN


def test_readable_files_are_quoted_and_scans_named() -> None:
    """The words of their links are the quotes; unreadable ones stand among the candidates."""
    finding = files_finding("rs")
    assert [one.quote for one in finding.evidence] == ["План 0.pdf"]
    assert [one.turned_down.code for one in finding.candidates] == ["file_without_text"]


def test_the_words_of_a_link_are_cited_from_the_page_they_stand_on() -> None:
    """A quote must be found where the report says it stands; a link without words is no quote."""
    linked, wordless = replace(made_file("a.pdf"), page="http://school.example/career"), replace(made_file("b.pdf"), link_text=" ")
    finding = conclude(READABLE, made_detected(files=(linked, wordless)), ENOUGH, school=SCHOOL, as_of=AS_OF)
    assert [(one.url, one.quote) for one in finding.evidence] == [("http://school.example/career", "План a.pdf")]


@pytest.mark.parametrize(
    ("as_of", "months"),
    [
        (date(2026, 9, 1), 1),
        (date(2026, 10, 1), 1),
        (date(2026, 10, 31), 1),
        (date(2026, 11, 1), 2),
        (date(2027, 2, 28), 5),
        (date(2027, 7, 15), 10),
        (date(2027, 8, 31), 11),
    ],
)
def test_full_months_since_september_divide(as_of: date, months: int) -> None:
    """Complete months only, never less than one, the year that ended in July and August."""
    finding = news_finding(made_news(date(2026, 9, 1)), as_of=as_of)
    assert dict(finding.reason.facts)["months"] == str(months)


@pytest.mark.parametrize(
    ("days", "outcome", "q"),
    [([20, 21], Outcome.PRESENT, "1"), ([20], Outcome.PRESENT, "0.5"), ([1, 2, 3, 4], Outcome.PRESENT, "1")],
)
def test_news_per_month(days: list[int], outcome: Outcome, q: str) -> None:
    """One a month is the full share, half of it is enough, more is no better."""
    finding = news_finding(*(made_news(date(2026, 11, day), f"Новость {day}") for day in days))
    assert (finding.outcome, finding.score) == (outcome, Decimal(q))


def test_an_announcement_counts_half() -> None:
    """One announcement in two months: 0.25, partial."""
    finding = news_finding(made_news(date(2026, 11, 20), announcement=True))
    assert (finding.outcome, finding.score) == (Outcome.PARTIAL, Decimal("0.25"))


def test_the_same_news_in_two_rubrics_counts_once() -> None:
    """Same title, same day; blanks and letter case do not make another, and a report outweighs its announcement."""
    day = date(2026, 11, 20)
    finding = news_finding(made_news(day, "Завод ждёт", announcement=True), made_news(day, "завод  ждёт ", url="http://b/"))
    assert finding.score == Decimal("0.5")


@pytest.mark.parametrize(("last", "q"), [(date(2026, 9, 24), "0.5"), (date(2026, 9, 23), "0.25")])
def test_a_last_one_older_than_sixty_days_halves(last: date, q: str) -> None:
    """Sixty days are not yet older than sixty days."""
    assert news_finding(made_news(last)).score == Decimal(q)


def test_only_this_academic_year_counts() -> None:
    """A busy last year is no news: absent with enough reach, unknown without."""
    old = made_news(date(2026, 8, 31))
    assert (news_finding(old).outcome, news_finding(old, reach=NOT_ENOUGH).outcome) == (Outcome.ABSENT, Outcome.UNKNOWN)


def test_in_july_the_year_that_ended_counts() -> None:
    """Ten full months by mid-July, ten pieces of news: the full share."""
    news = [made_news(date(2026, month, 10)) for month in (9, 10, 11, 12)] + [made_news(date(2027, month, 10)) for month in range(1, 7)]
    assert news_finding(*news, as_of=date(2027, 7, 15)).score == 1


def test_news_are_quoted_newest_first() -> None:
    """At most five, with their day."""
    finding = news_finding(*(made_news(date(2026, 11, day), f"Новость {day}") for day in range(1, 8)))
    assert [one.quote for one in finding.evidence] == [f"Новость {day}" for day in (7, 6, 5, 4, 3)]
