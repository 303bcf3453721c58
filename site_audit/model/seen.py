"""What one walk saw of a site: its sightings in order, and how the walk went.

A site may have thousands of pages, and no memory need hold them all: a sighting holds its document, or where it was put aside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from site_audit.model.site import PAGE_TYPE, Document, Failure, Link, ReadAs


@dataclass(frozen=True, slots=True)
class Filed:
    """A document that was put aside: what is asked of it in passing, and `whole`, which fetches the rest.

    Two of the same bytes at the same address are equal, wherever they were put.
    """

    url: str
    digest: str
    media_type: str
    read_as: ReadAs
    pages: int
    unread_pages: int
    ocr_confidence: float | None
    part_urls: tuple[str, ...]
    whole: Callable[[], Document] = field(compare=False, repr=False)

    @property
    def is_page(self) -> bool:
        """An HTML page, as against a file."""
        return self.media_type == PAGE_TYPE


def filed(document: Document, whole: Callable[[], Document]) -> Filed:
    """What stays in hand of a document that can be fetched by `whole`."""
    one = document
    return Filed(one.url, one.digest, one.media_type, one.read_as, one.pages, one.unread_pages, one.ocr_confidence, one.part_urls, whole)


#: Puts a document aside, or leaves it in hand; where it lies is the business of whoever opened the place.
Aside = Callable[[Document], Document | Filed]


def in_hand(document: Document) -> Document:
    """Nothing is put aside: for a site of a few pages."""
    return document


@dataclass(frozen=True, slots=True)
class Sighting:
    """One address of the walk and what came of it: a document, or a failure, never both.

    `depth` is the length of the path by which the crawler came (home = 0).
    """

    link: Link
    depth: int
    fetched_at: datetime | None
    document: Document | Filed | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """Addresses that were known and not followed for one cause, with one of them."""

    why: str  # "budget", "depth", "trap", "duplicate", "robots"
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Thrift:
    """What a walk was spared because the site shows what it showed before. Bytes are those of bodies as we keep them, unpacked."""

    not_modified: int = 0  # answers without a body: "as before"
    same_bytes: int = 0  # bodies that came whole and had not changed
    bytes_sent: int = 0  # of bodies that came
    bytes_spared: int = 0  # of bodies that need not come
    extracted: int = 0  # pages and files that were read
    recalled: int = 0  # pages and files whose text was there already


@dataclass(frozen=True, slots=True)
class Seen:
    """All that one walk saw of a school's site, in the order it was seen."""

    home: str
    sightings: tuple[Sighting, ...]
    left: tuple[Link, ...] = ()  # known in scope, not asked (budget)
    sitemap_read: bool | None = None  # None: the site has none
    requests: int = 0
    asked: tuple[tuple[str, int], ...] = ()  # the requests by host, the busiest first
    seconds: float = 0.0
    notes: tuple[str, ...] = ()  # "robots_delay:5.0", "tls_extra_ca", …: codes, explained by view
    unfollowed: tuple[Unfollowed, ...] = ()  # by cause: what of `left`, and what was left out on purpose
    thrift: Thrift = field(default_factory=Thrift)

    def documents(self) -> Iterator[tuple[Sighting, Document]]:
        """Every document that was read, whole, one at a time: who passes over them keeps of each what he needs."""
        return ((sighting, sighting.document.whole()) for sighting in self.sightings if sighting.document is not None)
