"""Ways through a site: how many clicks an address is from home, who links it, and what belongs to the career section.

Only addresses that were asked are remembered, each once, as a number: a menu that stands on thousands of pages is thousands of numbers.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from urllib.parse import urlsplit

from site_audit.detect.lines import OWN_ZONES
from site_audit.model import Document, Filed, Link, Seen

_SIGNATURE_FILES = (".sig", ".sgn", ".p7s")
_MOST_WORDINGS = 4  # links to one address that are told apart


class Paths:
    """The graph of the links between what was asked of a site. Filled by `take` while the documents go by, then asked."""

    def __init__(self, seen: Seen) -> None:
        self._urls: list[str] = []
        self._numbers: dict[str, int] = {}
        self._ways: dict[int, array[int]] = {}
        self._own: dict[int, array[int]] = {}  # of these the ways through the page's own part
        self._linked_from: dict[int, array[int]] = {}  # of files
        self._leading: dict[int, list[tuple[Link, str]]] = {}
        self._signed: set[str] = set()
        read = [(sighting.link.url, sighting.document) for sighting in seen.sightings if sighting.document is not None]
        for sighting in seen.sightings:
            self._number(sighting.link.url)
        self._moved = {self._number(asked): self._number(one.url) for asked, one in read if asked != one.url}
        self._files = {self._numbers[url] for asked, one in read if not one.is_page for url in (asked, one.url)}
        self._archives = {part: one.url for _, one in read for part in one.part_urls}
        self._home = self._number(next((one.url for one in _homes(seen)), seen.home))

    def take(self, document: Document) -> None:
        """One document more: where its links lead."""
        here = self._number(document.url)
        ways, own = set(self._ways.get(here, ())), set(self._own.get(here, ()))
        for link in document.links:
            if link.url.lower().endswith(_SIGNATURE_FILES):
                self._signed.add(link.url[:-4])
            target = self._numbers.get(link.url)
            if target is None:
                continue
            ways.add(target)
            if link.zone in OWN_ZONES:
                own.add(target)
            if target in self._files:
                self._linked_from.setdefault(target, array("L")).append(self._number(link.source))
            self._word(target, link, document)
        self._ways[here], self._own[here] = array("L", sorted(ways)), array("L", sorted(own))

    # ------------------------------------------------------------ what was taken

    def is_signed(self, url: str) -> bool:
        """Whether the site links a detached signature of this file: «plan.pdf.sig» or «plan.sig» beside «plan.pdf»."""
        return url in self._signed or url.rpartition(".")[0] in self._signed

    def clicks(self, url: str) -> int | None:
        """The shortest way from the home page, in clicks; None where only a sitemap or search leads there."""
        ways = (self._clicks.get(self._numbers.get(each, -1)) for each in (self._archives.get(url, url), url))
        return next((clicks for clicks in ways if clicks is not None), None)

    def linked_from(self, *urls: str) -> frozenset[str]:
        """The pages that link a file under one of these addresses; one in an archive where the archive is linked."""
        numbers = {self._numbers.get(self._archives.get(url, url), -1) for url in urls}
        return frozenset(self._urls[page] for number in numbers for page in self._linked_from.get(number, ()))

    def is_file(self, url: str) -> bool:
        """Whether a file was read under this address."""
        return self._numbers.get(url) in self._files

    def own_ways(self, url: str) -> Iterator[str]:
        """The addresses, of those that were asked, to which a page's own part leads."""
        return (self._urls[target] for target in self._own.get(self._numbers.get(url, -1), ()))

    def wordiest(self, url: str) -> Link | None:
        """Of the links to an address the one that says most."""
        leading = self._leading.get(self._numbers.get(url, -1))
        return max(leading, key=lambda each: len(each[0].text))[0] if leading else None

    def leading_to(self, document: Document | Filed, asked: str) -> tuple[tuple[Link, str], ...]:
        """The distinct links that lead to a document, each with the digest of its page; the wordiest first."""
        kept: dict[str, tuple[Link, str]] = {}
        for url in dict.fromkeys((document.url, asked)):
            for link, digest in self._leading.get(self._numbers.get(self._archives.get(url, url), -1), ()):
                kept.setdefault(_folded(link), (link, digest))
        return tuple(sorted(kept.values(), key=lambda each: -len(each[0].text)))[:_MOST_WORDINGS]

    def inside(self, sections: Iterable[str], read: Container[str]) -> frozenset[str]:
        """Addresses of the section pages and of all that their own parts link to, two steps deep, of those that were `read`."""
        found = set(sections)
        edge = set(found)
        for _ in range(2):
            edge = {self._led_to(way) for url in edge for way in self.own_ways(url) if _is_below(way, url)} - found
            found |= {url for url in edge if url in read}
        return frozenset(found | {part for part, archive in self._archives.items() if archive in found})

    @cached_property
    def _clicks(self) -> dict[int, int]:
        clicks = {self._home: 0}
        queue = deque([self._home])
        while queue:
            here = queue.popleft()
            for way in self._ways.get(here, ()):
                for target in {way, self._moved.get(way, way)}:
                    if target not in clicks:
                        clicks[target] = clicks[here] + 1
                        queue.append(target)
        return clicks

    def _led_to(self, url: str) -> str:
        return self._urls[self._moved.get(number, number)] if (number := self._numbers.get(url)) is not None else url

    def _number(self, url: str) -> int:
        if url not in self._numbers:
            self._numbers[url] = len(self._urls)
            self._urls.append(url)
        return self._numbers[url]

    def _word(self, target: int, link: Link, document: Document) -> None:
        """Remember how an address is called, unless so many longer names are known already."""
        leading = self._leading.setdefault(target, [])
        if any(_folded(link) == _folded(other) for other, _ in leading):
            return
        if len(leading) == _MOST_WORDINGS:
            shortest = min(reversed(leading), key=lambda each: len(each[0].text))
            if len(link.text) <= len(shortest[0].text):
                return
            leading.remove(shortest)
        source = self._urls[self._number(link.source)]
        leading.append((replace(link, url=self._urls[target], source=source), document.digest))


def _folded(link: Link) -> str:
    return link.text.strip().lower()


def _is_below(way: str, page: str) -> bool:
    """Whether a way stays on the page's host and is not the way home."""
    return urlsplit(page).netloc == urlsplit(way).netloc and urlsplit(way).path not in ("", "/")


def _homes(seen: Seen) -> Iterator[Document | Filed]:
    return (sighting.document for sighting in seen.sightings if sighting.document is not None and sighting.depth == 0)
