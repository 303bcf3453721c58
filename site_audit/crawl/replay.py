"""A walk repeated from the archive: the same visits give the same sightings, with no network."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace

from site_audit.crawl.protocols import Reader
from site_audit.crawl.shape import near_key
from site_audit.crawl.sightings import NOT_SEEN, Sighter, put_aside
from site_audit.model import Aside, Link, Seen, Sighting, Visit, in_hand


def replay(visits: Iterable[Visit], walk: Seen, reader: Reader, *, without: Container[int] = (), aside: Aside = in_hand) -> Seen:
    """The walk as it was stored (`walk`, without sightings), filled again from its visits, but for those whose numbers are in `without`.

    Each document is put `aside` as soon as it was read.
    """
    sighter = Sighter(reader)
    seen = (visit for number, visit in enumerate(visits) if number not in without and visit.link.rel not in NOT_SEEN)
    return replace(walk, sightings=tuple(sighting for visit in seen for sighting in put_aside(sighter.see(visit), aside)))


def superseded(links: Iterable[Link]) -> frozenset[int]:
    """The numbers of visits in whose place a later one of the same address counts, by the links of all visits in order."""
    last: dict[tuple[str, str], int] = {}
    earlier = set()
    for number, link in enumerate(links):
        if link.rel in NOT_SEEN:
            continue
        key = (link.url, link.rel)
        if key in last:
            earlier.add(last[key])
        last[key] = number
    return frozenset(earlier)


def left_after(left: Iterable[Link], sightings: Iterable[Sighting]) -> tuple[Link, ...]:
    """What is left of these links when the sightings of all passes are taken together."""
    asked = {near_key(sighting.link.url) for sighting in sightings}
    return tuple(link for link in left if near_key(link.url) not in asked)
