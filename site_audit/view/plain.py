"""What stands in facts for machines, as a person reads it: patterns of the rules, and the short details of failures."""

from __future__ import annotations

import re
from collections.abc import Mapping

PATTERN_LIMIT = 60
_BY_MACHINE = re.compile(r"[@~>]|\(.*\(|\d")  # shared lists, distances, nested choices: nothing a reader could check
_SIGNS = re.compile(r'[()"]')
_SIZE = re.compile(r"(?P<number>\d+) (?P<unit>bytes|s)")


def plain_pattern(source: str) -> str:
    """The words of a simple pattern («договор…, соглашен…»); "" where it would tell a reader nothing."""
    if len(source) > PATTERN_LIMIT or _BY_MACHINE.search(source):
        return ""
    options = (_SIGNS.sub("", option).replace("*", "…").strip() for option in source.split("|"))
    return ", ".join(f"«{option}»" for option in options if option)


def plain_detail(detail: str, entries: Mapping[str, str]) -> str:
    """The detail of a failure: known ones in the reader's language, also before a colon; a status, a title, a name stay as they are."""
    if (known := entries.get(f"detail.{detail}")) is not None:
        return known
    if size := _SIZE.fullmatch(detail):
        return f"{size['number']} {entries['detail_unit.' + size['unit']]}"
    head, colon, rest = detail.partition(": ")
    if colon and (known := entries.get(f"detail.{head}")) is not None:
        return f"{known}: {plain_detail(rest, entries)}"
    return detail
