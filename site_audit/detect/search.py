"""Proof of search: for each criterion the places a person would have looked, and what was read there."""

from __future__ import annotations

from site_audit.model import Document, Searched, Seen
from site_audit.rulepack import RulePack
from site_audit.text.reading import Reading

_PLACES_SHOWN = 6


def searched(seen: Seen, pack: RulePack) -> tuple[Searched, ...]:
    """How much was read for each criterion, and which pages and files stand where it usually stands."""
    documents = [s.document for s in seen.sightings if s.document is not None]
    titles = [_name(document) for document in documents]
    readings = [Reading((title,), pack.lexicon) for title in titles]
    pages = sum(1 for document in documents if document.is_page)
    return tuple(
        Searched(
            criterion=rule.criterion.id,
            pages=pages,
            documents=len(documents) - pages,
            places=tuple(
                (document.url, title)
                for document, title, reading in zip(documents, titles, readings, strict=True)
                if any(reading.spans(pattern) for pattern in rule.places)
            )[:_PLACES_SHOWN],
        )
        for rule in pack.rules
    )


def _name(document: Document) -> str:
    if document.title.strip():
        return document.title.strip()
    return next((block.text for block in document.blocks), document.url)[:120]
