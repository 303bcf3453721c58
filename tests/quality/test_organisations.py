"""The gate of the registers: how well mentions of organisations are recognised and merged must not fall."""

from __future__ import annotations

from tests.quality.organisations import mentions, merged, organisations


def test_mentions_are_recognised_and_merged() -> None:
    """Floors: nearly all recognised, no two organisations taken for one, nearly no organisation for two."""
    result = merged(mentions())
    right, wrong, missed = result.pairs()
    named = [(one, found) for one, found in zip(result.mentions, result.found, strict=True) if one.key != "-"]
    assert sum(found is not None for _, found in named) >= 0.98 * len(named)
    assert right / (right + wrong) >= 0.995
    assert right / (right + missed) >= 0.98


def test_the_list_holds_together() -> None:
    """Each organisation is named at least twice, each mention is of an organisation, parents are in the list."""
    known = organisations()
    keys = [one.key for one in mentions() if one.key != "-"]
    assert set(keys) == set(known)
    assert all(keys.count(key) > 1 for key in known)
    assert {one.parent for one in known.values()} <= {"", *known}
