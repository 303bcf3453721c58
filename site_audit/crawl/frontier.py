"""What is known and not yet asked, in the order of worth: career words, the next page of a list of this year's news, then breadth.

No kind of page eats the budget: of every folder and every script a few pages go before the rest of it waits for others, and when it has had
its share it waits again. An endless calendar or 2,000 news items cost the rest nothing. What an objection is raised against is set aside.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import NamedTuple

from site_audit.crawl.beside import says_nothing
from site_audit.crawl.lists import PLAIN, Hint
from site_audit.crawl.shape import kinds, near_key
from site_audit.model import Link
from site_audit.urls import names_a_file

FIRST = 10  # so many pages of a kind are asked as if they were none
SHARE = 4  # then it may take a quarter of the pages while others wait; with career words, half
MOST_KNOWN = 20_000  # beyond that only career-worded links are taken in, and of those as many again
CAREER, STEP, SECOND, OLD_CAREER, OTHER, FRESH, OLD = range(7)


class Rank(NamedTuple):
    """Lowest first. What the sitemap alone names comes after what the pages themselves offer."""

    crowd: int  # how far the kinds of the address have had their share
    tier: int
    from_sitemap: bool
    depth: int
    order: int


@dataclass(frozen=True, slots=True)
class Known:
    """A link with the depth at which it was first met, its worth (0 is best), and what the pages that link it tell of it."""

    link: Link
    depth: int
    worth: int
    order: int
    said: int = 2  # its worth by the link's words alone
    hint: Hint = PLAIN

    @property
    def tier(self) -> int:
        """Which of the seven queues it stands in."""
        if self.worth == 0:
            return OLD_CAREER if self.hint.fresh is False else CAREER
        if self.hint.step or self.hint.near:
            return STEP
        if self.hint.fresh is False:
            return OLD
        if self.worth == 1 and (self.hint.fresh is None or self.said == 1):
            return SECOND
        return FRESH if self.hint.fresh else OTHER  # news of this year that say nothing of the subject: after the sections

    def rank(self, crowd: int) -> Rank:
        """Its place in the order, where its kinds are so crowded."""
        return Rank(crowd, self.tier, self.link.rel == "sitemap", self.depth, self.order)


Objection = Callable[[Known], str]
_Heap = list[tuple[Rank, str]]


def no_objection(known: Known) -> str:
    """Everything may be asked."""
    return ""


class Frontier:
    """Never gives one address twice, whatever it is called."""

    def __init__(self, priority: Callable[[Link], int], *, pages: int, depth: int, objection: Objection = no_objection) -> None:
        self._priority = priority
        self._share = max(FIRST, pages // SHARE)
        self._depth = depth
        self._objection = objection
        self._known: dict[str, Known] = {}
        self._aside: dict[str, tuple[Known, str]] = {}
        self._asked: set[str] = set()
        self._order = count()
        self._given: Counter[str] = Counter()  # of each kind, without what follows:
        self._sought: Counter[str] = Counter()  # what career words or a list led to
        self._pages: _Heap = []
        self._files: _Heap = []

    def add(self, link: Link, depth: int, hint: Hint = PLAIN) -> None:
        """Take in a link; of several ways to one address the best words, the best news of it and the shortest way are kept."""
        key = near_key(link.url)
        if key in self._asked:
            return
        worth = self._priority(link)
        if key in self._aside:
            before, _ = self._aside[key]
            if worth >= before.worth:
                return
            self._known[key] = self._aside.pop(key)[0]  # better words have been found for it
        said = self._priority(replace(link, url="")) if worth == 1 and hint.fresh else 2
        found = self._known.get(key)
        if found is None:
            if len(self._known) < (MOST_KNOWN if worth else 2 * MOST_KNOWN):
                self._put(key, Known(link, depth, worth, next(self._order), said, hint))
            return
        better = replace(
            found,
            link=_wordier(found.link, link),
            depth=min(found.depth, depth),
            worth=min(found.worth, worth),
            said=min(found.said, said),
            hint=_better(found.hint, hint),
        )
        if better != found:
            self._put(key, better)

    def mark(self, urls: Iterable[str]) -> None:
        """These were asked, or are what others led to."""
        for key in map(near_key, urls):
            self._asked.add(key)
            self._known.pop(key, None)
            self._aside.pop(key, None)

    def knows(self, key: str) -> bool:
        """Whether an address with this key was asked or waits to be."""
        return key in self._asked or key in self._known

    def was_asked(self, url: str) -> bool:
        """Whether this address was given already, by whatever name."""
        return near_key(url) in self._asked

    def next(self, *, pages: bool, files: bool) -> Known | None:
        """The most worthy link to ask now; `pages` and `files` say for which of both there is budget left."""
        heaps = [heap for heap, wanted in ((self._pages, pages), (self._files, files)) if wanted]
        while any(heaps):
            heap = min((heap for heap in heaps if heap), key=lambda heap: heap[0])
            rank, key = heapq.heappop(heap)
            known = self._known.get(key)
            if known is None or known.rank(rank.crowd) != rank:
                continue  # asked, or known by a better rank since
            crowd = self._crowd(known)
            if crowd > rank.crowd:
                heapq.heappush(heap, (known.rank(crowd), key))
            elif not self._set_aside(key, known):
                return self._give(known)
        return None

    def put_back(self, known: Known) -> None:
        """What was given and could not be asked any more is known again."""
        key = near_key(known.link.url)
        self._asked.discard(key)
        self._known[key] = known

    def left(self) -> tuple[Link, ...]:
        """What is known, was not asked and has nothing said against it, best first."""
        return tuple(known.link for known in self.waiting())

    def waiting(self) -> tuple[Known, ...]:
        """The same, with what is known of each."""
        for key, known in list(self._known.items()):
            self._set_aside(key, known)
        return tuple(sorted(self._known.values(), key=lambda known: known.rank(0)))

    def aside(self) -> tuple[tuple[Known, str], ...]:
        """What was set aside, each with the objection to it."""
        return tuple(self._aside.values())

    def _put(self, key: str, known: Known) -> None:
        self._known[key] = known
        if known.depth <= self._depth:
            heap = self._files if names_a_file(known.link.url) else self._pages
            heapq.heappush(heap, (known.rank(self._crowd(known)), key))

    def _set_aside(self, key: str, known: Known) -> bool:
        objection = self._objection(known)
        if objection:
            self._aside[key] = (self._known.pop(key), objection)
        return bool(objection)

    def _crowd(self, known: Known) -> int:
        """How many of its kinds have had their first pages, and their share; files are never crowded."""
        if names_a_file(known.link.url):
            return 0
        if known.tier <= STEP:
            return sum(self._sought[kind] >= 2 * self._share for kind in kinds(known.link.url))
        given = [self._given[kind] for kind in kinds(known.link.url)]
        crowd = sum((number >= FIRST) + (number >= self._share) for number in given)
        return crowd + 2 * (known.tier == OLD)  # old news wait as if their kind had had its share

    def _give(self, known: Known) -> Known:
        if not names_a_file(known.link.url):
            (self._sought if known.tier <= STEP else self._given).update(kinds(known.link.url))
        self.mark((known.link.url,))
        return known


def _better(first: Hint, second: Hint) -> Hint:
    """What two pages tell of one address: news of this year before old news, old news before none."""
    fresh = first.fresh if second.fresh is None else second.fresh if first.fresh is None else first.fresh or second.fresh
    return Hint(fresh, first.step or second.step, near=first.near or second.near)


def _wordier(first: Link, second: Link) -> Link:
    """The link with the more telling text; the first keeps its place where both tell the same."""
    if _weight(second) > _weight(first) or (first.rel == "sitemap" and second.rel != "sitemap"):
        return second
    return first


def _weight(link: Link) -> int:
    return 0 if says_nothing(link.text) else min(len(link.text.strip()), 200)
