"""Where patterns match: word by word, against a slow and plain second opinion."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_audit.text import patterns
from site_audit.text.lexicon import Lexicon
from site_audit.text.patterns import Atom, Either, Near, Pattern, parse
from site_audit.text.reading import Reading, Span
from tests.text.matching import found, plainly, written

WORDS = ("лес", "поле", "река", "сад")
ATOMS = st.sampled_from(WORDS).map(lambda word: Atom("exact", word))
BLOCKS = st.lists(st.lists(st.lists(st.sampled_from((*WORDS, "дорога")), max_size=7), max_size=2), max_size=3)


def _near(inner: st.SearchStrategy[Pattern]) -> st.SearchStrategy[Pattern]:
    return st.builds(Near, inner, inner, st.integers(0, 4), st.booleans())


def _grown(inner: st.SearchStrategy[Pattern]) -> st.SearchStrategy[Pattern]:
    """A larger pattern of smaller ones; «*» stands inside a row of words, as rules write it."""
    row = st.builds(lambda first, gap, second: patterns.Sequence((first, *gap, second)), inner, st.lists(_ANY, max_size=2), inner)
    either = st.lists(inner, min_size=2, max_size=3).map(lambda options: Either(tuple(options)))
    return st.one_of(row, either, _near(inner))


_ANY: st.SearchStrategy[Pattern] = st.just(Atom("any", "*"))
PATTERNS: st.SearchStrategy[Pattern] = st.recursive(ATOMS, _grown, max_leaves=6)


@given(PATTERNS, BLOCKS)
def test_matches_are_those_of_a_plain_search(pattern: Pattern, blocks: list[list[list[str]]]) -> None:
    """Neighbours, distance, order and choice mean what a plain trial of everything says, within sentences and blocks."""
    reading = Reading([written(block) for block in blocks], Lexicon([pattern]))
    assert {(span.first, span.last) for span in reading.spans(pattern)} == plainly(pattern, blocks)


@given(PATTERNS, BLOCKS)
def test_matches_come_in_order_and_once(pattern: Pattern, blocks: list[list[list[str]]]) -> None:
    """Each match is told once, by its place."""
    reading = Reading([written(block) for block in blocks], Lexicon([pattern]))
    spans = reading.spans(pattern)
    assert spans == sorted(set(spans))


@given(PATTERNS, BLOCKS, st.integers(0, 8), st.integers(0, 8))
def test_within_keeps_what_lies_between(pattern: Pattern, blocks: list[list[list[str]]], first: int, last: int) -> None:
    """Of all matches those that lie wholly in the stretch."""
    reading = Reading([written(block) for block in blocks], Lexicon([pattern]))
    assert reading.within(pattern, first, last) == [s for s in reading.spans(pattern) if first <= s.first and s.last <= last]


@given(st.lists(PATTERNS, min_size=2, max_size=4), BLOCKS)
def test_other_rules_do_not_change_a_match(many: list[Pattern], blocks: list[list[list[str]]]) -> None:
    """A pattern matches the same alone and in a pack of others."""
    texts = [written(block) for block in blocks]
    together = Reading(texts, Lexicon(many))
    assert [together.spans(one) for one in many] == [Reading(texts, Lexicon([one])).spans(one) for one in many]


def test_a_quote_is_literal() -> None:
    """What is quoted stands in the text as it is, with its marks and its capitals."""
    assert found("план* ~3 профориент*", "Наш  ПЛАН (проект): профориентационная работа") == ["ПЛАН (проект): профориентационная"]


def test_nothing_reaches_across_blocks() -> None:
    """A heading and the paragraph under it are two texts."""
    assert found("план ~5 завод", "План", "завод") == []
    assert found("план завод", "План", "завод") == []


def test_distance_ends_with_the_sentence() -> None:
    """Words of two sentences are not near each other; words that follow right upon each other may be."""
    assert found("сад ~5 поле", "Цветёт сад. Поле спит. В саду и в поле тихо.") == ["саду и в поле"]
    assert found("сад поле", "Цветёт сад. Поле спит.") == ["сад. Поле"]


def test_overlapping_words_are_not_near_each_other() -> None:
    """One and the same word cannot be both sides of a distance."""
    assert found("(школьн*) ~3 (школьн*|класс*)", "школьная линейка") == []


def test_a_word_means_all_its_rule_words() -> None:
    """A word of a text may be several words of rules at once: by form, by beginning, by exact writing."""
    patterns_ = [parse("завод"), parse("зав*"), parse('"завода"')]
    reading = Reading(["у завода"], Lexicon(patterns_))
    assert [reading.spans(pattern) for pattern in patterns_] == [[Span(1, 1)]] * 3


def test_an_unknown_pattern_is_taken_in() -> None:
    """A pattern made after the table was built matches in texts read from then on."""
    lexicon = Lexicon([parse("лес")])
    later = parse("поле ~2 река")
    lexicon.number(later)
    assert Reading(["река и поле"], lexicon).spans(later) == [Span(0, 2)]


def test_empty_texts_hold_nothing() -> None:
    """No blocks, or blocks without words, match nothing."""
    pattern = parse("лес | поле")
    assert Reading([], Lexicon([pattern])).spans(pattern) == []
    assert Reading(["", " – "], Lexicon([pattern])).spans(pattern) == []
