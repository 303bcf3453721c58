"""The schemas that editors check rule files by are those the program reads them by."""

from __future__ import annotations

import tomllib

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from tests.house.rule_schemas import SCHEMAS, path_of, schema_of, written
from tests.house.tree import ROOT

RULES = sorted(path for path in (ROOT / "rules").glob("*/*/*.toml") if path.parent.name != "words")
OTHERS = [(path, path.stem) for name in ("pack", "organisations", "confidence") for path in sorted((ROOT / "rules").glob(f"*/{name}.toml"))]
OTHERS.append((ROOT / "rules" / "norms.toml", "norms"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_shipped_schema_is_made_from_the_program(name: str) -> None:
    """After a change of the format: `python -m tests.house.rule_schemas`."""
    jsonschema.Draft202012Validator.check_schema(schema_of(name))
    assert path_of(name).read_text(encoding="utf-8") == written(name)


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_rule_fits_the_schema(path: object) -> None:
    """An editor finds no fault with a rule the program takes."""
    with open(str(path), "rb") as file:
        jsonschema.validate(_plain(tomllib.load(file)), schema_of("criterion"))


@pytest.mark.parametrize(("path", "name"), OTHERS, ids=str)
def test_every_other_file_fits_the_schema(path: object, name: str) -> None:
    """Packs and gazetteers alike."""
    with open(str(path), "rb") as file:
        jsonschema.validate(_plain(tomllib.load(file)), schema_of(name))


def test_a_misspelt_key_is_told_while_one_types() -> None:
    """The schema is closed, as the program is."""
    with open(RULES[0], "rb") as file:
        rule = _plain(tomllib.load(file))
    with pytest.raises(jsonschema.ValidationError, match="wieght"):
        jsonschema.validate({**rule, "wieght": 3}, schema_of("criterion"))


def _plain(told: dict[str, object]) -> dict[str, object]:
    """TOML as JSON has it: a date is a text."""
    import json

    loaded: dict[str, object] = json.loads(json.dumps(told, default=str))
    return loaded
