"""Runs the examples that rules carry: a small made-up site is extracted, detected and judged as a real one would be."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from html import escape

from site_audit.audit import judge
from site_audit.extract import extract
from site_audit.model import Document, Failure, Finding, Link, Outcome, School, Seen, Sighting, Trouble
from site_audit.rulepack import Criterion, Example, RulePack

_HOME = "http://school.example/"
_FILES = {".pdf": "application/pdf", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
#: What an example's page may say instead of its text, to stand for a page that could not be read.
GONE = "404"


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What a rule said of one of its examples."""

    criterion: str
    example: Example
    finding: Finding

    @property
    def passed(self) -> bool:
        return self.finding.outcome.value == self.example.expect

    @property
    def found(self) -> bool:
        return self.finding.outcome in (Outcome.PRESENT, Outcome.PARTIAL)


def run_examples(pack: RulePack, only: str | None = None) -> Iterator[ExampleResult]:
    """Run every example of every criterion (or of one)."""
    for criterion in pack.criteria:
        if only is None or criterion.id == only:
            for example in criterion.examples:
                yield run_example(pack, criterion, example)


def run_example(pack: RulePack, criterion: Criterion, example: Example) -> ExampleResult:
    """Judge one example: only its own criterion is looked at."""
    school = School("example", "Школа из примера", _HOME, grades=criterion.grades or (1, 11))
    at = datetime.combine(example.as_of, time(12), UTC)
    audit = judge(school, seen_of(example, at), pack, run="example", at=at, as_of=example.as_of)
    finding = next(finding for finding in audit.findings if finding.criterion == criterion.id)
    return ExampleResult(criterion.id, example, finding)


def seen_of(example: Example, at: datetime) -> Seen:
    """The example as a site that was wholly read: a bare home page that links to each of its pages."""
    pages = [(page.url, page.html, page.link) for page in example.pages]
    if example.html:
        pages.insert(0, ("/page", example.html, ""))
    sightings: list[Sighting] = []
    links: list[Link] = []
    for path, html, text in pages:
        link = Link(_HOME + path.lstrip("/"), text, source=_HOME)
        links.append(link)
        if html.strip() == GONE:
            sightings.append(Sighting(link, 1, at, failure=Failure(link.url, Trouble.HTTP_STATUS, "404", text)))
        else:
            sightings.append(Sighting(link, 1, at, document=made_document(link.url, html)))
    anchors = "".join(f'<li><a href="{escape(link.url)}">{escape(link.text or "Страница")}</a></li>' for link in links)
    welcome = "<main><p>Добро пожаловать на сайт школы.</p></main>"
    home = made_document(_HOME, f"<title>Главная — Школа</title><nav><ul>{anchors}</ul></nav>{welcome}")
    return Seen(_HOME, (Sighting(Link(_HOME), 0, at, document=home), *sightings))


def made_document(url: str, html: str) -> Document:
    """A document with the text of this markup: a page, or a file where the address ends like one."""
    body = html.encode()
    digest = "sha256:" + hashlib.sha256(body).hexdigest()
    document = extract(body, url=url, media_type="text/html", charset="utf-8", digest=digest)
    assert isinstance(document, Document), document
    for ending, media_type in _FILES.items():
        if url.endswith(ending):
            return replace(document, media_type=media_type)
    return document
