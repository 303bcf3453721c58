"""Pupils' names in quotes."""

from __future__ import annotations

import pytest

from site_audit.detect.mask import masked


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("Ученик 9 класса Петров Иван Сергеевич выбрал колледж", "Ученик 9 класса … выбрал колледж"),
        ("Победители: учащиеся Сидорова А. И., Котов П. Р. и Лис О. В. из 8 класса", "Победители: учащиеся …, … и … из 8 класса"),
    ],
)
def test_pupils_names_are_masked(quote: str, shown: str) -> None:
    """A name after «ученик», «учащиеся» … is written «…», and so are the names that follow it in a list."""
    assert masked(quote) == shown


@pytest.mark.parametrize(
    "quote",
    [
        "Классный руководитель 9 класса Петрова Анна Ивановна провела экскурсию",
        "Ответственный за профориентацию – Зимина О. Н., тел. 2-14-15",
        "Ученики 8 класса посетили завод",
        "Перед учениками выступил инженер Котов Пётр Ильич",
    ],
)
def test_grown_ups_keep_their_names(quote: str) -> None:
    """Teachers, guests and those responsible are named: a quote without pupils' names stays as it is."""
    assert masked(quote) == quote
