"""Proof of search: for each criterion the places where a person would have looked, and what of them there is on the site.

A place is told by what names a page or file – its title and first heading, the words of the links that lead to it. Where nothing so called
was read, a link with such words that could not be read, or that leads off the site, is told: «not there» must be true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from site_audit.detect.files import Unread
from site_audit.detect.lines import OWN_ZONES
from site_audit.detect.paths import Paths
from site_audit.detect.sheet import Sheet
from site_audit.model import LEADS_AWAY, Link, PlaceSearched, Searched, Seen, Trouble
from site_audit.rulepack import RulePack
from site_audit.text.patterns import Pattern
from site_audit.text.reading import Reading
from site_audit.urls import site_key

_NAME_CHARACTERS = 120
_NAMES_OF_ONE = 8
_MOST_LINKS = 5_000  # with words of their own that lead to what was not read
_READ_AT_ONCE = 1_000  # names
_FAR = 99  # clicks, for what no path leads to


@dataclass(frozen=True, slots=True)
class Signboard:
    """What names one page or file from inside and outside, and the addresses of the files its own part links to."""

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
    own = (link.url for link in sheet.document.links if link.zone in OWN_ZONES) if sheet.document.is_page else ()
    links = frozenset(url for url in own if paths.is_file(url))
    return Signboard(
        sheet.url, asked, sheet.document.is_page, kept, min((each for each in clicks if each is not None), default=_FAR), links
    )


class Survey:
    """The names of a site read as they come; each place is looked for once, whichever criteria name it."""

    def __init__(self, pack: RulePack) -> None:
        self._pack = pack
        self._places = {words: pattern for rule in pack.rules for words, pattern in zip(rule.criterion.places, rule.places, strict=True)}
        self._boards: list[Signboard] = []  # without their names
        self._named: dict[str, dict[int, str]] = {words: {} for words in self._places}  # by board: the shortest of its names that has them
        self._unread: list[tuple[int, str]] = []  # names that were not looked through yet, each with its board

    def take(self, board: Signboard) -> None:
        """One signboard more."""
        self._unread += [(len(self._boards), name) for name in board.names]
        self._boards.append(replace(board, names=()))
        if len(self._unread) >= _READ_AT_ONCE:
            self._read()

    def searched(self, seen: Seen, closed: Iterable[_Closed]) -> tuple[Searched, ...]:
        """How much was read for each criterion, and what there is of the places its rule names."""
        self._read()
        documents = [sighting.document for sighting in seen.sightings if sighting.document is not None]
        pages = sum(1 for document in documents if document.is_page)
        shut = _Shut(tuple(closed), self._pack)
        places = {
            words: self._found(words) or shut.place(words, pattern) or PlaceSearched(words) for words, pattern in self._places.items()
        }
        return tuple(
            Searched(rule.criterion.id, pages, len(documents) - pages, tuple(places[words] for words in rule.criterion.places))
            for rule in self._pack.rules
        )

    def _read(self) -> None:
        """Look for all places in the names that have come since the last time."""
        reading = Reading([name for _, name in self._unread], self._pack.lexicon)
        for words, pattern in self._places.items():
            named = self._named[words]
            for span in reading.spans(pattern):
                board, name = self._unread[reading.block_of[span.first]]
                if board not in named or len(name) < len(named[board]):
                    named[board] = name
        self._unread.clear()

    def _found(self, words: str) -> PlaceSearched | None:
        named = self._named[words]
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


class _Shut:
    """The names of what was not read."""

    def __init__(self, closed: Sequence[_Closed], pack: RulePack) -> None:
        self._closed = closed
        self._reading = Reading([each.name for each in closed], pack.lexicon)

    def place(self, words: str, pattern: Pattern) -> PlaceSearched | None:
        """What of a place was not read, and why."""
        met = (self._closed[self._reading.block_of[span.first]] for span in self._reading.spans(pattern))
        first = min(met, key=lambda each: (each.trouble == LEADS_AWAY, len(each.name), each.url), default=None)
        return None if first is None else PlaceSearched(words, first.url, first.name, trouble=first.trouble)


class Closed:
    """The links that led to nothing read, each with its words: failed or unreadable, left over, or leading off the site."""

    def __init__(self, seen: Seen, unread: Unread) -> None:
        self._seen = seen
        self._unread = unread
        self._left = frozenset(link.url for link in seen.left)
        read = ((each.link.url, each.document.url) for each in seen.sightings if each.document is not None)
        self._read = frozenset(url for both in read for url in both) - unread.keys()
        self._told: dict[tuple[str, str], _Closed] = {}

    def take(self, links: Iterable[Link]) -> None:
        """The links of one document more."""
        for link in links:
            name = link.text.strip()[:_NAME_CHARACTERS]
            if not name or link.url in self._read or (link.url, name) in self._told or len(self._told) >= _MOST_LINKS:
                continue
            trouble = self._trouble(link.url)
            if trouble:
                self._told[link.url, name] = _Closed(link.url, name, trouble)

    def all(self) -> Iterable[_Closed]:
        """Those of the documents, then what was left over and what was asked."""
        self.take((*self._seen.left, *(sighting.link for sighting in self._seen.sightings)))
        return self._told.values()

    def _trouble(self, url: str) -> str:
        if url in self._unread:
            return self._unread[url][0].value
        if url in self._left:
            return Trouble.BUDGET.value
        return LEADS_AWAY if site_key(url) != site_key(self._seen.home) else ""
