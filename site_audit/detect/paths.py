"""Ways through a site: how many clicks an address is from home, who links it, and what belongs to the career section."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from site_audit.model import Document, Link, Seen, Zone

_SIGNATURE_FILE = re.compile(r"\.(?:sig|sgn|p7s)$", re.IGNORECASE)


class Paths:
    """The graph of all links seen on a site."""

    def __init__(self, seen: Seen) -> None:
        self._ways: dict[str, list[Link]] = {}
        self.incoming: dict[str, list[tuple[Link, str]]] = {}
        for document in _documents(seen):
            for link in document.links:
                self._ways.setdefault(document.url, []).append(link)
                self.incoming.setdefault(link.url, []).append((link, document.digest))
        self._moved = _moves(seen)
        self._clicks = self._count(_home(seen))
        self._signed = frozenset(url[: -len(ending[0])] for url in self.incoming if (ending := _SIGNATURE_FILE.search(url)))
        self._packed = _packed(seen)
        for part, archive in self._packed.items():
            self.incoming[part] = self.incoming.get(archive, [])
            if archive in self._clicks:
                self._clicks[part] = self._clicks[archive]

    def is_signed(self, url: str) -> bool:
        """Whether the site links a detached signature of this file: «plan.pdf.sig» or «plan.sig» beside «plan.pdf»."""
        return url in self._signed or url.rpartition(".")[0] in self._signed

    def clicks(self, url: str) -> int | None:
        """The shortest way from the home page, in clicks; None where only a sitemap or search leads there."""
        return self._clicks.get(url)

    def leading_to(self, document: Document, asked: str) -> tuple[tuple[Link, str], ...]:
        """The distinct links that lead to a document, each with the digest of its page; the wordiest first."""
        kept: dict[str, tuple[Link, str]] = {}
        for url in {document.url, asked}:
            for link, digest in self.incoming.get(url, ()):
                kept.setdefault(link.text.strip().lower(), (link, digest))
        return tuple(sorted(kept.values(), key=lambda each: -len(each[0].text)))[:4]

    def inside(self, sections: Iterable[str], by_url: Mapping[str, Document]) -> frozenset[str]:
        """Addresses of the section pages and of all that their own parts link to, two steps deep."""
        found = set(sections)
        edge = set(found)
        for _ in range(2):
            edge = {
                self._moved.get(link.url, link.url)
                for url in edge
                for link in self._ways.get(url, ())
                if link.zone in (Zone.MAIN, Zone.ASIDE) and _same_host(url, link.url) and urlsplit(link.url).path not in ("", "/")
            } - found
            found |= {url for url in edge if url in by_url}
        return frozenset(found | {part for part, archive in self._packed.items() if archive in found})

    def _count(self, home: str) -> dict[str, int]:
        clicks = {home: 0}
        queue = deque([home])
        while queue:
            url = queue.popleft()
            for link in self._ways.get(url, ()):
                for target in {link.url, self._moved.get(link.url, link.url)}:
                    if target not in clicks:
                        clicks[target] = clicks[url] + 1
                        queue.append(target)
        return clicks


def _same_host(first: str, second: str) -> bool:
    return urlsplit(first).netloc == urlsplit(second).netloc


def _documents(seen: Seen) -> Iterable[Document]:
    return (sighting.document for sighting in seen.sightings if sighting.document is not None)


def _moves(seen: Seen) -> dict[str, str]:
    return {s.link.url: s.document.url for s in seen.sightings if s.document is not None and s.link.url != s.document.url}


def _packed(seen: Seen) -> dict[str, str]:
    """The files of archives, each with the address of its archive: a click on the archive is a click on all it holds."""
    return {part.url: document.url for document in _documents(seen) for part in document.parts}


def _home(seen: Seen) -> str:
    for sighting in seen.sightings:
        if sighting.document is not None and sighting.depth == 0:
            return sighting.document.url
    return seen.home
