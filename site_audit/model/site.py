"""What a site shows: addresses, answers, documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Trouble(StrEnum):
    """The closed list of what can go wrong with one address. A trouble is an observation, never an exception."""

    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    HTTP_STATUS = "http_status"
    REDIRECTS = "redirects"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    BAD_URL = "bad_url"
    WRONG_TYPE = "wrong_type"
    SOFT_404 = "soft_404"
    BLOCK_PAGE = "block_page"
    ROBOTS = "robots"
    FORBIDDEN_NETWORK = "forbidden_network"
    UNSUPPORTED = "unsupported"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    UNREADABLE = "unreadable"
    CRASHED = "crashed"
    BUDGET = "budget"


#: How the detail of a REDIRECTS failure begins when an address leads away from the school's site: somebody else's page, no gap of ours.
LEFT_SITE = "leads to another site"


class Zone(StrEnum):
    """Where on a page something stands, as the markup says it. CHROME is what repeats over the site (found by a pass over all pages)."""

    MAIN = "main"
    MENU = "menu"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    CHROME = "chrome"


@dataclass(frozen=True, slots=True)
class Link:
    """A way from one page to another address. `url` is canonical; `source` is the page it was seen on ("" for a seed or a sitemap)."""

    url: str
    text: str = ""
    source: str = ""
    zone: Zone = Zone.MAIN
    rel: str = ""  # "sitemap", "frame", "nofollow", … where that matters


class Again(StrEnum):
    """Whether an address shows what the walk before this one kept of it."""

    NO = ""  # new, changed, or never kept
    NOT_MODIFIED = "not_modified"  # the server says so, and sent no body: the bytes are those kept
    SAME_BYTES = "same_bytes"  # it was sent whole, and nothing in it has changed


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one address at one moment, after redirects. `body` is already unpacked (gzip and the like)."""

    url: str
    requested_url: str
    status: int
    media_type: str  # as the server declared it, lower case, without parameters
    charset: str  # as the server declared it, "" if it did not
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    digest: str  # "sha256:" + hex of body
    trust: str = ""  # how an https server was believed: "common" roots, "extra" roots, "unverified: certificate expired"
    again: Again = Again.NO
    sent_at: datetime | None = None  # when the server sent these bytes, where it has only said since that they are unchanged


@dataclass(frozen=True, slots=True)
class Failure:
    """What a site did instead of showing an address. `detail` is a short neutral fact ("404", "certificate expired")."""

    url: str
    trouble: Trouble
    detail: str = ""
    link_text: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One address asked, and what came back: what the archive keeps and `replay` brings again. `asked`: the requests it took, by host.

    A `late` one was made at the end of the night, when what had not opened was asked once more; it counts instead of the one before it.
    """

    link: Link
    depth: int
    got: Capture | Failure
    at: datetime
    asked: tuple[tuple[str, int], ...] = ()
    late: bool = False


class BlockKind(StrEnum):
    """What a block is on its page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # a list item
    ROW = "row"  # a table row
    LINK = "link"  # a block that is nothing but one link
    ALT = "alt"  # text of a picture's alt attribute


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of text with its place.

    `text` stands literally on the page (white space folded to single blanks; a row's cells are joined by " | ").
    `place` names it for a person and is unique in its document: "title", "h2[3]", "p[12]", "li[4]", "row 7", "page 4, p[2]".
    `item` numbers the repeated container (news card, list entry, table row) the block stands in; 0 = none. Blocks of one card share it.
    """

    kind: BlockKind
    text: str
    place: str
    zone: Zone = Zone.MAIN
    level: int = 0  # of a heading: 1–6
    cells: tuple[str, ...] = ()  # of a row
    header: tuple[str, ...] = ()  # of a row: the header cell above each cell ("" where none)
    item: int = 0
    confidence: float = 1.0  # below 1 where the words were recognised on a picture: their mean confidence


#: What the bytes of an HTML page tell.
PAGE_TYPE = "text/html"

#: Sources of claims that say when a file was made or put on the server, not when what it tells of took place.
BY_PROPERTY, BY_HEADER = "property", "header"


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A date claimed for the whole document: by its markup ("time", "meta", "json-ld"), its properties, or the server's header."""

    source: str
    day: date


class ReadAs(StrEnum):
    """How a document was read."""

    TEXT = "text"
    OCR = "ocr"
    IMAGE_UNREAD = "image_unread"


@dataclass(frozen=True, slots=True)
class Signature:
    """An electronic signature: the stamp it leaves in the text. Post and day only; names and personal numbers are dropped."""

    post: str = ""  # "директор", as the stamp says it
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a capture says, as text with places. Pure function of bytes and declared charset (and of how scans are recognised).

    `parts` are the files inside an archive, each under the archive's address with its own name behind `#`.
    """

    url: str
    digest: str
    media_type: str  # as told by the bytes: "text/html", "application/pdf", …
    title: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    dates: tuple[DateClaim, ...] = ()
    read_as: ReadAs = ReadAs.TEXT
    pages: int = 0  # of a paged document
    unread_pages: int = 0  # of these, pictures that nobody read: no program for it, or its budget was spent
    encoding: str = ""  # "windows-1251 (meta)"
    ocr_confidence: float | None = None  # mean word confidence 0–1 where read_as is OCR
    base_url: str = ""
    signatures: tuple[Signature, ...] = ()
    parts: tuple[Document | Failure, ...] = ()
    misspelt: tuple[Link, ...] = ()  # meant for the web and no address: `url` is what was written

    @property
    def is_page(self) -> bool:
        """An HTML page, as against a file."""
        return self.media_type == PAGE_TYPE

    @property
    def part_urls(self) -> tuple[str, ...]:
        """The addresses of the files inside an archive."""
        return tuple(part.url for part in self.parts)

    def whole(self) -> Document:
        """All of it: here it is. One that was put aside (`Filed`) has to be fetched."""
        return self
