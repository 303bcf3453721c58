"""The named checks as a rule writes them."""

from __future__ import annotations

import pytest

from site_audit.rulepack.checks import CHECKS, SCOPES, Check, parse_check


@pytest.mark.parametrize(
    ("source", "check"),
    [
        ("held", Check("held")),
        ("not held", Check("held", denied=True)),
        ("page: rows:5", Check("rows", "5", "page")),
        ("title: not grades:6-11", Check("grades", "6-11", "title", denied=True)),
        ("organisation:college+university", Check("organisation", "college+university")),
        ("link:profile.example", Check("link", "profile.example")),
        ("  own ", Check("own")),
    ],
)
def test_a_check_is_read(source: str, check: Check) -> None:
    """A scope, a denial and what follows the colon may each be there or not."""
    assert parse_check(source) == check


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("flying", "unknown check 'flying'; known: held"),
        ("", "unknown check ''"),
        ("attic: held", "unknown scope 'attic'"),
        ("held:5", "nothing may follow the check 'held'"),
        ("rows", "'rows' needs a number"),
        ("rows:many", "'rows' needs a number"),
        ("text:-5", "'text' needs a number"),
        ("grades:six", "takes a range such as 6-11"),
        ("only_grades:6", "takes a range such as 6-11"),
        ("not not held", "unknown check"),
    ],
)
def test_a_wrong_check_gets_a_sentence(source: str, says: str) -> None:
    """Whoever writes a rule reads what may stand there."""
    with pytest.raises(ValueError) as caught:
        parse_check(source)
    assert says in str(caught.value)


@pytest.mark.parametrize("scope", SCOPES)
def test_every_scope_may_stand_before_a_check(scope: str) -> None:
    """Checks look where patterns look."""
    assert parse_check(f"{scope}: held").scope == scope


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_says_what_it_means(name: str) -> None:
    """The list of checks is the manual's table: each has its meaning."""
    assert CHECKS[name][0].strip()
