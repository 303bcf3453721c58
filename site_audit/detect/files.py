"""Career files met on the site (for the share that can be read as text), and promises: links whose file nobody could read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_audit.model import CareerFile, Document, Link, Promise, ReadAs, Seen, Sighting, Trouble
from site_audit.rulepack import RulePack
from site_audit.text.reading import Reading

_FILE_ENDINGS = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".odt", ".ods", ".rtf", ".ppt", ".pptx", ".zip", ".txt", ".csv")
_TWIN_SHARE = 0.7
_QUOTE_CHARACTERS = 160
_TWIN_LEAST = 8


def career_files(seen: Seen, pack: RulePack, inside: frozenset[str]) -> tuple[CareerFile, ...]:
    """The files whose link or place promises career guidance: by their link's words, or linked from the career section itself."""
    twins = [_line_set(s.document) for s in seen.sightings if s.document is not None and s.document.is_page]
    files: dict[str, CareerFile] = {}
    for sighting, link in _asked(seen):
        if not _is_file(sighting) or not (pack.is_career_link(link) or link.source in inside):
            continue
        document = sighting.document
        if document is None:
            failure = sighting.failure
            assert failure is not None
            unopened = CareerFile(link.url, link.text, opened=False, readable=False, trouble=failure.trouble, page=link.source)
            files.setdefault(link.url, unopened)
        else:
            readable = document.read_as is not ReadAs.IMAGE_UNREAD or _has_twin(document, twins)
            first = next((block for block in document.blocks if block.text.strip()), None)
            files.setdefault(
                document.url,
                CareerFile(
                    document.url,
                    link.text,
                    opened=True,
                    readable=readable,
                    digest=document.digest,
                    page=link.source,
                    quote=_first_words(first.text) if first else "",
                    place=first.place if first else "",
                ),
            )
    return tuple(files.values())


def promises(seen: Seen, pack: RulePack) -> tuple[Promise, ...]:
    """For each criterion the links that promised its evidence and could not be read (failed, broken, encrypted, an unread scan)."""
    found: list[Promise] = []
    for sighting, link in _asked(seen):
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
    if sighting.document is not None and sighting.document.read_as is ReadAs.IMAGE_UNREAD:
        return Trouble.UNREADABLE, "scan"
    return None, ""


def _asked(seen: Seen) -> Iterator[tuple[Sighting, Link]]:
    """Every sighting with the wordiest link of the site that leads to it."""
    texts: dict[str, Link] = {}
    for sighting in seen.sightings:
        for link in sighting.document.links if sighting.document else ():
            if len(link.text) > len(texts.get(link.url, link).text) or link.url not in texts:
                texts[link.url] = link
    for sighting in seen.sightings:
        best = texts.get(sighting.link.url, sighting.link)
        yield sighting, best if len(best.text) >= len(sighting.link.text) else sighting.link


def _first_words(text: str) -> str:
    return text if len(text) <= _QUOTE_CHARACTERS else text[:_QUOTE_CHARACTERS].rsplit(" ", 1)[0]


def _is_file(sighting: Sighting) -> bool:
    if sighting.document is not None:
        return not sighting.document.is_page
    return sighting.link.url.lower().split("?")[0].endswith(_FILE_ENDINGS)


def _line_set(document: Document) -> frozenset[str]:
    return frozenset(block.text for block in document.blocks)


def _has_twin(document: Document, pages: list[frozenset[str]]) -> bool:
    """Whether a page of the site holds the same text as the unreadable file shows (its few lines, if any)."""
    lines = _line_set(document)
    return len(lines) >= _TWIN_LEAST and any(len(lines & page) >= _TWIN_SHARE * len(lines) for page in pages)
