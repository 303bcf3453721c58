"""THE WALK of one school: crawl → extract → detect → score. Gather first, judge after; `judge` alone repeats a night offline."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from site_audit.crawl import Before, Earlier, Fetcher, Halt, Reader, crawl, go_on, nothing_before, nothing_earlier
from site_audit.detect import detect
from site_audit.model import Aside, Audit, Failure, School, Seen, Visit, in_hand
from site_audit.rulepack import RulePack
from site_audit.score import conclude, indicate, measure_reach
from site_audit.settings import Limits


@dataclass(frozen=True, slots=True)
class Tools:
    """The concrete parts one walk needs (made by `wiring`)."""

    fetcher: Fetcher
    reader: Reader
    pack: RulePack
    limits: Limits
    now: Callable[[], datetime]
    clock: Callable[[], float]


def gather(
    school: School,
    tools: Tools,
    *,
    keep: Callable[[Visit], None],
    as_of: date | None = None,
    before: Before = nothing_before,
    earlier: Earlier = nothing_earlier,
    halt: Halt = go_on,
    aside: Aside = in_hand,
) -> Seen:
    """Walk the school's site once; every visit goes to `keep` (the archive) as it happens, what `before` has of it is not asked again.

    `earlier` is what the walk before this one kept: where it is still so, the site need not send it. Documents go `aside` as they are read.
    """
    return crawl(
        school,
        tools.fetcher,
        tools.reader,
        keep=keep,
        limits=tools.limits,
        priority=tools.pack.priority,
        now=tools.now,
        clock=tools.clock,
        as_of=as_of,
        before=before,
        earlier=earlier,
        halt=halt,
        aside=aside,
    )


def judge(school: School, seen: Seen, pack: RulePack, *, run: str, at: datetime, as_of: date) -> Audit:
    """Decide from what was seen; the same documents and failures always give the same audit."""
    detected = detect(school, seen, pack, as_of=as_of)
    reach = measure_reach(seen, is_subject=pack.is_subject_link)
    findings = tuple(conclude(criterion, detected, reach, school=school, as_of=as_of) for criterion in pack.criteria)
    return Audit(
        school=school,
        run=run,
        audited_at=at,
        as_of=as_of,
        pack=pack.identity,
        indicator=indicate(findings, pack.directions, pack.criteria),
        reach=reach,
        findings=findings,
        plans=detected.plans,
        events=detected.events,
        partners=detected.partners,
        files=detected.files,
        failures=_failures(seen),
        warnings=detected.warnings,
        notes=seen.notes,
        requests=seen.requests,
        asked=seen.asked,
        seconds=seen.seconds,
        visited=tuple(s.document.url for s in seen.sightings if s.document is not None),
        prints=detected.prints,
        thrift=seen.thrift,
    )


def _failures(seen: Seen) -> tuple[Failure, ...]:
    """What could not be read, each with the words of the link that led there."""
    failed = [(sighting.link, sighting.failure) for sighting in seen.sightings if sighting.failure is not None]
    texts = _wordiest(seen, {link.url for link, failure in failed if not failure.link_text})
    return tuple(replace(failure, link_text=failure.link_text or texts.get(link.url, "") or link.text) for link, failure in failed)


def _wordiest(seen: Seen, urls: Collection[str]) -> dict[str, str]:
    """The most that a link of the site says of each of these addresses."""
    texts: dict[str, str] = {}
    for _, document in seen.documents() if urls else ():
        for link in document.links:
            if link.url in urls and len(link.text) > len(texts.get(link.url, "")):
                texts[link.url] = link.text
    return texts
