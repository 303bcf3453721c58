"""The ruled lines of a scanned table, found as long thin runs of ink along rows and columns of a small copy."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PIL import Image

from site_audit.extract.pdf.glyphs import Stroke
from site_audit.extract.recognition import Picture
from site_audit.extract.scan.ink import ink_of

RULES_DPI = 150
LEVEL_INCH = 0.45  # the feet of bold letters join to shorter ones
UPRIGHT_INCH = 0.22  # higher than letters are
THICKEST_INCH = 0.045
BREAK_INCH = 0.12  # a worn line goes on after this
WORN = 0.6  # of what lies between: print has less ink in any row
STEP_ROWS = 2  # a line that is not quite level steps from row to row
MARGIN = 3
MAX_PIECES, MAX_RULES = 6_000, 1_200
POINTS = 72
_INK = b"\xff"


@dataclass(slots=True)
class _Rule:
    """A line while its pieces are gathered, in pixels of the small copy."""

    start: int
    end: int
    last_row: int
    area: int
    weighted: int  # the sum of rows, each as often as it has ink

    @property
    def at(self) -> float:
        return self.weighted / self.area

    @property
    def length(self) -> int:
        return self.end - self.start

    def take(self, row: int, start: int, end: int) -> None:
        self.start, self.end = min(self.start, start), max(self.end, end)
        self.last_row = max(self.last_row, row)
        self.area += end - start
        self.weighted += row * (end - start)


def ruled_lines(picture: Picture) -> tuple[list[Stroke], list[Stroke]]:
    """Level and upright lines in points from the lower left corner, as those a PDF draws."""
    ink = ink_of(picture, RULES_DPI)
    dpi = picture.dpi * ink.width / picture.width
    scale, height = POINTS / dpi, ink.height * POINTS / dpi
    level = _rules(ink, LEVEL_INCH * dpi, dpi)
    upright = _rules(ink.transpose(Image.Transpose.TRANSPOSE), UPRIGHT_INCH * dpi, dpi)
    across = [Stroke(height - rule.at * scale, rule.start * scale, rule.end * scale) for rule in level]
    down = [Stroke(rule.at * scale, height - rule.end * scale, height - rule.start * scale) for rule in upright]
    return across, down


def _rules(ink: Image.Image, shortest: float, dpi: float) -> list[_Rule]:
    """The lines along the rows of the picture."""
    gap = BREAK_INCH * dpi
    thin = [
        rule for rule in _gathered(_pieces(ink, max(8, round(shortest))), gap) if rule.area <= max(2.0, THICKEST_INCH * dpi) * rule.length
    ]
    if len(thin) > MAX_RULES:
        return []
    joined: list[_Rule] = []
    for rule in sorted(thin, key=lambda one: (one.start, one.at)):
        before = next((one for one in reversed(joined) if _goes_on(ink, one, rule, gap)), None)
        if before is None:
            joined.append(rule)
        else:
            before.start, before.end = min(before.start, rule.start), max(before.end, rule.end)
            before.area, before.weighted = before.area + rule.area, before.weighted + rule.weighted
    return joined


def _goes_on(ink: Image.Image, before: _Rule, rule: _Rule, gap: float) -> bool:
    """Whether a line is the rest of one before it: in one row with it, and nothing but a break or worn ink between."""
    if abs(before.at - rule.at) > STEP_ROWS + 1:
        return False
    if rule.start <= before.end + gap:
        return True
    row = round((before.at + rule.at) / 2)
    between = (ink.crop((before.end, at, rule.start, at + 1)).histogram()[255] for at in range(row - STEP_ROWS, row + STEP_ROWS + 1))
    return max(between) >= WORN * (rule.start - before.end)


def _pieces(ink: Image.Image, shortest: int) -> list[tuple[int, int, int]]:
    """The long runs of ink: row, start, end. None where there are too many: a picture, not a table."""
    bordered = Image.new("L", (ink.width + MARGIN, ink.height))
    bordered.paste(ink)
    width, pixels = bordered.width, bordered.tobytes()
    for gap in (b"\x00", b"\x00", b"\x00\x00", b"\x00\x00"):  # a speck of light is no break
        pixels = pixels.replace(_INK + gap + _INK, _INK * (2 + len(gap)))
    pieces = []
    for found in re.finditer(_INK + b"{%d,}" % shortest, pixels):
        row, start = divmod(found.start(), width)
        pieces.append((row, start, start + len(found[0])))
        if len(pieces) > MAX_PIECES:
            return []
    return pieces


def _gathered(pieces: list[tuple[int, int, int]], gap: float) -> list[_Rule]:
    """Pieces in neighbouring rows that overlap or nearly meet, as one line."""
    done: list[_Rule] = []
    open_rules: list[_Rule] = []
    for row, start, end in pieces:
        still: list[_Rule] = []
        for rule in open_rules:
            (still if row - rule.last_row <= STEP_ROWS else done).append(rule)
        open_rules = still
        own = next((rule for rule in open_rules if start <= rule.end + gap and end >= rule.start - gap), None)
        if own is None:
            open_rules.append(_Rule(start, end, row, end - start, row * (end - start)))
        else:
            own.take(row, start, end)
    return done + open_rules
