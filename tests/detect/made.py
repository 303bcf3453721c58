"""Pages, files, sheets and small sites for the tests of detection."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from site_audit.detect import detect
from site_audit.detect.around import Around
from site_audit.detect.chrome import Print
from site_audit.detect.sheet import Sheet
from site_audit.extract import extract
from site_audit.model import Detected, Document, Failure, Link, ReadAs, School, Seen, Sighting, Trouble
from site_audit.text.lexicon import Lexicon
from site_audit.text.patterns import parse
from tests.detect.small_pack import small_pack

HOME = "http://school.example/"
TODAY = date(2026, 11, 23)
READ_AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
SCHOOL = School("s1", "Школа", HOME, grades=(1, 11))
Answer = str | Document | Failure


def page(html: str, path: str = "page") -> Document:
    """An HTML page of the school's site."""
    body = html.encode()
    got = extract(body, url=HOME + path, media_type="text/html", charset="utf-8", digest="sha256:" + hashlib.sha256(body).hexdigest())
    assert isinstance(got, Document), got
    return got


def file(html: str, path: str = "plan.pdf") -> Document:
    """A file with the text of this markup."""
    return replace(page(html, path), media_type="application/pdf")


def scan(path: str = "scan.pdf") -> Document:
    """A file of pictures that nobody has read."""
    return Document(HOME + path, "sha256:" + path, "application/pdf", "", (), read_as=ReadAs.IMAGE_UNREAD, pages=1)


def gone(path: str, trouble: Trouble = Trouble.HTTP_STATUS, detail: str = "404") -> Failure:
    """An address that was not shown."""
    return Failure(HOME + path, trouble, detail)


def saw(document: Document, depth: int = 1) -> Sighting:
    """A document as it was read."""
    return Sighting(Link(document.url), depth, READ_AT, document=document)


def sheet_of(
    document: Document, *patterns: str, chrome: frozenset[Print] = frozenset(), incoming: tuple[tuple[Link, str], ...] = ()
) -> Sheet:
    """A document laid out, read with these patterns (or with the small pack)."""
    lexicon = Lexicon([parse(pattern) for pattern in patterns]) if patterns else small_pack().lexicon
    return Sheet(saw(document), document, lexicon, chrome=chrome, incoming=incoming)


def around(document: Document | str, words: str, *, nth: int = 0) -> Around:
    """The n-th place where the pattern matches in a page, as rules look at it."""
    pattern = parse(words)
    small_pack().lexicon.number(pattern)  # known before the text is read
    sheet = sheet_of(page(document) if isinstance(document, str) else document)
    return Around(sheet, sheet.reading.spans(pattern)[nth], small_pack().cues, TODAY)


def site(home: str, pages: Mapping[str, Answer]) -> Seen:
    """A site wholly read: the home page and these addresses (a page's markup, a document, or a failure)."""
    front = page(home, "")
    sightings = [Sighting(Link(HOME), 0, READ_AT, document=front)]
    for path, answer in pages.items():
        link = next((each for each in front.links if each.url == HOME + path), Link(HOME + path, source=HOME))
        came = page(answer, path) if isinstance(answer, str) else answer
        document, failure = (came, None) if isinstance(came, Document) else (None, came)
        sightings.append(Sighting(link, 1, READ_AT, document=document, failure=failure))
    return Seen(HOME, tuple(sightings))


def menu(*entries: tuple[str, str]) -> str:
    """A home page whose own part links to these addresses."""
    links = "".join(f'<li><a href="/{path}">{text}</a></li>' for path, text in entries)
    return f"<title>Школа</title><main><h1>МБОУ Луговская школа</h1><ul>{links}</ul></main>"


def detected(seen: Seen, *, school: School = SCHOOL, as_of: date = TODAY) -> Detected:
    """What the small pack finds."""
    return detect(school, seen, small_pack(), as_of=as_of)


def of_page(html: str, path: str = "page") -> Detected:
    """What the small pack finds on one page."""
    return detected(site("<title>Школа</title><main><h1>Школа</h1></main>", {path: html}))


def found(result: Detected) -> set[str]:
    """The criteria found."""
    return {group.criterion for group in result.groups}
