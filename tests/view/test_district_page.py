"""What the page of the district and the list of runs say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from site_audit.view.pages.asked import platform_rows, requests_in_words
from site_audit.view.pages.district import DistrictPage, district_page
from site_audit.view.pages.runs import RunFacts, runs_page
from site_audit.view.pages.spread import criterion_spreads, direction_spread, measures
from site_audit.view.words import words_in

from . import sample

AUDITS = sample.district()


@pytest.fixture(scope="module")
def page() -> DistrictPage:
    """The page of the sample district."""
    return district_page(AUDITS, sample.RULEBOOK, ranks=sample.ranks(AUDITS), district=sample.DISTRICT)


def test_equal_schools_share_a_place(page: DistrictPage) -> None:
    """Ties are shown as a range, the next place is skipped."""
    assert [row.place for row in page.ranking] == ["1", "2–3", "2–3", "4", "5"]


def test_schools_not_assessed_stand_apart(page: DistrictPage) -> None:
    """They have no place and no value, but a reason."""
    assert [row.name for row in page.not_assessed] == ["МБОУ «Дальняя ООШ»"]
    assert page.not_assessed[0].place == ""
    assert page.not_assessed[0].why == "Сайт не ответил вовремя"
    assert all(row.gauge.assessed for row in page.ranking)


def test_the_heat_map_has_every_school_and_criterion(page: DistrictPage) -> None:
    """Schools × 35, the unreachable one all unknown."""
    assert len(page.heat.columns) == 35
    assert [len(cells) for _, _, cells in page.heat.rows] == [35] * 6
    assert {cell.outcome for cell in page.heat.rows[-1][2]} == {"unknown"}
    assert sum(span for _, span in page.heat.groups) == 35


def test_directions_have_mean_median_and_extremes() -> None:
    """Computed over assessed schools only."""
    spread = direction_spread(AUDITS, sample.RULEBOOK.directions[0])
    values = sorted(value for one in AUDITS if (value := dict(one.indicator.directions)["access"]) is not None)
    assert spread.schools == 5
    assert (spread.low, spread.median, spread.high) == (values[0], values[2], values[-1])
    assert spread.mean == sum(values, Decimal(0)) / 5
    assert spread.best == ("school-5",)


def test_the_busiest_platforms_are_told() -> None:
    """Sites of one hoster count together; what a school's own hosts got stands on its page."""
    asked = [(("a.ucoz.ru", 90), ("xn--80akhbyknj4f.xn--p1ai", 7)), (("b.ucoz.ru", 60),), (("127.0.0.1:8801", 3),)]
    audits = [replace(audit, asked=hosts) for audit, hosts in zip(AUDITS, asked, strict=False)]
    rows = [(row.name, row.schools, row.requests) for row in platform_rows(audits)]
    assert rows == [("ucoz.ru", "2", "150"), ("испытание.рф", "1", "7"), ("127.0.0.1:8801", "1", "3")]
    said = requests_in_words(replace(audits[0], requests=97), words_in("ru"))
    assert said == "97\N{NO-BREAK SPACE}запросов к сайту: a.ucoz.ru\N{NO-BREAK SPACE}– 90, испытание.рф\N{NO-BREAK SPACE}– 7"
    many = replace(audits[0], requests=8, asked=tuple((f"h{number}.example", 1) for number in range(8)))
    assert requests_in_words(many, words_in("ru")).endswith("и ещё серверов: 3")


def test_three_measures_have_the_greatest_unearned_weight() -> None:
    """Σ w·(1 − q) over the assessed schools orders them; an unreachable school adds nothing."""
    spreads = criterion_spreads(AUDITS, sample.RULEBOOK)
    chosen = measures(spreads)
    assert len(chosen) == 3
    assert [one.lack for one in chosen] == sorted((one.lack for one in spreads), reverse=True)[:3]
    without = criterion_spreads(tuple(one for one in AUDITS if one.indicator.value is not None), sample.RULEBOOK)
    assert [one.lack for one in without] == [one.lack for one in spreads]


def test_an_empty_run_is_said() -> None:
    """No school, no failure of the page."""
    empty = district_page((), sample.RULEBOOK, ranks={}, district=sample.DISTRICT)
    assert empty.ranking == ()
    assert empty.mean == "—"
    assert empty.measures == ()


def test_a_district_of_unreachable_schools_has_no_mean() -> None:
    """Nothing assessed: a dash, not a zero."""
    only = district_page((sample.unreachable(),), sample.RULEBOOK, ranks={}, district=sample.DISTRICT)
    assert only.mean == "—"
    assert only.directions[0].mean == "—"


def test_runs_are_listed_newest_first() -> None:
    """The newest on top, each with the way to it."""
    facts = [RunFacts(f"run-{day}", sample.AT + timedelta(days=day), 6, 5, Decimal("66.6")) for day in (1, 3, 2)]
    rows = runs_page(facts, district=sample.DISTRICT).rows
    assert [row.run for row in rows] == ["run-3", "run-2", "run-1"]
    assert rows[0].href == "run-3/index.html"
