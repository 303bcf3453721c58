"""Proof of search: for each criterion the places where a person would have looked, and what of them there is on the site.

A place is told by what names a page or file – its title and first heading, the words of the links that lead to it. Where nothing so called
was read, a link with such words that could not be read, or that leads off the site, is told: «not there» must be true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_audit.detect.files import Unread
from site_audit.detect.lines import OWN_ZONES
from site_audit.detect.paths import Paths
from site_audit.detect.sheet import Sheet
from site_audit.model import LEADS_AWAY, Document, Link, PlaceSearched, Searched, Seen, Trouble
from site_audit.rulepack import RulePack
from site_audit.text.patterns import Pattern
from site_audit.text.reading import Reading
from site_audit.urls import site_key

_NAME_CHARACTERS = 120
_NAMES_OF_ONE = 8
_MOST_LINKS = 5_000  # with words of their own that lead to what was not read
_FAR = 99  # clicks, for what no path leads to


@dataclass(frozen=True, slots=True)
class Signboard:
    """What names one page or file from inside and outside, and the addresses its own part links to."""

    url: str
    asked: str
    is_page: bool
    names: tuple[str, ...]
    clicks: int
    links: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Closed:
    """A link whose address was not read, and why."""

    url: str
    name: str
    trouble: str


def signboard(sheet: Sheet, paths: Paths) -> Signboard:
    """The signboard of a document that was laid out."""
    asked = sheet.sighting.link.url
    clicks = (paths.clicks(url) for url in (sheet.url, asked))
    names = [sheet.lines[number].text for number in sheet.titles]
    names += [link.text for link, _ in paths.leading_to(sheet.document, asked)]
    kept = tuple(dict.fromkeys(name.strip()[:_NAME_CHARACTERS] for name in names if name.strip()))[:_NAMES_OF_ONE]
    links = frozenset(link.url for link in sheet.document.links if link.zone in OWN_ZONES) if sheet.document.is_page else frozenset()
    return Signboard(
        sheet.url, asked, sheet.document.is_page, kept, min((each for each in clicks if each is not None), default=_FAR), links
    )


def searched(seen: Seen, pack: RulePack, boards: Sequence[Signboard], unread: Unread) -> tuple[Searched, ...]:
    """How much was read for each criterion, and what there is of the places its rule names."""
    documents = [sighting.document for sighting in seen.sightings if sighting.document is not None]
    pages = sum(1 for document in documents if document.is_page)
    survey = _Survey(boards, list(_closed(seen, documents, unread)), pack)
    return tuple(
        Searched(
            criterion=rule.criterion.id,
            pages=pages,
            documents=len(documents) - pages,
            looked=tuple(survey.place(words, pattern) for words, pattern in zip(rule.criterion.places, rule.places, strict=True)),
        )
        for rule in pack.rules
    )


class _Survey:
    """All names of a site read once; each place is looked for once, whichever criteria name it."""

    def __init__(self, boards: Sequence[Signboard], closed: Sequence[_Closed], pack: RulePack) -> None:
        self._boards = boards
        self._closed = closed
        named = [(number, name) for number, board in enumerate(boards) for name in board.names]
        self._owner = [number for number, _ in named]
        self._open = Reading([name for _, name in named], pack.lexicon)
        self._shut = Reading([each.name for each in closed], pack.lexicon)
        self._known: dict[str, PlaceSearched] = {}

    def place(self, words: str, pattern: Pattern) -> PlaceSearched:
        """What there is of one place."""
        if words not in self._known:
            self._known[words] = self._found(words, pattern) or self._not_read(words, pattern) or PlaceSearched(words)
        return self._known[words]

    def _found(self, words: str, pattern: Pattern) -> PlaceSearched | None:
        named: dict[int, str] = {}  # by board: the shortest of its names that has the words
        for span in self._open.spans(pattern):
            at = self._open.block_of[span.first]
            board, name = self._owner[at], self._open.texts[at]
            if board not in named or len(name) < len(named[board]):
                named[board] = name
        if not named:
            return None
        nearest = min(named, key=lambda number: self._rank(number, named))
        so_called = [self._boards[number] for number in named]
        linked = frozenset().union(*(board.links for board in so_called))
        files = {board.url for board in self._boards if not board.is_page and (board.url in linked or board.asked in linked)}
        files |= {board.url for board in so_called if not board.is_page}
        pages = sum(1 for board in so_called if board.is_page)
        return PlaceSearched(words, self._boards[nearest].url, named[nearest], pages, len(files))

    def _rank(self, number: int, named: Mapping[int, str]) -> tuple[bool, int, int, str]:
        """Pages before files, the nearest to home, the one with the shortest name."""
        board = self._boards[number]
        return not board.is_page, board.clicks, len(named[number]), board.url

    def _not_read(self, words: str, pattern: Pattern) -> PlaceSearched | None:
        met = (self._closed[self._shut.block_of[span.first]] for span in self._shut.spans(pattern))
        first = min(met, key=lambda each: (each.trouble == LEADS_AWAY, len(each.name), each.url), default=None)
        return None if first is None else PlaceSearched(words, first.url, first.name, trouble=first.trouble)


def _closed(seen: Seen, documents: Iterable[Document], unread: Unread) -> Iterator[_Closed]:
    """The links that led to nothing read, each with its words: failed or unreadable, left over, or leading off the site."""
    left = frozenset(link.url for link in seen.left)
    read = (
        frozenset(url for each in seen.sightings if each.document is not None for url in (each.link.url, each.document.url)) - unread.keys()
    )
    told: set[tuple[str, str]] = set()
    for link in (*_links(documents), *seen.left, *(sighting.link for sighting in seen.sightings)):
        name = link.text.strip()[:_NAME_CHARACTERS]
        if not name or link.url in read or (link.url, name) in told or len(told) >= _MOST_LINKS:
            continue
        trouble = _trouble(link.url, unread, left, seen.home)
        if trouble:
            told.add((link.url, name))
            yield _Closed(link.url, name, trouble)


def _links(documents: Iterable[Document]) -> Iterator[Link]:
    return (link for document in documents for link in document.links)


def _trouble(url: str, unread: Unread, left: frozenset[str], home: str) -> str:
    if url in unread:
        return unread[url][0].value
    if url in left:
        return Trouble.BUDGET.value
    return LEADS_AWAY if site_key(url) != site_key(home) else ""
