"""What the walk asks of its parts: who fetches, who reads, and what a well-mannered fetcher can be told besides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from site_audit.model import Capture, Document, Failure


class Fetcher(Protocol):
    """Gets one address, redirects followed. Whatever a server does is a capture or a failure, never an exception."""

    def fetch(self, url: str) -> Capture | Failure:
        """Ask one address."""
        ...

    def close(self) -> None:
        """Let go of all connections."""
        ...


class Reader(Protocol):
    """Makes a document of a capture."""

    def read(self, capture: Capture) -> Document | Failure:
        """What the capture says, or why it says nothing."""
        ...


@runtime_checkable
class Telling(Protocol):
    """A part that has something to say at the end of the walk."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Codes of what a reader of the report should know."""
        ...


@runtime_checkable
class Mannered(Protocol):
    """A fetcher that asks over a network: it keeps a pace, obeys on every redirect, and counts."""

    def pace(self, url: str, delay_s: float) -> None:
        """Leave at least so much time between two requests to this address's host."""
        ...

    def obey(self, verdict: Callable[[str], Failure | None]) -> None:
        """Ask this before each redirect is followed; a failure forbids it."""
        ...

    @property
    def requests(self) -> int:
        """How many requests went out, redirects and repetitions included."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """Codes of what a reader of the report should know of the connection."""
        ...
