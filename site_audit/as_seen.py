"""Beside each school's report: the pages and files its evidence rests on, as they were seen. Read from the archive, with no network."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from site_audit.detect.mask import masked, masked_blocks
from site_audit.model import Audit, Capture, Document, Evidence
from site_audit.reader import DocumentReader
from site_audit.view.html import render_copy_html
from site_audit.view.pages.copy import Cited, copy_page
from site_audit.wiring import Parts

_log = logging.getLogger(__name__)

FOLDER = "seen"
PERSONAL = "personal_data"  # how the kinds of such warnings begin
LONGEST_TITLE = 500
MOST_COPIES = 200  # of one school; a night's audit quotes some forty pages
_DIGEST = re.compile(r"sha256:([0-9a-f]{64})")


@dataclass(slots=True)
class _Source:
    """One document that evidence quotes: where it lay, when it was fetched, what is quoted of it."""

    addresses: dict[str, None] = field(default_factory=dict)
    fetched_at: datetime | None = None
    cited: dict[Cited, None] = field(default_factory=dict)


def copies(audit: Audit, walked: str, parts: Parts) -> Iterator[tuple[str, str, bytes]]:
    """The copies for one school: the digest that evidence names, the name of the file, its content.

    What the archive does not keep any more, or cannot be read, has no copy; the report stands without it. Nor has a page on which personal
    data stand open: the report must not show them a second time.
    """
    if not parts.archive.has(walked, audit.school.id):
        return
    kept = parts.archive.quoted(walked, audit.school.id)
    open_data = {one.url.partition("#")[0] for one in audit.warnings if one.kind.startswith(PERSONAL)}
    for digest, source in list(_sources(audit).items())[:MOST_COPIES]:
        if open_data & {url.partition("#")[0] for url in source.addresses}:
            continue
        document = _document(digest, source, kept, parts.shared_reader)
        if document is None:
            _log.info("school %s: of what %s kept, %s cannot be shown", audit.school.id, walked, digest)
            continue
        addresses = tuple(source.addresses)
        shown = replace(document, title=masked(document.title[:LONGEST_TITLE]))
        page = copy_page(shown, source.cited, mask=masked_blocks, addresses=addresses, fetched_at=source.fetched_at)
        yield digest, f"{FOLDER}/{digest.removeprefix('sha256:')}.html", render_copy_html(page).encode()


def _sources(audit: Audit) -> dict[str, _Source]:
    found: dict[str, _Source] = {}
    for evidence in (one for finding in audit.findings for one in finding.evidence):
        if _DIGEST.fullmatch(evidence.digest):
            _add(found.setdefault(evidence.digest, _Source()), evidence)
    return found


def _add(source: _Source, evidence: Evidence) -> None:
    source.addresses[evidence.url] = None
    source.fetched_at = source.fetched_at or evidence.fetched_at
    source.cited[Cited(evidence.place, evidence.quote)] = None


def _document(digest: str, source: _Source, kept: Callable[[str, str], Capture | None], reader: DocumentReader) -> Document | None:
    """The document as it was read; of a file in an archive, that file. A scan that is not remembered is not recognised anew for this."""
    for url in source.addresses:
        capture = kept(url.partition("#")[0], digest)
        if capture is None:
            continue
        got = reader.recall(capture) or reader.read(capture, recognise=False)
        for one in (got, *(got.parts if isinstance(got, Document) else ())):
            if isinstance(one, Document) and one.digest == digest:
                return one
    return None
