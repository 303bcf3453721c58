"""Pages that say the same under two addresses: print and mobile versions, versions for weak eyes, session ids, one item in two rubrics.

Two pages are near-duplicates when nine in ten of their runs of four words are the same, and their heading and the years and days they name
are too. What stands on several pages is the site's frame and is not compared; neither is a page with next to nothing of its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from site_audit.model import Block, BlockKind, Document, Zone

LIKE = 0.9
RUN_WORDS = 4
SKETCH = 48  # smallest hashes kept of a page: as a sample of its runs
LEAST_LETTERS = 200
FRAME_PAGES = 3  # what stood on so many pages belongs to the site
MOST_PAGES = 3_000  # compared with; a longer walk has other troubles
_MOST_LETTERS = 20_000
_CROWD = 30  # a run that stands on so many pages tells nothing
_WORD = re.compile(r"\w+")
_DAYS = re.compile(r"(?:19|20)\d\d|\b\d{1,2}\.\d{1,2}\b")
_NO_TEXT = (BlockKind.TITLE, BlockKind.ALT, BlockKind.LINK)  # a page is not told by its menus
_OWN = (Zone.MAIN, Zone.ASIDE)


@dataclass(frozen=True, slots=True)
class _Page:
    url: str
    heading: str
    days: frozenset[str]
    sketch: frozenset[int]


class Likeness:
    """The pages of a walk so far, small enough to keep them all."""

    def __init__(self) -> None:
        self._stood: Counter[int] = Counter()
        self._pages: list[_Page] = []
        self._with: defaultdict[int, list[int]] = defaultdict(list)

    def earlier(self, document: Document) -> str:
        """The address of an earlier page that says the same, "" where there is none. The page is remembered."""
        blocks = [block for block in document.blocks if block.zone in _OWN and block.kind not in _NO_TEXT]
        marks = {block.text: _hash(block.text) for block in blocks}
        own = [block for block in blocks if self._stood[marks[block.text]] < FRAME_PAGES]
        page = _page(document, own)
        found = next((each.url for each in self._rivals(page) if _alike(each, page)), "") if page else ""
        if not found and len(self._stood) < MOST_PAGES * 40:  # the same page again does not make its text a frame
            self._stood.update(set(marks.values()))
        if page and not found and len(self._pages) < MOST_PAGES:
            self._remember(page)
        return found

    def _rivals(self, page: _Page) -> Iterator[_Page]:
        """Earlier pages with half of this page's sample or more."""
        met: Counter[int] = Counter()
        for run in page.sketch:
            met.update(self._with.get(run, ()))
        return (self._pages[at] for at, count in met.most_common(5) if count * 2 >= len(page.sketch))

    def _remember(self, page: _Page) -> None:
        self._pages.append(page)
        for run in page.sketch:
            if len(self._with[run]) < _CROWD:
                self._with[run].append(len(self._pages) - 1)


def _page(document: Document, own: Iterable[Block]) -> _Page | None:
    blocks = list(own)
    text = " ".join(block.text for block in blocks)[:_MOST_LETTERS].lower()
    words = _WORD.findall(text)
    if len(text) < LEAST_LETTERS or len(words) < RUN_WORDS * 4:
        return None
    runs = {_hash(" ".join(words[at : at + RUN_WORDS])) for at in range(len(words) - RUN_WORDS + 1)}
    heading = next((block.text.lower() for block in document.blocks if block.kind is BlockKind.HEADING and block.zone in _OWN), "")
    return _Page(document.url, heading, frozenset(_DAYS.findall(text)), frozenset(sorted(runs)[:SKETCH]))


def _alike(first: _Page, second: _Page) -> bool:
    """The resemblance of two samples is that of the pages: of the smallest hashes of both, how many both have."""
    if first.heading != second.heading or first.days != second.days:
        return False
    together = sorted(first.sketch | second.sketch)[:SKETCH]
    return sum(run in first.sketch and run in second.sketch for run in together) >= LIKE * len(together)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
