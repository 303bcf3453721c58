"""How far a walk came, and whether that is far enough to call something absent.

Enough ⇔ the home page was read, the sitemap was read (or there is none), nothing career-worded is left or failed, no career-worded
entry of the home page's menus stayed unread, and the walk ended because nothing was left or because the page budget was spent.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import Final

from site_audit.model import LEFT_SITE, Document, Failure, Filed, Link, Reach, ReadAs, Reason, Seen, Sighting, Trouble, Zone
from site_audit.score.reasons import because

UNREADABLE: Final = frozenset({Trouble.UNREADABLE, Trouble.ENCRYPTED, Trouble.BROKEN, Trouble.UNSUPPORTED})
MENU_ZONES: Final = frozenset({Zone.MENU, Zone.HEADER})
# Notes of a walk that stopped for another cause than its page budget: what is left then says nothing about what was meant to be read.
CUT_SHORT: Final = frozenset({"time_budget", "platform_rest"})


def measure_reach(seen: Seen, *, is_subject: Callable[[Link], bool]) -> Reach:
    """Count what was read and name every condition of enough reach that does not hold."""
    documents = tuple(sighting.document for sighting in seen.sightings if sighting.document is not None)
    failures = tuple(sighting.failure for sighting in seen.sightings if sighting.failure is not None)
    subject = _subject_worded(seen, is_subject)
    worded = (_failed_gap(seen, subject), _menu_gap(seen, subject), _left_gap(seen, subject))
    gaps = tuple(gap for gap in (_home_gap(seen), *worded, _sitemap_gap(seen), _end_gap(seen)) if gap is not None)
    return Reach(
        pages=sum(document.is_page for document in documents),
        documents=sum(not document.is_page for document in documents),
        unreadable=_unreadable(documents, failures),
        failures=len(failures),
        frontier_exhausted=not seen.left,
        enough=not gaps,
        gaps=gaps,
        unfollowed=seen.unfollowed,
    )


def _unreadable(documents: tuple[Document | Filed, ...], failures: tuple[Failure, ...]) -> int:
    unread = sum(document.read_as is ReadAs.IMAGE_UNREAD for document in documents)
    return unread + sum(failure.trouble in UNREADABLE for failure in failures)


def _is_home(sighting: Sighting, seen: Seen) -> bool:
    if sighting.link.url == seen.home:
        return True
    document = sighting.document
    return document is not None and (document.url == seen.home or (sighting.depth == 0 and sighting.link.rel != "sitemap"))


def _home_pages(seen: Seen) -> tuple[Document, ...]:
    homes = (sighting.document for sighting in seen.sightings if sighting.document is not None and _is_home(sighting, seen))
    return tuple(document.whole() for document in homes if document.read_as is not ReadAs.IMAGE_UNREAD)


def _home_gap(seen: Seen) -> Reason | None:
    if _home_pages(seen):
        return None
    failures = (sighting.failure for sighting in seen.sightings if sighting.failure is not None)
    at_home = [sighting.failure for sighting in seen.sightings if sighting.failure is not None and _is_home(sighting, seen)]
    failure = at_home[0] if at_home else next(failures, None)
    trouble, detail = (failure.trouble, failure.detail) if failure else ("", "")
    return because("home_unread", url=seen.home, trouble=trouble, detail=detail)


def _wordings(seen: Seen, urls: Container[str]) -> Iterator[Link]:
    """Every way the site words these addresses: the frontier keeps one link of an address, another page may name it better."""
    yield from (sighting.link for sighting in seen.sightings if sighting.link.url in urls)
    yield from (link for link in seen.left if link.url in urls)
    yield from (link for _, document in seen.documents() for link in document.links if link.url in urls)


def _failures(seen: Seen) -> dict[str, Failure]:
    return {s.link.url: s.failure for s in seen.sightings if s.failure is not None and not s.failure.detail.startswith(LEFT_SITE)}


def _subject_worded(seen: Seen, is_subject: Callable[[Link], bool]) -> dict[str, Link]:
    """Of the addresses that failed or were left those that are worded for the subject, each with the first such link."""
    urls = frozenset((*_failures(seen), *(link.url for link in seen.left)))
    worded: dict[str, Link] = {}
    for link in _wordings(seen, urls) if urls else ():
        if link.url not in worded and is_subject(link):
            worded[link.url] = link
    return worded


def _of(worded: dict[str, Link], urls: Container[str]) -> dict[str, Link]:
    return {url: link for url, link in worded.items() if url in urls}


def _failed_gap(seen: Seen, subject: dict[str, Link]) -> Reason | None:
    failures = _failures(seen)
    worded = _of(subject, failures)
    if not worded:
        return None
    url, link = next(iter(worded.items()))
    failure = failures[url]
    text = link.text or failure.link_text
    return because("subject_link_failed", count=len(worded), link_text=text, url=url, trouble=failure.trouble, detail=failure.detail)


def _menu_urls(seen: Seen) -> frozenset[str]:
    return frozenset(link.url for page in _home_pages(seen) for link in page.links if link.zone in MENU_ZONES)


def _left_gap(seen: Seen, subject: dict[str, Link]) -> Reason | None:
    return _unasked("subject_links_left", _of(subject, frozenset(link.url for link in seen.left) - _menu_urls(seen)))


def _menu_gap(seen: Seen, subject: dict[str, Link]) -> Reason | None:
    return _unasked("menus_unread", _of(subject, frozenset(link.url for link in seen.left) & _menu_urls(seen)))


def _unasked(code: str, worded: dict[str, Link]) -> Reason | None:
    if not worded:
        return None
    first = next(iter(worded.values()))
    return because(code, count=len(worded), link_text=first.text, url=first.url)


def _sitemap_gap(seen: Seen) -> Reason | None:
    return because("sitemap_unread") if seen.sitemap_read is False else None


def _end_gap(seen: Seen) -> Reason | None:
    stopped = any(note.partition(":")[0] in CUT_SHORT for note in seen.notes)
    return because("walk_cut_short", left=len(seen.left)) if seen.left and stopped else None
