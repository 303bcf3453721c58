"""Which lines of a document are read as one thing: cards, runs of paragraphs, sections, the headings above.

All of it is worked out once for a document, so that a page of fifty thousand lines costs what fifty pages of a thousand do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from site_audit.detect.captions import is_entry
from site_audit.detect.entries import dated
from site_audit.detect.leads import leads_of
from site_audit.detect.lines import Line
from site_audit.model import BlockKind

_LOWEST_RANK = 6
_STANDS_ALONE = (BlockKind.ITEM, BlockKind.ROW)
_ANSWER = "dd["
_PAIRED = ("dt[", _ANSWER)


class Passages:
    """The passages of some lines. `is_page`: an HTML page, as against a file; `is_listing`: a list of cards."""

    def __init__(self, lines: Sequence[Line], *, is_page: bool, is_listing: bool) -> None:
        self._lines = lines
        self._is_page = is_page
        self._is_listing = is_listing
        self._titles = tuple(number for number, line in enumerate(lines) if line.titles)
        self._cards = _cards(lines)
        self._leads = leads_of(lines)
        self._entries = dated([(line.kind, line.text) for line in lines])
        self._runs: dict[tuple[int, int], range] = {}
        self._captions = _captions(lines)
        self._headings = [number for number, line in enumerate(lines) if line.kind is BlockKind.HEADING]
        self._under: dict[tuple[int, int], list[int]] = {}  # by card (0: in none) and level: their headings
        for number in self._headings:
            self._under.setdefault((lines[number].item, lines[number].level), []).append(number)

    def of(self, number: int) -> range:
        """The lines read as one thing with this line."""
        line = self._lines[number]
        if line.echo or (line.titles and not self._is_page) or line.kind is BlockKind.ROW:
            return range(number, number + 1)
        if line.item:
            card = self._cards[number]
            if len(card) > 1 or line.kind is BlockKind.ITEM:
                return card
        if line.kind is BlockKind.ITEM:
            return self._pair(number)
        return self._run(number)

    def _pair(self, number: int) -> range:
        """A list's entry; of a list of questions and answers the question with what answers it."""
        lines = self._lines
        if not lines[number].place.startswith(_PAIRED):
            return range(number, number + 1)
        start = number
        while start > 0 and lines[start].place.startswith(_ANSWER) and lines[start - 1].place.startswith(_PAIRED):
            start -= 1
        stop = number + 1
        while stop < len(lines) and lines[stop].place.startswith(_ANSWER):
            stop += 1
        return range(start, stop)

    def section(self, number: int) -> range:
        """From the heading above to the next heading of the same rank."""
        at = bisect_right(self._headings, number) - 1
        start = self._headings[at] if at >= 0 else 0
        rank = self._lines[start].level if at >= 0 else 0
        levels = range(1, (rank or _LOWEST_RANK) + 1)
        stops = [stop for level in levels if (stop := _after(self._under.get((0, level), []), number)) is not None]
        return range(start, min(stops, default=len(self._lines)))

    def context(self, number: int) -> list[int]:
        """The lines that name what this line stands under: caption, what leads to a row or entry, headings above, then titles."""
        caption = self._captions[number]
        above = list(dict.fromkeys((*((caption,) if caption >= 0 else ()), *self._leads.get(number, ()))))
        rank, at = _LOWEST_RANK + 1, number
        while (nearest := self._heading_above(at, rank, self._lines[number].item)) is not None:
            above.append(nearest)
            rank, at = self._lines[nearest].level, nearest - 1
        return list(dict.fromkeys(above + list(self._titles)))

    def _heading_above(self, at: int, rank: int, item: int) -> int | None:
        """The last heading of a higher rank up to this line; headings of other cards are passed over."""
        levels = range(1, rank)
        places = (self._under.get((card, level), []) for card in {0, item} for level in levels)
        return max((place for each in places if (place := _up_to(each, at)) is not None), default=None)

    def _run(self, number: int) -> range:
        """The paragraphs under one heading, up to the next heading or card. It is the same for all lines of a card, and of none."""
        item = self._lines[number].item if self._is_listing else 0
        known = self._runs.get((number, item))
        if known is not None:
            return known
        start = number
        while start > 0 and not self._opens(start) and not self._parts(start - 1, item):
            start -= 1
        stop = number + 1
        while stop < len(self._lines) and not self._opens(stop) and not self._parts(stop, item):
            stop += 1
        run = range(start, stop)
        self._runs.update(((at, item), run) for at in run)
        return run

    def _opens(self, at: int) -> bool:
        """Whether a line begins something new: a heading, or a dated entry of a chronicle."""
        return self._lines[at].kind is BlockKind.HEADING or at in self._entries

    def _parts(self, at: int, item: int) -> bool:
        """Whether a line closes the run of this card: a card of its own, or the joined head of a file."""
        line = self._lines[at]
        if line.echo:
            return True
        return self._is_listing and bool(line.item) and line.item != item and line.kind not in _STANDS_ALONE


def _captions(lines: Sequence[Line]) -> list[int]:
    """For each entry of a table or list the line that captions it; -1 where none does."""
    captions: list[int] = []
    last = -1
    for line in lines:
        entry = is_entry(line.kind, line.text)
        captions.append(last if entry and not line.caption else -1)
        if line.caption:
            last = len(captions) - 1
        elif not entry:
            last = -1
    return captions


def _cards(lines: Sequence[Line]) -> list[range]:
    """For each line its neighbours of the same card."""
    cards: list[range] = []
    for number, line in enumerate(lines):
        if number < len(cards):
            continue
        stop = number + 1
        while stop < len(lines) and lines[stop].item == line.item:
            stop += 1
        cards += [range(number, stop)] * (stop - number)
    return cards


def _up_to(places: list[int], at: int) -> int | None:
    after = bisect_right(places, at)
    return places[after - 1] if after else None


def _after(places: list[int], after: int) -> int | None:
    at = bisect_left(places, after + 1)
    return places[at] if at < len(places) else None
