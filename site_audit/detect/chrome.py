"""What repeats over a site's pages – menus, footers, widgets – told by a pass over the whole site. It is labelled, never deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from site_audit.model import Block, BlockKind, Document

#: A block is chrome when it stands on at least this share of the pages, and on at least this many of them.
#: On smaller sites only the markup tells.
_SHARE = 0.4
_LEAST_PAGES = 4
_LONGEST = 600


#: What a block is told by: a menu's link «Профориентация» does not make the heading «Профориентация» of one page a part of the menu.
Print = tuple[BlockKind, str]


def fingerprint(block: Block) -> Print:
    """What a block is compared by over the site."""
    return block.kind, block.text


def chrome_of(documents: Iterable[Document]) -> frozenset[Print]:
    """The blocks that stand on so many pages that they belong to the site and not to a page."""
    pages = 0
    seen: Counter[Print] = Counter()
    bodies: set[frozenset[str]] = set()
    for document in documents:
        if not document.is_page:
            continue
        prints = frozenset(fingerprint(block) for block in document.blocks if len(block.text) <= _LONGEST)
        body = frozenset(block.text for block in document.blocks if block.kind is not BlockKind.TITLE)
        if body in bodies:
            continue  # a print version or a twin address: the same page does not make its own text repeat
        bodies.add(body)
        pages += 1
        seen.update(prints)
    least = max(_LEAST_PAGES, _SHARE * pages)
    return frozenset(print_ for print_, count in seen.items() if count >= least)
