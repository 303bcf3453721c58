"""What the addressed recommendations of one school say. A criterion stands in one block only: to mend, to keep, or to be looked at."""

from __future__ import annotations

from dataclasses import dataclass

from site_audit.model import Audit, Finding, Outcome
from site_audit.view.documents.common_values import Values, is_plan, plan_term, publication_term, russian, unread_share
from site_audit.view.edition import Edition
from site_audit.view.pages.address import NAME_LIMIT, address, clip
from site_audit.view.pages.card import Card, cards
from site_audit.view.pages.gauge import gauge
from site_audit.view.pages.mend import SHOWN, steps
from site_audit.view.pages.reserve import lack
from site_audit.view.words import Words


@dataclass(frozen=True, slots=True)
class Advice:
    """The findings of a school by block; those to mend come the dearest first."""

    mend: tuple[Card, ...]
    keep: tuple[Card, ...]
    look: tuple[Card, ...]


def advice(audit: Audit, edition: Edition) -> Advice:
    """Every criterion once: doubtful and unknown ones are for a person, the others to mend or to keep. None where nothing was assessed."""
    if audit.indicator.value is None:
        return Advice((), (), ())
    words = russian(edition)
    made = cards(audit, edition.rulebook, edition.district, words)
    findings = {one.criterion: one for one in audit.findings}
    mend = tuple(step.card for step in steps(audit, edition.rulebook, made, words) if not step.card.needs_review)
    keep = tuple(card for card in made if _full(findings[card.id]) and not card.needs_review)
    applicable = [card for card in made if findings[card.id].outcome is not Outcome.NOT_APPLICABLE]
    look = tuple(card for card in applicable if card.needs_review or findings[card.id].outcome is Outcome.UNKNOWN)
    return Advice(mend, keep, look)


def school_values(audit: Audit, edition: Edition, *, place: str, why: str) -> Values:
    """The fields of the school's template beside the common ones. `why` says why a school was not assessed."""
    words, told, measured = russian(edition), advice(audit, edition), gauge(audit.indicator, russian(edition))
    since = edition.since.get(audit.school.id)
    gain = since.gain if since else None
    return {
        "школа": clip(audit.school.name, NAME_LIMIT),
        "адрес": address(audit.school.url).text,
        "оценена": measured.assessed,
        "причина": why,
        "показатель": measured.value or measured.level,
        "границы": words.say("paper.bounds", low=measured.low, high=measured.high) if measured.assessed else "",
        "уровень": measured.level,
        "место": place,
        "прочитано": read_in_words(audit, words),
        "не_прочитано": words.count("address", audit.reach.failures),
        "доля_не_прочитано": unread_share((audit,), words),
        "изменение": words.number(gain) if gain is not None else "",
        "изменение_с": words.day(since.before.as_of) if since and gain is not None else "",
        "рекомендации": [_recommended(number, card, audit, edition) for number, card in enumerate(told.mend[:SHOWN], 1)],
        "ещё": max(0, len(told.mend) - SHOWN),
        "соответствует": [{"критерий": titled(card), "адрес": _where(card)} for card in told.keep],
        "проверить": [_to_look_at(card) for card in told.look],
    }


def titled(card: Card) -> str:
    """A criterion by number and title."""
    return f"{card.number} {card.title}".strip()


def read_in_words(audit: Audit, words: Words) -> str:
    """How many pages and files of the school were read."""
    pages, documents = words.count("page", audit.reach.pages), words.count("document", audit.reach.documents)
    return words.say("reach.short", pages=pages, documents=documents)


def _recommended(number: int, card: Card, audit: Audit, edition: Edition) -> Values:
    finding = next(one for one in audit.findings if one.criterion == card.id)
    words = russian(edition)
    criterion = edition.rulebook.criterion(card.id)
    direction = next((one for one in edition.rulebook.directions if criterion and one.id == criterion.direction), None)
    return {
        "номер": str(number),
        "направление": words.wording(direction.title) if direction else "",
        "критерий": titled(card),
        "установлено": card.statement,
        "адрес": _where(card),
        "рекомендация": card.recommendation,
        "срок": words.day(plan_term(edition) if is_plan(finding, edition) else publication_term(edition)),
    }


def _to_look_at(card: Card) -> Values:
    doubts = "; ".join(card.doubts)
    return {
        "критерий": titled(card),
        "причина": f"{card.word}. {card.reason}" + (f" ({doubts})" if doubts else ""),
        "рекомендация": card.recommendation,
    }


def _full(finding: Finding) -> bool:
    return finding.outcome is Outcome.PRESENT and lack(finding) == 0


def _where(card: Card) -> str:
    return card.quotes[0].address.text if card.quotes else ""
