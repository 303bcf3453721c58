"""What of a site is about careers, as the warnings look at it: the fronts of the section, all inside it, all that carries evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_audit.detect.sheet import Sheet
from site_audit.model import Document, Sighting, Warning


@dataclass(frozen=True, slots=True)
class CareerPages:
    """What the documents told while they went by, and where they are: each once, the twins left out."""

    sightings: tuple[Sighting, ...]  # of all the site
    fronts: tuple[Sheet, ...]  # the pages that are the section itself
    inside: frozenset[str]
    carrying: frozenset[str]  # pages and files outside the section that carry evidence
    linked: frozenset[str]  # of the addresses that were asked those to which the own parts of the section's pages lead
    personal: tuple[Warning, ...]  # what stands open in any document

    def about(self) -> Iterator[Document]:
        """The documents of the section and all others that carry evidence, one at a time."""
        for one in self.sightings:
            if one.document is not None and (one.document.url in self.inside or one.document.url in self.carrying):
                yield one.document.whole()
