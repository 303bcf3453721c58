"""How much of a site is read: pages, documents and fruitless attempts are each counted, the clock runs for all."""

from __future__ import annotations

from collections.abc import Callable

from site_audit.model import Sighting
from site_audit.settings import Limits
from site_audit.urls import names_a_file


class Budget:
    """Counts down. A document behind an address that does not say so counts as a document once its bytes told."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._clock = clock
        self._began = clock()
        self._earlier_s = 0.0
        self._pages = 0
        self._files = 0
        self._fruitless = 0

    @property
    def pages_left(self) -> bool:
        """Whether another page may be asked; a site of dead links ends after as many of them as it may have pages."""
        return self._pages < self._limits.pages and self._fruitless < self._limits.pages

    @property
    def files_left(self) -> bool:
        """Whether another document may be asked."""
        return self._files < self._limits.documents

    @property
    def time_left(self) -> bool:
        """Whether the wall clock permits another request."""
        return self.seconds < self._limits.school_s

    @property
    def seconds(self) -> float:
        """How long the walk lasts, earlier attempts at it included."""
        return self._clock() - self._began + self._earlier_s

    def spent(self, seconds: float) -> None:
        """Charge time that an earlier attempt took."""
        self._earlier_s += seconds

    def spend(self, sighting: Sighting, *, fruitless: bool = False) -> None:
        """Charge what was asked. A page that says what another said is `fruitless`: it takes no other page's place."""
        document = sighting.document
        if names_a_file(sighting.link.url) or (document is not None and not document.is_page and self.files_left):
            self._files += 1
        elif document is None or fruitless:
            self._fruitless += 1
        else:
            self._pages += 1
