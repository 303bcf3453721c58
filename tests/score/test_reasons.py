"""Reason codes: a closed list, said once in the table of the module."""

from __future__ import annotations

import re

import pytest

from site_audit.score import reasons
from site_audit.score.reasons import REASONS, because


def test_the_table_and_the_list_name_the_same_codes() -> None:
    """A code added to one must stand in the other."""
    assert tuple(re.findall(r"^\| ([a-z_]+) +\|", reasons.__doc__ or "", re.MULTILINE)[1:]) == REASONS


def test_a_code_off_the_list_is_refused() -> None:
    """A misspelt code is found by the first test that meets it, with what to do."""
    with pytest.raises(ValueError, match=r"add it to score/reasons\.py"):
        because("presnet")


def test_facts_are_strings_in_the_order_given() -> None:
    """`view` puts them into a sentence as they are."""
    assert because("absent", pages=3, documents=0).facts == (("pages", "3"), ("documents", "0"))
