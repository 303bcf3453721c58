"""Conditions tried step by step, and what is said of the one that fails."""

from __future__ import annotations

from site_audit.detect import attempts
from site_audit.detect.conditions import examples
from site_audit.model import Reason
from site_audit.text.patterns import parse
from tests.detect.made import TODAY, page
from tests.detect.small_pack import small_pack

LISTS = {"long": ("договор*", "соглашени*", "СПО", "план* ~3 работ*"), "far": ("план* ~3 работ*", "день 9")}


def test_examples_are_the_plainest_words() -> None:
    """Of lists and choices some words a reader can check; nothing of distances."""
    assert examples(parse("@long", LISTS)) == "договор*|соглашени*|СПО"
    assert examples(parse("(ферм*|@long)", LISTS)) == "ферм*|договор*|соглашени*"
    assert examples(parse("рабоч* мест*")) == "рабоч* мест*"
    assert examples(parse("план* ~3 работ*")) == ""
    assert examples(parse("* мест*")) == ""
    assert examples(parse("@far", LISTS)) == "день 9"


def tried(criterion: str, html: str) -> dict[str, list[tuple[str, list[str], Reason | None]]]:
    """By signal: where its words stand, the kinds of the conditions tried, and why the last failed."""
    pack = small_pack()
    came = attempts(pack.criterion(criterion), page(html), pack, as_of=TODAY)
    return {
        each.signal.id: [(one.seen, [step.kind for step in one.steps], one.failed.failed if one.failed else None) for one in each.attempts]
        for each in came
    }


def test_every_place_of_a_signal_is_tried_up_to_what_failed() -> None:
    """A visit told passes everything; one planned stops at its first condition that fails."""
    html = "<main><h1>Новости</h1><p>Ученики 8 класса побывали на заводе.</p><h2>Май</h2><p>Экскурсия на завод возможна.</p></main>"
    told = tried("visits", html)["told"]
    assert told[0] == ("побывали на заводе", ["where", "denied", "check", "check", "check"], None)
    assert told[1] == ("Экскурсия на завод", ["where", "denied", "check"], Reason("fails_held", (("argument", ""),)))


def test_words_that_speak_against_it_are_shown() -> None:
    """What was seen is told as it stands on the page."""
    (told,) = tried("plan", "<title>Отчёт: план по профориентации</title><main><p>Слова.</p></main>")["titled"]
    reason = told[2]
    assert reason is not None and reason.code == "speaks_of"
    assert dict(reason.facts) == {"words": "отчет*", "scope": "title", "seen": "Отчёт"}


def test_a_signal_whose_words_are_nowhere_is_told_too() -> None:
    """It was tried, and nothing was seen."""
    assert tried("pact", "<main><p>Слова.</p></main>") == {"named": []}


def test_pupils_names_are_masked_in_what_was_seen() -> None:
    """Neither the words seen nor those that speak against it repeat a pupil's name."""
    html = "<main><p>Экскурсия ученика Петрова И. С. на завод.</p></main>"
    ((seen, _, _),) = tried("visits", html)["told"]
    assert "Петров" not in seen


def test_many_places_are_shown_by_the_first() -> None:
    """A page full of the words is taught by a few; the rest are counted."""
    pack = small_pack()
    rows = "".join(f"<li>Экскурсия на завод {number} состоится</li>" for number in range(50))
    (one,) = attempts(pack.criterion("visits"), page(f"<main><ul>{rows}</ul></main>"), pack, as_of=TODAY)
    assert (len(one.attempts), one.more) == (5, 45)
