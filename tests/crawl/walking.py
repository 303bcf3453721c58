"""Everything a test of the walk needs beside a site: a plain reader, a clock that only moves when somebody sleeps, one call that walks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from site_audit.crawl import Fetcher, Reader, crawl, open_fetcher
from site_audit.crawl.resolving import Resolve, system_resolve
from site_audit.crawl.throttle import LocalThrottle
from site_audit.model import Block, BlockKind, Capture, Document, Failure, Link, School, Seen, Trouble, Visit
from site_audit.settings import Limits, Settings
from site_audit.urls import canonical

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
QUICK = Limits(delay_s=0.0, timeout_s=2.0, contact="operator@example.org")


class PlainReader:
    """Reads titles, paragraphs and links; what begins like a PDF is a file."""

    def read(self, capture: Capture) -> Document | Failure:
        """A document, or a failure where the bytes are neither page nor file."""
        if capture.body.startswith(b"%PDF"):
            return Document(capture.url, capture.digest, "application/pdf", "", (Block(BlockKind.PARAGRAPH, "план", "page 1, p[1]"),))
        if capture.body.startswith(b"\xff\xd8"):
            return Failure(capture.url, Trouble.UNSUPPORTED, "image")
        tree = LexborHTMLParser(_text(capture.body))
        title = tree.css_first("title")
        nodes = tree.css("h1, p")
        kinds = {"h1": BlockKind.HEADING, "p": BlockKind.PARAGRAPH}
        blocks = tuple(
            Block(kinds[node.tag or "p"], node.text(strip=True), f"{node.tag}[{i}]")
            for i, node in enumerate(nodes)
            if node.text(strip=True)
        )
        return Document(
            capture.url, capture.digest, "text/html", title.text(strip=True) if title else "", blocks, tuple(_links(tree, capture.url))
        )


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("cp1251", "replace")


def _links(tree: LexborHTMLParser, url: str) -> list[Link]:
    found = []
    for node in tree.css("a[href], frame[src], meta[http-equiv]"):
        attributes = node.attributes
        href = attributes.get("href") or attributes.get("src") or (attributes.get("content") or "").partition("url=")[2]
        rel = {"frame": "frame", "meta": "refresh"}.get(node.tag or "", "")
        if address := canonical(href, url):
            found.append(Link(address, node.text(strip=True), url, rel=rel))
    return found


def by_words(link: Link) -> int:
    """Career words first, then sections that often hold them."""
    said = link.text.lower()
    return 0 if "проф" in said else 1 if "новост" in said else 2


@dataclass
class Clock:
    """Time that passes only while somebody sleeps (or by `step` at every look)."""

    moment: float = 1000.0
    step: float = 0.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        """Look at the clock."""
        self.moment += self.step
        return self.moment

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.moment += seconds


def fetcher_for(
    limits: Limits = QUICK,
    clock: Clock | None = None,
    *,
    private: bool = True,
    extra_ca: Path | None = None,
    unverified: bool = False,
    render: bool = False,
    resolve: Resolve = system_resolve,
) -> Fetcher:
    """The real fetcher, with a clock of ours and leave to ask loopback."""
    time = clock or Clock()
    throttle = LocalThrottle(time, chance=lambda: 0.0)
    settings = Settings(limits=limits, allow_private_networks=private, extra_ca=extra_ca, read_unverified=unverified, render=render)
    return open_fetcher(settings, clock=time, sleep=time.sleep, throttle=throttle, resolve=resolve)


@dataclass
class Walked:
    """A finished walk with what was kept of it."""

    seen: Seen
    visits: list[Visit]
    clock: Clock

    @property
    def documents(self) -> list[Document]:
        """What was read, in order."""
        return [document for _, document in self.seen.documents()]

    @property
    def paths(self) -> list[str]:
        """The targets of all sightings, without the host."""
        return ["/" + sighting.link.url.partition("://")[2].partition("/")[2] for sighting in self.seen.sightings]

    @property
    def troubles(self) -> dict[str, tuple[Trouble, str]]:
        """Trouble and its detail by target."""
        found = zip(self.paths, self.seen.sightings, strict=True)
        return {path: (s.failure.trouble, s.failure.detail) for path, s in found if s.failure is not None}


def walk(
    url: str,
    limits: Limits = QUICK,
    *,
    priority: Callable[[Link], int] = by_words,
    clock: Clock | None = None,
    fetcher: Fetcher | None = None,
    reader: Reader | None = None,
    private: bool = True,
    as_of: date | None = None,
) -> Walked:
    """Walk a site as the program does."""
    time = clock or Clock()
    door = fetcher or fetcher_for(limits, time, private=private)
    visits: list[Visit] = []
    try:
        seen = crawl(
            School("s", "Школа", url),
            door,
            reader or PlainReader(),
            keep=visits.append,
            limits=limits,
            priority=priority,
            now=lambda: NOW,
            clock=time,
            as_of=as_of,
        )
    finally:
        door.close()
    return Walked(seen, visits, time)
