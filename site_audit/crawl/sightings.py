"""Visit → Sighting. The same for a walk and for its repetition, so that both see the same."""

from __future__ import annotations

from dataclasses import replace

from site_audit.crawl.blockpages import block_page
from site_audit.crawl.pagetext import page_text
from site_audit.crawl.protocols import Reader
from site_audit.crawl.soft404 import is_soft_404, leads_home
from site_audit.model import Capture, Document, Failure, Sighting, Trouble, Visit

ROBOTS = "robots"
SITEMAP_FILE = "sitemap-file"
NOT_SEEN = frozenset({ROBOTS, SITEMAP_FILE})  # kept for the record, no part of what a visitor sees


class Sighter:
    """Reads what was fetched and turns down what only pretends to be a page. Remembers where the home page was found."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.home: str | None = None

    def see(self, visit: Visit) -> Sighting:
        """What one visit showed."""
        got = self._read(visit)
        if isinstance(got, Document):
            return Sighting(visit.link, visit.depth, visit.at, document=got)
        return Sighting(visit.link, visit.depth, visit.at, failure=replace(got, link_text=got.link_text or visit.link.text))

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
            return _dishonest(document, capture) or document
        return document


def _dishonest(document: Document, capture: Capture) -> Failure | None:
    page = page_text(document)
    if is_soft_404(page):
        return Failure(capture.url, Trouble.SOFT_404, document.title[:80])
    kind = block_page(page, capture.body)
    return Failure(capture.url, Trouble.BLOCK_PAGE, kind) if kind else None
