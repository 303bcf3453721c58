"""The same text at several schools of a run."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from time import process_time

import pytest

from site_audit.detect.textprints import sketch_of
from site_audit.model import Audit, Indicator, PackId, School, TextPrint, Warning
from site_audit.score.same_text import NAMED, WARNINGS, common_share, with_same_text
from tests.score.made import ENOUGH

INDICATOR = Indicator(None, None, None, None, (), None, None, "")
AT = datetime(2026, 11, 23, tzinfo=UTC)
SECONDS = 20.0  # some two on an idle machine


def text(seed: int, words: int = 300) -> list[str]:
    """The words of a text of its own."""
    chosen = random.Random(seed)
    return [f"слово{chosen.randrange(10_000)}" for _ in range(words)]


def changed(words: Sequence[str], every: int) -> list[str]:
    """The text with every so-many-th word replaced."""
    return [f"иное{number}" if number % every == 0 else word for number, word in enumerate(words)]


def audit(name: str, *texts: Sequence[str], url: str = "", warnings: tuple[Warning, ...] = ()) -> Audit:
    """An audit of a school that shows these texts."""
    home = url or f"http://{name}.example/"
    prints = tuple(TextPrint(f"{home}{number}", sketch_of(" ".join(words))) for number, words in enumerate(texts))
    school = School(name, f"Школа {name}", home)
    return Audit(school, "run", AT, date(2026, 11, 23), PackId("p", "1", ""), INDICATOR, ENOUGH, (), warnings=warnings, prints=prints)


def told(audits: Sequence[Audit]) -> list[list[tuple[str, str]]]:
    """Address and detail of each school's warnings of this kind."""
    return [[(one.url, one.detail) for one in each.warnings if one.kind == "same_text"] for each in with_same_text(audits)]


def test_a_copied_text_is_told_at_both_schools() -> None:
    """Each is told the other's name; a school with its own text is told nothing."""
    audits = [audit("a", text(1), text(2)), audit("b", text(3), changed(text(1), 60)), audit("c", text(4))]
    assert told(audits) == [[("http://a.example/0", "Школа b")], [("http://b.example/1", "Школа a")], []]


@pytest.mark.parametrize(("every", "same"), [(80, True), (50, True), (15, False), (6, False)])
def test_four_fifths_in_common_is_the_same(every: int, same: bool) -> None:
    """A name put in here and there leaves it the same text; a word in fifteen changed makes it another."""
    short = (text(1, 60), changed(text(1, 60), every))
    long = (text(2, 3_000), changed(text(2, 3_000), every))
    for first, second in (short, long):
        assert bool(told([audit("a", first), audit("b", second)])[0]) is same


def test_short_texts_are_compared_exactly() -> None:
    """A print that holds all runs of words tells the true share."""
    words = text(5, 50)
    first, second = (frozenset(TextPrint("", sketch_of(" ".join(each))).hashes) for each in (words, words[:45] + text(6, 5)))
    assert common_share(first, second) == pytest.approx(41 / 51)


def test_many_schools_are_named_in_short() -> None:
    """Some by name in the order of the list, the rest by number."""
    audits = [audit(f"s{number}", changed(text(1), 150 + number % 3)) for number in range(8)]
    assert told(audits)[0] == [("http://s0.example/0", "Школа s1; Школа s2; Школа s3; +4")]
    assert NAMED == 3


def test_one_site_listed_twice_is_no_copy() -> None:
    """The same address, and another page of the same site."""
    assert told([audit("a", text(1)), audit("b", text(1), url="http://www.a.example/")]) == [[], []]


def test_it_is_repeatable_and_replaces_what_was_told_before() -> None:
    """Done twice it gives the same; an old warning whose twin is gone gives way, the others stay."""
    other = Warning("foreign_forms", "http://a.example/0", "forms.example")
    audits = [audit("a", text(1), warnings=(other, Warning("same_text", "http://a.example/0", "Школа x"))), audit("b", text(1))]
    once = with_same_text(audits)
    assert with_same_text(once) == once
    assert with_same_text(once[:1])[0].warnings == (other,)
    assert [set(each.warnings) for each in with_same_text(audits[::-1])] == [set(each.warnings) for each in once[::-1]]


def test_of_one_school_so_many_are_told() -> None:
    """A site copied whole is told by its first texts."""
    texts = [text(number, 80) for number in range(WARNINGS + 5)]
    assert len(told([audit("a", *texts), audit("b", *texts)])[0]) == WARNINGS


def test_a_district_of_copies_is_compared_in_bounded_time() -> None:
    """Hundreds of schools with the same texts in hundreds of versions, made so that each shares the beginnings of all."""
    shared = [f"{number:08x}" for number in range(8)]
    rest = random.Random(7)
    audits = []
    for school in range(200):
        tails = ["".join(sorted(f"{rest.randrange(2**28, 2**32):08x}" for _ in range(56))) for _ in range(5)]
        prints = tuple(TextPrint(f"http://s{school}.example/{number}", "".join(shared) + tail) for number, tail in enumerate(tails))
        audits.append(replace(audit(f"s{school}"), prints=prints))
    began = process_time()
    assert told(audits) == [[] for _ in audits]
    assert process_time() - began < SECONDS
