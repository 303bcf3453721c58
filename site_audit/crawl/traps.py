"""What is known by experience not to lead on: kinds of addresses that bring nothing new any more, and dresses of pages already read.

Only a clear trap is closed: a kind of which ten pages in a row said nothing new and led nowhere new but to more of their kind; and in it
only such addresses as are known from these pages alone. A dress is what an address has beyond another that showed the same page, three
times over. A link whose words promise the subject is asked all the same, unless links of the same words and kind were among those that
brought nothing: a cap on a trap must not make "absent" of what was never looked at.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from hashlib import blake2b
from urllib.parse import unquote, urlsplit

from site_audit.crawl.shape import family, kinds, near_key
from site_audit.model import Document, Link, Zone
from site_audit.text.months import ANY_FORM

BARREN = 10
MOSTLY = 0.8  # of a kind that is no calendar, list or filter by its name, so many of the pages read must have been barren
PROVED = 3
CONTRADICTED = 2  # one page that is none too many weighs as much as two that are
MOST_DRESSES = 5  # no site has more ways to show all its pages again
LEAST_LETTERS = 100  # an empty shell says nothing, of itself neither
_MOST_SAID = 100_000
_MOST_MET = 60_000
_ENDLESS = re.compile(
    r"calend|kalend|year|month|god=|mesyac|date|day=|page|start=|offset|filter|sort|order|view=|[?&](?:tag|set|y|m|d|p)=|/tag/|(?:19|20)\d\d[/_-]\d",
    re.IGNORECASE,
)
_CALENDAR = re.compile(r"calend|kalend|month|year|day=|date=|event|sobyt", re.IGNORECASE)
_YEAR = re.compile(r"(?:^|/)(20\d\d)(?=/|-\d)")
_YEAR_ASKED = re.compile(r"(?:^|&)(?:(?:year|god|y)=|\w*date=)(20\d\d)(?=&|$|-\d)", re.IGNORECASE)
_YEARS_AHEAD = 2
_FOLDED = re.compile(rf"\d+|\b{ANY_FORM}|\b(?:пн|вт|ср|чт|пт|сб|вс)\b", re.IGNORECASE)
_RANDOM = re.compile(
    r"(?=\D*\d)(?=[^a-z]*[a-z])[0-9a-z]{16,}|\d{20,}", re.IGNORECASE
)  # the id of a session; also of an item, in some engines


class Traps:
    """What a walk has learned of its site's traps. `year` is that of the walk: a calendar of 2044 is nobody's."""

    def __init__(self, year: int) -> None:
        self._latest = year + _YEARS_AHEAD
        self._said: set[int] = set()
        self._inside: dict[str, frozenset[str]] = {}  # by address: the kinds it shares with all pages that link it, if all were barren
        self._read: Counter[str] = Counter()
        self._barren: Counter[str] = Counter()
        self._row: Counter[str] = Counter()
        self._words: defaultdict[str, deque[str]] = defaultdict(lambda: deque(maxlen=60))
        self._closed: set[str] = set()
        self._dresses: Counter[str] = Counter()
        self._keys: set[str] = set()

    def read(self, link: Link, document: Document, *, twin_of: str) -> None:
        """A page was read; `twin_of` is the earlier page that says the same."""
        groups = _groups(link.url)
        barren = self._brings_nothing(document, groups) or bool(twin_of)
        self._meet(document, frozenset(groups) if barren else frozenset())
        self._learn_dress(link.url, twin_of)
        says_little = sum(len(block.text) for block in document.blocks) < LEAST_LETTERS
        for group in groups if not says_little else ():
            self._read[group] += 1
            self._barren[group] += barren
            self._row[group] = self._row[group] + 1 if barren else 0
            if barren:
                self._words[group].append(_folded(link.text.strip()))
            if self._row[group] >= BARREN and (_ENDLESS.search(link.url) or self._barren[group] >= MOSTLY * self._read[group]):
                self._closed.add(group)
            elif not barren:
                self._closed.discard(group)

    def is_trap(self, link: Link, *, promised: bool) -> bool:
        """Whether an address lies in a trap. `promised`: its words or address are of the subject."""
        if self._is_nobodys_year(link.url):
            return True
        inside = self._inside.get(near_key(link.url), frozenset())
        closed = inside & self._closed
        if not promised:
            return bool(closed)
        words = _folded(link.text.strip())
        return bool(words) and any(words in self._words[group] for group in closed)

    def plain_twins(self, url: str, *, promised: bool) -> tuple[str, ...]:
        """The keys of the addresses that show the same page as this one, as far as experience goes."""
        proved = [one for one, times in self._dresses.most_common(MOST_DRESSES) if times >= PROVED and not (promised and one.endswith("*"))]
        return tuple(key for one in proved if (key := undressed(url, one)))

    def named(self, urls: Iterable[str]) -> None:
        """A sitemap names these: whatever kind they are of, they are not known from a trap alone."""
        for url in urls:
            self._inside[near_key(url)] = frozenset()

    def _brings_nothing(self, document: Document, groups: tuple[str, ...]) -> bool:
        said = {_hash(_folded(block.text)) for block in document.blocks if block.zone in (Zone.MAIN, Zone.ASIDE)}
        nothing_said = said <= self._said
        if len(self._said) < _MOST_SAID:
            self._said |= said
        new = {link.url for link in document.links if near_key(link.url) not in self._inside}
        return nothing_said and not any(set(groups).isdisjoint(_groups(url)) for url in new)

    def _meet(self, document: Document, groups: frozenset[str]) -> None:
        """Remember of the links of a page that they are not known from barren pages alone, or with which of these they share what."""
        for key, url in {near_key(link.url): link.url for link in document.links}.items():
            before = self._inside.get(key)
            if before or (before is None and len(self._inside) < _MOST_MET):
                shared = groups.intersection(_groups(url)) if groups else groups
                self._inside[key] = shared if before is None else before & shared

    def _learn_dress(self, url: str, twin_of: str) -> None:
        if twin_of:
            self._dresses[dress(url, twin_of) or dress(twin_of, url)] += 1
            self._dresses.pop("", None)
        else:  # a page of its own, though another was read at the address without the dress: it makes other pages after all
            for one in [one for one in self._dresses if undressed(url, one) in self._keys]:
                self._dresses[one] -= CONTRADICTED
        self._keys.add(near_key(url))

    def _is_nobodys_year(self, url: str) -> bool:
        parts = urlsplit(url)
        named = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if not _CALENDAR.search(named):
            return False
        return any(int(year) > self._latest for year in _YEAR.findall(parts.path) + _YEAR_ASKED.findall(parts.query))


def dress(url: str, twin: str) -> str:
    """The one thing an address has beyond its twin: a label of the host, a part of the path, a parameter; "" where it is not one thing."""
    one, other = urlsplit("//" + near_key(url)), urlsplit("//" + near_key(twin))
    if (one.path, one.query) == (other.path, other.query):
        return f"host {one.netloc.removesuffix('.' + other.netloc)}" if one.netloc.endswith("." + other.netloc) else ""
    if one.netloc != other.netloc:
        return ""
    if one.query == other.query:
        return next((f"part {shape}" for shape in _parts(one.path) if _without_part(one.path, shape) == other.path), "")
    if one.path == other.path:
        return next((f"query {shape}" for shape in _parameters(one.query) if _without_parameter(one.query, shape) == other.query), "")
    return ""


def undressed(url: str, worn: str) -> str:
    """The key of an address without its dress, "" where it does not wear it."""
    kind, _, shape = worn.partition(" ")
    parts = urlsplit("//" + near_key(url))
    netloc, path, query = parts.netloc, parts.path, parts.query
    if kind == "host":
        netloc = netloc.removeprefix(shape + ".")
    elif kind == "part":
        path = _without_part(path, shape)
    else:
        query = _without_parameter(query, shape)
    key = f"{netloc}{path}?{query}"
    return "" if key == near_key(url) else key


def _groups(url: str) -> tuple[str, ...]:
    """The kinds of an address, and the address without its numbers."""
    return (*kinds(url), "=" + family(url))


def _parts(path: str) -> list[str]:
    return list(dict.fromkeys(_shape(part) for part in path.split("/") if part))


def _without_part(path: str, shape: str) -> str:
    """The path without its first part of that shape."""
    parts = path.split("/")
    at = next((number for number, part in enumerate(parts) if part and _shape(part) == shape), None)
    return path if at is None else "/".join((*parts[:at], *parts[at + 1 :]))


def _parameters(query: str) -> list[str]:
    return list(dict.fromkeys(_shape_of_parameter(part) for part in query.split("&")))


def _without_parameter(query: str, shape: str) -> str:
    return "&".join(part for part in query.split("&") if _shape_of_parameter(part) != shape)


def _shape(part: str) -> str:
    return "*" if _RANDOM.fullmatch(unquote(part)) else part


def _shape_of_parameter(part: str) -> str:
    name, _, value = part.partition("=")
    return f"{name}={_shape(value)}"


def _folded(text: str) -> str:
    return _FOLDED.sub("0", text.lower())


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
