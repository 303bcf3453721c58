"""What one single request brings: a capture, a failure, a redirect, or a plea to come later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

from site_audit.model import Capture, Failure


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


Answer: TypeAlias = Capture | Failure | Moved | Busy


class Asker(Protocol):
    """One layer of the onion: asks one address once, redirects not followed."""

    def ask(self, url: str) -> Answer:
        """Ask one address."""
        ...

    def close(self) -> None:
        """Let go of all connections."""
        ...
