"""The two criteria that are shares, not products: how many career files can be read, and how often the school writes of its career work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from site_audit.model import (
    Candidate,
    CareerFile,
    Dating,
    Detected,
    Evidence,
    Finding,
    Outcome,
    Publication,
    Reach,
    Reason,
    Searched,
    ShareTrust,
)
from site_audit.rulepack.schema import Criterion
from site_audit.score.factors import NOT_FOUND, ONE
from site_audit.score.ranking import EVIDENCE_SHOWN, nearest
from site_audit.score.reasons import because, doubting
from site_audit.text.dates import academic_label, academic_year_of

READABLE_ENOUGH: Final = Decimal("0.8")
FRESH_ENOUGH: Final = Decimal("0.5")
ANNOUNCEMENT_COUNTS: Final = Decimal("0.5")
STALE_COUNTS: Final = Decimal("0.5")
STALE_AFTER_DAYS: Final = 60
SEPTEMBER: Final = 9


def readable_share(criterion: Criterion, detected: Detected, reach: Reach) -> Finding:
    """Career files with a text layer or an HTML twin among the career files that were opened."""
    files = detected.files
    opened = tuple(file for file in files if file.opened)
    near = tuple(_unreadable_file(criterion, file) for file in files if not (file.opened and file.readable))
    if not reach.pages and not reach.documents and not files:
        # Where nothing at all was read, "no career files" is not an observation: an unreachable site is all unknowns.
        return _share(criterion, detected, reach, None, reach.gaps[0] if reach.gaps else because("share_unread_site"))
    if not files:
        return _share(criterion, detected, reach, None, because("share_no_files"), unscored=Outcome.NOT_APPLICABLE)
    if not opened:
        return _share(criterion, detected, reach, None, _none_opened(files), near=near)
    readable = tuple(file for file in opened if file.readable)
    q = Decimal(len(readable)) / Decimal(len(opened))
    percent = int(100 * q + Decimal("0.5"))
    reason = because("share_readable", readable=len(readable), opened=len(opened), percent=percent)
    sure = _trust(criterion, detected).confidence
    evidence = tuple(_file_evidence(criterion, file, sure) for file in readable if file.quote or file.link_text.strip())[:EVIDENCE_SHOWN]
    return _share(criterion, detected, reach, q, reason, full=READABLE_ENOUGH, evidence=evidence, near=near)


def news_rate(criterion: Criterion, detected: Detected, reach: Reach, *, as_of: date) -> Finding:
    """Own career publications of this academic year per full month of it; in July and August that is the year that ended."""
    year = academic_year_of(as_of)
    news = distinct(publication for publication in detected.publications if academic_year_of(publication.day) == year)
    if not news:
        reason = because("news_none", year=academic_label(year), pages=reach.pages)
        return _share(criterion, detected, reach, Decimal("0"), reason, full=FRESH_ENOUGH)
    months = max(1, full_months(date(year, SEPTEMBER, 1), as_of))
    count = sum((ANNOUNCEMENT_COUNTS if publication.announcement else ONE for publication in news), start=Decimal("0"))
    q = min(ONE, count / months)
    age_days = (as_of - news[0].day).days
    facts = {"count": _plain(count), "months": months, "year": academic_label(year)}
    reason = because("news_rate", **facts)
    if age_days > STALE_AFTER_DAYS:
        q *= STALE_COUNTS
        reason = because("news_rate_stale", **facts, last=news[0].day.isoformat(), days=age_days)
    sure = _trust(criterion, detected).confidence
    evidence = tuple(_news_evidence(criterion, publication, sure) for publication in news[:EVIDENCE_SHOWN])
    return _share(criterion, detected, reach, q, reason, full=FRESH_ENOUGH, evidence=evidence)


def distinct(publications: Iterable[Publication]) -> tuple[Publication, ...]:
    """Each piece of news once (same title, same day, whatever the rubric), newest first; a report of it outweighs its announcement."""
    ordered = sorted(publications, key=lambda one: (-one.day.toordinal(), one.announcement, one.url))
    once: dict[tuple[str, date], Publication] = {}
    for publication in ordered:
        once.setdefault((" ".join(publication.title.casefold().split()), publication.day), publication)
    return tuple(once.values())


def full_months(first: date, last: date) -> int:
    """Complete months from one day to another."""
    months = 12 * (last.year - first.year) + last.month - first.month
    return months if last.day >= first.day else months - 1


def _share(
    criterion: Criterion,
    detected: Detected,
    reach: Reach,
    q: Decimal | None,
    reason: Reason,
    *,
    full: Decimal = ONE,
    unscored: Outcome = Outcome.UNKNOWN,
    evidence: tuple[Evidence, ...] = (),
    near: Sequence[Candidate] = (),
) -> Finding:
    """A share as a finding; nothing at all is absent only with enough reach, as everywhere."""
    outcome = unscored if q is None else _outcome(q, full)
    if outcome is Outcome.ABSENT and not reach.enough:
        outcome, q, reason = Outcome.UNKNOWN, None, reach.gaps[0] if reach.gaps else because("share_unread_site")
    factors = () if q is None else ((("found", ONE),) if q else NOT_FOUND)
    trust = _trust(criterion, detected)
    weak = trust.weak and outcome in (Outcome.PRESENT, Outcome.PARTIAL)
    own = tuple(candidate for candidate in detected.candidates if candidate.criterion == criterion.id)
    shows = outcome in (Outcome.PARTIAL, Outcome.ABSENT, Outcome.UNKNOWN)
    return Finding(
        criterion=criterion.id,
        outcome=outcome,
        score=q,
        weight=criterion.weight,
        needs_review=weak,
        factors=factors,
        reason=doubting(reason, trust.doubts) if weak else reason,
        evidence=evidence,
        candidates=nearest((*near, *own)) if shows else (),
        searched=_searched(criterion, detected),
    )


def _outcome(q: Decimal, full: Decimal) -> Outcome:
    if not q:
        return Outcome.ABSENT
    return Outcome.PRESENT if q >= full else Outcome.PARTIAL


def _none_opened(files: Sequence[CareerFile]) -> Reason:
    first = files[0]
    return because("share_none_opened", files=len(files), link_text=first.link_text, url=first.url, trouble=first.trouble or "")


def _unreadable_file(criterion: Criterion, file: CareerFile) -> Candidate:
    reason = because("file_without_text") if file.opened else because("file_unopened", trouble=file.trouble or "")
    return Candidate(criterion.id, file.page or file.url, "", file.link_text, reason, closeness=1.0)


def _file_evidence(criterion: Criterion, file: CareerFile, sure: float) -> Evidence:
    """The first words of the file itself; where none were taken down, the words of the link, cited from the page they stand on."""
    if file.quote:
        return Evidence(criterion.id, file.url, file.digest, file.place, file.quote, Dating(), sure, None, signal="subject_file")
    cited, digest = (file.page, "") if file.page else (file.url, file.digest)
    return Evidence(criterion.id, cited, digest, "", file.link_text, Dating(), sure, None, signal="subject_file")


def _news_evidence(criterion: Criterion, news: Publication, sure: float) -> Evidence:
    dating = Dating(day=news.day, year=academic_year_of(news.day), source="text")
    return Evidence(criterion.id, news.url, news.digest, news.place, news.quote, dating, sure, news.fetched_at, signal="publication")


def _plain(count: Decimal) -> str:
    return format(count.normalize(), "f")


def _searched(criterion: Criterion, detected: Detected) -> Searched | None:
    return next((searched for searched in detected.searched if searched.criterion == criterion.id), None)


def _trust(criterion: Criterion, detected: Detected) -> ShareTrust:
    """How sure the share is; wholly, where detection says nothing of it."""
    return next((trust for trust in detected.shares if trust.criterion == criterion.id), ShareTrust(criterion.id, 1.0, weak=False))
