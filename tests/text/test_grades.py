"""Grades in texts and cells."""

from __future__ import annotations

import pytest

from site_audit.text.grades import cell_grades, find_grades

GRADES = [
    ("9 класс", {9}),
    ("9 «А» класс", {9}),
    ("9А", {9}),
    ("в 9-х классах", {9}),
    ("8–9 кл.", {8, 9}),
    ("6-11 классы", {6, 7, 8, 9, 10, 11}),
    ("8 и 9 классов", {8, 9}),
    ("7, 8 и 9-х", {7, 8, 9}),
    ("с 6 по 11 класс", {6, 7, 8, 9, 10, 11}),
    ("с 5-го по 9-й класс", {5, 6, 7, 8, 9}),
    ("Девятиклассники", {9}),
    ("третьеклассники", {3}),
    ("9-классников", {9}),
    ("старшеклассники", {8, 9, 10, 11}),
    ("выпускники 9-х", {9}),
    ("начальной школы", {1, 2, 3, 4}),
    ("учителя начальных классов", {1, 2, 3, 4}),
    ("младшие школьники", {1, 2, 3, 4}),
    ("первоклассники", {1}),
    ("дошкольники", {0}),
    ("подготовительная группа", {0}),
    ("учащиеся 3А", {3}),
    ("Классный час в 3 А", {3}),
    ("5 «Б»", {5}),
    ("во 2Б классе", {2}),
    ("класс: 8-9", {8, 9}),
    ("8-х и 9-х классах", {8, 9}),
    ("9А, 9Б и 10А классы", {9, 10}),
    ("8-а класс", {8}),
    ("10-го педагогического класса", {10}),
    ("второго класса", {2}),
    ("УЧАЩИЕСЯ 9 КЛАССА", {9}),
    ("школа № 9, 8 класс", {8}),
    ("все классы", set(range(1, 12))),
]
NOTHING = [
    "1 классификация",
    "9 классных часов",
    "классный руководитель",
    "1 квалификационная категория",
    "подростки 14–17 лет",
    "1 класс точности",
    "2 класса опасности",
    "12 классов-комплектов",
    "открыто 2 класса",
    "школа № 9",
    "ул. Ленина, 5А",
    "3Д-моделирование",
    "9.15",
    "9 А. Петров",
    "",
]
CELLS = [
    ("1-4", {1, 2, 3, 4}),
    ("5–9 кл.", {5, 6, 7, 8, 9}),
    ("все", set(range(1, 12))),
    ("8–11", {8, 9, 10, 11}),
    ("9А, 9Б", {9}),
    ("7-9; 11", {7, 8, 9, 11}),
    ("Учащиеся 9-11 классов", {9, 10, 11}),
    ("10 октября", set()),
    ("12.10", set()),
    ("14:00", set()),
    ("25", set()),
]


@pytest.mark.parametrize(("text", "grades"), GRADES)
def test_grades_are_read_in_their_spellings(text: str, grades: set[int]) -> None:
    """Digits, letters, ranges and words name grades."""
    assert set().union(*(found.grades for found in find_grades(text))) == grades


@pytest.mark.parametrize("text", NOTHING)
def test_other_numbers_and_classes_are_no_grades(text: str) -> None:
    """Ages, categories, addresses and classes of accuracy are passed over."""
    assert find_grades(text) == ()


@pytest.mark.parametrize(("cell", "grades"), CELLS)
def test_a_cell_may_hold_bare_numbers(cell: str, grades: set[int]) -> None:
    """In a plan's column of grades a bare range is enough."""
    assert set(cell_grades(cell)) == grades


def test_the_offsets_enclose_the_words() -> None:
    """The quote stays literal."""
    text = "Учащиеся 9 «А» класса и 10-11 классов"
    assert [text[found.start : found.end] for found in find_grades(text)] == ["9 «А» класса", "10-11 классов"]
