"""Collects the blocks of one document and gives each its place: the third `h2` is "h2[3]", the seventh table row "row 7"."""

from __future__ import annotations

from collections import Counter

from site_audit.model import Block, BlockKind, Zone


def fold(text: str) -> str:
    """White space folded to single blanks; a no-break space is white space, a soft hyphen stays.

    >>> fold("  План\\u00a0 работы\\n")
    'План работы'
    """
    return " ".join(text.split())


class BlockBuilder:
    """On pages places begin anew ("page 4, p[1]"), rows go on. `numbered` gives every table row and list entry a card of its own."""

    def __init__(self, *, numbered: bool = False) -> None:
        self._numbered = numbered
        self._items = 0
        self.blocks: list[Block] = []
        self._counts: Counter[str] = Counter()
        self._rows = 0
        self._prefix = ""
        self.confidence = 1.0  # of the words that come next

    def start_page(self, number: int, confidence: float = 1.0) -> None:
        """From here on places stand on this page, whose words are as sure as this."""
        self.confidence = confidence
        self._prefix = f"page {number}, "
        self._counts.clear()

    def add(self, kind: BlockKind, text: str, tag: str, *, zone: Zone = Zone.MAIN, level: int = 0) -> Block | None:
        """One more block, unless its text is empty."""
        folded = fold(text)
        if not folded:
            return None
        item = self._next_item() if kind is BlockKind.ITEM else 0
        block = Block(kind, folded, self._place(tag), zone, level, item=item, confidence=self.confidence)
        self.blocks.append(block)
        return block

    def add_row(self, text: str, cells: tuple[str, ...], header: tuple[str, ...], *, zone: Zone = Zone.MAIN, item: int = 0) -> Block:
        """One row of a table."""
        self._rows += 1
        place = f"{self._prefix}row {self._rows}"
        block = Block(BlockKind.ROW, text, place, zone, 0, cells, header, item or self._next_item(), self.confidence)
        self.blocks.append(block)
        return block

    def _next_item(self) -> int:
        self._items += self._numbered
        return self._items

    def _place(self, tag: str) -> str:
        if tag == "title":
            return tag
        self._counts[tag] += 1
        if tag == "img":
            return f"{self._prefix}img[{self._counts[tag]}] alt"
        return f"{self._prefix}{tag}[{self._counts[tag]}]"
