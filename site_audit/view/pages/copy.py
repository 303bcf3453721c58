"""A page or file as we saw it: its text in its order, built anew from what was read, with the quoted words marked.

Nothing of a site's own markup comes through: there is no script, form, picture or link to be made harmless. Of a long document the
beginning and the surroundings of the quotes are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate

from site_audit.model import Block, BlockKind, Document, Zone
from site_audit.view.pages.address import NAME_LIMIT, Address, address, clip
from site_audit.view.words import Locale, words_in

MOST_LETTERS = 120_000
MOST_OF_A_BLOCK = 4_000
AROUND = 25  # blocks before and after a quote are shown however long the document is
LONGEST_NAME = 80
CELLS_JOINED = " | "
MASK = "…"  # stands for a pupil's name, in quotes and here
CUT = "[…]"
MOST_CELLS = 60  # of one row
Span = tuple[int, int]
Mask = Callable[[Sequence[Block], Container[int]], Iterable[Block]]
_ASIDE = frozenset({Zone.MENU, Zone.HEADER, Zone.FOOTER, Zone.ASIDE})


Piece = tuple[str, bool]
"""Some text, and whether it is quoted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One block: how it is shown ("h2", "p", "li", "row", "alt", "gap"), its cells (one, but for rows), whether it stands aside."""

    kind: str
    cells: tuple[tuple[Piece, ...], ...] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True)
class CopyPage:
    """All that the copy of a page or file shows."""

    locale: Locale
    title: str
    is_page: bool
    addresses: tuple[Address, ...]
    fetched: str
    digest: str
    lines: tuple[Line, ...]
    cut: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that evidence quotes, and the place where they stand."""

    place: str
    words: str


def copy_page(
    document: Document,
    cited: Iterable[Cited],
    *,
    mask: Mask,
    addresses: Sequence[str],
    fetched_at: datetime | None,
    locale: Locale = "ru",
) -> CopyPage:
    """The copy of a document; `cited` is what evidence quotes of it, `mask` hides pupils' names in the blocks of the numbers given."""
    blocks = document.blocks
    words = words_in(locale)
    by_place = _by_place(blocks, cited)
    chosen = _chosen(blocks, {number for number, block in enumerate(blocks) if block.place in by_place})
    small = [_window(block, by_place.get(block.place, ())) for block in blocks]
    lines: list[Line] = []
    last = -1
    for number, block in zip(chosen, mask(small, frozenset(chosen)), strict=True):
        if number > last + 1:
            lines.append(Line("gap"))
        lines.append(_line(block, by_place.get(block.place, ())))
        last = number
    cut = len(chosen) < len(blocks)
    if cut and last + 1 < len(blocks):
        lines.append(Line("gap"))
    return CopyPage(
        locale=locale,
        title=clip(document.title, NAME_LIMIT) or clip(addresses[0], NAME_LIMIT),
        is_page=document.is_page,
        addresses=tuple(address(url) for url in addresses),
        fetched=words.moment(fetched_at) if fetched_at else "",
        digest=document.digest,
        lines=tuple(lines),
        cut=cut,
        marked=any(quoted for line in lines for cell in line.cells for _, quoted in cell),
    )


def _by_place(blocks: Sequence[Block], cited: Iterable[Cited]) -> dict[str, list[str]]:
    """The quotes of each block; one whose place is not found here belongs to the first block that holds its words."""
    places = {block.place for block in blocks}
    found: dict[str, list[str]] = {}
    for one in cited:
        place = one.place
        if place not in places:
            place = next((block.place for block in blocks if _find(block.text, one.words) is not None), "")
        found.setdefault(place, []).append(one.words)
    return found


def _chosen(blocks: Sequence[Block], quoted: set[int]) -> list[int]:
    """The numbers of the blocks that are shown: those around quotes first, then from the beginning, as long as there is room."""
    room = MOST_LETTERS
    chosen: set[int] = set()
    near = (number for one in sorted(quoted) for number in range(max(0, one - AROUND), min(len(blocks), one + AROUND + 1)))
    for number in (*sorted(quoted), *near, *range(len(blocks))):
        if number in chosen:
            continue
        room -= min(len(blocks[number].text), MOST_OF_A_BLOCK) + 20  # the markup of an empty block takes room too
        if room < 0:
            break
        chosen.add(number)
    return sorted(chosen)


