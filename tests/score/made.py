"""Small values for the tests of scoring: each maker fills in what a test does not speak of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from site_audit.model import (
    Candidate,
    CareerFile,
    Dating,
    Detected,
    Document,
    Evidence,
    EvidenceGroup,
    Failure,
    Finding,
    Link,
    Outcome,
    Promise,
    Publication,
    Reach,
    Reason,
    School,
    Sighting,
    Trouble,
)
from site_audit.rulepack.schema import Criterion, Direction, Must, Wording

AS_OF = date(2026, 11, 23)
WORDS = Wording(ru="слово", en="word")
ENOUGH = Reach(pages=10, documents=2, unreadable=0, failures=0, frontier_exhausted=True, enough=True)
GAP = Reason("sitemap_unread")
NOT_ENOUGH = Reach(pages=10, documents=2, unreadable=0, failures=0, frontier_exhausted=True, enough=False, gaps=(GAP,))
SCHOOL = School("s1", "Школа", "http://school.example/")
HOME = "http://school.example/"


def made_must(name: str, *, reachability: bool = False) -> Must:
    """A requirement that only has a name."""
    return Must(id=name, title=WORDS, reachability=reachability)


def made_criterion(
    name: str = "crit", factors: str = "ctnhf", *, time: str = "standing", musts: Sequence[Must] = (), **more: Any
) -> Criterion:
    """A criterion that says what scoring reads of it."""
    texts = dict.fromkeys(("title", "met", "unmet", "why", "recommendation"), WORDS)
    told = {"id": name, "factors": factors, "time": time, "musts": tuple(musts), "direction": "guidance", "weight": 2}
    return Criterion.model_validate({**told, **texts, "paste": "<p>____</p>", **more})


def made_direction(name: str, number: int, weight: str) -> Direction:
    """A direction of the pack."""
    return Direction(id=name, number=number, weight=Decimal(weight), title=WORDS, short=WORDS)


def made_evidence(url: str = HOME, place: str = "p[1]", quote: str = "слова") -> Evidence:
    """A quote."""
    return Evidence("crit", url, "sha256:0", place, quote, Dating(), 0.9, None)


def made_group(
    url: str = HOME, *, criterion: str = "crit", dating: Dating | None = None, met: Sequence[str] = (), **more: Any
) -> EvidenceGroup:
    """A page of this year's, one click away, unless told otherwise."""
    told: dict[str, Any] = {"clicks": 1, "in_section": False, "evidence": (made_evidence(url),), **more}
    return EvidenceGroup(criterion=criterion, url=url, met=tuple(met), unmet=(), dating=dating or Dating(year=2026), **told)


def made_detected(*groups: EvidenceGroup, **more: Any) -> Detected:
    """What detection brings, with nothing in it but what is told."""
    empty: dict[str, Any] = dict.fromkeys(
        ("candidates", "promises", "files", "publications", "plans", "events", "partners", "warnings"), ()
    )
    return Detected(groups=groups, **{**empty, **more})


def made_promise(criterion: str = "crit") -> Promise:
    """A scan nobody could read."""
    return Promise(criterion, HOME + "scan.pdf", "План профориентации", Trouble.ENCRYPTED, "password")


def made_candidate(url: str, closeness: float, criterion: str = "crit") -> Candidate:
    """A near miss."""
    return Candidate(criterion, url, "p[1]", "слова", Reason("negated"), closeness)


def made_news(day: date, title: str = "Новость", *, url: str = HOME, announcement: bool = False) -> Publication:
    """A publication of the school's own."""
    return Publication(day, title, url, title, "h1[1]", "sha256:0", announcement=announcement)


def made_file(name: str, *, opened: bool = True, readable: bool = True) -> CareerFile:
    """A career file."""
    return CareerFile(HOME + name, f"План {name}", opened, readable, trouble=None if opened else Trouble.TIMEOUT)


def made_finding(name: str, outcome: Outcome, q: str | Decimal | None, *, weight: int = 1, review: bool = False) -> Finding:
    """A finding with only what the indicator reads."""
    score = None if q is None else Decimal(q)
    return Finding(name, outcome, score, weight, review, (), Reason("present"))


def made_page(url: str, *links: Link, media_type: str = "text/html", **more: Any) -> Document:
    """A document with links."""
    return Document(url, "sha256:0", media_type, "Школа", (), links, **more)


def saw(link: Link, came: Document | Failure, depth: int = 1) -> Sighting:
    """One address of a walk and what came of it."""
    document, failure = (came, None) if isinstance(came, Document) else (None, came)
    return Sighting(link, depth, None, document=document, failure=failure)
