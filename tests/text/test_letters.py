"""Letters in disguise: other alphabets, digits, unseen signs, marks apart."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.text.legible import legible, lettered
from site_audit.text.letters import bare, in_cyrillic, rejoined
from site_audit.text.spelling import misreadings, respelt
from site_audit.text.words import fold


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("эkcкypcия", "экскурсия"),
        ("OВЗ", "ОВЗ"),
        ("МAСТЕР", "МАСТЕР"),
        ("экскурс0вод", "экскурсовод"),
        ("о6разование", "образование"),
        ("органи3ация", "организация"),
        ("профессьi", "профессы"),
        ("5б", "5б"),
        ("10а", "10а"),
        ("СОШ3", "СОШ3"),
        ("Windows", "Windows"),
        ("2026г", "2026г"),
    ],
)
def test_look_alikes_are_read_as_cyrillic(written: str, read: str) -> None:
    """Only in words that are Cyrillic otherwise, and never in the name of a class or school."""
    assert in_cyrillic(written) == read


def test_unseen_signs_and_marks_apart_change_no_word() -> None:
    """A word of a text editor, with places where it may break and й as two signs, is the word."""
    assert fold("само\u200bопре\u00adделение") == "самоопределение"
    assert bare(normalize("NFD", "Ёлочный\u0301")) == "Ёлочный"
    assert fold(normalize("NFD", "районный")) == "районный"


@pytest.mark.parametrize(
    ("head", "tail", "gap", "word"),
    [
        ("профессио", "нальной", "- ", "профессиональной"),
        ("онлайн", "урок", "-", None),
        ("педагог", "психолог", "- ", None),
        ("теле", "радио", " - ", None),
        ("завод", "партнер", "-", None),
    ],
)
def test_what_a_lines_end_parted_is_one_word(head: str, tail: str, gap: str, word: str | None) -> None:
    """A hyphen with a blank behind it parts a word; a bare one, or a dash, parts two."""
    assert rejoined(head, tail, gap) == word


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('ученики 9 "А" и 9 “Б” класса', "ученики 9 «А» и 9 «Б» класса"),
        ('ООО "Завод "Луч""', "ООО «Завод «Луч»»"),
        ("<<Успех>> и „Труд“", "«Успех» и «Труд»"),
        ("c 6 пo 11 клacc", "с 6 по 11 класс"),
        ("Иванoва Мария Пeтровна", "Иванова Мария Петровна"),
        ("зам. дирек- тора", "зам. директора"),
        ("Луговской копледж, 5 кпассы, 12 сентя6ря", "Луговской колледж, 5 классы, 12 сентября"),
        ("с универсиеттом", "с университетом"),
        ("Унивреситет", "Унивреситет"),  # a capital may begin a name
        ("обычный текст без подвоха", "обычный текст без подвоха"),
    ],
)
def test_a_text_is_read_as_a_person_reads_it(written: str, read: str) -> None:
    """Quotation marks of all kinds, other keyboards, broken and misread words of posts, organisations, classes and months."""
    assert legible(written) == read


@given(st.text(alphabet='абвозрскАВС acopxKM036-\u00ad\u200b\u0301«"“.', max_size=60))
def test_places_stay_where_only_letters_are_read(text: str) -> None:
    """What is masked by place is masked in the text itself."""
    assert len(lettered(text)) == len(text)


@given(st.text(max_size=80))
def test_reading_again_changes_nothing(text: str) -> None:
    """Whatever the text, it is read without an error, and words the dictionary knows stay."""
    legible(text)
    assert respelt("классный руководитель и учитель труда") == "классный руководитель и учитель труда"


def test_one_letter_is_misread_at_a_time() -> None:
    """The first letter is read well, and each other may be one that looks like it."""
    assert "колледж" in set(misreadings("копледж"))
    assert all(other[0] == "п" for other in misreadings("пила"))
