"""Telephones, e-mail addresses, reception hours."""

from __future__ import annotations

import pytest

from site_audit.text.contacts import find_contacts

CONTACTS = [
    ("8 (86385) 2-34-56", "phone", "88638523456"),
    ("+7 928 123-45-67", "phone", "79281234567"),
    ("8-800-200-01-22", "phone", "88002000122"),
    ("тел. 2-34-56", "phone", "23456"),
    ("Телефон для справок: 2 34 56.", "phone", "23456"),
    ("(86385) 2-34-56", "phone", "8638523456"),
    ("пишите: kurator@school.example", "email", "kurator@school.example"),
    ("понедельник с 14:00 до 16:00", "hours", "понедельник с 14:00 до 16:00"),
    ("Среда, 14.00 – 15.30", "hours", "Среда, 14.00 – 15.30"),
    ("Часы приёма: вторник с 14:00 до 16:00", "hours", "Часы приёма: вторник с 14:00 до 16:00"),
    ("Приёмные дни", "hours", "Приёмные дни"),
]
NOTHING = [
    "кабинет № 12",
    "ИНН 6149001234",
    "ОГРН 1026102193456",
    "СНИЛС 123-456-789 00",
    "28.08.2025 10:00",
    "приказ № 8 928 123 45 67",
    "2-34-56",
    "5–9 классы",
    "",
]


@pytest.mark.parametrize(("text", "kind", "value"), CONTACTS)
def test_contacts_are_told_by_kind(text: str, kind: str, value: str) -> None:
    """Each way to reach somebody is one contact."""
    assert [(found.kind, found.value) for found in find_contacts(text)] == [(kind, value)]


@pytest.mark.parametrize("text", NOTHING)
def test_other_numbers_are_no_contacts(text: str) -> None:
    """A room, a tax number, a date are no contacts."""
    assert find_contacts(text) == ()


def test_a_second_short_number_after_a_comma_counts() -> None:
    """«тел. 2-34-56, 2-34-57» are two telephones."""
    assert [found.value for found in find_contacts("тел.: 2-34-56, 2-34-57")] == ["23456", "23457"]
