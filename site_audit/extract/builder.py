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
    """`prefix` ("page 4") stands before every place until the next page; counters then begin anew, those of rows never."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._counts: Counter[str] = Counter()
        self._rows = 0
        self._prefix = ""

    def start_page(self, number: int) -> None:
        """From here on places stand on this page."""
        self._prefix = f"page {number}, "
        self._counts.clear()

    def add(self, kind: BlockKind, text: str, tag: str, *, zone: Zone = Zone.MAIN, level: int = 0) -> Block | None:
        """One more block, unless its text is empty."""
        folded = fold(text)
        if not folded:
            return None
        block = Block(kind, folded, self._place(tag), zone, level)
        self.blocks.append(block)
        return block

    def add_row(self, text: str, cells: tuple[str, ...], header: tuple[str, ...], *, zone: Zone = Zone.MAIN, item: int = 0) -> Block:
        """One row of a table."""
        self._rows += 1
        block = Block(BlockKind.ROW, text, f"{self._prefix}row {self._rows}", zone, 0, cells, header, item)
        self.blocks.append(block)
        return block

    def _place(self, tag: str) -> str:
        if tag == "title":
            return tag
        self._counts[tag] += 1
        if tag == "img":
            return f"{self._prefix}img[{self._counts[tag]}] alt"
        return f"{self._prefix}{tag}[{self._counts[tag]}]"
