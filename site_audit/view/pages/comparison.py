"""Two runs of a district side by side: a monitoring with its first and final run, or any two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from site_audit.model import Comparison, Deed, Fulfilment
from site_audit.rulepack.schema import PackWords
from site_audit.settings import District
from site_audit.view.pages.address import NAME_LIMIT, clip
from site_audit.view.pages.card import recommendation
from site_audit.view.pages.change import SinceThen, signed, since_then
from site_audit.view.pages.quotes import Quote, quote
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.words import Locale, Words, rounded, words_in


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """One school: both values, the gain, how many recommendations were followed, and what changed."""

    name: str
    before_href: str
    after_href: str
    before: str
    after: str
    gain: str
    direction: str  # "up", "down", "same", "unknown"
    deeds: tuple[tuple[str, str, int], ...]
    since: SinceThen
    fulfilments: tuple[FulfilmentLine, ...]


@dataclass(frozen=True, slots=True)
class FulfilmentLine:
    """One recommendation and what became of it."""

    title: str
    recommended: str
    deed: str
    word: str
    note: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """How often the recommendation of one criterion was followed over the district."""

    number: str
    title: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """All that the page of a comparison says."""

    locale: Locale
    pack: PackWords | None
    title: str
    district: District
    first: tuple[str, str]
    final: tuple[str, str]
    still_open: bool
    mean_before: str
    mean_after: str
    mean_gain: str
    counted: str
    notes: tuple[str, ...]
    schools: tuple[SchoolLine, ...]
    gone: tuple[str, ...]
    come: tuple[str, ...]
    deed_words: tuple[tuple[str, str], ...]
    criteria: tuple[CriterionLine, ...]


def comparison_page(
    comparisons: Sequence[Comparison],
    rulebook: Rulebook,
    *,
    deeds: Mapping[str, Sequence[Fulfilment]],
    district: District,
    title: str = "",
    still_open: bool = False,
    gone: Sequence[str] = (),
    come: Sequence[str] = (),
    locale: Locale = "ru",
) -> ComparisonPage:
    """The page. `deeds` are the recommendations of the first run by school; `gone` and `come` name schools of one run only."""
    words = words_in(locale, rulebook.words)
    pairs = [(one.first.value, one.after.indicator.value) for one in comparisons if one.first is not None]
    both = [(before, after) for before, after in pairs if before is not None and after is not None]
    before, after = (_mean([pair[side] for pair in both]) for side in (0, 1))
    gain = None if before is None or after is None else rounded(after) - rounded(before)  # what a reader gets who subtracts
    last = comparisons[0] if comparisons else None
    return ComparisonPage(
        locale=locale,
        pack=rulebook.words,
        title=title or words.say("compare.title"),
        district=district,
        first=(last.before.run, words.moment(last.before.audited_at)) if last else ("", ""),
        final=(last.after.run, words.moment(last.after.audited_at)) if last else ("", ""),
        still_open=still_open,
        mean_before=words.number(before),
        mean_after=words.number(after),
        mean_gain=signed(gain, words),
        counted=words.say("compare.counted", schools=words.count("school", len(comparisons)), both=str(len(both))),
        notes=tuple(dict.fromkeys(line.since.note for line in _lines(comparisons, rulebook, deeds, district, words) if line.since.note)),
        schools=_lines(comparisons, rulebook, deeds, district, words),
        gone=tuple(clip(name, NAME_LIMIT) for name in gone),
        come=tuple(clip(name, NAME_LIMIT) for name in come),
        deed_words=tuple((one.value, words.say(f"deed.{one}")) for one in Deed),
        criteria=_criteria(deeds, rulebook, words),
    )


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    return sum(values, Decimal(0)) / len(values) if values else None


def _lines(
    comparisons: Sequence[Comparison], rulebook: Rulebook, deeds: Mapping[str, Sequence[Fulfilment]], district: District, words: Words
) -> tuple[SchoolLine, ...]:
    """The schools, the greatest gain first; those of which nothing can be said last."""
    ordered = sorted(comparisons, key=lambda one: (one.gain is None, -(one.gain or 0), one.school.name))
    return tuple(_line(one, rulebook, deeds.get(one.school.id, ()), district, words) for one in ordered)


def _line(one: Comparison, rulebook: Rulebook, deeds: Sequence[Fulfilment], district: District, words: Words) -> SchoolLine:
    since = since_then(one, rulebook, words)
    gain = one.gain
    return SchoolLine(
        name=clip(one.school.name, NAME_LIMIT),
        before_href=f"../../{one.before.run}/schools/{one.school.id}.html",
        after_href=f"../../{one.after.run}/schools/{one.school.id}.html",
        before=since.value,
        after=since.now,
        gain=since.gain,
        direction="unknown" if gain is None else "up" if gain > 0 else "down" if gain < 0 else "same",
        deeds=tuple((deed.value, words.say(f"deed.{deed}"), sum(own.deed is deed for own in deeds)) for deed in Deed),
        since=since,
        fulfilments=tuple(_fulfilment(own, rulebook, district, words) for own in deeds),
    )


def _fulfilment(one: Fulfilment, rulebook: Rulebook, district: District, words: Words) -> FulfilmentLine:
    criterion = rulebook.criterion(one.criterion)
    if one.deed is Deed.CANNOT_TELL:
        note = words.reason(one.after.reason, rulebook.titles(one.criterion, words))
    else:
        note = words.say("deed_note.better") if one.better else ""
    return FulfilmentLine(
        title=words.wording(criterion.title) if criterion else one.criterion,
        recommended=recommendation(one.before, criterion, district, words),
        deed=one.deed.value,
        word=words.say(f"deed.{one.deed}"),
        note=note,
        quotes=tuple(quote(own, criterion, words) for own in one.after.evidence[:1]) if one.deed is not Deed.CANNOT_TELL else (),
    )


def _criteria(deeds: Mapping[str, Sequence[Fulfilment]], rulebook: Rulebook, words: Words) -> tuple[CriterionLine, ...]:
    """The criteria that were recommended to anybody, in the order of the pack."""
    numbers = rulebook.numbers()
    lines = []
    for criterion in rulebook.criteria:
        own = [one for several in deeds.values() for one in several if one.criterion == criterion.id]
        if own:
            counts = tuple(sum(one.deed is deed for one in own) for deed in Deed)
            lines.append(CriterionLine(numbers[criterion.id], words.wording(criterion.title), counts))
    return tuple(lines)
