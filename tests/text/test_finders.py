"""What all finders over a text promise, on generated texts and on long monotonous ones."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from datetime import date
from importlib import import_module
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.text.approval import find_approval
from site_audit.text.contacts import find_contacts
from site_audit.text.dates import find_dates, find_years, relative_day, url_date
from site_audit.text.grades import cell_grades, find_grades
from site_audit.text.organisations import find_organisations
from site_audit.text.people import find_people, find_posts
from site_audit.text.spans import Placed

Finder = Callable[[str], tuple[Placed, ...]]
FINDERS: tuple[Finder, ...] = (
    find_dates,
    find_years,
    find_grades,
    find_people,
    find_posts,
    find_contacts,
    find_approval,
    find_organisations,
)
PIECES = (
    *(
        "9",
        "11",
        "класс",
        "А",
        "«",
        "»",
        '"',
        "-",
        "–",
        ".",
        ",",
        " ",
        "  ",
        "и",
        "по",
        "с",
        "до",
        "№",
        "/",
        "2025",
        "26",
        "г.",
        "октября",
        "Мая",
        "учебный год",
    ),
    *(
        "Иванова",
        "М.П.",
        "им.",
        "приказ",
        "УТВЕРЖДАЮ",
        "от",
        "8",
        "(",
        ")",
        "тел.",
        "@",
        "a.b",
        "ООО",
        "колледж",
        "Донского",
        "завод",
        "технологий",
        "пн",
        "14:00",
    ),
    *("İ", "\u00ad", "\n", "٣", "²", "х", "|", "31.02.2025", "00", "класса", "ПУ-5", "центр занятости", "МБОУ СОШ", "\u00a0"),
)
MONOTONOUS = (
    "9А, ",
    "1, ",
    "9-х,",
    "11 и ",
    "«1»",
    "10.10.",
    "А",
    "А.",
    "«",
    '"',
    "Ский ",
    "колледж ",
    "ООО «",
    "МБОУ ",
    "тел. 1 ",
    "a.b@c.",
    "№1 ",
    " ",
    "ского ",
)
A_SECOND_FOR_TEN_THOUSAND = 1.5  # linear finders need under 0.1 s; the rest is a slow machine's


@pytest.mark.parametrize("finder", FINDERS)
@given(pieces=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=25))
def test_spans_lie_in_the_text_in_order(finder: Finder, pieces: list[str]) -> None:
    """No text makes a finder fail, and what it finds are places of the text, one after another."""
    text = "".join(pieces)
    last = 0
    for found in finder(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
def test_cells_addresses_and_relative_days_never_fail(pieces: list[str]) -> None:
    """The smaller readers take any text too."""
    text = "".join(pieces)
    assert cell_grades(text) <= set(range(12))
    assert isinstance(url_date("https://school.example/" + text), date | None)
    assert relative_day(text, date(2026, 11, 23)) is None


@pytest.mark.parametrize("finder", FINDERS)
def test_time_grows_with_length_only(finder: Finder) -> None:
    """A long monotonous text costs no more than its length."""
    for piece in MONOTONOUS:
        text = piece * (10_000 // len(piece))
        begin = process_time()
        finder(text)
        assert process_time() - begin < A_SECOND_FOR_TEN_THOUSAND, piece


@pytest.mark.parametrize("name", ["months", "years", "nominative"])
def test_the_examples_of_the_docstrings_hold(name: str) -> None:
    """What a docstring shows is so."""
    assert doctest.testmod(import_module(f"site_audit.text.{name}")).failed == 0
