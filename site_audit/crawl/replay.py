"""A walk repeated from the archive: the same visits give the same sightings, with no network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from site_audit.crawl.protocols import Reader
from site_audit.crawl.sightings import NOT_SEEN, Sighter
from site_audit.model import Seen, Visit


def replay(visits: Iterable[Visit], walk: Seen, reader: Reader) -> Seen:
    """The walk as it was stored (`walk`, without sightings), filled again from its visits."""
    sighter = Sighter(reader)
    return replace(walk, sightings=tuple(seen for visit in visits if visit.link.rel not in NOT_SEEN for seen in sighter.see(visit)))
