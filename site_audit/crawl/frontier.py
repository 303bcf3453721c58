"""What is known and not yet asked, in the order of worth: career words first, then breadth, and no kind of page eats the whole budget.

Links of a kind that has had its share wait until nothing else is left: an endless calendar or 2,000 news items cost the rest nothing.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import count

from site_audit.crawl.shape import kinds, near_key
from site_audit.model import Link
from site_audit.urls import names_a_file

SHARE = 4  # one kind may take a quarter of the pages while others wait; with career words, half
SMALLEST_SHARE = 10
MOST_KNOWN = 20_000  # beyond that only career-worded links are taken in, and of those as many again
MEANINGLESS = frozenset(
    ("", "подробнее", "читать далее", "далее", "скачать", "открыть", "здесь", "тут", "ссылка", "смотреть", "просмотр", "more")
)


@dataclass(frozen=True, slots=True)
class Known:
    """A link with the depth at which it was first met, and its worth (0 is best)."""

    link: Link
    depth: int
    worth: int
    order: int

    @property
    def rank(self) -> tuple[int, bool, int, int]:
        """What the sitemap alone names comes after what the pages themselves offer."""
        return self.worth, self.link.rel == "sitemap", self.depth, self.order


class Frontier:
    """Never gives one address twice, whatever it is called."""

    def __init__(self, priority: Callable[[Link], int], *, pages: int, depth: int) -> None:
        self._priority = priority
        self._share = max(SMALLEST_SHARE, pages // SHARE)
        self._depth = depth
        self._known: dict[str, Known] = {}
        self._asked: set[str] = set()
        self._order = count()
        self._given: Counter[str] = Counter()
        self._pages: list[tuple[tuple[int, bool, int, int], str]] = []
        self._files: list[tuple[tuple[int, bool, int, int], str]] = []
        self._waiting: list[tuple[tuple[int, bool, int, int], str]] = []

    def add(self, link: Link, depth: int) -> None:
        """Take in a link; of several ways to one address the best words and the shortest way are kept."""
        key = near_key(link.url)
        if key in self._asked:
            return
        worth = self._priority(link)
        before = self._known.get(key)
        if before is None:
            if len(self._known) >= (MOST_KNOWN if worth else 2 * MOST_KNOWN):
                return
            self._put(key, Known(link, depth, worth, next(self._order)))
            return
        better = replace(before, link=_wordier(before.link, link), depth=min(before.depth, depth), worth=min(before.worth, worth))
        if better != before:
            self._put(key, better)

    def mark(self, urls: Iterable[str]) -> None:
        """These were asked, or are what others led to."""
        for key in map(near_key, urls):
            self._asked.add(key)
            self._known.pop(key, None)

    def next(self, *, pages: bool, files: bool) -> Known | None:
        """The most worthy link to ask now; `pages` and `files` say for which of both there is budget left."""
        heaps = [heap for heap, wanted in ((self._pages, pages), (self._files, files)) if wanted]
        while found := self._best(heaps):
            if self._had_its_share(found):
                heapq.heappush(self._waiting, (found.rank, near_key(found.link.url)))
            else:
                return self._give(found)
        found = self._best([self._waiting]) if pages else None
        return self._give(found) if found else None

    def put_back(self, known: Known) -> None:
        """What was given and could not be asked any more is known again."""
        key = near_key(known.link.url)
        self._asked.discard(key)
        self._known[key] = known

    def left(self) -> tuple[Link, ...]:
        """What is known and was not asked, best first."""
        return tuple(known.link for known in sorted(self._known.values(), key=lambda known: known.rank))

    def _put(self, key: str, known: Known) -> None:
        self._known[key] = known
        if known.depth <= self._depth:
            heapq.heappush(self._files if names_a_file(known.link.url) else self._pages, (known.rank, key))

    def _best(self, heaps: list[list[tuple[tuple[int, bool, int, int], str]]]) -> Known | None:
        """The best of the heaps' tops; what was asked or has got a better rank since is dropped on the way."""
        while any(heaps):
            heap = min((heap for heap in heaps if heap), key=lambda heap: heap[0])
            rank, key = heapq.heappop(heap)
            known = self._known.get(key)
            if known is not None and known.rank == rank:
                return known
        return None

    def _had_its_share(self, known: Known) -> bool:
        if names_a_file(known.link.url):
            return False
        share = self._share * 2 if known.worth == 0 else self._share
        return any(self._given[kind] >= share for kind in kinds(known.link.url))

    def _give(self, known: Known) -> Known:
        if not names_a_file(known.link.url):
            self._given.update(kinds(known.link.url))
        self.mark((known.link.url,))
        return known


def _wordier(first: Link, second: Link) -> Link:
    """The link with the more telling text; the first keeps its place where both tell the same."""
    if _weight(second) > _weight(first) or (first.rel == "sitemap" and second.rel != "sitemap"):
        return second
    return first


def _weight(link: Link) -> int:
    text = link.text.strip().lower().rstrip(".… »>")
    return 0 if text in MEANINGLESS else min(len(text), 200)
