"""Ours on pages: extraction and detection with the shipped rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from site_audit.detect import detect
from site_audit.model import Detected, Document, Failure, School, Seen
from site_audit.rulepack import RulePack
from tests.benchmarks.pages import Page, read

Sites = Sequence[tuple[School, Seen]]


def extraction(pages: Sequence[Page]) -> list[Document | Failure]:
    """Blocks with places and zones, tables, links, dates."""
    return [read(page) for page in pages]


def detection(sites: Sites, pack: RulePack, as_of: date) -> list[Detected]:
    """Every criterion of the pack over every document, and the registers."""
    return [detect(school, seen, pack, as_of=as_of) for school, seen in sites]


def text_of(got: Document | Failure) -> str:
    """All that a document says, as one text."""
    return "\n".join(block.text for block in got.blocks) if isinstance(got, Document) else ""


def alike(one: Iterable[str], other: Iterable[str]) -> float:
    """The share of words that two readings have in common, wherever they stand, of all that either has."""
    first, second = (Counter(word for text in texts for word in re.findall(r"\w+", text.casefold())) for texts in (one, other))
    return (first & second).total() / max(1, (first | second).total())
