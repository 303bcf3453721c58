"""Which styles of a Word file are headings, and of what level; which are lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from site_audit.extract.office.elements import attribute, local, tree
from site_audit.extract.office.heading_names import level_of_name

PARENTS = 12


@dataclass(frozen=True, slots=True)
class Styles:
    """The heading level of each style that has one, and the styles of numbered or bulleted lists; inherited ones included."""

    levels: Mapping[str, int] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()


def read_styles(styles_xml: bytes | None) -> Styles:
    """What a file's style sheet says; a damaged one says nothing."""
    levels: dict[str, int] = {}
    lists: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for style in _styles(styles_xml):
        key = attribute(style, "styleId")
        for child in style:
            kind = local(child.tag)
            if kind == "name" and (level := level_of_name(attribute(child, "val"))):
                levels[key] = level
            elif kind == "basedOn":
                parents[key] = attribute(child, "val")
            elif kind == "pPr":
                if level := outline_level(child):
                    levels.setdefault(key, level)
                if any(local(one.tag) == "numPr" for one in child):
                    lists[key] = True
    keys = {*levels, *lists, *parents}
    found = {key: level for key in keys if (level := _inherited(key, levels, parents))}
    return Styles(found, frozenset(key for key in keys if key not in found and _inherited(key, lists, parents)))


def outline_level(properties: ElementTree.Element) -> int:
    """The outline level a `pPr` sets, 0 if none."""
    for child in properties:
        if local(child.tag) == "outlineLvl":
            value = attribute(child, "val")
            return int(value) + 1 if value.isdecimal() and int(value) < 6 else 0
    return 0


def _styles(styles_xml: bytes | None) -> Iterator[ElementTree.Element]:
    if styles_xml is None:
        return
    try:
        root = tree(styles_xml)
    except ElementTree.ParseError:
        return
    yield from (element for element in root if local(element.tag) == "style")


def _inherited(key: str, levels: Mapping[str, int], parents: dict[str, str]) -> int:
    for _ in range(PARENTS):
        if key in levels:
            return levels[key]
        key = parents.get(key, "")
    return 0
