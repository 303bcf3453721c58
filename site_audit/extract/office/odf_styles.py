"""What the styles of an OpenDocument file say that matters to us: which are titles, which are hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from site_audit.extract.office.elements import value_of

MAX_STYLES = 20_000
PARENTS = 12
_HEADING = re.compile(r"(?:heading|заголовок)(?:_20_| )?([1-6])", re.IGNORECASE)
_TITLE = frozenset(("title", "subtitle"))


@dataclass(slots=True)
class _Style:
    parent: str = ""
    centred: bool | None = None
    bold: bool | None = None
    hidden: bool = False


@dataclass(slots=True)
class OdfStyles:
    """Fed with the elements of style sheets; asked by the names of styles."""

    _known: dict[str, _Style] = field(default_factory=dict)
    _open: _Style | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element that may belong to a style."""
        if name == "style" and len(self._known) < MAX_STYLES:
            self._open = self._known[value_of(attributes, "name")] = _Style(value_of(attributes, "parent-style-name"))
        elif self._open is None:
            return
        elif name == "paragraph-properties" and (align := value_of(attributes, "text-align")):
            self._open.centred = align == "center"
        elif name == "text-properties":
            if weight := value_of(attributes, "font-weight"):
                self._open.bold = weight == "bold" or (weight.isdecimal() and len(weight) == 3 and weight >= "600")
            self._open.hidden |= value_of(attributes, "display") == "none"
        elif name in ("table-properties", "drawing-page-properties"):
            self._open.hidden |= value_of(attributes, "display") == "false" or value_of(attributes, "visibility") == "hidden"

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "style":
            self._open = None

    def level(self, style: str) -> int:
        """The heading level of a paragraph in this style, 0 if it is none; headings proper say theirs themselves."""
        for key in self._line(style):
            if found := _HEADING.fullmatch(key):
                return int(found[1])
            if key.lower() in _TITLE:
                return 1
        return 0

    def is_centred(self, style: str) -> bool:
        """Whether paragraphs in this style stand in the middle."""
        return next((one.centred for key in self._line(style) if (one := self._known.get(key)) and one.centred is not None), False)

    def bold(self, style: str) -> bool | None:
        """Whether words in this style are bold; None: as those around them."""
        return next((one.bold for key in self._line(style) if (one := self._known.get(key)) and one.bold is not None), None)

    def is_hidden(self, style: str) -> bool:
        """Whether a sheet, a slide or words in this style are not shown."""
        one = self._known.get(style)
        return one is not None and one.hidden

    def _line(self, style: str) -> list[str]:
        line: list[str] = []
        while style and len(line) < PARENTS:
            line.append(style)
            style = one.parent if (one := self._known.get(style)) else ""
        return line
