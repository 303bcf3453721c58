"""What every document to sign says of the run: whose it is, of when, by which rules, and by when to act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from site_audit.model import Audit, Finding, Outcome
from site_audit.text.years import academic_year_of
from site_audit.view.edition import Edition
from site_audit.view.words import Words, words_in

Values = dict[str, Any]
PUBLICATION_DAYS = 30  # what is customary for publications; no norm's term


def russian(edition: Edition) -> Words:
    """The words of these documents: they are Russian whatever the edition's language, as the orders they serve are."""
    return words_in("ru", edition.rulebook.words)


def common_values(edition: Edition) -> Values:
    """The fields that all templates share. The edition has at least one audit."""
    words, newest, district = russian(edition), edition.newest, edition.district
    assert newest is not None, "an edition without audits has no documents"
    year = academic_year_of(newest.as_of)
    moments = [one.audited_at for one in edition.audits]
    return {
        "район": district.name,
        "оператор": district.operator,
        "управление": district.department,
        "подписи": [{"кто": one} for one in district.signatories],
        "о_чём": edition.rulebook.words.about.ru if edition.rulebook.words else "",
        "основание": words.entries["pack.basis"],
        "учебный_год": f"{year}/{year + 1}",
        "дата_анализа": words.day(newest.as_of),
        "анализ_с": words.moment(min(moments)),
        "анализ_по": words.moment(max(moments)),
        "запуск": edition.run,
        "правила": f"{newest.pack.id} {newest.pack.version}",
        "методика": newest.indicator.method,
        "срок_публикаций": words.day(publication_term(edition)),
        "срок_планов": words.day(plan_term(edition)),
    }


def publication_term(edition: Edition) -> date:
    """By when to publish: so many days after the last site was read."""
    assert edition.newest is not None, "an edition without audits has no terms"
    return edition.newest.audited_at.date() + timedelta(days=PUBLICATION_DAYS)


def plan_term(edition: Edition) -> date:
    """By when to have plans: the next 1 September after the run."""
    assert edition.newest is not None, "an edition without audits has no terms"
    day = edition.newest.audited_at.date()
    return date(day.year if day < date(day.year, 9, 1) else day.year + 1, 9, 1)


def is_plan(finding: Finding, edition: Edition) -> bool:
    """Whether what is lacking is a plan, rather than how a plan that is there was published."""
    criterion = edition.rulebook.criterion(finding.criterion)
    return bool(criterion and criterion.plan_kind) and finding.outcome is not Outcome.PRESENT


def unread_share(audits: Sequence[Audit], words: Words) -> str:
    """The share of addresses asked that did not open or could not be read, in per cent."""
    failed = sum(one.reach.failures for one in audits)
    asked = failed + sum(one.reach.pages + one.reach.documents for one in audits)
    return words.number(Decimal(100) * failed / asked) if asked else words.number(None)
