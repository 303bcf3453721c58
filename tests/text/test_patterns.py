"""The language of patterns: every sign of it, and the sentence one gets for a mistake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.text.patterns import Atom, Either, Near, Pattern, PatternError, ReadList, Sequence, atoms_of, parse
from tests.text.matching import found


@pytest.mark.parametrize(
    ("source", "pattern"),
    [
        ("завод", Atom("forms", "завод")),
        ("Завод", Atom("forms", "завод")),
        ("завод*", Atom("prefix", "завод")),
        ("ЦЗН", Atom("capitals", "цзн")),
        ('"Состоялась"', Atom("exact", "состоялась")),
        ("в", Atom("exact", "в")),
        ("8", Atom("exact", "8")),
        ("*", Atom("any", "*")),
        ("ёлк*", Atom("prefix", "елк")),
        ("день дверей", Sequence((Atom("forms", "день"), Atom("forms", "дверей")))),
        ("мастер-класс", Sequence((Atom("forms", "мастер"), Atom("forms", "класс")))),
        ("сад | лес", Either((Atom("forms", "сад"), Atom("forms", "лес")))),
        ("лес ~4 поле", Near(Atom("forms", "лес"), Atom("forms", "поле"), 4, ordered=False)),
        ("лес >2 поле", Near(Atom("forms", "лес"), Atom("forms", "поле"), 2, ordered=True)),
        ("(лес)", Atom("forms", "лес")),
    ],
)
def test_each_sign_is_read(source: str, pattern: Pattern) -> None:
    """Every sign of the language means one thing."""
    assert parse(source) == pattern


def test_neighbours_bind_closer_than_distance_and_distance_closer_than_choice() -> None:
    """«а б ~3 в | г» is «((а б) ~3 в) или г»."""
    assert parse("лес поле ~3 река | сад") == parse("((лес поле) ~3 река) | сад")


def test_distances_are_read_from_the_left() -> None:
    """Of several distances the left ones are put together first."""
    assert parse("лес ~3 поле >5 река") == parse("(лес ~3 поле) >5 река")


@pytest.mark.parametrize(
    ("source", "text", "literal"),
    [
        ("экскурсия", "были на экскурсиях", ["экскурсиях"]),
        ("экскурс*", "экскурсовод повёл", ["экскурсовод"]),
        ('"состоялась"', "Встреча состоялась, а не состоится", ["состоялась"]),
        ("ЦЗН", "Центр ЦЗН и Цзн", ["ЦЗН"]),
        ("день открытых дверей", "ко Дню открытых дверей", ["Дню открытых дверей"]),
        ("завод | ферма", "завод и ферму", ["завод", "ферму"]),
        ("план* ~2 профориент*", "профориентационной работы план", ["профориентационной работы план"]),
        ("посетил* >3 завод*", "завод посетили, посетили новый завод", ["посетили, посетили новый завод", "посетили новый завод"]),
        ("школа * завод", "школа и завод", ["школа и завод"]),
        ("лес (сад|поле)", "лес поле", ["лес поле"]),
    ],
)
def test_each_sign_finds_its_words(source: str, text: str, literal: list[str]) -> None:
    """What a pattern finds is quoted as it stands."""
    assert found(source, text) == literal


def test_a_list_stands_for_its_patterns() -> None:
    """A shared list is any one of its patterns, lists inside lists too."""
    lists = {"plant": ("завод*", "цех*"), "place": ("@plant", "ферм*")}
    assert found("посетил* ~2 @place", "посетили цех, посетили ферму", lists=lists) == [
        "посетили цех",
        "посетили цех, посетили ферму",
        "цех, посетили",
        "посетили ферму",
    ]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("", "a word is missing"),
        ("   ", "a word is missing"),
        ("(завод", "not closed"),
        ("завод)", "unexpected ')'"),
        ("завод ~3", "a word is missing"),
        ("~3 завод", "a word is missing"),
        ("завод | ", "a word is missing"),
        ("()", "a word is missing"),
        ('""', "empty quotation marks"),
        ('"завод', "cannot read"),
        ("а*", "finds everything"),
        ("за*вод", "only at a word's end"),
        ("завод**", "only at a word's end"),
        ("«»", "is no word"),
        ("завод ~ ферма", "cannot read"),
        ("@нет", "there is no list @нет"),
        ("@plant @", "cannot read"),
    ],
)
def test_a_mistake_gets_a_sentence(source: str, says: str) -> None:
    """Whoever writes a rule reads what is wrong with it."""
    with pytest.raises(PatternError) as caught:
        parse(source, {"plant": ("завод*",)})
    assert says in str(caught.value)


def test_a_list_that_names_itself_is_told() -> None:
    """A ring of lists is a mistake, not an endless walk."""
    with pytest.raises(PatternError, match="refers to itself"):
        parse("@first", {"first": ("@second",), "second": ("лес", "@first")})


def test_a_mistake_inside_a_list_names_the_list() -> None:
    """A mistake is told where it stands."""
    with pytest.raises(PatternError, match="of the list @plant"):
        parse("@plant", {"plant": ("завод)",)})


def test_an_empty_list_is_told() -> None:
    """A list without patterns finds nothing and is a mistake."""
    with pytest.raises(PatternError, match="is empty"):
        parse("@plant", {"plant": ()})


def test_what_was_read_before_counts_all_the_same() -> None:
    """Lists read once for many patterns are held to the limits of each: how deep they lie in one another, and how many words they make."""
    deep = {f"l{at}": (f"@l{at + 1}",) for at in range(12)} | {"l12": ("лес",)}
    read: dict[str, ReadList] = {}
    for at in range(12, 0, -1):
        parse(f"@l{at}", deep, read)
    with pytest.raises(PatternError, match="lists inside each other"):
        parse("@l0", deep, read)
    wide = {"words": tuple(f"слово{at}" for at in range(3_000)), "more": ("@words", "@words", "@words", "@words")}
    words: dict[str, ReadList] = {}
    parse("@words", wide, words)
    with pytest.raises(PatternError, match="more than 10000 words"):
        parse("@more", wide, words)


def test_brackets_nest_only_so_deep() -> None:
    """A dozen brackets inside each other are enough for anybody."""
    parse("(" * 12 + "лес" + ")" * 12)
    with pytest.raises(PatternError, match="brackets inside each other"):
        parse("(" * 13 + "лес" + ")" * 13)


def test_a_pattern_is_only_so_long() -> None:
    """A pattern of many pages is a mistake."""
    with pytest.raises(PatternError, match="longer than"):
        parse("лес " * 2000)


def test_lists_multiply_only_by_what_is_written() -> None:
    """The words of a pattern are those of its lists, each once."""
    assert atoms_of(parse("@plant ~3 (завод*|лес)", {"plant": ("завод*", "цех")})) == {
        Atom("prefix", "завод"),
        Atom("forms", "цех"),
        Atom("forms", "лес"),
    }


@given(st.text(alphabet='абв АБ*()|~>3"@ё-«', max_size=40))
def test_any_writing_is_a_pattern_or_a_sentence(source: str) -> None:
    """Whatever is written in a rule, it is read or told to be wrong; nothing else happens."""
    try:
        pattern = parse(source, {"аб": ("лес",)})
    except PatternError as error:
        assert str(error)
    else:
        assert atoms_of(pattern)
