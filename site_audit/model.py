"""The values that walk through the system.

`School → Link → Capture | Failure → Document → Evidence → Finding → Indicator → Audit`

Every value is frozen; sequences are tuples; datetimes carry their zone. Nothing here reads a clock, a file or a socket.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

# ---------------------------------------------------------------- what is audited


@dataclass(frozen=True, slots=True)
class School:
    """One row of `schools.csv`. `grades` is None where the list is silent (then 1–11 is assumed, with a warning)."""

    id: str
    name: str
    url: str
    grades: tuple[int, int] | None = None
    municipality: str = ""
    timezone: str = ""
    contact_email: str = ""
    exclude: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()

    @property
    def grade_range(self) -> tuple[int, int]:
        """The grades taught, 1–11 where the list does not say."""
        return self.grades or (1, 11)


# ---------------------------------------------------------------- what a site shows


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


@dataclass(frozen=True, slots=True)
class Failure:
    """What a site did instead of showing an address. `detail` is a short neutral fact ("404", "certificate expired")."""

    url: str
    trouble: Trouble
    detail: str = ""
    link_text: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One address asked, and what came back: what the archive keeps and `replay` brings again."""

    link: Link
    depth: int
    got: Capture | Failure
    at: datetime


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


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A date that the markup or the file's properties claim for the whole document ("time", "meta", "json-ld", "property")."""

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

    @property
    def is_page(self) -> bool:
        """An HTML page, as against a file."""
        return self.media_type == "text/html"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One address of the walk and what came of it: a document, or a failure, never both.

    `depth` is the length of the path by which the crawler came (home = 0).
    """

    link: Link
    depth: int
    fetched_at: datetime | None
    document: Document | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """All that one walk saw of a school's site, in the order it was seen."""

    home: str
    sightings: tuple[Sighting, ...]
    left: tuple[Link, ...] = ()  # known in scope, not asked (budget)
    sitemap_read: bool | None = None  # None: the site has none
    requests: int = 0
    seconds: float = 0.0
    notes: tuple[str, ...] = ()  # "robots_delay:5.0", "tls_unverified", …: codes, explained by view


# ---------------------------------------------------------------- what was found


class Outcome(StrEnum):
    PRESENT = "present"
    PARTIAL = "partial"
    ABSENT = "absent"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence in waiting: a code and its facts; `view` says it in the reader's language."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dating:
    """When a piece of evidence belongs to. `year` is the start of an academic year (2026 for 2026/27).

    `stated` is False when the year was inferred from surroundings. `until` is the end of a stated term (an agreement, a programme).
    """

    day: date | None = None
    year: int | None = None
    source: str = ""  # "title", "approval", "text", "file name", "url", "time", "meta", "property", "surroundings"
    stated: bool = True
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that carry a criterion, and where they stand. `quote` is literally in the cited document (white space folded)."""

    criterion: str
    url: str
    digest: str
    place: str
    quote: str
    dating: Dating
    confidence: float
    fetched_at: datetime | None
    signal: str = ""
    met: tuple[str, ...] = ()  # ids of the criterion's `must` met
    unmet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    """A page with the files it links directly, or one file: the unit within which `must`s may be joined."""

    criterion: str
    url: str
    evidence: tuple[Evidence, ...]  # best first
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    dating: Dating
    clicks: int | None  # shortest path from home, None if only by sitemap
    in_section: bool
    read_as: ReadAs = ReadAs.TEXT
    ocr_confidence: float | None = None
    savable: bool = False  # a savable file with text carries it
    weak: bool = False  # a person should look


@dataclass(frozen=True, slots=True)
class Candidate:
    """A near miss: what looked like evidence, and the one condition that failed."""

    criterion: str
    url: str
    place: str
    quote: str
    turned_down: Reason
    closeness: float = 0.0  # 0–1, for the order


@dataclass(frozen=True, slots=True)
class Promise:
    """A link or file that promised this evidence and could not be read: the finding is unknown rather than absent."""

    criterion: str
    url: str
    link_text: str
    trouble: Trouble
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    title: str
    academic_year: str  # "2026/27", "" if not stated
    approved: bool
    url: str
    kind: str = "career"  # career · upbringing · course · early
    rows: int = 0
    grades: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    title: str
    kind: str
    day: date | None
    grades: str
    partner: str
    url: str


@dataclass(frozen=True, slots=True)
class Partner:
    name: str
    kind: str  # college · university · employer · service · other
    relation: str  # agreement · visit · mention
    url: str


@dataclass(frozen=True, slots=True)
class Publication:
    """An own career publication of the school, for the freshness of news. `weight` is 1, or 0.5 for an announcement."""

    day: date
    title: str
    url: str
    quote: str
    place: str
    digest: str
    announcement: bool = False
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CareerFile:
    """A career file met on the site, for the share of machine-readable text."""

    url: str
    link_text: str
    opened: bool
    readable: bool  # a text layer, or an HTML twin
    digest: str = ""
    trouble: Trouble | None = None
    page: str = ""  # the page its link stands on: what a quote of `link_text` cites
    quote: str = ""  # the first words of a file that was read
    place: str = ""


@dataclass(frozen=True, slots=True)
class Warning:  # the contract's own word
    kind: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """Proof of search for one criterion: where a person would have looked, and what was there."""

    criterion: str
    pages: int
    documents: int
    places: tuple[tuple[str, str], ...] = ()  # (url or area, what was read there)


@dataclass(frozen=True, slots=True)
class Detected:
    """All that detection found in what was seen of one school."""

    groups: tuple[EvidenceGroup, ...]
    candidates: tuple[Candidate, ...]
    promises: tuple[Promise, ...]
    files: tuple[CareerFile, ...]
    publications: tuple[Publication, ...]
    plans: tuple[Plan, ...]
    events: tuple[Event, ...]
    partners: tuple[Partner, ...]
    warnings: tuple[Warning, ...]
    searched: tuple[Searched, ...] = ()
    other_owner: str = ""  # "college", "kindergarten", … where the site is plainly not a school's


# ---------------------------------------------------------------- what it comes to


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the walk reached. `gaps` are the codes of what kept it from being enough."""

    pages: int
    documents: int
    unreadable: int
    failures: int
    frontier_exhausted: bool
    enough: bool
    gaps: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What is concluded of one criterion. `score` is q (None where unknown or not applicable)."""

    criterion: str
    outcome: Outcome
    score: Decimal | None
    weight: int
    needs_review: bool
    factors: tuple[tuple[str, Decimal], ...]
    reason: Reason
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    searched: Searched | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """The information-openness indicator, unrounded; None where a school could not be assessed."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    level: str | None  # high · sufficient · moderate · low
    directions: tuple[tuple[str, Decimal | None], ...]
    found_share: Decimal | None
    pooled: Decimal | None  # the plain Infometer figure: all criteria pooled by weight
    method: str


@dataclass(frozen=True, slots=True)
class PackId:
    id: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Audit:
    """One school once. The last value of the walk: everything a report says is in it."""

    school: School
    run: str
    audited_at: datetime
    as_of: date
    pack: PackId
    indicator: Indicator
    reach: Reach
    findings: tuple[Finding, ...]
    plans: tuple[Plan, ...] = ()
    events: tuple[Event, ...] = ()
    partners: tuple[Partner, ...] = ()
    failures: tuple[Failure, ...] = ()
    warnings: tuple[Warning, ...] = ()
    notes: tuple[str, ...] = ()
    requests: int = 0
    seconds: float = 0.0
    visited: tuple[str, ...] = field(default=())
