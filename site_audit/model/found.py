"""What detection found in what was seen: evidence, near misses, registers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from site_audit.model.registers import Approval, Event, Partner, Plan
from site_audit.model.site import ReadAs, Trouble


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
    traits: tuple[str, ...] = ()  # what is known of it beside what the rule asks: its confidence is reckoned from them
    doubts: tuple[str, ...] = ()  # of these what speaks most against it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A near miss: what looked like evidence, and the one condition that failed."""

    criterion: str
    url: str
    place: str
    quote: str
    turned_down: Reason
    closeness: float = 0.0  # 0–1, for the order
    seen: str = ""  # the words that made it look like evidence, as they stand in the quote


@dataclass(frozen=True, slots=True)
class Promise:
    """A link or file that promised this evidence and could not be read: the finding is unknown rather than absent."""

    criterion: str
    url: str
    link_text: str
    trouble: Trouble
    detail: str = ""


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
    """A career file met on the site: how it was read, what approves it, when it belongs to.

    `datings` are all its claims, each source once; the first is the one that won.
    """

    url: str
    link_text: str
    opened: bool
    readable: bool  # a text layer, or an HTML twin
    digest: str = ""
    trouble: Trouble | None = None
    page: str = ""  # the page its link stands on: what a quote of `link_text` cites
    quote: str = ""  # the first words of a file that was read
    place: str = ""
    title: str = ""
    media_type: str = ""
    read_as: ReadAs = ReadAs.TEXT
    confidence: float | None = None  # of the recognition
    pages: int = 0
    unread_pages: int = 0
    approvals: tuple[Approval, ...] = ()
    datings: tuple[Dating, ...] = ()


@dataclass(frozen=True, slots=True)
class Warning:  # the contract's own word
    kind: str
    url: str
    detail: str = ""


#: A print keeps so many hashes at most, each of so many hex digits. One with fewer holds all that its text has.
PRINT_HASHES, PRINT_DIGITS = 64, 8


@dataclass(frozen=True, slots=True)
class TextPrint:
    """What a career page or file is compared by with those of other schools: the smallest hashes of its runs of words, in order, joined."""

    url: str
    sketch: str

    @property
    def hashes(self) -> tuple[str, ...]:
        """The hashes, the smallest first."""
        return tuple(self.sketch[at : at + PRINT_DIGITS] for at in range(0, len(self.sketch), PRINT_DIGITS))


@dataclass(frozen=True, slots=True)
class PlaceSearched:
    """One place where a person would have looked, and what there is of it on the site.

    `words` are the rule's. Where pages or files so called were read, `url` and `title` are the nearest to home of them; else `trouble` says
    why the address of a link with such words was not read (`Trouble`, or LEADS_AWAY). Without a `url` the site shows no such place.
    """

    words: str
    url: str = ""
    title: str = ""
    pages: int = 0  # so called, and read
    documents: int = 0  # so called, or linked from these pages, and read
    trouble: str = ""


#: The trouble of a place whose link leads to somebody else's site.
LEADS_AWAY = "leads_away"


@dataclass(frozen=True, slots=True)
class Searched:
    """Proof of search for one criterion: where a person would have looked, and what was there."""

    criterion: str
    pages: int
    documents: int
    looked: tuple[PlaceSearched, ...] = ()


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
    prints: tuple[TextPrint, ...] = ()
