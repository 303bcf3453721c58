"""Visit → Sighting. The same for a walk and for its repetition, so that both see the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from urllib.parse import unquote

from site_audit.crawl.blockpages import block_page
from site_audit.crawl.pagetext import page_text
from site_audit.crawl.protocols import Reader
from site_audit.crawl.rendering import says_nothing
from site_audit.crawl.soft404 import home_text, is_soft_404, leads_home, shows_home
from site_audit.model import BY_HEADER, Aside, Capture, DateClaim, Document, Failure, Link, Sighting, Trouble, Visit

ROBOTS = "robots"
SITEMAP_FILE = "sitemap-file"
EARLIEST_CHANGE, LATEST_CHANGE = 1996, 2100  # a year outside is a clock that was never set
BY_SCRIPT = "put together by a script"
NOT_SEEN = frozenset({ROBOTS, SITEMAP_FILE})  # kept for the record, no part of what a visitor sees


class Sighter:
    """Reads what was fetched and turns down what only pretends to be a page. Remembers where the home page was found."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.home: str | None = None
        self._home_says: frozenset[str] | None = None

    def see(self, visit: Visit) -> tuple[Sighting, ...]:
        """What one visit showed: a document or a failure, and after an archive the files it holds, each by itself."""
        got = self._read(visit)
        if isinstance(got, Document) and not got.is_page:
            got = _dated_by_the_server(got, visit.got)
        seen = _sighting(visit, visit.link, got)
        parts = got.parts if isinstance(got, Document) else ()
        return (seen, *(_sighting(visit, _way_to(part, visit.link), part) for part in parts))

    def _read(self, visit: Visit) -> Document | Failure:
        if isinstance(visit.got, Failure):
            return visit.got
        capture = visit.got
        if self.home is None:
            self.home = capture.url
        elif leads_home(capture, self.home):
            return Failure(capture.requested_url, Trouble.SOFT_404, "redirected to the home page")
        try:
            document = self._reader.read(capture)
        except Exception as error:  # one page must never end a walk
            return Failure(capture.url, Trouble.CRASHED, type(error).__name__)
        if isinstance(document, Document) and document.is_page:
            return _dishonest(document, capture) or self._home_again(document, capture.url) or document
        return document

    def _home_again(self, document: Document, url: str) -> Failure | None:
        """The first page read is home; what shows the same under an inner address is a page that is missing."""
        if self._home_says is None:
            self._home_says = home_text(document)
            return None
        home = self.home or ""
        return Failure(url, Trouble.SOFT_404, "the home page again") if shows_home(document, url, home, self._home_says) else None


def put_aside(sightings: Iterable[Sighting], aside: Aside) -> Iterator[Sighting]:
    """The same sightings, their documents put aside."""
    for one in sightings:
        yield one if one.document is None else replace(one, document=aside(one.document.whole()))


def _sighting(visit: Visit, link: Link, got: Document | Failure) -> Sighting:
    if isinstance(got, Document):
        return Sighting(link, visit.depth, visit.at, document=got)
    return Sighting(link, visit.depth, visit.at, failure=replace(got, link_text=got.link_text or link.text))


def _way_to(part: Document | Failure, archive: Link) -> Link:
    """The way to a file in an archive: the archive's own link, worded by the file's name."""
    name = unquote(part.url.rpartition("#")[2]).rpartition("/")[2]
    return replace(archive, url=part.url, text=name if "#" in part.url else archive.text)


def _dated_by_the_server(document: Document, got: Capture | Failure) -> Document:
    """When the server says the file was last changed: the weakest of all claims, for pages not even that."""
    headers = got.headers if isinstance(got, Capture) else ()
    said = next((value for name, value in headers if name.lower() == "last-modified"), "")
    try:
        day = parsedate_to_datetime(said).date() if said else None
    except (ValueError, TypeError):
        day = None
    if day is None or not EARLIEST_CHANGE <= day.year <= LATEST_CHANGE:
        return document
    return replace(document, dates=(*document.dates, DateClaim(BY_HEADER, day)))


def _dishonest(document: Document, capture: Capture) -> Failure | None:
    page = page_text(document)
    if is_soft_404(page):
        return Failure(capture.url, Trouble.SOFT_404, document.title[:80])
    kind = block_page(page, capture.body)
    if kind:
        return Failure(capture.url, Trouble.BLOCK_PAGE, kind)
    return Failure(capture.url, Trouble.UNREADABLE, BY_SCRIPT) if says_nothing(document, capture.body) else None
