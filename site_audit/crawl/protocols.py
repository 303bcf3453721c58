"""What the walk asks of its parts: who fetches, who reads, and what a well-mannered fetcher can be told besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from site_audit.model import Capture, Document, Failure, Link, Visit
from site_audit.pacing import Turn

Halt = Callable[[], None]
Before = Callable[[Link], Visit | None]
Earlier = Callable[[str], Capture | None]


class Halted(Exception):
    """Nothing more may be asked now: whoever let the walk begin wants it to stop, and it is not the site's doing."""


def go_on() -> None:
    """Nobody wants the walk to stop."""


def nothing_before(link: Link) -> Visit | None:
    """No earlier attempt at this walk kept anything."""
    return None


def nothing_earlier(url: str) -> Capture | None:
    """No walk before this one kept anything."""
    return None


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


class Throttle(Protocol):
    """Who says when a server may be asked: one for all walks of a run, and for all processes that share its ledger."""

    def turn(self, delays: Mapping[str, float], *, at_least_s: float, patience_s: float, took_s: float | None) -> Turn:
        """Book a turn that counts for all these keys, each with the pause that is kept there. See `site_audit.pacing`."""
        ...

    def rest(self, keys: Sequence[str], *, asked_s: float | None, everybody: bool) -> float:
        """The server is busy: nobody asks before so many seconds have passed. The host's own key comes first."""
        ...


@runtime_checkable
class Sparing(Protocol):
    """A fetcher that need not be sent again what has not changed."""

    def know(self, earlier: Earlier) -> None:
        """This is what the last walk kept of each address: ask whether it is still so."""
        ...


@runtime_checkable
class Recalling(Protocol):
    """A reader that remembers what the same bytes said, and counts."""

    @property
    def extracted(self) -> int:
        """How many captures it had to read."""
        ...

    @property
    def recalled(self) -> int:
        """Of how many it knew what they say."""
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
    """A fetcher that asks over a network: it keeps a pace, obeys on every redirect, stops when told, and counts."""

    def pace(self, url: str, delay_s: float) -> None:
        """Leave at least so much time between two requests to this address's host."""
        ...

    def obey(self, verdict: Callable[[str], Failure | None]) -> None:
        """Ask this before each redirect is followed; a failure forbids it."""
        ...

    def heed(self, halt: Halt) -> None:
        """Ask this while waiting and before each request; it raises `Halted` where nothing more may be asked."""
        ...

    @property
    def asked(self) -> Mapping[str, int]:
        """How many requests each host got, redirects and repetitions included."""
        ...

    @property
    def resting(self) -> bool:
        """Whether the server wants to be left alone for longer than a walk can wait."""
        ...

    @property
    def queued_s(self) -> float:
        """How long this walk waited only because others asked the same server."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """Codes of what a reader of the report should know of the connection."""
        ...
