"""An item judged as a site that was wholly read: what the shipped rules find on it, and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from html import escape

from site_audit.audit import judge
from site_audit.examples import made_document
from site_audit.model import Finding, Link, Outcome, School, Seen, Sighting
from site_audit.rulepack import RulePack
from tests.quality.corpus import Item, Page

HOME = "http://school.example/"
FOUND = (Outcome.PRESENT, Outcome.PARTIAL)


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion on one item: what was to be found, what was found, how surely, and whether a person is asked to look."""

    item: str
    criterion: str
    expected: bool
    found: bool
    trap: bool
    outcome: Outcome
    expected_outcome: str
    confidence: float
    review: bool


def judged(items: Iterable[Item], pack: RulePack) -> Iterator[Cell]:
    """Every applicable criterion on every item."""
    for item in items:
        yield from cells_of(item, pack)


def cells_of(item: Item, pack: RulePack) -> Iterator[Cell]:
    """Every criterion that applies to the item's school."""
    at = datetime.combine(item.as_of, time(12), UTC)
    school = School("made", "Школа", HOME, grades=item.grades)
    audit = judge(school, seen_of(item.pages, at), pack, run="quality", at=at, as_of=item.as_of)
    for finding in audit.findings:
        if finding.outcome is not Outcome.NOT_APPLICABLE or finding.criterion in item.found:
            yield _cell(item, finding)


def _cell(item: Item, finding: Finding) -> Cell:
    name = finding.criterion
    expected = "present" if name in item.present else "partial" if name in item.partial else "absent"
    sure = finding.evidence[0].confidence if finding.evidence else 0.0
    return Cell(
        item.name,
        name,
        name in item.found,
        finding.outcome in FOUND,
        name in item.trap,
        finding.outcome,
        expected,
        sure,
        finding.needs_review,
    )


def seen_of(pages: Iterable[Page], at: datetime) -> Seen:
    """The item as a site: a bare home page with links in its menu, and the pages; a page without link words is led to by another."""
    pages = tuple(pages)
    listed = [page for page in pages if page.link or not any(page.url in other.html for other in pages if other is not page)]
    anchors = "".join(f'<li><a href="{escape(page.url)}">{escape(page.link or "Страница")}</a></li>' for page in listed)
    home = made_document(HOME, f"<title>Главная — Школа</title><nav><ul>{anchors}</ul></nav><main><p>Добро пожаловать!</p></main>")
    sightings = [Sighting(Link(HOME), 0, at, document=home)]
    for page in pages:
        url = HOME + page.url.lstrip("/")
        link = Link(url, page.link, source=HOME)
        sightings.append(Sighting(link, 1, at, document=made_document(url, page.html)))
    return Seen(HOME, tuple(sightings))
