"""Lines of one column to paragraphs, list items and headings, by their spacing, indents and size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from site_audit.extract.pdf.lines import Line, join_lines
from site_audit.model import BlockKind

HEADING_RATIO = 1.18
HEADING_LETTERS = 200
SPACED = 1.45  # of the usual distance between lines
FULL_WIDTH = 0.86
LOOSE_LINES = 5
_SYMBOL = re.compile(r"[\uf000-\uf0ff]\s*")
_BULLET = re.compile(r"[•●▪■◦·–—\uf000-\uf0ff*-]\s+|[а-яa-z]\)\s|\d{1,2}\)\s")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[«\"А-ЯЁA-Z]")
_SENTENCE_END = (".", "!", "?", ":", ";", "…")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that belongs together, before its place is known."""

    kind: BlockKind
    text: str
    level: int = 0


def paragraphs(lines: list[Line], body_height: float) -> Iterator[Paragraph]:
    """The paragraphs of lines that stand one under another."""
    if not lines:
        return
    pitch = _usual_pitch(lines)
    right = max(line.right for line in lines)
    left = min(line.left for line in lines)
    group = [lines[0]]
    for line in lines[1:]:
        if _begins(group[-1], line, pitch, left, right):
            yield as_one(group, body_height)
            group = []
        group.append(line)
    yield as_one(group, body_height)


def _usual_pitch(lines: list[Line]) -> float:
    steps = [(above.middle - below.middle, max(above.height, below.height)) for above, below in pairwise(lines)]
    close = [step for step, height in steps if 0 < step < 2.5 * height]
    return median(close) if close else lines[0].height * 1.2


def _begins(above: Line, line: Line, pitch: float, left: float, right: float) -> bool:
    """Does a paragraph begin with this line?"""
    step = above.middle - line.middle
    if step < 0 or (step > SPACED * pitch and step > 1.2 * line.height):
        return True
    if max(above.height, line.height) > HEADING_RATIO * min(above.height, line.height):
        return True
    text = line.text
    if _BULLET.match(text) or _NUMBERED.match(text):
        return True
    width = max(right - left, 1.0)
    filled = (above.right - left) / width >= FULL_WIDTH
    if above.text.rstrip().endswith(_SENTENCE_END):
        return not filled or line.left - above.left > 0.8 * line.height
    indented = line.left - left > 1.2 * line.height and line.left - above.left > 0.8 * line.height
    return text[:1].isupper() and (indented or not filled) and not _is_centred(above, line)


def _is_centred(above: Line, line: Line) -> bool:
    off_middle = abs((above.left + above.right) - (line.left + line.right)) / 2
    return off_middle < 0.6 * line.height and abs(above.left - line.left) > 0.3 * line.height


def tagged_paragraphs(groups: list[list[Line]], body_height: float) -> Iterator[Paragraph]:
    """The paragraphs a file itself tells; one that has gaps between its lines is rather a page told as one, and is parted as any other."""
    for group in groups:
        if len(group) > LOOSE_LINES and _has_gaps(group):
            yield from paragraphs(group, body_height)
        else:
            yield as_one(group, body_height)


def _has_gaps(lines: list[Line]) -> bool:
    pitch = _usual_pitch(lines)
    steps = [above.middle - below.middle for above, below in pairwise(lines)]
    return sum(step > SPACED * pitch for step in steps) >= 2


def as_one(group: list[Line], body_height: float) -> Paragraph:
    """These lines as one paragraph, list entry or heading.

    A bullet of a symbol font is left out: its code is no letter.
    """
    text = join_lines([line.text for line in group])
    bullet = _SYMBOL.match(text)
    text = text[bullet.end() :] if bullet else text
    is_large = max(line.height for line in group) >= HEADING_RATIO * body_height
    if is_large and len(text) <= HEADING_LETTERS and not text.endswith((".", ";", ",")):
        return Paragraph(BlockKind.HEADING, text, 2)
    return Paragraph(BlockKind.ITEM if bullet or _BULLET.match(text) else BlockKind.PARAGRAPH, text)
