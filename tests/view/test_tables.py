"""The open data: every table is described, the public tool accepts the package, and the indicator can be computed again from it."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from frictionless import Package, system

from site_audit.model import Outcome
from site_audit.score.indicator import rank
from site_audit.view.csv import cell, csv_text
from site_audit.view.datapackage import meaning_of, path_of, title_of
from site_audit.view.edition import Edition, public
from site_audit.view.publication import FORMATS, files_of, known_formats
from site_audit.view.tables import tables
from site_audit.view.words import LOCALES, Locale

from . import sample

AUDITS = (sample.rich(), sample.hostile(), sample.unreachable())


def _edition(locale: Locale = "ru") -> Edition:
    ranks = rank({one.school.id: one.indicator.value for one in AUDITS})
    return Edition("20261123-0214", AUDITS, sample.RULEBOOK, ranks, sample.DISTRICT, locale)


def _rows(name: str) -> list[dict[str, str]]:
    table = next(one for one in tables(_edition()) if one.name == name)
    return list(csv.DictReader(io.StringIO(csv_text(table))))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_column_has_a_title_and_a_meaning(locale: Locale) -> None:
    """No table and no column is left without words, in either language."""
    edition = _edition(locale)
    for table in tables(edition):
        assert edition.words.say(f"table.{table.name}.title")
        for column in table.columns:
            assert title_of(column, edition.words) and meaning_of(column, edition.words), (table.name, column.name)


def test_closed_words_have_words() -> None:
    """A code that stands in a column can be said in the reader's language."""
    edition = _edition()
    for table in tables(edition):
        for column in table.columns:
            for value in column.values:
                assert edition.words.known(column.codes.format(value)), (table.name, column.name, value)


def test_the_package_is_valid(tmp_path: Path) -> None:
    """The public tool finds no mistake in descriptor, types, keys and references, with hostile texts inside."""
    for path, content in files_of(_edition(), ("csv",)):
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "message"])
    assert report.stats["tasks"] == len(tables(_edition()))


def test_a_spoilt_table_is_not_valid(tmp_path: Path) -> None:
    """The check can fail: a word where a number belongs is found."""
    for path, content in files_of(_edition(), ("csv",)):
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.replace(b",high,", b",higher,") if path == "district.csv" else content)
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_the_indicator_can_be_computed_again() -> None:
    """From factors, criteria and directions alone, without our code: the printed values of all assessed schools come out."""
    weights = {one["direction"]: Decimal(one["direction_weight"]) for one in _rows("directions")}
    measures = {one["criterion"]: one["measure"] for one in _rows("criteria")}
    earned: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    whole: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for one in _rows("factors"):
        q = Decimal(one["found"])
        for name in ("completeness", "currency", "navigation", "html", "file"):
            q *= Decimal(one[name] or 1)
        if measures[one["criterion"]] == "product":
            assert q == Decimal(one["q"]), one
        place = (one["school_id"], one["direction"])
        earned[place] += int(one["weight"]) * Decimal(one["q"])
        whole[place] += int(one["weight"])
    checked = 0
    for school in _rows("schools"):
        own = {place[1]: 100 * earned[place] / total for place, total in whole.items() if place[0] == school["school_id"]}
        if not own:
            assert school["value"] == ""
            continue
        weighed = sum((weights[one] * points for one, points in own.items()), Decimal(0))
        value = weighed / sum((weights[one] for one in own), Decimal(0))
        assert abs(value - Decimal(school["value"])) <= Decimal("0.05")
        checked += 1
    assert checked == 2


def test_what_a_spreadsheet_would_run_is_disarmed() -> None:
    """A title of a hostile site never begins as a formula; numbers and signs of our own stay."""
    assert cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert cell("\t=1") == "'=1"
    assert cell("+7 863") == "'+7 863"
    assert cell(Decimal("-1.50")) == "-1.50"
    assert cell(None) == "" and cell(True) == "true"
    for table in tables(_edition()):
        for row in csv.reader(io.StringIO(csv_text(table))):
            assert not [one for one in row if one.startswith(("=", "+", "@", "\t"))]


def test_an_edition_for_everybody_holds_no_near_misses() -> None:
    """No near misses, no pages with personal data, none of the operator's own columns."""
    own = replace(AUDITS[0], school=replace(AUDITS[0].school, more=(("Телефон директора", "8-900"),)))
    for audit in public((own, *AUDITS)):
        assert not audit.warnings and not audit.notes and not audit.school.more
        assert not [one for one in audit.findings if one.candidates]
    assert [one for audit in AUDITS for finding in audit.findings if finding.outcome is Outcome.ABSENT for one in finding.candidates]


def test_a_format_nobody_knows_is_told() -> None:
    """The sentence names what there is."""
    assert known_formats("html, csv,html") == ("html", "csv")
    with pytest.raises(Exception, match="html"):
        known_formats("html,ods")
    with pytest.raises(Exception, match="не поддерживается"):
        known_formats(" , ")
    assert set(FORMATS) >= {"html", "json", "csv", "xlsx"}


def test_each_table_has_its_file() -> None:
    """The paths of the package are the paths of the files."""
    files = dict(files_of(_edition(), ("csv",)))
    package = json.loads(files["datapackage.json"])
    described = {one["path"] for one in package["resources"]}
    assert described == set(files) - {"datapackage.json"} == {path_of(one) for one in tables(_edition())}
