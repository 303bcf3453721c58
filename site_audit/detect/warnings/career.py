"""What of a site is about careers, as the warnings look at it: the fronts of the section, all inside it, all that carries evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from site_audit.detect.sheet import Sheet
from site_audit.model import Document


@dataclass(frozen=True, slots=True)
class CareerPages:
    """Each document once; `inside` also holds the addresses of the section that were not read as documents of their own."""

    documents: tuple[Document, ...]  # all of the site
    fronts: tuple[Sheet, ...]  # the pages that are the section itself
    inside: frozenset[str]
    carrying: frozenset[str]  # pages and files outside the section that carry evidence

    @property
    def section(self) -> Iterable[Document]:
        """The documents of the section."""
        return (document for document in self.documents if document.url in self.inside)

    @property
    def about(self) -> Iterable[Document]:
        """The documents of the section and all others that carry evidence."""
        return (document for document in self.documents if document.url in self.inside or document.url in self.carrying)
