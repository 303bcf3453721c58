"""Lines that stand in columns without any drawn rule: either a table to be read row by row, or two texts side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from site_audit.extract.pdf.glyphs import Run
from site_audit.extract.pdf.lines import Line, join_lines
from site_audit.extract.tables import Cell

GUTTER = 0.8  # of the line's height
PITCH = 2.6  # lines further apart do not belong together
WRAPPED_PITCH = 1.7
ROWS = 3
UPRIGHT = 0.6
_BEGINS_ROW = re.compile(  # a number, a date, «№ …»
    r"(?:\d{1,3}[.)]?(?:\d{1,2}[.)]){0,3}\d{0,2}|\d{1,2}[.\-]\d{1,2}(?:[.\-]\d{2,4})?\D*|№.*|[IVX]{1,4}\.?)$"
    r"|\d{1,2}\.\d{1,2}\.\d{2}|\d{1,2}\s+[а-я]{3,}"
)

Gutter = tuple[float, float]


@dataclass(slots=True)
class Stretch:
    """Neighbouring lines that leave the same strips of the page empty."""

    lines: list[Line]
    gutters: list[Gutter]

    @property
    def is_table(self) -> bool:
        """Two gaps that go on over three lines; one gap is enough where the first column counts or dates the rows."""
        parted = [line for line in self.lines if len(line.runs) > 1]
        if len(self.gutters) > 1:
            return sum(len(line.runs) > 2 for line in parted) >= ROWS
        return len(parted) >= ROWS and sum(bool(_BEGINS_ROW.match(self.columns(line)[0])) for line in parted) >= max(ROWS, len(parted) // 2)

    @property
    def is_side_by_side(self) -> bool:
        """Each further column keeps one left edge or one middle; the blanks of stretched lines do not."""
        return all(self._is_upright(column) for column in self.side_by_side()[1:])

    @staticmethod
    def _is_upright(column: list[Line]) -> bool:
        slack = 0.8 * column[0].height
        for places in ([line.left for line in column], [(line.left + line.right) / 2 for line in column]):
            usual = median(places)
            if sum(abs(place - usual) <= slack for place in places) >= UPRIGHT * len(places):
                return True
        return False

    def columns(self, line: Line) -> list[str]:
        """The words of one line, column by column."""
        return [" ".join(run.text for run in runs) for runs in self._split(line)]

    def _split(self, line: Line) -> list[list[Run]]:
        split: list[list[Run]] = [[] for _ in range(len(self.gutters) + 1)]
        for run in line.runs:
            split[sum(run.left >= (low + high) / 2 for low, high in self.gutters)].append(run)
        return split

    def rows(self) -> list[list[Cell]]:
        """The rows; lines that only go on with a cell are joined to it."""
        split = [self.columns(line) for line in self.lines]
        starts = self._row_starts(split)
        rows: list[list[list[str]]] = []
        for columns, starts_row in zip(split, starts, strict=True):
            if starts_row or not rows:
                rows.append([[] for _ in columns])
            for cell, text in zip(rows[-1], columns, strict=True):
                if text:
                    cell.append(text)
        return [[Cell(join_lines(cell)) for cell in row] for row in rows]

    @staticmethod
    def _row_starts(split: list[list[str]]) -> list[bool]:
        firsts = [columns[0] for columns in split if columns[0]]
        counted = sum(bool(_BEGINS_ROW.match(text)) for text in firsts)
        if counted >= 0.6 * len(firsts):
            return [bool(_BEGINS_ROW.match(columns[0])) for columns in split]
        return [bool(columns[0]) for columns in split]

    def side_by_side(self) -> list[list[Line]]:
        """Each column's lines by themselves."""
        sides: list[list[Line]] = [[] for _ in range(len(self.gutters) + 1)]
        for line in self.lines:
            for side, runs in zip(sides, self._split(line), strict=True):
                if runs:
                    side.append(Line(runs))
        return sides


def stretches(lines: list[Line]) -> list[Stretch | Line]:
    """The lines of a page with those in columns gathered."""
    found: list[Stretch | Line] = []
    at = 0
    while at < len(lines):
        stretch = _stretch_from(lines, at) if len(lines[at].runs) > 1 else None
        if stretch is None or not (stretch.is_table or stretch.is_side_by_side):
            found.append(lines[at])
            at += 1
        else:
            found.append(stretch)
            at += len(stretch.lines)
    return found


def _stretch_from(lines: list[Line], start: int) -> Stretch | None:
    gutters = _gaps(lines[start])
    if not gutters:
        return None
    taken = [lines[start]]
    parted = length = 1
    for line in lines[start + 1 :]:
        above = taken[-1]
        close = above.middle - line.middle <= (PITCH if len(line.runs) > 1 else WRAPPED_PITCH) * line.height
        left = [gutter for gutter in _narrowed(gutters, line) if gutter[1] - gutter[0] > GUTTER * line.height]
        if not close or not left or (len(line.runs) == 1 and len(left) < len(gutters)):
            break
        gutters = left
        taken.append(line)
        if len(line.runs) > 1:
            parted += 1
            length = len(taken)
        elif len(gutters) > 1 or line.left > gutters[0][0]:
            length = len(taken)
    return Stretch(taken[:length], _empty_strips(taken[:length])) if parted > 1 else None


def _empty_strips(lines: list[Line]) -> list[Gutter]:
    """The strips that no word of any line reaches into: a column may begin below the first line."""
    strips: list[Gutter] = []
    right = min(line.left for line in lines)
    for run in sorted((run for line in lines for run in line.runs), key=lambda run: run.left):
        if run.left - right > GUTTER * run.height:
            strips.append((right, run.left))
        right = max(right, run.right)
    return strips


def _gaps(line: Line) -> list[Gutter]:
    """The empty strips between the runs of one line."""
    gaps: list[Gutter] = []
    right = line.runs[0].right
    for run in line.runs[1:]:
        if run.left - right > GUTTER * line.height:
            gaps.append((right, run.left))
        right = max(right, run.right)
    return gaps


def _narrowed(gutters: list[Gutter], line: Line) -> list[Gutter]:
    """What is left of the strips when this line's words are taken out."""
    left = list(gutters)
    for run in line.runs:
        pieces: list[Gutter] = []
        for low, high in left:
            if run.right <= low or run.left >= high:
                pieces.append((low, high))
                continue
            before, after = (low, min(high, run.left)), (max(low, run.right), high)
            pieces.append(max(before, after, key=lambda piece: piece[1] - piece[0]))
        left = pieces
    return left
