"""Persons and posts."""

from __future__ import annotations

import pytest

from site_audit.text.people import find_people, find_posts

PEOPLE = [
    ("Иванова Мария Петровна", ["Иванова Мария Петровна"]),
    ("Куратор – Иванова М.П.", ["Иванова М.П."]),
    ("М. П. Иванова", ["М. П. Иванова"]),
    ("возложить на Иванову М. П., учителя", ["Иванову М. П."]),
    ("Директор М.П. Иванова", ["М.П. Иванова"]),
    ("Директор школы Мария Петровна Иванова", ["Мария Петровна Иванова"]),
    ("Вчера Мария Петровна провела", ["Мария Петровна"]),
    ("ИВАНОВА МАРИЯ ПЕТРОВНА", ["ИВАНОВА МАРИЯ ПЕТРОВНА"]),
    ("Иванова М.П. Петров-Водкин А.А.", ["Иванова М.П.", "Петров-Водкин А.А."]),
    ("Шевченко Ольгой Ивановной", ["Шевченко Ольгой Ивановной"]),
]
NOBODY = [
    "школа имени М. И. Платова",
    "институт им. А.П. Чехова",
    "ул. А. П. Чехова, 5",
    "им. дважды Героя Ивана Петровича Сидорова",
    "МБОУ СОШ М.П.",
    "Наша школа",
    "",
]
POSTS = [
    ("Заместитель директора по ВР", "deputy"),
    ("зам. директора по УВР", "deputy"),
    ("заместителем директора по воспитательной работе", "deputy"),
    ("педагог-психолог", "psychologist"),
    ("советника директора по воспитанию", "adviser"),
    ("социальный педагог", "social"),
    ("педагоги-навигаторы", "navigator"),
    ("учитель технологии", "teacher"),
    ("классный руководитель", "class_teacher"),
    ("куратор", "curator"),
    ("методистом", "methodist"),
    ("Директор", "director"),
]


@pytest.mark.parametrize(("text", "names"), PEOPLE)
def test_persons_are_found_with_their_words(text: str, names: list[str]) -> None:
    """Surname with initials before or after, and full names, in any case."""
    assert [found.name for found in find_people(text)] == names


@pytest.mark.parametrize("text", NOBODY)
def test_namesakes_are_no_persons_of_the_school(text: str) -> None:
    """Who lent a school or street the name is not named as a person."""
    assert find_people(text) == ()


@pytest.mark.parametrize(("text", "post"), POSTS)
def test_posts_are_found_in_their_forms(text: str, post: str) -> None:
    """The whole post is one span."""
    assert [(text[found.start : found.end], found.post) for found in find_posts(text)] == [(text, post)]


@pytest.mark.parametrize("text", ["учительская", "директорат", "психологический климат", ""])
def test_like_words_are_no_posts(text: str) -> None:
    """Words of the same stem are no posts."""
    assert find_posts(text) == ()
