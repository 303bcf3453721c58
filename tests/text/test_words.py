"""Words of a text: how they are folded, where they stand, where sentences end."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.text.words import fold, folded, words_of

SHY = "\u00ad"
LETTERS = "абвгдеёжзийорстуёАБВОРСКcoxpKM0179 .,!?«»()-–№\u00ad\u0301\n"


def forms(text: str) -> list[str]:
    """The folded forms of a text's words."""
    return [word.form for word in words_of(text)]


def sentences(text: str) -> int:
    """How many sentences the text's words stand in."""
    return words_of(text)[-1].sentence + 1


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Ёлочный", "елочный"),
        ("ПЛАН", "план"),
        (f"само{SHY}опре{SHY}деление", "самоопределение"),
        ("про\u0301бы", "пробы"),
        ("OВЗ", "овз"),  # a Latin O
        ("шкoла", "школа"),  # a Latin o
        ("Пpофессия", "профессия"),  # a Latin p
        ("пр0екты", "проекты"),  # a nought for an о
        ("word", "word"),
        ("cop", "cop"),  # wholly Latin: a word of another language
    ],
)
def test_a_word_is_folded(written: str, form: str) -> None:
    """Case, ё, soft hyphens, stress marks and look-alike letters do not make another word."""
    assert fold(written) == form


@pytest.mark.parametrize("written", ["10а", "2026", "5б", "100", "20ч"])
def test_numbers_keep_their_noughts(written: str) -> None:
    """A nought in a number or in the name of a class stays a nought."""
    assert fold(written) == written


@pytest.mark.parametrize("written", ["8a", "10A"])
def test_a_latin_letter_beside_a_number_is_left_alone(written: str) -> None:
    """Without any Cyrillic letter nothing is guessed."""
    assert fold(written) == written.lower()


@pytest.mark.parametrize("text", ["мастер-класс", "мастер – класс", "мастер — класс", "мастер класс", "Мастер‑класс"])
def test_dashes_separate_words(text: str) -> None:
    """However a compound is written, it is the same two words."""
    assert forms(text) == ["мастер", "класс"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("профессио- нальной", "профессиональной"),
        ("профессио-\nнальной", "профессиональной"),
        ("реали-зации", "реализации"),
        (f"учени{SHY} ками", "учениками"),
        ("приём- ная", "приемная"),  # «ная» is no word
        ("проф- ориентация", "профориентация"),  # both are words, but nobody leaves a blank after a hyphen
    ],
)
def test_a_broken_word_is_whole_again(text: str, form: str) -> None:
    """A word parted by a hyphen at a line's end is read as one where only the whole is a word."""
    assert forms(text) == [form]


def test_the_quote_of_a_broken_word_keeps_its_hyphen() -> None:
    """A word put together again still stands where it stood: the quote is literal."""
    text = "План профессио- нальной ориентации"
    word = words_of(text)[1]
    assert text[word.start : word.end] == "профессио- нальной"


@pytest.mark.parametrize("text", ["завод-партнёр", "день - праздник", "педагог-психолог", "онлайн-урок"])
def test_two_words_stay_two(text: str) -> None:
    """A hyphen between two words of their own joins nothing."""
    assert len(forms(text)) == 2


def test_capitals_are_remembered() -> None:
    """An abbreviation is told from a word by its capitals; a single capital letter is none."""
    assert [word.capitals for word in words_of("ЦЗН и Центр И")] == [True, False, False, False]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ребята вернулись. Потом был чай.", 2),
        ("Как выбрать? Спросите психолога!", 2),
        ("Встреча прошла. 12 октября начался конкурс.", 2),
        ("Сказал: «Приходите!» Все пришли.", 2),
        ("Тишина… Потом звонок.", 2),
        ("Приехали из г. Луговска к нам.", 1),  # an abbreviation
        ("Школа № 5 г. Луговска открыта.", 1),
        ("Пришёл И. П. Кротов из цеха.", 1),  # initials
        ("Живёт на ул. Садовой, д. 5.", 1),
        ("Учитель 5 кл. Иванова ушла.", 2),
        ("Это было в 2026 г. Потом настала зима.", 2),
        ("Отметка 4.5 и дата 12.10.2026 стоят рядом", 1),
        ("конец. начало с малой буквы", 1),
    ],
)
def test_sentences_end_where_a_person_ends_them(text: str, count: int) -> None:
    """Abbreviations, initials, numbers and dates end no sentence; a stop before a capital does."""
    assert sentences(text) == count


@given(st.text(alphabet=LETTERS, max_size=120))
def test_offsets_point_at_the_word(text: str) -> None:
    """What stands at a word's place is that word, in order, without overlaps, whatever the text."""
    last = 0
    for word in words_of(text):
        assert last <= word.start < word.end <= len(text)
        assert fold(re.sub(r"[-\s\u00ad]", "", text[word.start : word.end])) == word.form
        last = word.end


@given(st.text(alphabet=LETTERS, max_size=120))
def test_sentences_only_go_on(text: str) -> None:
    """The number of the sentence never falls and never leaps."""
    numbers = [word.sentence for word in words_of(text)]
    assert all(0 <= after - before <= 1 for before, after in pairwise(numbers))


@given(st.text(alphabet=LETTERS, max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is folded already."""
    once = folded(text)
    assert [fold(form) for form in once.split()] == once.split()


@given(st.text(max_size=60))
def test_any_text_has_words(text: str) -> None:
    """No text of any alphabet is too strange."""
    assert all(word.form for word in words_of(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("П Р И К А З № 5", ["приказ", "5"]),
        ("п р и к а з ы в а ю: назначить", ["приказываю", "назначить"]),
        ("5 а и 6 б", ["5", "а", "и", "6", "б"]),
        ("я и ты", ["я", "и", "ты"]),
    ],
)
def test_a_word_printed_in_single_letters_is_one_word(text: str, words: list[str]) -> None:
    """Heads of orders are printed so; a few short words in a row are not."""
    assert forms(text) == words
