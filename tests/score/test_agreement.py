"""The two implementations agree on whatever can be made up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from site_audit.model import CareerFile, Dating, EvidenceGroup, Finding, Outcome, Publication, ReadAs
from site_audit.rulepack.schema import Criterion
from site_audit.score.conclude import conclude
from site_audit.score.indicator import LEVELS, indicate
from tests.score import reference
from tests.score.made import (
    ENOUGH,
    NOT_ENOUGH,
    SCHOOL,
    made_criterion,
    made_detected,
    made_direction,
    made_file,
    made_finding,
    made_group,
    made_must,
    made_news,
    made_promise,
)

DIRECTIONS = ("access", "guidance", "employers", "early", "inclusion", "preferences", "colleges")
WEIGHTS = ("0.3", "0.1", "0.15", "0.05", "0.1", "0.2", "0.1")
SEVEN = tuple(made_direction(name, n, WEIGHTS[n]) for n, name in enumerate(DIRECTIONS))
MUSTS = ("a", "b", "c", "d")
NOISE = Fraction(1, 10**15)
days = st.dates(date(2022, 8, 1), date(2027, 12, 31))
datings = st.builds(
    Dating,
    day=st.none() | days,
    year=st.none() | st.integers(2022, 2028),
    stated=st.booleans(),
    until=st.none() | st.none() | days,
)
groups = st.builds(
    made_group,
    st.sampled_from(["http://a/", "http://b/", "http://c/"]),
    dating=datings,
    met=st.lists(st.sampled_from(MUSTS), unique=True),
    clicks=st.none() | st.integers(0, 6),
    in_section=st.booleans(),
    read_as=st.sampled_from(ReadAs),
    ocr_confidence=st.none() | st.floats(0, 1),
    savable=st.booleans(),
    weak=st.booleans(),
)
criteria = st.builds(
    made_criterion,
    st.just("crit"),
    st.builds(lambda kept: "".join(letter for letter in "ctnhf" if letter in kept), st.sets(st.sampled_from("ctnhf"))),
    time=st.sampled_from(["plan", "event", "report", "standing"]),
    musts=st.integers(0, 4).map(lambda n: [*map(made_must, MUSTS[:n]), made_must("path", reachability=True)]),
)
files = st.builds(made_file, st.just("a.pdf"), opened=st.booleans(), readable=st.booleans())
news = st.builds(made_news, st.dates(date(2026, 8, 25), date(2027, 8, 31)), st.sampled_from(["а", "б", "в"]), announcement=st.booleans())
qualities = st.decimals(min_value=0, max_value=1, places=6) | st.integers(1, 9).map(lambda n: Decimal(1) / Decimal(n))


@settings(max_examples=120, deadline=None)
@given(criteria, st.lists(groups, max_size=4), days, st.booleans(), st.booleans())
def test_products_agree(criterion: Criterion, made: list[EvidenceGroup], as_of: date, enough: bool, promised: bool) -> None:
    """Outcome, q, review and the group taken are the same for any groups of any criterion."""
    detected = made_detected(*made, promises=(made_promise(),) if promised else ())
    finding = conclude(criterion, detected, ENOUGH if enough else NOT_ENOUGH, school=SCHOOL, as_of=as_of)
    (outcome, q, review), evidence = reference.product(criterion, made, as_of, enough=enough, promised=promised)
    assert (finding.outcome, None if finding.score is None else Fraction(finding.score), finding.needs_review) == (outcome, q, review)
    assert (finding.evidence[0] if finding.evidence else None) == evidence


@settings(max_examples=100, deadline=None)
@given(st.lists(files, max_size=12), st.booleans())
def test_readable_shares_agree(made: list[CareerFile], enough: bool) -> None:
    """The share of readable files."""
    criterion = made_criterion("crit", "", measure="readable_share")
    finding = conclude(
        criterion, made_detected(files=tuple(made)), ENOUGH if enough else NOT_ENOUGH, school=SCHOOL, as_of=date(2026, 11, 23)
    )
    same_share(finding, reference.readable(made, enough=enough))


@settings(max_examples=100, deadline=None)
@given(st.lists(news, max_size=15), st.dates(date(2026, 9, 1), date(2027, 8, 31)), st.booleans())
def test_news_rates_agree(made: list[Publication], as_of: date, enough: bool) -> None:
    """The freshness of news, on any day of the year."""
    criterion = made_criterion("crit", "", measure="news_rate")
    detected = made_detected(publications=tuple(made))
    finding = conclude(criterion, detected, ENOUGH if enough else NOT_ENOUGH, school=SCHOOL, as_of=as_of)
    same_share(finding, reference.fresh(made, as_of, enough=enough))


def same_share(finding: Finding, told: tuple[str, Fraction | None]) -> None:
    """Same outcome, and the same q but for the last digits of a decimal third."""
    outcome, q = told
    assert finding.outcome == outcome
    assert (finding.score is None) is (q is None)
    assert q is None or finding.score is None or abs(Fraction(finding.score) - q) < NOISE


@st.composite
def audits(draw: st.DrawFn) -> tuple[list[Criterion], list[Finding]]:
    """Criteria of any direction, each with a finding that its outcome allows."""
    rules, findings = [], []
    for n in range(draw(st.integers(0, 14))):
        outcome = draw(st.sampled_from(Outcome))
        scored = outcome in (Outcome.PRESENT, Outcome.PARTIAL)
        q = draw(qualities) if scored else Decimal(0) if outcome is Outcome.ABSENT else None
        weight = draw(st.integers(1, 3))
        rules.append(made_criterion(f"c{n}", direction=draw(st.sampled_from(DIRECTIONS)), weight=weight))
        findings.append(made_finding(f"c{n}", outcome, q, weight=weight, review=scored and draw(st.booleans())))
    return rules, findings


@settings(max_examples=120, deadline=None)
@given(audits())
def test_indicators_agree(audit: tuple[list[Criterion], list[Finding]]) -> None:
    """Value, interval, directions and side figures are the same for any findings."""
    rules, findings = audit
    told, expected = reference.as_figures(indicate(findings, SEVEN, rules)), reference.figures(findings, SEVEN, rules)
    assert told.keys() == expected.keys()
    for name, number in expected.items():
        mine = told[name]
        assert (mine is None) is (number is None), name
        assert mine is None or number is None or abs(mine - number) < NOISE, name


@settings(max_examples=120, deadline=None)
@given(audits())
def test_the_interval_holds_the_value(audit: tuple[list[Criterion], list[Finding]]) -> None:
    """0 ≤ low ≤ value ≤ high ≤ 100, and the level is the one of the value; or nothing is known and all is None."""
    rules, findings = audit
    told = indicate(findings, SEVEN, rules)
    if told.value is None or told.low is None or told.high is None:
        assert all(finding.outcome in (Outcome.UNKNOWN, Outcome.NOT_APPLICABLE) for finding in findings)
        assert (told.value, told.low, told.high, told.level) == (None,) * 4
        return
    assert 0 <= told.low <= told.value <= told.high <= 100
    assert told.level == next(name for bound, name in LEVELS if told.value >= bound)
