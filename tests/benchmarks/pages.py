"""The pages of the demo district: their bytes, and what detection is given of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from site_audit.cli.demo import demo_schools
from site_audit.demo.server import SITES
from site_audit.extract import extract, sniff
from site_audit.extract.sniff import HTML
from site_audit.model import Document, Failure, Link, School, Seen, Sighting
from tests.house.tree import files

READ_AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as its school's server would send it."""

    school: str
    url: str
    body: bytes


def demo_pages() -> tuple[Page, ...]:
    """All pages of the district that are pages by their bytes (one school sends a font by such a name)."""
    found = []
    for path in files("*.htm*", str(SITES)):
        school, _, *below = path.relative_to(SITES).parts
        address = "/".join(below).removesuffix("index.html")
        body = path.read_bytes()
        if sniff(body, "text/html") == HTML:
            found.append(Page(school, f"http://{school}.example/{address}", body))
    return tuple(found)


def read(page: Page) -> Document | Failure:
    """Our reading of one page: the text with its places, links and dates. Servers say no charset here, so it is told by the bytes."""
    digest = "sha256:" + hashlib.sha256(page.body).hexdigest()
    return extract(page.body, url=page.url, media_type="text/html", digest=digest)


def sighted(pages: Sequence[Page]) -> tuple[tuple[School, Seen], ...]:
    """Every school of these pages with what a walk would have seen of it."""
    documents: dict[str, list[Document]] = {}
    for page in pages:
        got = read(page)
        if isinstance(got, Document):
            documents.setdefault(page.school, []).append(got)
    schools = demo_schools({site.name: f"http://{site.name}.example/" for site in SITES.iterdir()})
    return tuple((school, _seen(school, documents[school.id])) for school in schools if school.id in documents)


def _seen(school: School, documents: Sequence[Document]) -> Seen:
    home = [document for document in documents if document.url == school.url]
    others = [document for document in documents if document.url != school.url]
    sightings = [Sighting(Link(document.url), 0 if document in home else 1, READ_AT, document=document) for document in (*home, *others)]
    return Seen(school.url, tuple(sightings))
