"""The characters of one PDF page as runs: words that stand on one line with no column gap between them.

Coordinates are turned until most of the text stands upright, so that a plan printed across reads like any other.
"""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage, PdfTextPage

MAX_CHARS = 60_000
SAMPLE_CHARS = 60
COLUMN_GAP = 1.0  # of the line's height: justified text stretches its blanks to some 0.7
BROKEN_WORD = "\x02"  # how a hyphen at a line's end is marked until the lines are joined
_HYPHENS = frozenset((0x02, 0xFFFE))
_NEWLINES = frozenset((0x0A, 0x0D))
_SPACES = frozenset((0x20, 0xA0, 0x09, 0x2003, 0x2002))
_VERTICAL = (0.8, 2.4), (3.9, 5.5)  # radians, around a quarter and three quarters of a turn

Turn = Callable[[float, float], tuple[float, float]]


@dataclass(slots=True)
class Run:
    """Words side by side, and the box they fill. `height` is that of one character; `owner` the tagged text they belong to, -1 for none."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    height: float
    vertical: bool = False
    owner: int = -1

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line along one axis: at `at`, from `start` to `end`."""

    at: float
    start: float
    end: float

    def covers(self, where: float, slack: float = 0.0) -> bool:
        """Does the line pass this coordinate?"""
        return self.start - slack <= where <= self.end + slack


def turn_of(page: PdfPage, textpage: PdfTextPage) -> tuple[Turn, float]:
    """From the page's own coordinates to those in which most of its text stands upright, and that text's angle in the former.

    A page without text is taken as it is shown.
    """
    angle = _usual_angle(textpage)
    width, height = page.get_size()
    shown = page.get_rotation()
    if shown in (90, 270):
        width, height = height, width
    turns: dict[int, Turn] = {
        90: lambda x, y: (y, width - x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (height - y, x),
    }
    clockwise = shown if angle is None else -angle % 360
    return turns.get(clockwise, lambda x, y: (x, y)), math.radians(angle or 0)


def _usual_angle(textpage: PdfTextPage) -> int | None:
    """The quarter turn in which most letters of a page are drawn, told from a sample."""
    count = textpage.count_chars()
    angles: Counter[int] = Counter()
    for index in range(0, count, max(1, count // SAMPLE_CHARS)):
        angle = pdfium.FPDFText_GetCharAngle(textpage.raw, index)
        if angle >= 0 and pdfium.FPDFText_GetUnicode(textpage.raw, index) > 0x20:
            angles[round(math.degrees(angle) / 90) * 90 % 360] += 1
    return angles.most_common(1)[0][0] if angles else None


def page_runs(
    textpage: PdfTextPage, turn: tuple[Turn, float], verticals: Iterable[Stroke], owners: Mapping[int, int] | None = None
) -> list[Run]:
    """The runs of a page in the order the file draws them, cut where a drawn vertical line stands between two words.

    `turn` is what `turn_of` gave.
    `owners` names the tagged text of each marked piece of the drawing; where it changes a run ends too.
    """
    return _RunMaker(textpage, turn, sorted(verticals, key=lambda line: line.at), owners or {}).runs()


class _RunMaker:
    def __init__(self, textpage: PdfTextPage, turn: tuple[Turn, float], verticals: list[Stroke], owners: Mapping[int, int]) -> None:
        self._owners = owners
        self._raw: Any = textpage.raw
        self._count = min(textpage.count_chars(), MAX_CHARS)
        self._turn, self._angle = turn
        self._turned = self._turn(1.0, 2.0) != (1.0, 2.0)
        self._verticals = verticals
        self._places = [line.at for line in verticals]
        self._made: list[Run] = []
        self._run: Run | None = None

    def runs(self) -> list[Run]:
        """Go through all characters once."""
        box = pdfium.FS_RECTF()
        blank = False
        high = 0
        for index in range(self._count):
            code = pdfium.FPDFText_GetUnicode(self._raw, index)
            if code in _NEWLINES:
                self._run = None
            elif code in _SPACES:
                blank = True
            elif code in _HYPHENS:
                if self._run is not None:
                    self._run.text += BROKEN_WORD
            elif 0xD800 <= code < 0xDC00:
                high = code
            elif code > 0x20 and pdfium.FPDFText_GetLooseCharBox(self._raw, index, ctypes.byref(box)):
                if 0xDC00 <= code < 0xE000:
                    code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
                    high = 0
                self._place(chr(code), self._box(box), index, blank)
                blank = False
        return self._made

    def _box(self, box: Any) -> tuple[float, float, float, float]:
        if not self._turned:
            return box.left, box.bottom, box.right, box.top
        (x1, y1), (x2, y2) = self._turn(box.left, box.bottom), self._turn(box.right, box.top)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def _place(self, letter: str, box: tuple[float, float, float, float], index: int, blank: bool) -> None:
        left, bottom, right, top = box
        run = self._run
        if run is not None and self._continues(run, box, blank) and not (blank and self._owners and self._owner(index) != run.owner):
            run.text += " " + letter if blank else letter
            run.left, run.right = min(run.left, left), max(run.right, right)
            run.bottom, run.top = min(run.bottom, bottom), max(run.top, top)
            return
        angle = (pdfium.FPDFText_GetCharAngle(self._raw, index) - self._angle) % math.tau
        vertical = any(low < angle < high for low, high in _VERTICAL)
        height = max(1.0, right - left if vertical else top - bottom)
        self._run = Run(letter, left, bottom, right, top, height, vertical, self._owner(index) if self._owners else -1)
        self._made.append(self._run)

    def _owner(self, index: int) -> int:
        drawn = pdfium.FPDFText_GetTextObject(self._raw, index)
        return self._owners.get(pdfium.FPDFPageObj_GetMarkedContentID(drawn), -1) if drawn else -1

    def _continues(self, run: Run, box: tuple[float, float, float, float], blank: bool) -> bool:
        left, bottom, right, top = box
        if run.vertical:
            gap = max(bottom - run.top, run.bottom - top)
            return abs((left + right) / 2 - run.centre) < 0.5 * run.height and gap < COLUMN_GAP * run.height
        if abs((bottom + top) / 2 - run.middle) > 0.5 * run.height:
            return False
        gap = left - run.right
        if not -0.5 * run.height < gap < COLUMN_GAP * run.height:
            return False
        return not (blank or gap > 0.1 * run.height) or not self._cut_between(run.right, left, run.middle)

    def _cut_between(self, right: float, left: float, middle: float) -> bool:
        at = bisect_left(self._places, right - 1.0)
        while at < len(self._places) and self._places[at] <= left + 1.0:
            if self._verticals[at].covers(middle):
                return True
            at += 1
        return False
