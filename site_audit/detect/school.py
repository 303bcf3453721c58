"""Detection over one school: every document against every criterion, then groups, near misses, files, publications, registers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from site_audit.detect.chrome import Print, chrome_of
from site_audit.detect.files import career_files, promises, unread
from site_audit.detect.groups import Found, Frame, groups_of
from site_audit.detect.news import publications
from site_audit.detect.owner import other_owner
from site_audit.detect.papers import Paper, paper_of
from site_audit.detect.paths import Paths
from site_audit.detect.registers import Register
from site_audit.detect.search import Signboard, searched, signboard
from site_audit.detect.sheet import Sheet
from site_audit.detect.signals import look
from site_audit.detect.textprints import text_prints
from site_audit.detect.warnings import CareerPages, warnings
from site_audit.model import Candidate, Detected, Document, EvidenceGroup, Link, Promise, ReadAs, School, Seen, Sighting
from site_audit.rulepack import RulePack

_MISSES_KEPT = 30
_FRONTS = 10  # no school's career section has more pages that are the section itself


@dataclass(slots=True)
class _Notes:
    """What is gathered while the documents go by, one at a time."""

    found: dict[str, list[Found]] = field(default_factory=dict)
    misses: dict[str, list[Candidate]] = field(default_factory=dict)
    promises: list[Promise] = field(default_factory=list)
    boards: list[Signboard] = field(default_factory=list)
    papers: dict[str, Paper] = field(default_factory=dict)  # by digest: one file may lie at several addresses


def detect(school: School, seen: Seen, pack: RulePack, *, as_of: date) -> Detected:
    """All that the rules find in what was seen; the same documents and date always give the same result."""
    owner = other_owner(seen, pack.lexicon, pack.cues)
    documents = list(_distinct(seen))
    chrome = chrome_of(document for _, document in documents)
    paths = Paths(seen)
    register = Register(pack, as_of)
    notes = _Notes()
    dead = unread(seen)
    for sighting, document in documents:
        leading = _incoming(paths, sighting, document)
        signed = paths.is_signed(document.url)
        sheet = Sheet(
            sighting, document, pack.lexicon, chrome=chrome, incoming=leading, unread=dead, gazetteer=pack.gazetteer, signed=signed
        )
        _read(sheet, pack, notes, register, paths, as_of)
        notes.boards.append(signboard(sheet, paths))
        if not document.is_page:
            notes.papers[document.digest] = paper_of(sheet, pack.cues, today=as_of)
    sections = [found.document.url for c in pack.criteria if c.opens_section for found in notes.found.get(c.id, [])]
    inside = paths.inside(sections, {document.url: document for _, document in documents})
    frame = Frame(inside, pack.trust, as_of)
    groups = [group for rule in pack.rules for group in groups_of(rule, notes.found.get(rule.criterion.id, []), frame)]
    files = career_files(seen, pack, inside, notes.papers)
    career = _career_pages(documents, sections, inside, groups, pack, chrome)
    return Detected(
        groups=() if owner else tuple(groups),
        candidates=tuple(_nearest(notes.misses, pack)),
        promises=tuple(dict.fromkeys((*promises(seen, pack), *notes.promises))),
        files=files,
        publications=() if owner else publications(register.told, as_of=as_of),
        plans=() if owner else register.plans(),
        events=() if owner else register.events(),
        partners=() if owner else register.partners(),
        warnings=warnings(school, seen, career, files, owner=owner, as_of=as_of),
        searched=searched(seen, pack, notes.boards, dead),
        other_owner=owner,
        prints=() if owner else text_prints(_compared(documents, inside, {file.url for file in files}), chrome),
    )


def _career_pages(
    documents: list[tuple[Sighting, Document]],
    sections: list[str],
    inside: frozenset[str],
    groups: list[EvidenceGroup],
    pack: RulePack,
    chrome: frozenset[Print],
) -> CareerPages:
    fronts = [(sighting, document) for sighting, document in documents if document.url in set(sections)][:_FRONTS]
    return CareerPages(
        documents=tuple(document for _, document in documents),
        fronts=tuple(Sheet(sighting, document, pack.lexicon, chrome=chrome) for sighting, document in fronts),
        inside=inside,
        carrying=frozenset(group.url for group in groups),
    )


def _compared(documents: list[tuple[Sighting, Document]], inside: frozenset[str], files: set[str]) -> Iterator[Document]:
    """What is compared with other schools: the pages of the section, and the career files wherever they lie."""
    return (document for _, document in documents if document.url in inside or document.url in files)


def _read(sheet: Sheet, pack: RulePack, notes: _Notes, register: Register, paths: Paths, as_of: date) -> None:
    linked_from = frozenset(link.source for link, _ in paths.incoming.get(sheet.document.url, []))
    asked = frozenset(link.source for link, _ in paths.incoming.get(sheet.sighting.link.url, []))
    for rule in pack.rules:
        seen_here = look(rule, sheet, pack.cues, today=as_of, subject=pack.subject_links)
        if seen_here.hits:
            clicks = paths.clicks(sheet.document.url)
            clicks = paths.clicks(sheet.sighting.link.url) if clicks is None else clicks
            found = Found(sheet.sighting, sheet.document, seen_here.hits, clicks, linked_from | asked)
            notes.found.setdefault(rule.criterion.id, []).append(found)
            register.note(rule, sheet, seen_here.hits)
        notes.promises += seen_here.promises
        misses = notes.misses.setdefault(rule.criterion.id, [])
        misses += seen_here.misses
        if len(misses) > _MISSES_KEPT:
            misses.sort(key=lambda miss: -miss.closeness)
            del misses[_MISSES_KEPT:]


def _distinct(seen: Seen) -> Iterator[tuple[Sighting, Document]]:
    """Each document once: twin addresses (print versions, copies) of the same bytes or the same text count once."""
    digests: set[str] = set()
    texts: set[int] = set()
    for sighting in seen.sightings:
        document = sighting.document
        if document is None or document.digest in digests or document.read_as is ReadAs.IMAGE_UNREAD:
            continue  # what nobody could read is no evidence; its link is a promise
        text = hash(tuple(block.text for block in document.blocks))
        digests.add(document.digest)
        if text in texts and document.blocks:
            continue
        texts.add(text)
        yield sighting, document


def _incoming(paths: Paths, sighting: Sighting, document: Document) -> tuple[tuple[Link, str], ...]:
    return () if document.is_page else paths.leading_to(document, sighting.link.url)


def _nearest(misses: dict[str, list[Candidate]], pack: RulePack) -> Iterator[Candidate]:
    for rule in pack.rules:
        quotes: set[str] = set()
        for miss in sorted(misses.get(rule.criterion.id, []), key=lambda each: (-each.closeness, each.url)):
            if miss.quote not in quotes and len(quotes) < 5:
                quotes.add(miss.quote)
                yield miss
