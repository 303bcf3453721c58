"""The description of the CSV files that data tools read: a Frictionless data package with a dictionary of every column."""

from __future__ import annotations

from typing import Any

from site_audit.view.edition import Edition
from site_audit.view.tables import Column, Kind, Table
from site_audit.view.words import Words

PROFILE = "tabular-data-package"
TYPES = {
    Kind.TEXT: {"type": "string"},
    Kind.CODE: {"type": "string"},
    Kind.URL: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.POINTS: {"type": "number"},
    Kind.DAY: {"type": "date", "format": "%Y-%m-%d"},
    Kind.MOMENT: {"type": "datetime", "format": "any"},
    Kind.FLAG: {"type": "boolean"},
}


def path_of(table: Table) -> str:
    """Where the table's file lies, seen from the run's folder."""
    return "district.csv" if table.name == "schools" else f"data/{table.name}.csv"


def datapackage(edition: Edition, tables: tuple[Table, ...]) -> dict[str, Any]:
    """The descriptor of an edition's CSV files."""
    words, newest = edition.words, edition.newest
    about = {"name": edition.rulebook.words.about.en if edition.rulebook.words else ""}
    return {
        "profile": PROFILE,
        "name": f"site-audit-{edition.run}",
        "title": words.say("workbook.title"),
        "description": words.say("workbook.about_file", method=newest.indicator.method if newest else ""),
        "created": newest.audited_at.isoformat(timespec="seconds") if newest else None,
        "keywords": [one for one in ("site-audit", about["name"]) if one],
        "resources": [_resource(table, words) for table in tables],
    } | ({"version": newest.pack.version, "pack": newest.pack.digest} if newest else {"created": ""})


def _resource(table: Table, words: Words) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column, words) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [{"fields": one.column, "reference": {"resource": one.table, "fields": one.to}} for one in table.references]
    return {
        "name": table.name,
        "title": words.say(f"table.{table.name}.title"),
        "description": words.say(f"table.{table.name}.about"),
        "profile": "tabular-data-resource",
        "path": path_of(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": schema,
    }


def _field(column: Column, words: Words) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.needed:
        constraints["required"] = True
    if column.kind is Kind.POINTS:
        constraints |= {"minimum": 0, "maximum": 100}
    if column.values:
        constraints["enum"] = list(column.values)
    field = {"name": column.name, "title": title_of(column, words), "description": meaning_of(column, words), **TYPES[column.kind]}
    return field | ({"constraints": constraints} if constraints else {})


def title_of(column: Column, words: Words) -> str:
    """The heading of a column for a person."""
    return column.title or words.say(f"column.{column.name}.title")


def meaning_of(column: Column, words: Words) -> str:
    """What a column says; those of single directions say the same."""
    return words.say("column.direction_value.about" if column.title else f"column.{column.name}.about")
