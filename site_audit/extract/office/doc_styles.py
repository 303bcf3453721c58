"""The style sheet of a Word 97–2003 file: which styles are headings, lists, centred or bold, inherited ones included."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace

from site_audit.extract.office.doc_formats import settings
from site_audit.extract.office.heading_names import level_of_name

MAX_STYLES = 4_000
PARENTS = 12
LEVELS = 6
OUTLINE_LEVEL, LIST, CENTRED, CENTRED_OLD, BOLD = 0x2640, 0x460B, 0x2461, 0x2403, 0x0835
_BUILT_IN_TITLES = {62: 1, 74: 1}  # Title, Subtitle
_PARAGRAPH_STYLE = 1
_NO_PARENT = 0xFFF
_BASE_BYTES = 10


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says of its paragraphs; None where it leaves that to its parent."""

    level: int | None = None
    listed: bool | None = None
    centred: bool | None = None
    bold: bool | None = None
    parent: int = _NO_PARENT


PLAIN = Style(0, False, False, False)


class StyleSheet:
    """The styles by their number in the file; one that is not there is plain."""

    def __init__(self, sheet: bytes = b"") -> None:
        self._styles = _read(sheet)
        self._resolved: dict[int, Style] = {}

    def style(self, number: int) -> Style:
        """A style with what it inherits; nothing in it is None."""
        if number not in self._styles:
            return PLAIN
        if number not in self._resolved:
            self._resolved[number] = self._resolve(number)
        return self._resolved[number]

    def _resolve(self, number: int) -> Style:
        found = Style()
        for _ in range(PARENTS):
            own = self._styles.get(number, PLAIN)
            found = _filled(found, own)
            number = own.parent
        return _filled(found, PLAIN)


def _filled(style: Style, parent: Style) -> Style:
    """What a style leaves open, as its parent says."""
    return Style(
        parent.level if style.level is None else style.level,
        parent.listed if style.listed is None else style.listed,
        parent.centred if style.centred is None else style.centred,
        parent.bold if style.bold is None else style.bold,
    )


def outline_level(value: int) -> int:
    """The heading level of an outline level as written (0 is the highest, 9 is body text)."""
    return value + 1 if value < LEVELS else 0


def is_list(value: int) -> bool:
    """True for the number of a list; 0 and the high numbers say that a paragraph is in none."""
    return 0 < value < 0xF801


def _read(sheet: bytes) -> dict[int, Style]:
    styles: dict[int, Style] = {}
    try:
        head_length, count, base_length = struct.unpack_from("<HHH", sheet)
        at = 2 + head_length
        for number in range(min(count, MAX_STYLES)):
            length = struct.unpack_from("<H", sheet, at)[0]
            if length:
                styles[number] = _style(sheet[at + 2 : at + 2 + length], base_length)
            at += 2 + length + length % 2
    except struct.error:  # what was read so far stands
        return styles
    return styles


def _style(written: bytes, base_length: int) -> Style:
    built_in, family, shape = struct.unpack_from("<HHH", written)
    kind, parent, settings_count = family & 0xF, family >> 4, shape & 0xF
    built_in &= 0xFFF
    letters = struct.unpack_from("<H", written, base_length)[0]
    name = written[base_length + 2 : base_length + 2 + 2 * letters].decode("utf-16-le", "replace")
    level = built_in if 1 <= built_in <= LEVELS else _BUILT_IN_TITLES.get(built_in) or level_of_name(name.partition(",")[0]) or None
    style = Style(level, parent=parent)
    at = base_length + 4 + 2 * letters
    for number in range(settings_count):
        length = struct.unpack_from("<H", written, at)[0]
        own = written[at + 2 : at + 2 + length]
        if kind == _PARAGRAPH_STYLE and number == 0:
            own = own[2:]  # the style's own number
        style = _with_settings(style, own)
        at += 2 + length + length % 2
    return style


def _with_settings(style: Style, written: bytes) -> Style:
    for number, value in settings(written):
        if number == OUTLINE_LEVEL and style.level is None:
            style = replace(style, level=outline_level(value[0]))
        elif number == LIST:
            style = replace(style, listed=is_list(value[0] | value[1] << 8))
        elif number in (CENTRED, CENTRED_OLD):
            style = replace(style, centred=value[0] == 1)
        elif number == BOLD:
            style = replace(style, bold=value[0] == 1)
    return style
