"""The two seams of the walk: who brings the bytes of an address, and who reads them."""

from __future__ import annotations

from typing import Protocol

from site_audit.model import Capture, Document, Failure


class Fetcher(Protocol):
    """Brings one address. Whatever the site does comes back as a value; nothing is raised for it."""

    def fetch(self, url: str) -> Capture | Failure:
        """What the address showed, after redirects, or what it did instead."""
        ...

    def close(self) -> None:
        """Let the connections go."""
        ...


class Reader(Protocol):
    """Reads a capture into a document."""

    def read(self, capture: Capture) -> Document | Failure:
        """What the capture says, or why it says nothing to us."""
        ...
