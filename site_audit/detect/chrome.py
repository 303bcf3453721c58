"""What repeats over a site's pages – menus, footers, widgets – told by a pass over the whole site. It is labelled, never deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from site_audit.model import BlockKind, Document

#: A block is chrome when it stands on at least this share of the pages, and on at least this many of them. On smaller sites only the markup tells.
_SHARE = 0.4
_LEAST_PAGES = 4
_LONGEST = 600


def chrome_of(documents: Iterable[Document]) -> frozenset[str]:
    """The texts that stand on so many pages that they belong to the site and not to a page."""
    pages = 0
    seen: Counter[str] = Counter()
    bodies: set[frozenset[str]] = set()
    for document in documents:
        if not document.is_page:
            continue
        texts = frozenset(block.text for block in document.blocks if len(block.text) <= _LONGEST)
        body = frozenset(block.text for block in document.blocks if block.kind is not BlockKind.TITLE)
        if body in bodies:
            continue  # a print version or a twin address: the same page does not make its own text repeat
        bodies.add(body)
        pages += 1
        seen.update(texts)
    least = max(_LEAST_PAGES, _SHARE * pages)
    return frozenset(text for text, count in seen.items() if count >= least)
