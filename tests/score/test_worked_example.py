"""The worked example of `docs/method.md` comes out as the page says, from what was seen to the number."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from site_audit.model import Dating, Detected, Finding, Indicator, Promise, Trouble
from site_audit.rulepack.schema import Criterion
from site_audit.score.conclude import conclude
from site_audit.score.indicator import indicate, printed
from tests.score.made import ENOUGH, SCHOOL, made_criterion, made_detected, made_direction, made_group, made_must, made_news

PAGE = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
EXAMPLE: dict[str, Any] = tomllib.loads(re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[-1], parse_float=str)
EXPECTED: dict[str, str] = EXAMPLE["expected"]


def musts_of(row: dict[str, Any]) -> tuple[str, ...]:
    """Names for as many requirements as the row says."""
    return tuple(f"must_{n}" for n in range(row.get("musts", 0)))


def criterion_of(row: dict[str, Any]) -> Criterion:
    """A row of the example as a criterion."""
    told = {name: row[name] for name in ("direction", "weight", "grades") if name in row}
    measure = "news_rate" if "news" in row else "product"
    return made_criterion(row["id"], row["factors"], time=row["time"], musts=[*map(made_must, musts_of(row))], measure=measure, **told)


def detected_of(row: dict[str, Any]) -> Detected:
    """What was seen for a row of the example."""
    if "news" in row:
        kinds = row["news"].items()
        return made_detected(publications=tuple(made_news(day, kind, announcement=kind == "announcement") for kind, day in kinds))
    if "promised" in row:
        return made_detected(promises=(Promise(row["id"], "http://school.example/x", "Профориентация", Trouble(row["promised"])),))
    if "seen" not in row:
        return made_detected()
    seen = row["seen"]
    met, dating = musts_of(row)[: seen.get("met", 0)], Dating(year=seen.get("year"))
    return made_detected(made_group(criterion=row["id"], met=met, dating=dating, clicks=seen["clicks"], savable=seen.get("file", False)))


def finding_of(row: dict[str, Any]) -> Finding:
    """The finding of a row of the example."""
    school = replace(SCHOOL, grades=tuple(EXAMPLE["grades"]))
    return conclude(criterion_of(row), detected_of(row), ENOUGH, school=school, as_of=EXAMPLE["as_of"])


def indicator_of_the_example() -> Indicator:
    """All rows together."""
    weights = EXAMPLE["directions"].items()
    directions = [made_direction(name, number, weight) for number, (name, weight) in enumerate(weights)]
    return indicate([*map(finding_of, EXAMPLE["criteria"])], directions, [*map(criterion_of, EXAMPLE["criteria"])])


@pytest.mark.parametrize("row", EXAMPLE["criteria"], ids=lambda row: row["id"])
def test_each_row_has_its_q_and_outcome(row: dict[str, Any]) -> None:
    """The data and the table of the page say the same, and scoring agrees."""
    finding = finding_of(row)
    assert finding.outcome == row["outcome"]
    assert finding.score == (Decimal(row["q"]) if "q" in row else None)
    line = re.search(rf"^\| `{row['id']}` \| {row['weight']} \|.*\| (.*) \| (.*) \|$", PAGE, re.MULTILINE)
    assert line is not None
    assert line[1].endswith(row.get("q", "–"))
    assert line[2] == row["outcome"].replace("_", " ") + (", review" if finding.needs_review else "")


@pytest.mark.parametrize("name", ["value", "low", "high", "pooled"])
def test_the_numbers_are_those_of_the_page(name: str) -> None:
    """Exactly, and as printed."""
    number = getattr(indicator_of_the_example(), name)
    assert number == Decimal(EXPECTED[name])
    assert f"{EXPECTED[name]}, printed {printed(number)}" in PAGE


def test_directions_level_and_found_share_are_those_of_the_page() -> None:
    """One direction has no number; the rest is as written."""
    told = indicator_of_the_example()
    assert told.directions == (("access", Decimal(EXPECTED["access"])), ("guidance", Decimal(EXPECTED["guidance"])), ("early", None))
    assert told.found_share is not None
    assert (told.level, str(printed(told.found_share))) == (EXPECTED["level"], EXPECTED["found_share"])
