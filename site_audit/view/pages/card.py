"""One criterion of one school: the verdict, and everything that a reader needs to check it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from site_audit.model import Audit, Finding, Outcome, Reach, Trouble
from site_audit.rulepack.schema import Criterion, Norm
from site_audit.settings import District
from site_audit.view.pages.quotes import Miss, Quote, miss, quote
from site_audit.view.pages.reserve import lack
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.pages.searching import Search, search
from site_audit.view.words import UNSAID, Words


@dataclass(frozen=True, slots=True)
class FactorLine:
    """One coefficient of q and what its value says."""

    name: str
    value: str
    says: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as a page shows it. `outcome` is the code, `word` the same for a person."""

    id: str
    number: str
    title: str
    statement: str
    outcome: str
    word: str
    weight: int
    score: str
    needs_review: bool
    doubts: tuple[str, ...]
    why: str
    reason: str
    missing: tuple[str, ...]
    recommendation: str
    paste: str
    factors: tuple[FactorLine, ...]
    product: str
    quotes: tuple[Quote, ...]
    misses: tuple[Miss, ...]
    search: Search | None
    help: tuple[str, ...]
    norms: tuple[str, ...]
    known_gaps: tuple[str, ...]


def cards(
    audit: Audit, rulebook: Rulebook, district: District, words: Words, seen: Mapping[str, str] = MappingProxyType({})
) -> tuple[Card, ...]:
    """All findings of an audit, as they come. `seen` says by digest where the copy of a quoted page lies."""
    numbers = rulebook.numbers()
    return tuple(_card(one, audit.reach, rulebook, numbers.get(one.criterion, ""), district, words, seen) for one in audit.findings)


def _card(
    finding: Finding, reach: Reach, rulebook: Rulebook, number: str, district: District, words: Words, seen: Mapping[str, str]
) -> Card:
    criterion = rulebook.criterion(finding.criterion)
    titles = rulebook.titles(finding.criterion, words)
    return Card(
        id=finding.criterion,
        number=number,
        title=words.wording(criterion.title) if criterion else finding.criterion,
        statement=statement(finding, criterion, words),
        outcome=finding.outcome.value,
        word=words.say(f"outcome.{finding.outcome}"),
        weight=finding.weight,
        score=words.exact(finding.score) if finding.score is not None else UNSAID,
        needs_review=finding.needs_review,
        doubts=_doubts(finding, words),
        why=words.wording(criterion.why) if criterion else "",
        reason=words.reason(finding.reason, titles),
        missing=_missing(finding, titles),
        recommendation=recommendation(finding, criterion, district, words),
        paste=filled(criterion.paste, district) if criterion and lack(finding) and finding.outcome is not Outcome.PRESENT else "",
        factors=tuple(_factor(name, value, words) for name, value in finding.factors),
        product=_product(finding, criterion, words),
        quotes=tuple(quote(one, criterion, words, seen) for one in finding.evidence),
        misses=tuple(miss(one, titles, words) for one in finding.candidates),
        search=search(finding, reach, words),
        help=_help(finding, reach, words) if finding.outcome is Outcome.UNKNOWN else (),
        norms=tuple(norm_in_words(one, words) for one in rulebook.verified_norms(criterion.norms)) if criterion else (),
        known_gaps=criterion.known_gaps if criterion else (),
    )


def statement(finding: Finding, criterion: Criterion | None, words: Words) -> str:
    """The criterion as a statement: as met, as unmet, or left open."""
    if criterion is None:
        return finding.criterion
    if finding.outcome in (Outcome.PRESENT, Outcome.PARTIAL):
        return words.wording(criterion.met)
    return words.wording(criterion.unmet if finding.outcome is Outcome.ABSENT else criterion.title)


def recommendation(finding: Finding, criterion: Criterion | None, district: District, words: Words) -> str:
    """What the school should do: mend the gap, or make the unknown readable; nothing where nothing is lacking."""
    if finding.outcome is Outcome.UNKNOWN:
        return words.say("unknown.recommendation")
    if criterion is None or not lack(finding):
        return ""
    if finding.outcome is Outcome.PRESENT and (advice := _polish(finding, words)):
        return words.say("factor_advice.intro", advice=advice)
    return filled(words.wording(criterion.recommendation), district)


def _polish(finding: Finding, words: Words) -> str:
    """What keeps published material from the full score: it is there, so "publish it" would be no advice."""
    low = [name for name, value in finding.factors if value < 1]
    return "; ".join(words.entries[key] for name in low if words.known(key := f"factor_advice.{name}"))


def filled(text: str, district: District) -> str:
    """A text of the pack with the operator's district put in."""
    for name in ("name", "operator", "department"):
        text = text.replace(f"{{district.{name}}}", getattr(district, name))
    return text.replace("{district}", district.name).replace("{operator}", district.operator).replace("{department}", district.department)


def _missing(finding: Finding, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The requirements that the conclusion misses, by title."""
    unmet = next((value for name, value in finding.reason.facts if name == "unmet"), "")
    return tuple(titles.get(one, one) for one in unmet.split(", ") if one)


def _doubts(finding: Finding, words: Words) -> tuple[str, ...]:
    """What of a finding makes a person look, in words."""
    told = next((value for name, value in finding.reason.facts if name == "doubts"), "")
    return tuple(words.code("doubt", one) for one in told.split(", ") if one)


def _factor(name: str, value: Decimal, words: Words) -> FactorLine:
    degree = "none" if value == 0 else "full" if value == 1 else "less"
    says = words.entries.get(f"factor_says.{name}_{degree}", "")
    return FactorLine(words.code("factor", name), words.exact(value), says)


def _product(finding: Finding, criterion: Criterion | None, words: Words) -> str:
    if finding.score is None:
        return ""
    if criterion and criterion.measure != "product":
        return words.say(f"measure.{criterion.measure}", score=words.exact(finding.score))
    if len(finding.factors) < 2:
        return words.exact(finding.score)
    return " × ".join(words.exact(value) for _, value in finding.factors) + f" = {words.exact(finding.score)}"


def _help(finding: Finding, reach: Reach, words: Words) -> tuple[str, ...]:
    """What would make an unknown known."""
    troubles = [value for name, value in finding.reason.facts if name == "trouble" and value in set(Trouble)]
    advice = [words.say(f"trouble.{value}.advice") for value in troubles]
    gaps = [] if reach.enough else [words.say("unknown.gap", gap=words.reason(gap)) for gap in reach.gaps]
    return (*advice, *gaps, words.say("unknown.by_hand"))


def norm_in_words(norm: Norm, words: Words) -> str:
    """A norm with its date and status."""
    about = ", ".join(part for part in (words.fact(norm.date), norm.status) if part)
    return f"{norm.title} ({about})" if about else norm.title
