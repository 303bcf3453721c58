"""Whose site it is: a college's, a kindergarten's or a library's site is no evidence of a school, whatever it says."""

from __future__ import annotations

from collections.abc import Mapping

from site_audit.model import BlockKind, Document, Filed, Seen, Zone
from site_audit.text.lexicon import Lexicon
from site_audit.text.patterns import Pattern
from site_audit.text.reading import Reading

_NAMING_KINDS = (BlockKind.TITLE, BlockKind.HEADING)
_PAGES = 12
_MOST = 0.5
_FEW = 3
#: By the words of its pages a site is a college's when they are so many times more often a college's than a school's.
_LIFE_RATIO = 2.0
_LIFE_LEAST = 30


def other_owner(seen: Seen, lexicon: Lexicon, cues: Mapping[str, Pattern]) -> str:
    """The kind of another owner ("college", "kindergarten", …), or "" where the site is a school's or cannot be told.

    Judged by what names the site – titles, headings, header and footer – of its first pages: a school word anywhere there settles it.
    """
    documents: list[Document | Filed] = [s.document for s in seen.sightings if s.document is not None and s.document.is_page]
    sample = documents[:: max(1, len(documents) // _PAGES)]  # over the whole walk
    if not documents or "owner_school" not in cues:
        return ""
    votes: dict[str, int] = {}
    for document in sample:
        reading = Reading(_names(document.whole()), lexicon)
        if reading.spans(cues["owner_school"]):
            votes["school"] = votes.get("school", 0) + 1
            continue
        for name in cues:
            if name.startswith("owner_") and reading.spans(cues[name]):
                kind = name.removeprefix("owner_")
                votes[kind] = votes.get(kind, 0) + 1
    schools = votes.pop("school", 0)
    kind, count = max(votes.items(), key=lambda each: each[1], default=("", 0))
    if count > _MOST * len(sample) and count > 2 * schools:
        return kind
    return _by_life(documents, lexicon, cues) if schools < _FEW else ""


def _by_life(documents: list[Document | Filed], lexicon: Lexicon, cues: Mapping[str, Pattern]) -> str:
    """Where no name tells: whose words fill the pages, pupils' or students'."""
    if "life_college" not in cues or "life_school" not in cues:
        return ""
    students = pupils = 0
    for document in documents:
        reading = Reading([block.text for block in document.whole().blocks], lexicon)
        students += len(reading.spans(cues["life_college"]))
        pupils += len(reading.spans(cues["life_school"]))
    return "college" if students >= _LIFE_LEAST and students > _LIFE_RATIO * pupils else ""


def _names(document: Document) -> list[str]:
    names = [block.text for block in document.blocks if block.kind is BlockKind.TITLE or block.zone in (Zone.HEADER, Zone.FOOTER)]
    first = next((block.text for block in document.blocks if block.kind in _NAMING_KINDS and block.kind is not BlockKind.TITLE), "")
    return [document.title, first, *names][:40]
