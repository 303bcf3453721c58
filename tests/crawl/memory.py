"""A site kept in memory, for walks that need no network."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from site_audit.model import Capture, Failure, Trouble
from tests.crawl.walking import NOW

HOME = "http://school.example/"


class MemoryFetcher:
    """A site as a dictionary: bytes are a page, a text is where the address leads to, a failure is a failure."""

    def __init__(self, site: Mapping[str, bytes | str | Failure]) -> None:
        self._site = site
        self.asked: list[str] = []

    def fetch(self, url: str) -> Capture | Failure:
        """What lies there."""
        self.asked.append(url)
        here, found = url, self._site.get(url)
        while isinstance(found, str):
            here, found = found, self._site.get(found)
        if found is None:
            return Failure(url, Trouble.HTTP_STATUS, "404")
        return found if isinstance(found, Failure) else capture(here, found, requested=url)

    def close(self) -> None:
        """Nothing to let go of."""


def capture(url: str, body: bytes, *, requested: str = "") -> Capture:
    """The bytes of an address."""
    digest = "sha256:" + hashlib.sha256(body).hexdigest()
    return Capture(url, requested or url, 200, "text/html", "utf-8", (), body, NOW, digest)
