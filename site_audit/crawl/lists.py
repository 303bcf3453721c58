"""Lists that go on: pages of news, archives by year and month. They are followed while what they list is of this academic year.

A list shows its age by the days beside its links. Where it shows none, the days of its items tell as they are read, and a few pages are
turned on trust.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

from site_audit.crawl.beside import Beside
from site_audit.crawl.shape import family, near_key
from site_audit.model import Document, Link, Zone
from site_audit.text.dates import academic_year_of, find_dates, find_years
from site_audit.urls import names_a_file

ON_TRUST = 5  # pages of a list that are turned beyond the last one known to be of this year
OLD_ENOUGH = 2  # so many old items in a row end a list: one may be pinned
AHEAD_DAYS = 366  # what is announced for later than that is no day of news
MOST_LISTS = 2_000
_TURN = re.compile(r"(?:^|&)((?:page|pg|p|paged|pagen_\d+|start|limitstart|offset|from|skip)=?)(\d{1,6})(?=&|$)", re.IGNORECASE)
_TURN_PATH = re.compile(r"/(?:page|stranica|str|p)[/_-]?(\d{1,6})(?=/|\.html?$|$)", re.IGNORECASE)
_LAST_NUMBER = re.compile(r"[/_-](\d{1,3})(?=/?$|\.html?$)")
_MONTH_PATH = re.compile(r"(?:^|[/=_-])(20\d\d)(?:[/_-](0?[1-9]|1[0-2]))?/?(?:\.html?)?$")
_IN_MONTH = re.compile(r"/(20\d\d)/(0?[1-9]|1[0-2])/")
_YEAR_ASKED = re.compile(r"(?:^|&)(?:year|god|y)=(20\d\d)(?=&|$)", re.IGNORECASE)
_MONTH_ASKED = re.compile(r"(?:^|&)(?:month|mes|mesyac|m)=(0?[1-9]|1[0-2])(?=&|$)", re.IGNORECASE)
_DAY_ASKED = re.compile(r"(?:^|&)(?:day|den|d)=\d", re.IGNORECASE)
_NAMES_A_YEAR = re.compile(r"20\d\d")
_SPAN_WORDS = 40


@dataclass(frozen=True, slots=True)
class Hint:
    """What a link's page says of it: whether it is of this academic year (None: it does not say), and whether a list goes on there."""

    fresh: bool | None = None
    step: bool = False
    words: str = ""
    near: bool = False  # new on a page of the subject, or the archive of a month or year that is not over


PLAIN = Hint()


@dataclass(frozen=True, slots=True)
class _Turn:
    """An address as one page of a list: what the list is called by, and the number of the page."""

    base: str
    number: int


