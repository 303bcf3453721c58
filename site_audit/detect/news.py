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
_MOST_A_DAY = 100  # each is compared with each


def publications(told: Iterable[Told], *, as_of: date) -> tuple[Publication, ...]:
    """Distinct dated publications up to `as_of`: one a passage; the same news in two rubrics, or in a list and on its own page, once."""
    kept: dict[date, list[Publication]] = {}
    passages: set[tuple[str, int]] = set()
    ordered = sorted(told, key=lambda each: (each.hit.dating.day or date.min, each.hit.signal.startswith(ANNOUNCED), each.hit.url))
    for each in ordered:
        hit = each.hit
        day = hit.dating.day
        if day is None or day > as_of or each.passage in passages or each.paper:
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
        of_the_day = kept.setdefault(day, [])
        if len(of_the_day) < _MOST_A_DAY and not any(_same(publication, other) for other in of_the_day):
            of_the_day.append(publication)
    return tuple(publication for of_the_day in kept.values() for publication in of_the_day)


def _same(first: Publication, second: Publication) -> bool:
    if alike(folded(first.quote), folded(second.quote)) >= _SAME_NEWS:
        return True
    titles = folded(first.title), folded(second.title)
    return alike(*titles) >= _SAME_NEWS and first.url != second.url
