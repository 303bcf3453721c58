"""Makes the JSON Schemas of rule files, for editors that check TOML while one types: `python -m tests.house.rule_schemas`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from site_audit.rulepack.schema import Criterion, Gazetteer, NormRegister, PackFile
from site_audit.rulepack.trust import Trust
from tests.house.tree import ROOT

FOLDER = ROOT / "rules" / "schema"
SCHEMAS: dict[str, type[BaseModel]] = {
    "criterion": Criterion,
    "pack": PackFile,
    "organisations": Gazetteer,
    "norms": NormRegister,
    "confidence": Trust,
}


def path_of(name: str) -> Path:
    """Where the schema of one kind of file lies."""
    return FOLDER / f"{name}.schema.json"


def schema_of(name: str) -> dict[str, Any]:
    """The schema of one kind of file; a criterion's direction is told by its folder."""
    made = SCHEMAS[name].model_json_schema(by_alias=True)
    if name == "criterion":
        del made["properties"]["direction"]
        made["required"].remove("direction")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def written(name: str) -> str:
    """The text of a schema's file."""
    return json.dumps(schema_of(name), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in SCHEMAS:
        path_of(each).write_text(written(each), encoding="utf-8")
