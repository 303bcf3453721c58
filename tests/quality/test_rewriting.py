"""Mutations are fair: what a person would read the same stays readable, and what cannot be guessed is left alone."""

from __future__ import annotations

from random import Random

import pytest

from site_audit.text.forms import is_known
from tests.quality.rewriting import KINDS, rewritten, said

EVERY = {name: mutation for named in KINDS.values() for name, mutation in named.items()}
PAGE = "<title>Новости</title><p>12.10.2026 ученики 8 «А» посетили предприятие, тел. 8-863-000-00-00, mail@school.example</p>"


@pytest.mark.parametrize("name", EVERY)
def test_numbers_and_addresses_stay(name: str) -> None:
    """No mutation touches a date, a telephone, an address or a tag."""
    changed = rewritten(PAGE, EVERY[name], Random(1))
    assert all(kept in changed for kept in ("12.10.2026", "8-863-000-00-00", "mail@school.example", "<title>", "</p>"))


@pytest.mark.parametrize("name", EVERY)
def test_the_same_draw_gives_the_same_text(name: str) -> None:
    """The gate's sample is the same on every machine."""
    assert rewritten(PAGE, EVERY[name], Random("a")) == rewritten(PAGE, EVERY[name], Random("a"))


def test_a_slip_makes_no_other_word() -> None:
    """What comes of a slip stands in no dictionary: the meaning is not changed unseen."""
    text = "профессиональное самоопределение старшеклассников"
    for seed in range(40):
        changed = said(text, EVERY["one slip"], Random(seed)).split()
        assert all(word in text.split() or not is_known(word) for word in changed)
