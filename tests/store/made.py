"""Values made for the tests of the ledger and the archive."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from site_audit.model import (
    Audit,
    Capture,
    Dating,
    Evidence,
    Failure,
    Finding,
    Indicator,
    Link,
    Outcome,
    PackId,
    Reach,
    Reason,
    School,
    Seen,
    Trouble,
    Visit,
)
from site_audit.store.ledger import Ledger
from site_audit.store.runs import Run, RunKind

MOSCOW = timezone(timedelta(hours=3))
NIGHT = datetime(2026, 11, 23, 2, 14, 5, 123456, tzinfo=MOSCOW)
TODAY = date(2026, 11, 23)
PACK = PackId("career", "2026.1", "sha256:00ff")


def school(number: int = 1) -> School:
    """An invented school."""
    return School(f"school-{number}", f"Школа № {number}", f"http://school{number}.example/", (1, 9), more=(("район", "Северный"),))


def opened(ledger: Ledger, *schools: School, started_at: datetime = NIGHT, kind: RunKind = RunKind.RUN, source_run: str = "") -> Run:
    """A run begun over these schools."""
    return ledger.open_run(
        schools or (school(),), kind=kind, started_at=started_at, as_of=TODAY, pack=PACK, method="iio-1", settings={"delay_s": 1.0},
        source_run=source_run,
    )  # fmt: skip


def capture(number: int = 0, body: bytes | None = None, headers: tuple[tuple[str, str], ...] = ()) -> Capture:
    """A page as it might have come."""
    content = f"<p>Страница {number}</p>".encode("cp1251") if body is None else body
    return Capture(
        url=f"http://school1.example/{number}/",
        requested_url=f"http://school1.example/{number}",
        status=200,
        media_type="text/html",
        charset="windows-1251",
        headers=headers,
        body=content,
        fetched_at=NIGHT + timedelta(seconds=number),
        digest=f"sha256:{hashlib.sha256(content).hexdigest()}",
    )


def visit(number: int = 0, got: Capture | Failure | None = None) -> Visit:
    """A visit: a capture unless told otherwise."""
    link = Link(f"http://school1.example/{number}", f"ссылка {number}", "http://school1.example/")
    return Visit(link, number, got or capture(number), NIGHT + timedelta(seconds=number))


def failed(number: int = 0, url: str = "http://school1.example/gone", trouble: Trouble = Trouble.HTTP_STATUS) -> Visit:
    """A visit that failed."""
    return visit(number, Failure(url, trouble, "404", "План"))


def walk() -> Seen:
    """How a walk went, as the ledger keeps it."""
    return Seen("http://school1.example/", (), left=(Link("http://school1.example/far"),), sitemap_read=True, requests=7, seconds=4.5)


def finding(criterion: str, outcome: Outcome = Outcome.PRESENT, score: str | None = "0.475") -> Finding:
    """A finding with one piece of evidence where it is present."""
    evidence = Evidence(
        criterion, "http://school1.example/plan", "sha256:ab", "h2[1]", "План работы", Dating(TODAY, 2026, "title"), 0.93, NIGHT
    )
    return Finding(
        criterion=criterion,
        outcome=outcome,
        score=None if score is None else Decimal(score),
        weight=3,
        needs_review=outcome is Outcome.UNKNOWN,
        factors=(("found", Decimal(1)), ("navigation", Decimal("0.95"))),
        reason=Reason("found", (("year", "2026/27"),)),
        evidence=(evidence,) if outcome is Outcome.PRESENT else (),
    )


def audit(run: str, number: int = 1, value: str | None = "72.41") -> Audit:
    """An audit of an invented school with three findings."""
    indicator = Decimal(value) if value else None
    return Audit(
        school=school(number),
        run=run,
        audited_at=NIGHT,
        as_of=TODAY,
        pack=PACK,
        indicator=Indicator(indicator, indicator, indicator, "sufficient", (("access", indicator),), Decimal("65.7"), indicator, "iio-1"),
        reach=Reach(61, 23, 2, 3, True, True, (Reason("robots"),)),
        findings=(finding("annual_plan"), finding("events", Outcome.ABSENT, "0"), finding("quotas", Outcome.UNKNOWN, None)),
        failures=(Failure("http://school1.example/gone", Trouble.HTTP_STATUS, "404"),),
        requests=90,
        seconds=101.5,
    )


def save_some(place: Path, run: str, numbers: range) -> None:
    """What another program does: open the ledger by its path and save audits of these schools."""
    with Ledger(place) as ledger:
        for number in numbers:
            ledger.save_audit(audit(run, number))