def _window(block: Block, quotes: Sequence[str]) -> Block:
    """A block that is not too long to be looked through: of an endless one, what stands around the first quote."""
    cells = tuple(cell[:MOST_OF_A_BLOCK] for cell in block.cells[:MOST_CELLS])
    if len(block.text) <= 2 * MOST_OF_A_BLOCK:
        return block if cells == block.cells else replace(block, cells=cells)
    first = next((span[0] for quote in quotes if (span := _find(block.text, quote)) is not None), 0)
    begin = max(0, first - MOST_OF_A_BLOCK // 2)
    end = begin + 2 * MOST_OF_A_BLOCK
    text = f"{CUT} " * bool(begin) + block.text[begin:end] + f" {CUT}" * (end < len(block.text))
    return replace(block, text=text, cells=cells)


def _line(block: Block, quotes: Sequence[str]) -> Line:
    kinds = {BlockKind.TITLE: "h1", BlockKind.ITEM: "li", BlockKind.ROW: "row", BlockKind.ALT: "alt"}
    kind = f"h{min(6, max(2, block.level + 1))}" if block.kind is BlockKind.HEADING else kinds.get(block.kind, "p")
    spans = _spans(block.text, quotes)
    cells = block.cells if block.kind is BlockKind.ROW else ()
    if not cells:
        return Line(kind, (_pieces(block.text, spans),), block.zone in _ASIDE)
    if CELLS_JOINED.join(cells) != block.text:
        return Line(kind, tuple(_pieces(cell, _whole(cell, quotes)) for cell in cells), block.zone in _ASIDE)
    starts = accumulate((len(cell) + len(CELLS_JOINED) for cell in cells), initial=0)
    moved = ((cell, [(first - start, last - start) for first, last in spans]) for cell, start in zip(cells, starts, strict=False))
    return Line(kind, tuple(_pieces(cell, own) for cell, own in moved), block.zone in _ASIDE)


def _whole(cell: str, quotes: Sequence[str]) -> list[Span]:
    """A cell of a row whose cells are merged: marked as a whole where it shares words with a quote."""
    return [(0, len(cell))] if any(cell and (cell in quote or quote in cell) for quote in quotes) else []


def _spans(text: str, quotes: Sequence[str]) -> list[Span]:
    """Where the quotes stand, in order and apart; where none is found in a text that is quoted, all of it counts."""
    found = sorted(span for quote in quotes if (span := _find(text, quote)) is not None)
    if quotes and not found:
        return [(0, len(text))]
    apart: list[Span] = []
    for first, last in found:
        if apart and first <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(apart[-1][1], last)
        else:
            apart.append((first, last))
    return apart


def _find(text: str, quote: str) -> Span | None:
    """Where a quote stands in a text in which other names may be masked than in it; the way is bounded."""
    if (at := text.find(quote)) >= 0:
        return at, at + len(quote)
    parts = [part.strip() for part in quote.split(MASK) if part.strip()]
    if not parts or (start := text.find(parts[0])) < 0:
        return None
    end = start + len(parts[0])
    for part in parts[1:]:
        at = text.find(part, end, end + LONGEST_NAME + len(part))
        if at < 0:
            return None
        end = at + len(part)
    return start, end


def _pieces(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """The text parted by the spans that fall into it; of a very long one, what stands around the first."""
    inside = [(max(0, first), min(len(text), last)) for first, last in spans if first < len(text) and last > 0]
    begin = max(0, inside[0][0] - MOST_OF_A_BLOCK // 2) if inside and len(text) > MOST_OF_A_BLOCK else 0
    end = min(len(text), begin + MOST_OF_A_BLOCK)
    pieces: list[Piece] = [(f"{CUT} ", False)] if begin else []
    at = begin
    for first, last in inside:
        if first < end:
            pieces += [(text[at:first], False), (text[first : min(last, end)], True)]
            at = min(last, end)
    pieces += [(text[at:end], False), (f" {CUT}" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])
