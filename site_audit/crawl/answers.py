"""What one single request brings: a capture, a failure, a redirect, or a plea to come later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from site_audit.model import Capture, Failure, Trouble

Headers: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """The server names another address. `target` is canonical, None where what it names is no address."""

    url: str
    target: str | None
    named: str


@dataclass(frozen=True, slots=True)
class Busy:
    """The server cannot answer now; `wait_s` is what it asks for, None where it does not say."""

    failure: Failure
    wait_s: float | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that nothing has changed, and sends no body. `asked_with` are the conditions it was asked with."""

    url: str
    headers: Headers
    asked_with: Headers
    at: datetime
    trust: str = ""  # how the server was believed, as captures say it

    @property
    def failure(self) -> Failure:
        """What it is worth where nothing is kept: a status without a page."""
        return Failure(self.url, Trouble.HTTP_STATUS, "304")


Answer: TypeAlias = Capture | Failure | Moved | Busy | Unchanged


class Asker(Protocol):
    """One layer of the onion: asks one address once, redirects not followed."""

    def ask(self, url: str) -> Answer:
        """Ask one address."""
        ...

    def close(self) -> None:
        """Let go of all connections."""
        ...
