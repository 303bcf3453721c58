"""Pages that only a browser shows: an empty shell is drawn by a headless one, through the same fetcher.

What a page says in inline data or `noscript` is read without one (`extract/html`). Only where nothing is said at all, and only where the
operator asked for it, a browser runs the page's scripts. It has no network of its own: each of its requests is this school's fetcher's –
guarded, paced, allowed by robots.txt, counted – and stays on the page's own site.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from site_audit.extract import extract
from site_audit.model import Block, BlockKind, Capture, Document, Failure, Trouble
from site_audit.urls import host_of, without_www

RENDERED = "x-rendered-by"
"""The header that tells, in the archive too, that a browser drew these bytes."""

REQUESTS = 12  # of one page: its scripts and its data
SHELL_LETTERS = 120  # fewer letters than this, and no list of links: nothing is said
SHELL_LINKS = 3
SHELL_BYTES = 1_000_000
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)

Fetch = Callable[[str], Capture | Failure]


class Renderer(Protocol):
    """Draws a page by running its scripts."""

    def render(self, page: Capture, fetch: Fetch) -> bytes | None:
        """The page as it stands when its scripts have come to rest, UTF-8; None where it could not be drawn."""
        ...

    def close(self) -> None:
        """End the browser."""
        ...


class Rendering:
    """The last step of a fetch. The browser is started when the first shell is met, and draws so many pages of a school at most."""

    def __init__(self, start: Callable[[], Renderer], *, most: int) -> None:
        self._start, self._left = start, most
        self._renderer: Renderer | None = None

    def finished(self, capture: Capture, fetch: Fetch) -> Capture:
        """The capture as it came, or drawn where it is an empty shell."""
        if self._left <= 0 or not is_shell(capture):
            return capture
        self._left -= 1
        self._renderer = self._renderer or self._start()
        body = self._renderer.render(capture, _Own(capture, fetch))
        if not body:
            return capture
        headers = tuple((name, value) for name, value in capture.headers if name.lower() not in ("content-length", "content-encoding"))
        return replace(
            capture,
            body=body,
            charset="utf-8",
            digest=f"sha256:{hashlib.sha256(body).hexdigest()}",
            headers=(*headers, (RENDERED, "chromium")),
        )

    def close(self) -> None:
        """End the browser, if one was started."""
        if self._renderer is not None:
            self._renderer.close()


class _Own:
    """What a page may ask for: addresses of its own site, so many and no more."""

    def __init__(self, page: Capture, fetch: Fetch) -> None:
        self._host, self._fetch, self._left = _site(page.url), fetch, REQUESTS

    def __call__(self, url: str) -> Capture | Failure:
        if _site(url) != self._host or not url.startswith(("http://", "https://")):
            return Failure(url, Trouble.ROBOTS, "leads to another site")
        if self._left <= 0:
            return Failure(url, Trouble.BUDGET)
        self._left -= 1
        return self._fetch(url)


def is_shell(capture: Capture) -> bool:
    """Whether a page says nothing without its scripts: it has some, hardly a letter, and hardly a link."""
    if capture.media_type != "text/html" or len(capture.body) > SHELL_BYTES or not _SCRIPT.search(capture.body):
        return False
    read = extract(capture.body, url=capture.url, media_type=capture.media_type, charset=capture.charset)
    return isinstance(read, Document) and says_nothing(read, capture.body)


def says_nothing(document: Document, body: bytes) -> bool:
    """Whether a page that was read is an empty shell: what stands in it, only a browser knows."""
    return len(document.links) < SHELL_LINKS and sum(map(_said, document.blocks)) < SHELL_LETTERS and bool(_SCRIPT.search(body))


def drawn(capture: Capture) -> bool:
    """Whether a browser drew these bytes."""
    return any(name.lower() == RENDERED for name, _ in capture.headers)


def _said(block: Block) -> int:
    return 0 if block.kind in (BlockKind.TITLE, BlockKind.ALT) else len(block.text)


def _site(url: str) -> str:
    return without_www(host_of(url))
