"""Proof of search in words: what was looked through, and for each place where a person would look what there is of it on the site."""

from __future__ import annotations

from dataclasses import dataclass

from site_audit.model import LEADS_AWAY, Finding, Outcome, PlaceSearched, Reach
from site_audit.view.pages.address import Address, address, clip
from site_audit.view.plain import plain_pattern
from site_audit.view.words import Words

TITLE_LIMIT = 90


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place: how it is called, whether it is there, what was read there or why not."""

    name: str
    there: bool
    says: str
    address: Address | None


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked through before saying that something is absent; places that are there first."""

    counts: str
    places: tuple[PlaceLine, ...]


def search(finding: Finding, reach: Reach, words: Words) -> Search | None:
    """The proof of search of a finding that nothing was found for; None for the others."""
    if finding.outcome not in (Outcome.ABSENT, Outcome.UNKNOWN):
        return None
    searched = finding.searched
    pages, documents = (searched.pages, searched.documents) if searched else (reach.pages, reach.documents)
    lines = [_line(one, reach, words) for one in searched.looked] if searched and pages + documents else []
    counts = words.say(
        "search.counts" if lines else "search.counts_only", pages=words.count("page", pages), documents=words.count("file", documents)
    )
    return Search(counts, tuple(sorted(lines, key=lambda line: not line.there)))


def place_name(pattern: str, words: Words) -> str:
    """How a place is called for a reader: by its entry of the catalogue, else by the plain words of the rule."""
    return words.entries.get(f"search_place.{pattern}") or plain_pattern(pattern) or words.say("search.other_place")


def _line(place: PlaceSearched, reach: Reach, words: Words) -> PlaceLine:
    name, title = place_name(place.words, words), clip(place.title, TITLE_LIMIT)
    where = address(place.url) if place.url else None
    if not place.url:
        says = words.say("search.none" if reach.enough else "search.none_so_far")
    elif place.trouble == LEADS_AWAY:
        says = words.say("search.leads_away", title=title)
    elif place.trouble:
        says = words.say("search.unread", title=title, trouble=words.entries.get(f"trouble.{place.trouble}.word", place.trouble))
    elif title.lower() == name.strip("«»“”").lower():
        says = words.say("search.read", what=_what(place, words))
    else:
        says = words.say("search.read_as", title=title, what=_what(place, words))
    return PlaceLine(name, bool(place.url), says, where)


def _what(place: PlaceSearched, words: Words) -> str:
    pages, documents = words.count("page", place.pages), words.count("file", place.documents)
    if place.pages and place.documents:
        return words.say("search.both", pages=pages, documents=documents)
    return documents if place.documents else pages
