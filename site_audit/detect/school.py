"""Detection over one school: every document against every criterion, then groups, near misses, files, publications, registers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from site_audit.detect.chrome import Print, Repeats
from site_audit.detect.files import Unread, career_files, promises, unread
from site_audit.detect.groups import Found, Frame, groups_of
from site_audit.detect.news import publications
from site_audit.detect.owner import other_owner
from site_audit.detect.papers import Paper, paper_of
from site_audit.detect.paths import Paths
from site_audit.detect.registers import Register
from site_audit.detect.search import Closed, Survey, signboard
from site_audit.detect.sheet import Sheet
from site_audit.detect.signals import look
from site_audit.detect.textprints import text_prints
from site_audit.detect.traits import trust_in_shares
from site_audit.detect.warnings import CareerPages, warnings
from site_audit.detect.warnings.personal import personal_data
from site_audit.model import Candidate, Detected, Document, EvidenceGroup, Promise, ReadAs, School, Seen, Sighting, Warning
from site_audit.rulepack import RulePack

_MISSES_KEPT = 30
_FRONTS = 10  # no school's career section has more pages that are the section itself


@dataclass(slots=True)
class _Notes:
    """What is gathered while the documents go by, one at a time."""

    survey: Survey
    found: dict[str, list[Found]] = field(default_factory=dict)
    misses: dict[str, list[Candidate]] = field(default_factory=dict)
    promises: list[Promise] = field(default_factory=list)
    personal: list[Warning] = field(default_factory=list)
    papers: dict[str, Paper] = field(default_factory=dict)  # by digest: one file may lie at several addresses


@dataclass(frozen=True, slots=True)
class _Whole:
    """What only the whole site tells, gathered in the first pass over its documents."""

    distinct: tuple[Sighting, ...]  # each document once
    chrome: frozenset[Print]
    paths: Paths
    unread: Unread
    closed: Closed


def detect(school: School, seen: Seen, pack: RulePack, *, as_of: date) -> Detected:
    """All that the rules find in what was seen; the same documents and date always give the same result.

    The documents go by twice, one at a time: first for what repeats and what links what, then to be read. A few are looked at once more.
    """
    owner = other_owner(seen, pack.lexicon, pack.cues)
    whole = _first_pass(seen)
    paths = whole.paths
    register = Register(pack, as_of)
    notes = _Notes(Survey(pack))
    for sighting, document in _documents(whole.distinct):
        _note(_sheet(sighting, document, whole, pack), pack, notes, register, paths, as_of)
    sections = [found.document.url for c in pack.criteria if c.opens_section for found in notes.found.get(c.id, [])]
    inside = paths.inside(sections, {sighting.document.url for sighting in whole.distinct if sighting.document is not None})
    frame = Frame(inside, pack.trust, as_of)
    groups = [group for rule in pack.rules for group in groups_of(rule, notes.found.get(rule.criterion.id, []), frame)]
    files = career_files(seen, pack, inside, notes.papers, paths)
    news = () if owner else publications(register.told, as_of=as_of)
    career = _career_pages(whole, sections, inside, groups, pack, notes)
    return Detected(
        groups=() if owner else tuple(groups),
        candidates=tuple(_nearest(notes.misses, pack)),
        promises=tuple(dict.fromkeys((*promises(seen, pack, paths), *notes.promises))),
        files=files,
        publications=news,
        plans=() if owner else register.plans(),
        events=() if owner else register.events(),
        partners=() if owner else register.partners(),
        warnings=warnings(school, seen, career, files, owner=owner, as_of=as_of),
        searched=notes.survey.searched(seen, whole.closed.all()),
        other_owner=owner,
        prints=() if owner else text_prints(_compared(whole.distinct, inside, {file.url for file in files}), whole.chrome),
        shares=trust_in_shares(pack.rules, pack.trust, news=len(news), files=len(files)),
    )


def _first_pass(seen: Seen) -> _Whole:
    paths, repeats, dead = Paths(seen), Repeats(), unread(seen)
    closed, distinct = Closed(seen, dead), _Distinct()
    kept = []
    for sighting, document in seen.documents():
        paths.take(document)
        closed.take(document.links)
        if distinct.is_new(document):
            repeats.take(document)
            kept.append(sighting)
    return _Whole(tuple(kept), repeats.chrome(), paths, dead, closed)


def _documents(sightings: Iterable[Sighting]) -> Iterator[tuple[Sighting, Document]]:
    return ((sighting, sighting.document.whole()) for sighting in sightings if sighting.document is not None)


def _sheet(sighting: Sighting, document: Document, whole: _Whole, pack: RulePack) -> Sheet:
    leading = () if document.is_page else whole.paths.leading_to(document, sighting.link.url)
    return Sheet(
        sighting,
        document,
        pack.lexicon,
        chrome=whole.chrome,
        incoming=leading,
        unread=whole.unread,
        gazetteer=pack.gazetteer,
        signed=whole.paths.is_signed(document.url),
    )


def _note(sheet: Sheet, pack: RulePack, notes: _Notes, register: Register, paths: Paths, as_of: date) -> None:
    """All that one document tells by itself."""
    _read(sheet, pack, notes, register, paths, as_of)
    notes.survey.take(signboard(sheet, paths))
    notes.personal += personal_data(sheet.document, today=as_of)
    if not sheet.document.is_page:
        notes.papers[sheet.document.digest] = paper_of(sheet, pack.cues, today=as_of)


def _career_pages(
    whole: _Whole, sections: Collection[str], inside: frozenset[str], groups: list[EvidenceGroup], pack: RulePack, notes: _Notes
) -> CareerPages:
    urls = [sighting.document.url for sighting in whole.distinct if sighting.document is not None]
    named = frozenset(sections)
    fronts = islice((one for one in whole.distinct if one.document is not None and one.document.url in named), _FRONTS)
    return CareerPages(
        sightings=whole.distinct,
        fronts=tuple(Sheet(sighting, document, pack.lexicon, chrome=whole.chrome) for sighting, document in _documents(fronts)),
        inside=inside,
        carrying=frozenset(group.url for group in groups),
        linked=frozenset(way for url in urls if url in inside for way in whole.paths.own_ways(url)),
        personal=tuple(notes.personal),
    )


def _compared(distinct: Iterable[Sighting], inside: frozenset[str], files: set[str]) -> Iterator[Document]:
    """What is compared with other schools: the pages of the section, and the career files wherever they lie."""
    filed = (sighting.document for sighting in distinct if sighting.document is not None)
    return (one.whole() for one in filed if one.url in inside or one.url in files)


def _read(sheet: Sheet, pack: RulePack, notes: _Notes, register: Register, paths: Paths, as_of: date) -> None:
    linked_from = paths.linked_from(sheet.document.url, sheet.sighting.link.url)
    filed = sheet.sighting.document or sheet.document
    for rule in pack.rules:
        seen_here = look(rule, sheet, pack.cues, today=as_of, subject=pack.subject_links)
        if seen_here.hits:
            clicks = paths.clicks(sheet.document.url)
            clicks = paths.clicks(sheet.sighting.link.url) if clicks is None else clicks
            found = Found(sheet.sighting, filed, seen_here.hits, clicks, linked_from)
            notes.found.setdefault(rule.criterion.id, []).append(found)
            register.note(rule, sheet, seen_here.hits)
        notes.promises += seen_here.promises
        misses = notes.misses.setdefault(rule.criterion.id, [])
        misses += seen_here.misses
        if len(misses) > _MISSES_KEPT:
            misses.sort(key=lambda miss: -miss.closeness)
            del misses[_MISSES_KEPT:]


class _Distinct:
    """Each document once: twin addresses (print versions, copies) of the same bytes or the same text count once."""

    def __init__(self) -> None:
        self._digests: set[str] = set()
        self._texts: set[int] = set()

    def is_new(self, document: Document) -> bool:
        """Whether it counts."""
        if document.digest in self._digests or document.read_as is ReadAs.IMAGE_UNREAD:
            return False  # what nobody could read is no evidence; its link is a promise
        text = hash(tuple(block.text for block in document.blocks))
        self._digests.add(document.digest)
        if text in self._texts and document.blocks:
            return False
        self._texts.add(text)
        return True


def _nearest(misses: dict[str, list[Candidate]], pack: RulePack) -> Iterator[Candidate]:
    for rule in pack.rules:
        quotes: set[str] = set()
        for miss in sorted(misses.get(rule.criterion.id, []), key=lambda each: (-each.closeness, each.url)):
            if miss.quote not in quotes and len(quotes) < 5:
                quotes.add(miss.quote)
                yield miss
