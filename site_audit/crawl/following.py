"""Redirects, followed by hand: each hop is a request of its own – guarded, paced, allowed – and none leads round in a circle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from site_audit.crawl.answers import Asker, Moved
from site_audit.crawl.polite import RESTING, Polite
from site_audit.crawl.protocols import Earlier, Halt
from site_audit.crawl.rendering import Rendering
from site_audit.model import Capture, Failure, Trouble
from site_audit.urls import canonical

MOST_HOPS = 10
NOT_ASKED_OF = "/robots.txt"  # what robots.txt forbids is known only when it has been read


def _forget(earlier: Earlier) -> None:
    """No layer asks under conditions."""


class Following:
    """The outermost layer: one whole fetch of one school's fetcher."""

    def __init__(
        self, inner: Asker, polite: Polite, *, know: Callable[[Earlier], None] = _forget, rendering: Rendering | None = None
    ) -> None:
        self._inner = inner
        self._polite = polite
        self._know = know
        self._rendering = rendering
        self._verdict: Callable[[str], Failure | None] | None = None

    def fetch(self, url: str) -> Capture | Failure:
        """Ask an address and go where it leads; an empty shell is drawn, where the operator asked for it."""
        got = self._fetched(url)
        if self._rendering is None or isinstance(got, Failure):
            return got
        return self._rendering.finished(got, self._allowed)

    def _allowed(self, url: str) -> Capture | Failure:
        """What a page asks for, unless robots.txt keeps us from it."""
        forbidden = self._verdict(url) if self._verdict is not None else None
        return forbidden or self._fetched(url)

    def _fetched(self, url: str) -> Capture | Failure:
        asked = canonical(url)
        if asked is None:
            return Failure(url, Trouble.BAD_URL)
        seen: list[str] = []
        here = asked
        while len(seen) <= MOST_HOPS:
            seen.append(here)
            answer = self._inner.ask(here)
            if isinstance(answer, Capture):
                return replace(answer, requested_url=asked)
            if not isinstance(answer, Moved):
                return _about(answer if isinstance(answer, Failure) else answer.failure, asked)
            wrong = self._wrong(answer, seen)
            if wrong is not None:
                return _about(wrong, asked)
            here = answer.target or ""
        return Failure(asked, Trouble.REDIRECTS, f"more than {MOST_HOPS}")

    def pace(self, url: str, delay_s: float) -> None:
        """Leave at least so much time between two requests to this host."""
        self._polite.pace(url, delay_s)

    def obey(self, verdict: Callable[[str], Failure | None]) -> None:
        """Ask this before each redirect is followed."""
        self._verdict = verdict

    def heed(self, halt: Halt) -> None:
        """Stop when told."""
        self._polite.heed(halt)

    def know(self, earlier: Earlier) -> None:
        """Ask whether what the last walk kept is still so."""
        self._know(earlier)

    @property
    def asked(self) -> Mapping[str, int]:
        """How many requests each host got."""
        return self._polite.asked

    @property
    def resting(self) -> bool:
        """Whether the server wants a long rest."""
        return self._polite.resting

    @property
    def queued_s(self) -> float:
        """How long others kept us waiting."""
        return self._polite.queued_s

    @property
    def notes(self) -> tuple[str, ...]:
        """What should be known of the connection."""
        return (RESTING,) if self.resting else ()

    def close(self) -> None:
        """Close all connections."""
        if self._rendering is not None:
            self._rendering.close()
        self._inner.close()

    def _wrong(self, moved: Moved, seen: list[str]) -> Failure | None:
        if moved.target is None:
            return Failure(moved.url, Trouble.BAD_URL, f"redirect to {moved.named}")
        if moved.target in seen:
            return Failure(moved.url, Trouble.REDIRECTS, "loop")
        if self._verdict is None or urlsplit(seen[0]).path == NOT_ASKED_OF:
            return None
        return self._verdict(moved.target)


def _about(failure: Failure, asked: str) -> Failure:
    """The failure of the address that was asked; where a later hop failed, it is named."""
    if failure.url == asked:
        return failure
    return replace(failure, url=asked, detail=failure.detail or f"at {failure.url}")
