"""A made-up district: audits that show every outcome, many kinds of trouble and hostile texts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from site_audit.model import (
    BY_HEADER,
    LEADS_AWAY,
    Agreement,
    Approval,
    Audit,
    Candidate,
    CareerFile,
    Dating,
    Event,
    Evidence,
    Failure,
    Finding,
    Naming,
    Outcome,
    PackId,
    Partner,
    PlaceSearched,
    Plan,
    Reach,
    ReadAs,
    Reason,
    School,
    Searched,
    Trouble,
    Warning,
)
from site_audit.rulepack.schema import Criterion
from site_audit.score.indicator import indicate, rank

from .pack import DISTRICT, RULEBOOK

__all__ = ["DISTRICT", "RULEBOOK"]

HOSTILE = '"><script>alert(1)</script>\u202egnp.exe\u0000 <img src=x onerror=alert(2)>'
LONG = "ы" * 10_000
AT = datetime(2026, 11, 23, 2, 14, 5, tzinfo=UTC)


def evidence(criterion: str, **changed: object) -> Evidence:
    """A piece of evidence; fields may be changed by name."""
    values: dict[str, object] = {
        "criterion": criterion,
        "url": "https://xn--80aeenhbr3a.xn--p1ai/proforientatsiya/plan",
        "digest": "sha256:" + "a" * 64,
        "place": "h2[3]",
        "quote": "План профориентационной работы на 2026/27 учебный год",
        "dating": Dating(day=date(2026, 9, 12), year=2026, source="title"),
        "confidence": 0.93,
        "fetched_at": AT,
        "met": ("year",),
        "unmet": ("approved",),
    }
    return Evidence(**{**values, **changed})  # type: ignore[arg-type]  # the tests name real fields


def finding(criterion: Criterion, outcome: Outcome, score: str | None = None, **changed: object) -> Finding:
    """A finding with what its outcome needs: evidence, or proof of search."""
    found = outcome in (Outcome.PRESENT, Outcome.PARTIAL)
    reasons = {
        Outcome.PRESENT: Reason("present"),
        Outcome.PARTIAL: Reason("partial_incomplete", (("met", "1"), ("total", "2"), ("unmet", "approved"))),
        Outcome.ABSENT: Reason("absent", (("pages", "61"), ("documents", "23"))),
        Outcome.UNKNOWN: Reason(
            "promise_unread", (("link_text", "План работы"), ("url", "https://s.ru/p.pdf"), ("trouble", "encrypted"), ("detail", ""))
        ),
        Outcome.NOT_APPLICABLE: Reason("grades_outside", (("school_grades", "1-4"), ("criterion_grades", "6-11"))),
    }
    values: dict[str, object] = {
        "criterion": criterion.id,
        "outcome": outcome,
        "score": None if score is None else Decimal(score),
        "weight": criterion.weight,
        "needs_review": False,
        "factors": _factors(score) if found else (("found", Decimal(0)),) if outcome is Outcome.ABSENT else (),
        "reason": reasons[outcome],
        "evidence": (evidence(criterion.id),) if found else (),
        "candidates": _near_misses(criterion.id) if outcome is Outcome.ABSENT else (),
        "searched": Searched(
            criterion.id,
            61,
            23,
            (
                PlaceSearched("партнер*"),
                PlaceSearched("новост*", "https://school1.example/news", "Новости школы", 40, 2),
                PlaceSearched("документ*", "https://school1.example/docs", "Документы", trouble="http_status"),
                PlaceSearched("@career", "https://other.example/", "Профориентация", trouble=LEADS_AWAY),
            ),
        )
        if outcome is Outcome.ABSENT
        else None,
    }
    return Finding(**{**values, **changed})  # type: ignore[arg-type]  # the tests name real fields


def _factors(score: str | None) -> tuple[tuple[str, Decimal], ...]:
    if score == "0.475":
        return (
            ("found", Decimal(1)),
            ("completeness", Decimal("0.5")),
            ("currency", Decimal(1)),
            ("navigation", Decimal("0.95")),
            ("html", Decimal(1)),
        )
    return (("found", Decimal(1)), ("currency", Decimal(score or "1")))


def _near_misses(criterion: str) -> tuple[Candidate, ...]:
    return (
        Candidate(
            criterion,
            "https://school1.example/2023/plan.pdf",
            "page 4, p[2]",
            "План профориентационной работы на 2023/24 учебный год",
            Reason("archive_year", (("year", "2023/24"),)),
            0.8,
            "План профориентационной работы",
        ),
    )


def _reach(enough: bool, pages: int = 61) -> Reach:
    gaps = () if enough else (Reason("subject_links_left", (("count", "3"), ("link_text", "Профориентация"), ("url", "https://s.ru/p"))),)
    return Reach(pages, 23, 2, 3, enough, enough, gaps)


def audit(
    school: School,
    findings: tuple[Finding, ...],
    *,
    enough: bool = True,
    failures: tuple[Failure, ...] = (),
    reach: Reach | None = None,
    **more: object,
) -> Audit:
    """An audit whose indicator is computed by the method."""
    values: dict[str, object] = {
        "school": school,
        "run": "20261123-0214",
        "audited_at": AT,
        "as_of": date(2026, 11, 23),
        "pack": PackId("career", "2026.1", "sha256:" + "b" * 64),
        "indicator": indicate(findings, RULEBOOK.directions, RULEBOOK.criteria),
        "reach": reach or _reach(enough),
        "findings": findings,
        "failures": failures,
        "requests": 97,
    }
    return Audit(**{**values, **more})  # type: ignore[arg-type]  # the tests name real fields


def rich() -> Audit:
    """A school that shows everything at once."""
    cycle = (Outcome.PRESENT, Outcome.PARTIAL, Outcome.ABSENT, Outcome.PRESENT, Outcome.UNKNOWN, Outcome.PARTIAL, Outcome.PRESENT)
    scores = {Outcome.PRESENT: "1", Outcome.PARTIAL: "0.475", Outcome.ABSENT: "0"}
    findings = [finding(one, cycle[place % 7], scores.get(cycle[place % 7])) for place, one in enumerate(RULEBOOK.criteria)]
    findings[6] = finding(
        RULEBOOK.criteria[6],
        Outcome.PRESENT,
        "0.85",
        needs_review=True,
        reason=Reason("present_undated"),
        evidence=(
            evidence("annual_plan", place="page 4, p[2]", url="https://school1.example/files/plan.pdf", dating=Dating()),
            evidence(
                "annual_plan",
                dating=Dating(year=2026, source="surroundings", stated=False),
                place="row 7",
                quote="Сентябрь | Экскурсия на завод | 8-9",
            ),
        ),
    )
    findings[-1] = finding(RULEBOOK.criteria[-1], Outcome.NOT_APPLICABLE)
    findings[-2] = finding(
        RULEBOOK.criteria[-2], Outcome.ABSENT, "0", reason=Reason("never_heard_of", (("some_fact", "7"),)), searched=None, candidates=()
    )
    return audit(
        School(
            "school-1",
            "МБОУ «Заречная СОШ № 1»",
            "https://xn--80aeenhbr3a.xn--p1ai/",
            (1, 11),
            "Заречный район",
            more=(("Директор", "И. И. Иванова"),),
        ),
        tuple(findings),
        failures=(
            Failure("https://xn--80aeenhbr3a.xn--p1ai/plan-2025.pdf", Trouble.HTTP_STATUS, "404", "План на прошлый год"),
            Failure("https://xn--80aeenhbr3a.xn--p1ai/order.pdf", Trouble.UNREADABLE, "", "Приказ"),
            Failure("https://xn--80aeenhbr3a.xn--p1ai/old.pdf", Trouble.HTTP_STATUS, "500"),
        ),
        plans=(
            Plan("План профориентационной работы на 2026/27 учебный год", "2026/27", True, "https://school1.example/plan.pdf", rows=24),
        ),
        events=(
            Event("Экскурсия на молочный завод", "excursion", date(2026, 10, 14), "8–9", "ООО «Молоко»", "https://school1.example/news/1"),
            Event("День профессий", "something_new", None, "", "", "javascript:alert(1)"),
        ),
        partners=(
            Partner(
                "Заречный аграрный техникум",
                "college",
                "agreement",
                "https://school1.example/partners",
                agreements=(Agreement("14", date(2026, 9, 2), date(2027, 8, 31)),),
                trail=(
                    Naming(
                        "https://school1.example/partners",
                        "Договор № 14 от 02.09.2026 с Заречным аграрным техникумом до 31.08.2027",
                        "Заречным аграрным техникумом",
                        "agreement",
                        date(2026, 9, 2),
                        "word_forms",
                    ),
                ),
            ),
        ),
        files=(
            CareerFile(
                "https://school1.example/plan.docx",
                "Скачать",
                opened=True,
                readable=True,
                title="План профориентационной работы",
                media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                approvals=(
                    Approval("order", "181", date(2026, 8, 29)),
                    Approval("signature", day=date(2026, 8, 30), post="директор"),
                    Approval("signature_file"),
                ),
                datings=(Dating(year=2026, source="title"), Dating(date(2024, 1, 10), 2023, BY_HEADER, stated=False)),
            ),
            CareerFile(
                "https://school1.example/order.pdf",
                "Приказ",
                opened=True,
                readable=False,
                media_type="application/pdf",
                read_as=ReadAs.OCR,
                confidence=0.87,
                pages=4,
                unread_pages=1,
            ),
            CareerFile("https://school1.example/old.doc", "Положение", opened=False, readable=False, trouble=Trouble.ENCRYPTED),
        ),
        warnings=(Warning("pupils_phones", "https://school1.example/news/1", "row 4"), Warning("grades_not_stated", "")),
        notes=("robots_delay:5.0", "tls_unverified:certificate expired", "a_new_note:3"),
    )


def hostile() -> Audit:
    """A school whose every text and address means harm."""
    nasty = finding(
        RULEBOOK.criteria[0],
        Outcome.PARTIAL,
        "0.475",
        evidence=(evidence(HOSTILE, url="javascript:alert(3)", quote=HOSTILE + LONG, place=HOSTILE),),
        candidates=(
            Candidate("x", 'https://evil.example/"><script>alert(4)</script>', HOSTILE, LONG, Reason(HOSTILE, ((HOSTILE, HOSTILE),)), 1.0),
        ),
        reason=Reason("promise_unread", (("link_text", HOSTILE + LONG), ("trouble", HOSTILE), ("detail", "{0.__class__}"))),
    )
    rest = tuple(finding(one, Outcome.ABSENT, "0") for one in RULEBOOK.criteria[1:])
    return audit(
        School("bad", HOSTILE + LONG, "http://[broken", None, HOSTILE, more=((HOSTILE, LONG),)),
        (nasty, *rest),
        failures=(Failure("data:text/html,<script>alert(5)</script>", Trouble.BAD_URL, HOSTILE + LONG, HOSTILE + LONG),),
        plans=(Plan(HOSTILE + LONG, HOSTILE, False, "vbscript:x", HOSTILE),),
        events=(Event(HOSTILE, HOSTILE, None, HOSTILE, LONG, "//evil.example"),),
        partners=(
            Partner(LONG, "other", "mention", " javascript:alert(6)"),
            Partner(
                HOSTILE,
                "employer",
                "visit",
                "//evil.example",
                HOSTILE,
                agreements=(Agreement(HOSTILE),),
                trail=(Naming("javascript:alert(7)", HOSTILE, HOSTILE, "visit"),),
            ),
        ),
        warnings=(Warning(HOSTILE, "file:///etc/passwd", HOSTILE),),
        notes=(HOSTILE, f"robots_delay:{HOSTILE}"),
    )


def unreachable() -> Audit:
    """A school whose site did not answer: all unknown, no indicator."""
    gap = Reason("home_unread", (("url", "https://school3.example/"), ("trouble", "timeout"), ("detail", "")))
    findings = tuple(finding(one, Outcome.UNKNOWN, reason=gap) for one in RULEBOOK.criteria)
    return audit(
        School("school-3", "МБОУ «Дальняя ООШ»", "https://school3.example/", (1, 9)),
        findings,
        reach=Reach(0, 0, 0, 1, False, False, (gap,)),
        failures=(Failure("https://school3.example/", Trouble.TIMEOUT, "20 s"),),
        requests=3,
    )


def plain(school_id: str, name: str, missing: int, *, enough: bool = True) -> Audit:
    """A school where every so-many-th criterion is missing (unknown where too little was read), the rest is there."""
    gone = Outcome.ABSENT if enough else Outcome.UNKNOWN
    findings = tuple(
        finding(one, gone, "0" if enough else None) if place % missing == 0 else finding(one, Outcome.PRESENT, "1")
        for place, one in enumerate(RULEBOOK.criteria)
    )
    return audit(School(school_id, name, f"https://{school_id}.example/", (1, 11)), findings, enough=enough)


def district() -> tuple[Audit, ...]:
    """A district with ties, a school not assessed and one read in part."""
    return (
        rich(),
        unreachable(),
        plain("school-2", "МБОУ «Лесная СОШ»", 3),
        plain("school-4", "МБОУ «Степная СОШ имени Героя Советского Союза Ивана Ивановича Ивановского»", 3),
        plain("school-5", "МБОУ «Речная СОШ»", 5, enough=False),
        plain("school-6", "МБОУ «Полевая ООШ»", 2),
    )


def ranks(audits: tuple[Audit, ...]) -> dict[str, int]:
    """Places by the printed value."""
    return rank({one.school.id: one.indicator.value for one in audits})
