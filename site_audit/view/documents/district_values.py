"""What the papers of the district say: the figures of its report, and the recommendations of all schools in short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from site_audit.model import Audit, Outcome
from site_audit.view.documents.common_values import Values, is_plan, russian, unread_share
from site_audit.view.documents.school_values import advice, read_in_words, titled
from site_audit.view.edition import Edition
from site_audit.view.pages.address import NAME_LIMIT, clip
from site_audit.view.pages.card import Card
from site_audit.view.pages.district import DistrictPage, Row, in_order
from site_audit.view.pages.mend import SHOWN
from site_audit.view.pages.spread import assessed, criterion_spreads, direction_spread
from site_audit.view.words import UNSAID, Words

PRACTICES = 5
PROBLEMS = 10


def district_values(edition: Edition, page: DistrictPage) -> Values:
    """The fields of both templates of the district beside the common ones; `page` is the model of its report."""
    words, audits = russian(edition), edition.audits
    ordered = in_order(audits, edition.ranks)
    ranked = assessed(ordered)
    return {
        "школ_всего": words.count("school", len(audits)),
        "школ_оценено": words.count("school", len(ranked)),
        "школ_не_оценено": words.count("school", len(audits) - len(ranked)),
        "среднее": page.mean,
        "страниц": words.count("page", sum(one.reach.pages for one in audits)),
        "файлов": words.count("file", sum(one.reach.documents for one in audits)),
        "не_прочитано": words.count("address", sum(one.reach.failures for one in audits)),
        "доля_не_прочитано": unread_share(audits, words),
        "уровни": [{"название": name, "школ": count} for _, name, count in page.levels],
        "направления": _directions(page),
        "выводы": [{"текст": one} for one in _conclusions(edition, words)],
        "рейтинг": [_ranked(row, audit, edition, words) for row, audit in zip(page.ranking, ranked, strict=True)],
        "не_оценены": [{"название": row.name, "причина": row.why} for row in page.not_assessed],
        "динамика": list(_changes(ordered, edition, words)),
        "практики": list(_practices(ranked, edition)),
        "проблемы": _problems(edition, words),
        "причины": [{"название": one.what, "адресов": one.addresses, "школ": one.schools} for one in page.troubles],
        "меры": [
            {"номер": one.number, "название": one.title, "рекомендация": one.recommendation, "школ": one.schools} for one in page.measures
        ],
        "адресные": [_in_short(one, edition, words) for one in ordered],
    }


def _directions(page: DistrictPage) -> list[Values]:
    return [
        {
            "номер": str(one.number),
            "название": one.title,
            "среднее": one.mean,
            "медиана": one.median,
            "минимум": one.low,
            "максимум": one.high,
            "лучшие": one.best,
            "слабые": one.weakest,
        }
        for one in page.directions
    ]


def _conclusions(edition: Edition, words: Words) -> Iterator[str]:
    """What the figures of the directions themselves say: the highest and the lowest mean, the widest spread."""
    spreads = [direction_spread(edition.audits, one) for one in edition.rulebook.in_order()]
    known = [
        (one, one.mean, one.high - one.low) for one in spreads if one.mean is not None and one.high is not None and one.low is not None
    ]
    if not known:
        return
    best, worst, wide = max(known, key=lambda one: one[1]), min(known, key=lambda one: one[1]), max(known, key=lambda one: one[2])
    yield words.say("paper.strongest", title=words.wording(best[0].direction.title), mean=words.number(best[1]))
    if worst[1] != best[1]:
        yield words.say("paper.weakest", title=words.wording(worst[0].direction.title), mean=words.number(worst[1]))
    if wide[2] > 0:
        low, high = words.number(wide[0].low), words.number(wide[0].high)
        yield words.say("paper.widest", title=words.wording(wide[0].direction.title), low=low, high=high)


def _ranked(row: Row, audit: Audit, edition: Edition, words: Words) -> Values:
    values: Mapping[str, Decimal | None] = dict(audit.indicator.directions)
    directions = [
        words.say("paper.direction", number=str(one.number), value=words.number(values.get(one.id))) for one in edition.rulebook.in_order()
    ]
    return {
        "место": row.place,
        "название": row.name,
        "показатель": row.gauge.value,
        "границы": words.say("paper.bounds", low=row.gauge.low, high=row.gauge.high),
        "уровень": row.gauge.level,
        "направления": "; ".join(directions),
        "прочитано": read_in_words(audit, words),
    }


def _changes(ordered: Sequence[Audit], edition: Edition, words: Words) -> Iterator[Values]:
    """Schools whose two values may be set side by side."""
    for audit in ordered:
        since = edition.since.get(audit.school.id)
        if since is None or since.gain is None or since.first is None:
            continue
        yield {
            "название": clip(audit.school.name, NAME_LIMIT),
            "дата": words.day(since.before.as_of),
            "было": words.number(since.first.value),
            "стало": words.number(since.after.indicator.value),
            "изменение": words.number(since.gain),
        }


def _practices(ranked: Sequence[Audit], edition: Edition) -> Iterator[Values]:
    """Of the first schools the weightiest criterion each that is met in full and no other school was named for; a link, no quote."""
    taken: set[str] = set()
    for audit in ranked:
        keep: list[Card] = sorted(advice(audit, edition).keep, key=lambda one: -one.weight)
        best = next((one for one in keep if one.id not in taken and one.quotes), None)
        if best is not None and len(taken) < PRACTICES:
            taken.add(best.id)
            yield {"школа": clip(audit.school.name, NAME_LIMIT), "критерий": titled(best), "адрес": best.quotes[0].address.text}


def _problems(edition: Edition, words: Words) -> list[Values]:
    """The criteria that most weight is lost on, with the schools by outcome."""
    numbers = edition.rulebook.numbers()
    lacking = [one for one in criterion_spreads(edition.audits, edition.rulebook) if one.lack > 0]
    lacking.sort(key=lambda one: (-one.lack, -one.gain, one.criterion.id))
    return [
        {
            "номер": numbers[one.criterion.id],
            "название": words.wording(one.criterion.title),
            "нет": str(dict(one.outcomes)[Outcome.ABSENT]),
            "частично": str(dict(one.outcomes)[Outcome.PARTIAL]),
            "неизвестно": str(dict(one.outcomes)[Outcome.UNKNOWN]),
        }
        for one in lacking[:PROBLEMS]
    ]


def _in_short(audit: Audit, edition: Edition, words: Words) -> Values:
    """A school's recommendations as titles only, plans apart: they have another term."""
    told = advice(audit, edition)
    findings = {one.criterion: one for one in audit.findings}
    plans = [one for one in told.mend[:SHOWN] if is_plan(findings[one.id], edition)]
    others = [one for one in told.mend[:SHOWN] if one not in plans]
    return {
        "школа": clip(audit.school.name, NAME_LIMIT),
        "публикации": "; ".join(map(titled, others)) or UNSAID,
        "планы": "; ".join(map(titled, plans)) or UNSAID,
        "проверить": words.count("criterion", len(told.look)) if audit.indicator.value is not None else words.say("not_assessed"),
    }
