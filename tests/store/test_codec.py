"""Values come back from JSON as they were."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_audit.errors import MachineError
from site_audit.model import Audit, Document, Link, School, Seen, Sighting, Visit
from site_audit.store import codec
from tests.store import made

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(codec="utf-8"), max_size=12),
    int: st.integers(-(2**40), 2**40),
    bool: st.booleans(),
    bytes: st.binary(max_size=40),
    float: st.floats(allow_nan=False, allow_infinity=False),
    date: st.dates(),
    datetime: st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=ZONES),
    Decimal: st.decimals(min_value=-1000, max_value=1000, allow_nan=False, places=12),
    NoneType: st.none(),
}


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of `model`: plain ones as the program makes them (aware moments, finite numbers), the others built of these."""
    if kind in PLAIN:
        return PLAIN[kind]
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{field.name: any_of(hints[field.name]) for field in fields(kind)})
    inner = get_args(kind)
    if get_origin(kind) is not tuple:
        return st.one_of(*map(any_of, inner)) if inner else st.sampled_from(list(kind))
    return st.lists(any_of(inner[0]), max_size=2).map(tuple) if inner[-1] is Ellipsis else st.tuples(*map(any_of, inner))


@settings(max_examples=25)
@given(any_of(Audit))
def test_an_audit_comes_back_equal(audit: Audit) -> None:
    """Whatever an audit holds, its JSON gives an equal audit, the zone of its moment included."""
    again = codec.audit_from(codec.audit_json(audit))
    assert again == audit
    assert again.audited_at.utcoffset() == audit.audited_at.utcoffset()


@settings(max_examples=25)
@given(any_of(School))
def test_a_school_comes_back_equal(school: School) -> None:
    """Whatever a row of the list holds, its JSON gives an equal school."""
    assert codec.school_from(codec.school_json(school)) == school


@settings(max_examples=40)
@given(any_of(Visit))
def test_a_visit_comes_back_equal(visit: Visit) -> None:
    """Whatever was visited, its JSON gives an equal visit, every byte of the body included."""
    assert codec.visit_from(codec.visit_json(visit)) == visit


def test_decimals_lose_no_digit() -> None:
    """The indicator is kept unrounded: a decimal comes back with all its digits."""
    third = Decimal(100) / Decimal(3)
    audit = made.audit("r")
    audit = replace(audit, indicator=replace(audit.indicator, value=third))
    assert codec.audit_from(codec.audit_json(audit)).indicator.value == third


def test_a_walk_is_kept_without_its_sightings() -> None:
    """Sightings come again from the archive, so the walk's JSON leaves them out and keeps the rest."""
    document = Document("http://a.example/", "sha256:1", "text/html", "Школа", ())
    seen = replace(made.walk(), sightings=(Sighting(Link("http://a.example/"), 0, made.NIGHT, document),))
    assert codec.walk_from(codec.walk_json(seen)) == replace(seen, sightings=())


def test_half_a_surrogate_pair_does_not_stop_the_writing() -> None:
    """Hostile JSON-LD can smuggle in text that UTF-8 cannot say; it is kept with a question mark in its place."""
    link = Link("http://a.example/", "план \ud800")
    assert codec.link_from(codec.link_json(link)).text == "план ?"


def test_fields_added_later_take_their_default() -> None:
    """An older row without a field that has a default is still read."""
    card: dict[str, Any] = json.loads(codec.audit_json(made.audit("r")))
    del card["visited"], card["notes"]
    assert codec.audit_from(json.dumps(card)) == made.audit("r")


def test_unreadable_json_is_a_sentence_with_its_places() -> None:
    """A row nobody can read names the fields that are wrong."""
    with pytest.raises(MachineError, match="cannot read") as caught:
        codec.school_from('{"id": "a", "name": 5}')
    assert any(mistake.startswith("url:") for mistake in caught.value.mistakes)


def test_a_walk_of_nothing_is_a_walk() -> None:
    """A site that shows nothing has a walk all the same."""
    assert codec.walk_from(codec.walk_json(Seen("http://a.example/", ()))) == Seen("http://a.example/", ())