class Lists:
    """What is known of a site's lists, learned from page to page."""

    def __init__(self, as_of: date) -> None:
        self.since = date(academic_year_of(as_of), 9, 1)
        self._until = as_of + timedelta(days=AHEAD_DAYS)
        self._as_of = as_of
        self._ordinal: dict[tuple[str, int], int] = {}
        self._proved: dict[str, int] = {}
        self._old: Counter[tuple[str, int]] = Counter()
        self._listed: dict[str, tuple[str, int]] = {}
        self._waiting: dict[str, tuple[int, Link]] = {}

    def hints(self, document: Document, beside: dict[str, Beside]) -> dict[str, Hint]:
        """By address: what this page tells of the links on it."""
        found = {url: Hint(self._is_fresh(told.day), words=told.words) for url, told in beside.items()}
        for link in document.links:
            if "20" in link.text or _NAMES_A_YEAR.search(link.url):
                found[link.url] = self._by_year(link, found.get(link.url, PLAIN))
        return {**found, **self._turns(document, [told.day for told in beside.values() if told.day])}

    def _by_year(self, link: Link, told: Hint) -> Hint:
        """What a link says of itself by the years in its address and words, where what stands beside it says nothing."""
        is_file = names_a_file(link.url)
        if not is_file and (span := span_of(link)) is not None:
            first, last = span
            fresh = last >= self.since and first <= self._as_of
            return replace(told, fresh=fresh, near=fresh)
        if told.fresh is not None:
            return told
        if not is_file and (inside := _IN_MONTH.search(urlsplit(link.url).path)):
            return replace(told, fresh=_span(int(inside[1]), int(inside[2]))[1] >= self.since)
        stated = _stated_year(link.text)
        return told if stated is None else replace(told, fresh=stated >= self.since.year)

    def told(self, url: str, day: date | None) -> Link | None:
        """An item said its day. Returns the next page of its list, if that waited for such news."""
        listed = self._listed.get(near_key(url))
        if day is None or listed is None:
            return None
        base, ordinal = listed
        if not self._is_fresh(day):
            self._old[listed] += 1
            return None
        self._proved[base] = max(ordinal, self._proved.get(base, 0))
        reached, link = self._waiting.get(base, (0, None))
        if link is None or self._is_over(base, reached) or reached - self._proved[base] >= ON_TRUST:
            return None
        return self._waiting.pop(base)[1]

    def _is_fresh(self, day: date | None) -> bool | None:
        return None if day is None or day > self._until else day >= self.since

    def _turns(self, document: Document, days: list[date]) -> dict[str, Hint]:
        """The pages that follow in the list this page belongs to: one step, and only while it is of this year."""
        here = _turn_of(Link(document.url)) or _Turn(near_key(document.url), 0)
        ways = {turn.number: link for link in document.links if (turn := _turn_of(link)) and turn.base == here.base}
        ways.pop(here.number, None)
        if not ways or len(self._ordinal) >= MOST_LISTS:
            return {}
        ordinal = self._ordinal.setdefault((here.base, here.number), 0)
        rising = len(days) > 1 and days[0] < days[-1] and days == sorted(days)
        old = sum(day < self.since for day in days) * 2 > len(days)
        goes_on = self._goes_on(here.base, ordinal, days, old=old and not (rising and ordinal == 0))
        hints = {link.url: Hint(False) for link in ways.values()}  # until the walk comes to the page before them
        if not days:
            fresh = not self._is_over(here.base, ordinal)
            hints |= {url: Hint(fresh) for url in self._remember(document, here.base, ordinal)}
        number = _following(here.number, ways, down=rising and ordinal > 0, jump=rising and ordinal == 0 and old)
        if number is not None:
            self._ordinal.setdefault((here.base, number), ordinal + 1)
            if goes_on:
                hints[ways[number].url] = Hint(True, True)
            elif not days:
                self._waiting[here.base] = (ordinal, ways[number])
        return hints

    def _goes_on(self, base: str, ordinal: int, days: list[date], *, old: bool) -> bool:
        if not days:
            return not self._is_over(base, ordinal) and ordinal - self._proved.get(base, 0) < ON_TRUST
        if not old:
            self._proved[base] = max(ordinal, self._proved.get(base, 0))
        return not old

    def _is_over(self, base: str, ordinal: int) -> bool:
        return any(count >= OLD_ENOUGH and at <= ordinal for (listed, at), count in self._old.items() if listed == base)

    def _remember(self, document: Document, base: str, ordinal: int) -> list[str]:
        """Which page of a list without days an item was listed on: its own day will tell of the list. Items are the most alike links."""
        by_family: dict[str, list[str]] = {}
        for link in document.links:
            if link.zone is Zone.MAIN and _turn_of(link) is None:
                by_family.setdefault(family(link.url), []).append(link.url)
        items = max(by_family.values(), key=len, default=[])
        for url in items:
            if len(self._listed) < MOST_LISTS * 20:
                self._listed.setdefault(near_key(url), (base, ordinal))
        return items


def _following(here: int, ways: Iterable[int], *, down: bool, jump: bool) -> int | None:
    """The page after this one in time: the next number; where the oldest come first, the last number and from there downwards."""
    if jump:
        return max(ways)
    if down:
        return max((number for number in ways if number < here), default=None)
    return min((number for number in ways if number > here), default=None)


def span_of(link: Link) -> tuple[date, date] | None:
    """The month or year that an archive's address or short words name; None where they name a day, or nothing."""
    parts = urlsplit(link.url)
    path, query = unquote(parts.path), parts.query
    if _DAY_ASKED.search(query):
        return None
    if asked := _YEAR_ASKED.search(query):
        month = _MONTH_ASKED.search(query)
        return _span(int(asked[1]), int(month[1]) if month else None)
    if named := _MONTH_PATH.search(query or path):
        return _span(int(named[1]), int(named[2]) if named[2] else None)
    text = link.text.strip()
    if not 4 <= len(text) <= _SPAN_WORDS or "20" not in text:
        return None
    for found in find_dates(text):
        if found.kind == "month" and found.year:
            return _span(found.year, found.month)
    if re.fullmatch(r"(?:архив\w*|новост\w*|события)?\s*(?:за|на)?\s*20\d\d\s*(?:г\.?|год\w*)?", text.lower()):
        return _span(int(re.findall(r"20\d\d", text)[0]), None)
    return None


def _span(year: int, month: int | None) -> tuple[date, date]:
    first = month or 1
    last = month or 12
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _stated_year(text: str) -> int | None:
    """The newest academic year that a link's words name."""
    if "20" not in text:
        return None
    years = [found.year for found in find_years(text[:300]) if found.kind == "academic"]
    return max(years, default=None)


def _turn_of(link: Link) -> _Turn | None:
    """A link as a page of a list."""
    parts = urlsplit(link.url)
    if turned := _TURN.search(parts.query):
        query = (parts.query[: turned.start()] + parts.query[turned.end() :]).strip("&")
        return _Turn(near_key(parts._replace(query=query).geturl()), int(turned[2]))
    if named := _TURN_PATH.search(parts.path):
        return _Turn(near_key(parts._replace(path=parts.path[: named.start()] or "/").geturl()), int(named[1]))
    numbered = _LAST_NUMBER.search(parts.path)
    if numbered and link.text.strip() == numbered[1]:
        return _Turn(near_key(parts._replace(path=parts.path[: numbered.start()] or "/").geturl()), int(numbered[1]))
    return None
