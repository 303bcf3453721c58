"""Whether two tellings are of one event: on one site, and on the sites of two schools."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from site_audit.text.retold import SAME_PARTNER, SAME_WORDS, Retold, why_joint, why_one_event

DAY = date(2026, 10, 14)
NEWS = Retold(DAY, "excursion", "ооо амилко", frozenset({8}), frozenset({"на заводе амилко", "ученики 8 класса посетили завод амилко"}))
ALBUM = replace(NEWS, day=DAY + timedelta(1), texts=frozenset({"фотоотчет", "наши дети у технологов"}))
LATER = replace(NEWS, day=DAY + timedelta(3))


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (ALBUM, SAME_PARTNER),
        (LATER, SAME_WORDS),
        (replace(NEWS, grades=frozenset()), SAME_WORDS),
        (replace(NEWS, day=None), SAME_WORDS),
        (replace(NEWS, partner="", texts=frozenset({"завод амилко"}), brief=True), SAME_WORDS),
        (replace(NEWS, kind="meeting"), SAME_WORDS),
        (replace(NEWS, day=DAY + timedelta(5)), ""),
        (replace(ALBUM, day=DAY + timedelta(3)), ""),
        (replace(NEWS, grades=frozenset({9})), ""),
        (replace(NEWS, partner="спк колос"), ""),
        (replace(ALBUM, kind="meeting"), ""),
        (replace(ALBUM, partner=""), ""),
        (replace(NEWS, day=None, partner=""), ""),
    ],
)
def test_the_album_tells_what_the_news_tell(other: Retold, why: str) -> None:
    """Days close by with the same words, or the same kind, partner and day; other classes, places and weeks are other events."""
    assert why_one_event(NEWS, other) == why_one_event(other, NEWS) == why


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (replace(NEWS, grades=frozenset({9}), texts=frozenset({"наша поездка"})), SAME_PARTNER),
        (LATER, SAME_WORDS),
        (replace(LATER, texts=frozenset({"наша поездка"})), ""),
        (replace(NEWS, kind="meeting"), ""),
        (replace(NEWS, partner="спк колос"), ""),
        (replace(NEWS, day=None), ""),
        (replace(NEWS, day=DAY + timedelta(5)), ""),
    ],
)
def test_schools_went_together_where_day_and_place_are_the_same(other: Retold, why: str) -> None:
    """On another day only the same words tell; classes of two schools may well differ."""
    assert why_joint(NEWS, other) == why_joint(other, NEWS) == why


def test_without_a_partner_only_telling_words_join_schools() -> None:
    """«День профессий» of two schools on one day is two events, a named action is one."""
    plain = Retold(DAY, "lesson", "", frozenset(), frozenset({"день профессий"}))
    named = replace(plain, texts=frozenset({"всероссийская акция урок цифры для школьников"}))
    assert why_joint(plain, plain) == ""
    assert why_joint(named, named) == SAME_WORDS
