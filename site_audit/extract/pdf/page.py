"""One page of a PDF: its ruled tables, and the lines that stand outside them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from pypdfium2 import PdfDocument, PdfiumError

from site_audit.extract.pdf.glyphs import Run, Stroke, page_runs, turn_of
from site_audit.extract.pdf.grids import Grid, Slot, find_grids
from site_audit.extract.pdf.letters import restore_letters
from site_audit.extract.pdf.lines import Line, lines_of
from site_audit.extract.pdf.pictures import covered_share
from site_audit.extract.pdf.strokes import drawn_on, page_strokes
from site_audit.extract.pdf.tagged import Piece, arranged
from site_audit.extract.pdf.tags import Tags, read_tags
from site_audit.extract.tables import Cell
from site_audit.model import Zone

EDGE_LINES = 2
REPEATED_ON = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:стр\.?|страница)?\s*\d(?:\s?\d){0,3}(?:\s*из\s*\d{1,4})?\W*", re.IGNORECASE)


@dataclass(slots=True)
class PageText:
    """What one page holds; `edges` are the zones of lines that are the page's head or foot, by their number."""

    lines: list[Line] = field(default_factory=list)
    tables: list[tuple[float, list[list[Cell]]]] = field(default_factory=list)
    edges: dict[int, Zone] = field(default_factory=dict)
    heights: Counter[float] = field(default_factory=Counter)  # letters of each height
    pictured: float = 0.0  # the share of the page under pictures, 0 to 1
    pieces: list[Piece] = field(default_factory=list)  # of a tagged page: its words in the order of the tags
    drawn: bool = False  # something beside letters and thin lines is drawn
    over: list[Line] = field(default_factory=list)  # what a program wrote over a scan: a stamp
    recognised: int = 0  # letters and digits recognised on a picture of the page
    confidence: float = 1.0  # of these: the mean of their words

    @property
    def texts(self) -> list[str]:
        """All that is written on the page: its lines, and the cells of its tables."""
        return [line.text for line in self.lines] + [cell.text for _, rows in self.tables for row in rows for cell in row if cell.text]


def read_page(pdf: PdfDocument, index: int) -> PageText:
    """The words of one page where they stand; a damaged page is an empty one."""
    try:
        page = pdf[index]
    except PdfiumError:
        return PageText()
    try:
        textpage = page.get_textpage()
        turn = turn_of(page, textpage)
        objects = drawn_on(page)
        across, down = page_strokes(objects, turn[0])
        tags = read_tags(page)
        runs = page_runs(textpage, turn, down, tags.owners)
        textpage.close()
        pictured, drawn = covered_share(page, objects)
    except PdfiumError:
        return PageText()
    finally:
        page.close()
    restore_letters(runs)
    read = page_text(runs, across, down, tags)
    read.pictured, read.drawn = pictured, drawn
    return read


def page_text(runs: list[Run], across: list[Stroke], down: list[Stroke], tags: Tags | None = None) -> PageText:
    """What the runs of a page, its drawn lines and its tags make: tables, and the lines outside them."""
    tags = tags or Tags()
    grids = find_grids(across, down)
    outside, inside = _sorted_into(runs, grids)
    tables = [(grid.top, grid.cells(inside[number], tags.headings)) for number, grid in enumerate(grids)]
    heights: Counter[float] = Counter()
    for run in runs:
        heights[round(run.height, 1)] += len(run.text)
    within = {number: [run for some in slots.values() for run in some] for number, slots in inside.items()}
    pieces = arranged(tags, outside, within, [grid.top for grid in grids])
    return PageText(lines_of(outside), tables, heights=heights, pieces=pieces)


def _sorted_into(runs: list[Run], grids: list[Grid]) -> tuple[list[Run], dict[int, dict[Slot, list[Run]]]]:
    outside: list[Run] = []
    inside: dict[int, dict[Slot, list[Run]]] = defaultdict(lambda: defaultdict(list))
    for run in runs:
        for number, grid in enumerate(grids):
            if (slot := grid.slot(run)) is not None:
                inside[number][slot].append(run)
                break
        else:
            outside.append(run)
    return outside, inside


def mark_edges(pages: list[PageText]) -> None:
    """Tell heads and feet: a page number alone at the edge, or the same line at the edge of most pages."""
    counts: Counter[tuple[Zone, str]] = Counter()
    for page in pages:
        counts.update({(zone, _likeness(page.lines[at])) for at, zone in _edge_lines(page)})
    for page in pages:
        for at, zone in _edge_lines(page):
            line = page.lines[at]
            repeated = counts[zone, _likeness(line)] >= max(REPEATED_ON, 0.5 * len(pages))
            if repeated or _PAGE_NUMBER.fullmatch(line.text):
                page.edges[at] = zone


def _edge_lines(page: PageText) -> list[tuple[int, Zone]]:
    count = len(page.lines)
    top = [(at, Zone.HEADER) for at in range(min(EDGE_LINES, count))]
    return top + [(at, Zone.FOOTER) for at in range(max(EDGE_LINES, count - EDGE_LINES), count)]


def _likeness(line: Line) -> str:
    return _DIGITS.sub("#", line.text.strip().lower())
