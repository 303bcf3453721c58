"""Russian word forms: every form of a word, and what is past or to come."""

from __future__ import annotations

import pytest

from site_audit.text.forms import all_forms, is_future_verb, is_known, is_past_verb


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("экскурсия", "экскурсий"),
        ("завод", "заводами"),
        ("профессиональный", "профессиональную"),
        ("колледж", "колледжем"),
        ("день", "дней"),
        ("ребёнок", "детей"),
        ("посёлок", "поселке"),
        ("лётчик", "летчиков"),
    ],
)
def test_every_form_of_a_word(word: str, form: str) -> None:
    """A rule names a word once; cases, numbers and genders follow, ё or not."""
    assert form in all_forms(word)


def test_the_dictionary_form_wins() -> None:
    """«мастера» may be many things, but «мастер» is the master only: readings of other words bring no forms."""
    assert "мастерить" not in all_forms("мастер")
    assert "стекла" in all_forms("стекло")
    assert "стечь" not in all_forms("стекло")


def test_an_unknown_word_is_inflected_by_analogy() -> None:
    """New words of schools are declined like others of their kind."""
    assert "профминимума" in all_forms("профминимум")


def test_forms_are_folded() -> None:
    """No form carries ё: texts are compared without it."""
    assert all("ё" not in form for form in all_forms("жёлтый"))


@pytest.mark.parametrize("word", ["посетили", "прошла", "состоялась", "побывал", "рассказали"])
def test_what_has_happened(word: str) -> None:
    """Past verbs tell of the past."""
    assert is_past_verb(word)


@pytest.mark.parametrize("word", ["организованы", "предусмотрена", "проведен", "дел"])
def test_a_participle_is_no_past(word: str) -> None:
    """«Организованы экскурсии» may tell of a custom, and «дел» is hardly ever the past of «деть»."""
    assert not is_past_verb(word)


@pytest.mark.parametrize("word", ["пройдет", "состоится", "будут", "посетят", "расскажем"])
def test_what_is_to_come(word: str) -> None:
    """Verbs of the future tell of what is to come."""
    assert is_future_verb(word)
    assert not is_past_verb(word)


@pytest.mark.parametrize("word", ["дел", "пола", "школа", "план", "было-бы", "стали-литейщики", "завод", "встреча"])
def test_a_rare_reading_tells_no_time(word: str) -> None:
    """A noun that could by a rare reading be a verb tells neither past nor future."""
    assert not is_past_verb(word)
    assert not is_future_verb(word)


def test_the_dictionary_knows_words_not_slips() -> None:
    """A misspelled word is unknown, a real one known."""
    assert is_known("профилактика")
    assert not is_known("професиональная")
