"""Career files met on the site (for the share that can be read as text), and promises: links whose file nobody could read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from site_audit.detect.papers import Paper
from site_audit.detect.paths import Paths
from site_audit.model import CareerFile, Document, Link, Promise, ReadAs, Seen, Sighting, Trouble
from site_audit.rulepack import RulePack
from site_audit.text.reading import Reading
from site_audit.urls import names_a_file

_TWIN_SHARE = 0.8  # recognition misreads some words
_QUOTE_CHARACTERS = 160
_TWIN_LEAST = 30
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_UNTOLD = Paper((), ())


def career_files(seen: Seen, pack: RulePack, inside: frozenset[str], papers: Mapping[str, Paper], paths: Paths) -> tuple[CareerFile, ...]:
    """The files whose link or place promises career guidance: by their link's words, or linked from the career section itself."""
    files: dict[str, CareerFile] = {}
    unlike_text: dict[str, frozenset[str]] = {}
    for sighting, link in _asked(seen, paths):
        if not _is_file(sighting) or not (pack.is_subject_link(link) or link.source in inside):
            continue
        filed, failure = sighting.document, sighting.failure
        if filed is not None and not filed.part_urls and filed.url not in files:
            document = filed.whole()
            files[document.url] = _opened(document, link, papers.get(document.digest, _UNTOLD))
            if document.read_as is not ReadAs.TEXT:
                unlike_text[document.url] = _vocabulary(document)
        elif failure is not None:
            unopened = CareerFile(link.url, link.text, opened=False, readable=False, trouble=failure.trouble, page=link.source)
            files.setdefault(link.url, unopened)
    for url in _with_twins(seen, unlike_text):
        files[url] = replace(files[url], readable=True)
    return tuple(files.values())


def _opened(document: Document, link: Link, paper: Paper) -> CareerFile:
    first = next((block for block in document.blocks if block.text.strip()), None)
    return CareerFile(
        document.url,
        link.text,
        opened=True,
        readable=document.read_as is ReadAs.TEXT,
        digest=document.digest,
        page=link.source,
        quote=_first_words(first.text) if first else "",
        place=first.place if first else "",
        title=document.title,
        media_type=document.media_type,
        read_as=document.read_as,
        confidence=document.ocr_confidence,
        pages=document.pages,
        unread_pages=document.unread_pages,
        approvals=paper.approvals,
        datings=paper.datings,
    )


def promises(seen: Seen, pack: RulePack, paths: Paths) -> tuple[Promise, ...]:
    """For each criterion the links that promised its evidence and could not be read (failed, broken, encrypted, an unread scan)."""
    found: list[Promise] = []
    for sighting, link in _asked(seen, paths):
        trouble, detail = _unread(sighting)
        if trouble is None or not link.text.strip():
            continue
        reading = Reading((link.text,), pack.lexicon)
        for rule in pack.rules:
            if any(reading.spans(pattern) for pattern in rule.promises):
                found.append(Promise(rule.criterion.id, link.url, link.text.strip(), trouble, detail))
    return tuple(dict.fromkeys(found))


Unread = Mapping[str, tuple[Trouble, str]]


def unread(seen: Seen) -> Unread:
    """The addresses that could not be read, and why: failed, broken, encrypted, a scan without text."""
    found: dict[str, tuple[Trouble, str]] = {}
    for sighting in seen.sightings:
        trouble, detail = _unread(sighting)
        if trouble is not None:
            found[sighting.link.url] = (trouble, detail)
    return found


def _unread(sighting: Sighting) -> tuple[Trouble | None, str]:
    if sighting.failure is not None:
        return sighting.failure.trouble, sighting.failure.detail
    document = sighting.document
    if document is not None and document.read_as is ReadAs.IMAGE_UNREAD:
        return Trouble.UNREADABLE, "scan"
    if document is not None and document.unread_pages:
        return Trouble.UNREADABLE, f"{document.unread_pages} of {document.pages} pages not read"
    return None, ""


def _asked(seen: Seen, paths: Paths) -> Iterator[tuple[Sighting, Link]]:
    """Every sighting with the wordiest link of the site that leads to it."""
    for sighting in seen.sightings:
        best = paths.wordiest(sighting.link.url)
        yield sighting, best if best is not None and len(best.text) >= len(sighting.link.text) else sighting.link


def _first_words(text: str) -> str:
    return text if len(text) <= _QUOTE_CHARACTERS else text[:_QUOTE_CHARACTERS].rsplit(" ", 1)[0]


def _is_file(sighting: Sighting) -> bool:
    if sighting.document is not None:
        return not sighting.document.is_page
    return names_a_file(sighting.link.url)


def _vocabulary(document: Document) -> frozenset[str]:
    """The words of a document that tell it from others."""
    return frozenset(word for block in document.blocks for word in _LONG_WORD.findall(block.text.lower()))


def _with_twins(seen: Seen, files: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Of files that are no text, each with its words as far as they were read, those whose text a page of the site holds too."""
    waiting = {url: words for url, words in files.items() if len(words) >= _TWIN_LEAST}
    for sighting in seen.sightings:
        if not waiting:
            return
        if sighting.document is None or not sighting.document.is_page:
            continue
        page = _vocabulary(sighting.document.whole())
        for url in [url for url, words in waiting.items() if len(words & page) >= _TWIN_SHARE * len(words)]:
            del waiting[url]
            yield url
