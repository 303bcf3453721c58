"""What every extractor is given: the bytes of one address, and what was said about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from site_audit.extract.recognition import NOBODY, Recogniser
from site_audit.model import Document, Failure, Trouble


@dataclass(frozen=True, slots=True)
class Source:
    """`media_type` and `charset` as the server declared them; `told` is the type as the bytes tell it.

    `recogniser` reads pictures of pages; by default nobody does. `depth` counts the archives around the file.
    """

    body: bytes
    url: str
    media_type: str = ""
    charset: str = ""
    digest: str = ""
    told: str = ""
    recogniser: Recogniser = NOBODY
    depth: int = 0

    def failure(self, trouble: Trouble, detail: str = "") -> Failure:
        """The failure of this very address."""
        return Failure(self.url, trouble, detail)


Extractor = Callable[[Source], Document | Failure]
