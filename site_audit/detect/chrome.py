"""What repeats over a site's pages – menus, footers, widgets – told by a pass over the whole site. It is labelled, never deleted."""

from __future__ import annotations

from array import array
from collections import Counter

from site_audit.model import Block, BlockKind, Document

#: A block is chrome when it stands on at least this share of the pages, and on at least this many of them.
#: On smaller sites only the markup tells.
_SHARE = 0.4
_LEAST_PAGES = 4
_LONGEST = 600
#: Pages whose blocks are counted word by word at once. What stands on 40 % of all pages stands on 40 % of some such part of them.
_PART = 200


#: What a block is told by: a menu's link «Профориентация» does not make the heading «Профориентация» of one page a part of the menu.
Print = tuple[BlockKind, str]


def fingerprint(block: Block) -> Print:
    """What a block is compared by over the site."""
    return block.kind, block.text


class Repeats:
    """The blocks of a site's pages, counted while these go by. Of a page no more than numbers are kept, however many there are."""

    def __init__(self) -> None:
        self._pages = 0
        self._bodies: set[int] = set()
        self._part: Counter[Print] = Counter()
        self._in_part = 0
        self._likely: dict[int, Print] = {}
        self._counted = array("q")  # the numbers of all prints of all pages, each page's once

    def take(self, document: Document) -> None:
        """One document more."""
        if not document.is_page:
            return
        body = hash(frozenset(block.text for block in document.blocks if block.kind is not BlockKind.TITLE))
        if body in self._bodies:
            return  # a print version or a twin address: the same page does not make its own text repeat
        self._bodies.add(body)
        prints = frozenset(fingerprint(block) for block in document.blocks if len(block.text) <= _LONGEST)
        self._pages += 1
        self._part.update(prints)
        self._in_part += 1
        self._counted.extend(map(hash, prints))
        if self._in_part == _PART:
            self._close_part()

    def chrome(self) -> frozenset[Print]:
        """The blocks that stand on so many pages that they belong to the site and not to a page."""
        self._close_part()
        least = max(_LEAST_PAGES, _SHARE * self._pages)
        counts = Counter(number for number in self._counted if number in self._likely)
        return frozenset(self._likely[number] for number, count in counts.items() if count >= least)

    def _close_part(self) -> None:
        """Remember what may be chrome: what is not here must be in another part."""
        least = _SHARE * self._in_part
        self._likely.update((hash(each), each) for each, count in self._part.items() if count >= least)
        self._part.clear()
        self._in_part = 0
