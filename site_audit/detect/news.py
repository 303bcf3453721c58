"""The school's own career publications, dated: what the freshness of news is counted from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from site_audit.detect.registers import Told
from site_audit.detect.signals import ANNOUNCED
from site_audit.model import Publication
from site_audit.text.fuzzy import alike
from site_audit.text.words import folded

_SAME_NEWS = 0.75


def publications(told: Iterable[Told], *, as_of: date) -> tuple[Publication, ...]:
    """Distinct dated publications up to `as_of`: one a passage; the same news in two rubrics, or in a list and on its own page, once."""
    kept: list[Publication] = []
    passages: set[tuple[str, int]] = set()
    ordered = sorted(told, key=lambda each: (each.hit.dating.day or date.min, each.hit.signal.startswith(ANNOUNCED), each.hit.url))
    for each in ordered:
        hit = each.hit
        day = hit.dating.day
        if day is None or day > as_of or each.passage in passages:
            continue
        passages.add(each.passage)
        publication = Publication(
            day=day,
            title=each.title,
            url=hit.url,
            quote=hit.quote,
            place=hit.place,
            digest=hit.digest,
            announcement=hit.signal.startswith(ANNOUNCED),
            fetched_at=each.fetched_at,
        )
        if not any(_same(publication, other) for other in kept):
            kept.append(publication)
    return tuple(kept)


def _same(first: Publication, second: Publication) -> bool:
    if first.day != second.day:
        return False
    if alike(folded(first.quote), folded(second.quote)) >= _SAME_NEWS:
        return True
    titles = folded(first.title), folded(second.title)
    return alike(*titles) >= _SAME_NEWS and first.url != second.url
