"""Where a walk goes next: what each page read teaches of lists, twins and traps, put to the frontier; in the end what was not followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from site_audit.crawl.beside import beside_links, own_day, says_nothing
from site_audit.crawl.frontier import Frontier, Known
from site_audit.crawl.likeness import Likeness
from site_audit.crawl.lists import PLAIN, Hint, Lists
from site_audit.crawl.scope import DUPLICATE, TRAP, Scope, refusal
from site_audit.crawl.shape import family, near_key
from site_audit.crawl.sitemap import Sitemaps
from site_audit.crawl.traps import Traps
from site_audit.model import Document, Link, Sighting, Trouble, Unfollowed, Zone
from site_audit.settings import Limits

BUDGET, DEPTH, ROBOTS = "budget", "depth", "robots"
MOST_REFUSED = 20_000  # told apart; beyond that their number is a lower bound
MOST_NEAR = 40  # links of a page of the subject that are followed for its sake
_ALL_ALIKE = 0.8  # a sitemap that gives so many of its pages one day tells when it was made, not when they were


class Course:
    """The way of one walk. Its scope is known once the home page was found; before, nothing is taken in."""

    def __init__(self, priority: Callable[[Link], int], limits: Limits, as_of: date) -> None:
        self._priority = priority
        self._depth = limits.depth
        self._lists = Lists(as_of)
        self._traps = Traps(as_of.year)
        self._likeness = Likeness()
        self._frontier = Frontier(priority, pages=limits.pages, depth=limits.depth, objection=self._objection)
        self._refused: dict[str, tuple[str, Known]] = {}
        self._twins: dict[str, None] = {}
        self.scope: Scope | None = None

    def offer(self, link: Link, depth: int, hint: Hint = PLAIN) -> bool:
        """Take a link into the frontier if it belongs to the walk."""
        if self.scope is None or not self.scope.holds(link.url):
            return False
        if self._frontier.was_asked(link.url):
            return True
        if hint.words and says_nothing(link.text):
            link = replace(link, text=hint.words)
        promised = self._priority(replace(link, url="")) == 0  # by its words alone: a gallery in the section is no document
        why = refusal(link.url, promised=promised)
        if not why:
            self._frontier.add(link, depth, hint)
        elif why in (DUPLICATE, TRAP) and len(self._refused) < MOST_REFUSED:
            self._refused.setdefault(link.url, (why, Known(link, depth, 2, 0)))
        return not why

    def hints(self, document: Document, way: Link) -> dict[str, Hint]:
        """What a page, to which `way` led, tells of its links beyond their words."""
        found = self._lists.hints(document, beside_links(document))
        if self._priority(way) == 0:
            own = [link for link in document.links if link.zone is Zone.MAIN and family(link.url) != family(document.url)]
            new = [link.url for link in own if not self._frontier.knows(near_key(link.url))]
            for url in list(dict.fromkeys(new))[:MOST_NEAR]:
                told = found.get(url, PLAIN)
                found[url] = replace(told, near=told.fresh is not False)
        return found

    def learn(self, sighting: Sighting) -> bool:
        """What a page teaches of those to come. Whether it is a near-duplicate of an earlier one."""
        document = sighting.document.whole() if sighting.document is not None else None
        if document is None or not document.is_page:
            return False
        twin_of = self._likeness.earlier(document)
        self._traps.read(sighting.link, document, twin_of=twin_of)
        if twin_of:
            self._twins[document.url] = None
        waiting = self._lists.told(sighting.link.url, own_day(document))
        if waiting is not None:
            self._frontier.add(waiting, sighting.depth, Hint(True, step=True))
        return bool(twin_of)

    def name(self, found: Sitemaps) -> None:
        """Take in what the sitemaps name; their days count where they differ."""
        self._traps.named(found.addresses)
        days = Counter(found.changed.values())
        telling = max(days.values(), default=0) < _ALL_ALIKE * days.total() or days.total() == 1
        for url in found.addresses:
            changed = found.changed.get(url)
            fresh = telling and changed is not None and changed >= self._lists.since
            self.offer(Link(url, rel="sitemap"), 1, Hint(True) if fresh else PLAIN)

    def next(self, *, pages: bool, files: bool) -> Known | None:
        """The link to ask now. A page that is only linked in a dress is asked in it, when nothing else is left."""
        known = self._frontier.next(pages=pages, files=files)
        if known is not None or not pages:
            return known
        for url, (why, dressed) in list(self._refused.items()):
            if why == DUPLICATE and not self._frontier.knows(near_key(url)):
                del self._refused[url]
                self._frontier.add(dressed.link, dressed.depth)
        return self._frontier.next(pages=pages, files=files)

    def mark(self, urls: Iterable[str]) -> None:
        """These were asked, or are what others led to."""
        self._frontier.mark(urls)

    def put_back(self, known: Known) -> None:
        """What was given could not be asked any more."""
        self._frontier.put_back(known)

    def left(self) -> tuple[Link, ...]:
        """What is known, was not asked and is neither trap nor duplicate, best first."""
        return self._frontier.left()

    def unfollowed(self, sightings: Iterable[Sighting]) -> tuple[Unfollowed, ...]:
        """By cause: how many addresses were not followed, with one of them."""
        left = self._frontier.waiting()
        causes: dict[str, dict[str, None]] = {
            BUDGET: dict.fromkeys(known.link.url for known in left if known.depth <= self._depth),
            DEPTH: dict.fromkeys(known.link.url for known in left if known.depth > self._depth),
            TRAP: {},
            ROBOTS: dict.fromkeys(one.link.url for one in sightings if one.failure is not None and one.failure.trouble is Trouble.ROBOTS),
            DUPLICATE: dict(self._twins),
        }
        for known, why in self._frontier.aside():
            causes[why][known.link.url] = None
        for url, (why, _) in self._refused.items():
            causes[why][url] = None
        return tuple(Unfollowed(why, len(urls), next(iter(urls))) for why, urls in causes.items() if urls)

    def _objection(self, known: Known) -> str:
        url, promised = known.link.url, known.worth == 0
        if self._traps.is_trap(known.link, promised=promised):
            return TRAP
        return DUPLICATE if any(map(self._frontier.knows, self._traps.plain_twins(url, promised=promised))) else ""
