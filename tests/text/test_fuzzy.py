"""Slips of the pen: forgiven in long unknown words, never a bridge from one word to another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.text.fuzzy import FormIndex, StemIndex, alike, nearest, slips_allowed
from tests.text.matching import matches

STEMS = ("профориент", "профессиональн", "экскурси", "колледж", "завод")


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("професиональная", "профессиональн"),  # one letter lost
        ("прфоориентация", "профориент"),  # two letters changed places
        ("профоринтация", "профориент"),
        ("эксукрсия", "экскурси"),
        ("коледжа", "колледж"),
    ],
)
def test_a_slip_in_a_long_word_is_forgiven(word: str, stem: str) -> None:
    """A lost, doubled, wrong or swapped letter still shows what was meant."""
    assert stem in StemIndex(STEMS).meant(word)


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("профилактика", "профориентац"),
        ("профилактики", "профориент"),
        ("проекторы", "проектори"),
        ("завет", "завод"),
        ("экспедиция", "экскурси"),
        ("коллегия", "колледж"),
        ("профессиональна", "професси"),
    ],
)
def test_a_word_of_its_own_is_no_slip(word: str, stem: str) -> None:
    """What the dictionary knows as it stands is never taken for another word."""
    assert StemIndex([stem]).meant(word) == ()


@pytest.mark.parametrize(
    ("word", "meant"), [("универсиеттом", ("университетом",)), ("экскурсяи", ("экскурсии", "экскурсия")), ("завды", ())]
)
def test_a_slip_in_a_form_is_forgiven(word: str, meant: tuple[str, ...]) -> None:
    """Of whole forms the nearest are meant; a short word forgives nothing."""
    assert FormIndex(["университетом", "университета", "экскурсии", "экскурсия", "заводы"]).meant(word) == meant


def test_a_known_word_is_no_slip_of_a_form() -> None:
    """«соглашения» stands in the dictionary: it is not taken for «соглашение»."""
    assert FormIndex(["соглашение"]).meant("соглашения") == ()


def test_short_stems_forgive_nothing() -> None:
    """In a short stem one letter makes another word."""
    assert slips_allowed("завод") == 0
    assert StemIndex(["завод"]).meant("зовадский") == ()


@pytest.mark.parametrize(("stem", "slips"), [("завод", 0), ("колледж", 1), ("профориент", 2), ("", 0)])
def test_the_longer_the_stem_the_more_is_forgiven(stem: str, slips: int) -> None:
    """None under six letters, one under ten, two from there on."""
    assert slips_allowed(stem) == slips


def test_the_beginning_must_be_right() -> None:
    """Two first letters are never forgiven: another beginning is another word."""
    assert StemIndex(STEMS).meant("апрофориентация") == ()


@pytest.mark.parametrize("text", ["профилактика правонарушений", "новые проекторы в классах", "конференция прошла"])
def test_patterns_do_not_drift_to_neighbours(text: str) -> None:
    """In a whole pattern, too, a well-known word stays itself."""
    assert not matches("(профориент*|проектори*|конфоренци*)", text)


def test_a_pattern_forgives_a_slip() -> None:
    """A beginning in a rule is found in a misspelled word of a page."""
    assert matches("профориент*", "План профореентационной работы")


@given(st.text(alphabet="абвгдежзийклмнопрст", min_size=0, max_size=18))
def test_only_unknown_long_words_are_guessed(word: str) -> None:
    """Whatever the letters: what is guessed begins with the same two letters and is longer than the shortest stem."""
    for stem in StemIndex(STEMS).meant(word):
        assert stem[:2] == word[:2]
        assert len(word) > 6


@given(st.text(alphabet="абвг ", max_size=20), st.text(alphabet="абвг ", max_size=20))
def test_likeness_is_mutual(first: str, second: str) -> None:
    """Likeness lies between 0 and 1 and does not depend on who is asked."""
    assert 0 <= alike(first, second) <= 1
    assert alike(first, second) == pytest.approx(alike(second, first))


def test_the_order_of_words_does_not_matter() -> None:
    """A name told in another order is the same name."""
    assert alike("луговской техникум", "техникум луговской") == 1


def test_the_nearest_name() -> None:
    """The most alike of the known names is given, or none where none is alike enough."""
    known = ["луговской техникум", "степной колледж"]
    assert nearest("луговский техникум", known, 0.9) == "луговской техникум"
    assert nearest("районная библиотека", known, 0.9) is None
    assert nearest("кто угодно", [], 0.5) is None
