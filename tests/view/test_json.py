"""The JSON files: exactly what the contract and the shipped schemas say."""

from __future__ import annotations

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from site_audit.model import Audit
from site_audit.score import district_registers
from site_audit.view.json import district_json, dumped, schema, school_json

from . import sample

AUDITS = {"rich": sample.rich(), "hostile": sample.hostile(), "unreachable": sample.unreachable()}
KEYS = "schema school run audited_at as_of method pack indicator reach findings plans events partners failures warnings"


def _school(audit: Audit) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(dumped(school_json(audit, sample.RULEBOOK, district=sample.DISTRICT)))
    return loaded


@pytest.mark.parametrize("name", ["school", "district"])
def test_shipped_schemas_are_schemas(name: str) -> None:
    """The files we ship say what they mean."""
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("name", AUDITS)
def test_a_school_fits_its_schema(name: str) -> None:
    """Rich, hostile and unreachable alike, with the keys of the contract in their order and all 35 findings."""
    report = _school(AUDITS[name])
    jsonschema.validate(report, schema("school"))
    assert list(report) == KEYS.split()
    assert len(report["findings"]) == 35


def test_the_unreachable_is_null_not_zero() -> None:
    """No value, no bounds, no level, no score."""
    report = _school(AUDITS["unreachable"])
    assert [report["indicator"][key] for key in ("value", "low", "high", "level", "found_share")] == [None] * 5
    assert set(report["indicator"]["directions"].values()) == {None}
    assert {one["outcome"] for one in report["findings"]} == {"unknown"}
    assert {one["score"] for one in report["findings"]} == {None}


def test_numbers_are_printed_by_the_method() -> None:
    """The indicator has one digit; scores and factors are exact."""
    report = _school(AUDITS["rich"])
    assert report["indicator"]["value"] == round(report["indicator"]["value"], 1)
    finding = next(one for one in report["findings"] if one["criterion"] == "responsible_person")
    assert finding["score"] == 0.475
    assert finding["factors"] == {"found": 1.0, "completeness": 0.5, "currency": 1.0, "navigation": 0.95, "html": 1.0}


def test_quotes_and_places_stay_literal() -> None:
    """What is shown to machines is not shortened, translated or escaped."""
    report = _school(AUDITS["hostile"])
    evidence = report["findings"][0]["evidence"][0]
    assert evidence["quote"] == sample.HOSTILE + sample.LONG
    assert evidence["url"] == "javascript:alert(3)"
    rich = _school(AUDITS["rich"])["findings"][6]["evidence"][0]
    assert (rich["place"], rich["date"], rich["confidence"]) == ("page 4, p[2]", None, 0.93)


def test_a_gap_has_its_recommendation_and_a_full_score_none() -> None:
    """Absent and partial findings advise, full ones do not."""
    for one in _school(AUDITS["rich"])["findings"]:
        if one["outcome"] in ("absent", "partial", "unknown"):
            assert one["recommendation"]
        elif one["score"] == 1 or one["outcome"] == "not_applicable":
            assert one["recommendation"] == ""


def test_half_characters_do_not_break_the_file() -> None:
    """Broken UTF-16 from a site becomes a mark, not an error."""
    assert dumped({"title": "a\ud800b"}).encode("utf-8").decode("utf-8") == '{\n  "title": "a?b"\n}\n'


def test_a_district_fits_its_schema() -> None:
    """Places with ties, nulls for the not assessed, 35 criteria, at most three measures."""
    audits = sample.district()
    report = json.loads(dumped(district_json(audits, sample.RULEBOOK, ranks=sample.ranks(audits), district=sample.DISTRICT)))
    jsonschema.validate(report, schema("district"))
    assert [one["place"] for one in report["schools"]] == [1, 2, 2, 4, 5, None]
    assert report["schools"][-1]["value"] is None
    assert report["assessed"] == 5
    assert len(report["criteria"]) == 35
    assert len(report["measures"]) == 3


def test_the_registers_of_a_district_fit_the_schema() -> None:
    """Partners and events with their schools and trails, plans by school; an agreement keeps number, day and term."""
    audits = sample.district()
    together = district_registers(audits)
    made = district_json(audits, sample.RULEBOOK, ranks=sample.ranks(audits), district=sample.DISTRICT, registers=together)
    report = json.loads(dumped(made))
    jsonschema.validate(report, schema("district"))
    (partner,) = report["partners"]
    (tie,) = partner["schools"]
    assert (partner["name"], tie["id"], tie["trail"][0]["form"]) == (
        "Заречный аграрный техникум",
        "school-1",
        "Заречным аграрным техникумом",
    )
    assert tie["agreements"] == [{"number": "14", "date": "2026-09-02", "until": "2027-08-31", "endless": False}]
    assert [one["title"] for one in report["events"]] == ["Экскурсия на молочный завод", "День профессий"]
    assert {one["id"]: len(one["plans"]) for one in report["plans"]}["school-1"] == 1


def test_an_empty_district_fits_its_schema() -> None:
    """A run without schools is still a report."""
    report = district_json((), sample.RULEBOOK, ranks={}, district=sample.DISTRICT)
    jsonschema.validate(json.loads(dumped(report)), schema("district"))
