"""The agreements with a partner in words: «№ 14 от 02.09.2026 действует до 31.08.2027»."""

from __future__ import annotations

from site_audit.model import Agreement, Partner
from site_audit.view.pages.address import clip
from site_audit.view.words import Words

SHOWN = 3
ENDLESS = 9000  # a year beyond which a term has no end


def agreements_said(partner: Partner, words: Words) -> str:
    """The agreements with a partner, "" where none is told nearer."""
    return "; ".join(filter(None, (_agreement(one, words) for one in partner.agreements[:SHOWN])))


def _agreement(one: Agreement, words: Words) -> str:
    parts = [words.say("agreement.number", number=clip(one.number, 40))] if one.number else []
    parts += [words.say("agreement.of_day", day=words.day(one.day))] if one.day else []
    if one.until is not None:
        endless = one.until.year > ENDLESS
        parts.append(words.say("agreement.endless") if endless else words.say("agreement.until", day=words.day(one.until)))
    return " ".join(parts)
