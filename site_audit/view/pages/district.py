"""The page of the district: ranking, directions, heat map, what would lift it most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_audit.model import Audit, DistrictRegisters, Outcome
from site_audit.rulepack.schema import PackWords
from site_audit.settings import District
from site_audit.view.pages.address import NAME_LIMIT, Address, address, clip
from site_audit.view.pages.asked import PlatformRow, platform_rows, thrift_in_words, thrift_of
from site_audit.view.pages.card import filled
from site_audit.view.pages.gauge import Gauge, gauge, percent
from site_audit.view.pages.register_counts import RegisterCounts, register_counts
from site_audit.view.pages.rulebook import Rulebook
from site_audit.view.pages.school import Stamp, stamp
from site_audit.view.pages.spread import (
    CriterionSpread,
    DirectionSpread,
    assessed,
    criterion_spreads,
    direction_spread,
    mean_value,
    measures,
    trouble_spreads,
)
from site_audit.view.pages.troubles import trouble_groups
from site_audit.view.words import Locale, Words, words_in

MOST_NAMED = 10  # partners that the page of the district names; all stand on the page of the registers
NAMED = 3  # how many best or weakest schools are named before «ещё»


@dataclass(frozen=True, slots=True)
class Row:
    """A school in the ranking, or among the not assessed (`place` empty)."""

    place: str
    name: str
    href: str
    address: Address
    gauge: Gauge
    found_share: str
    reach: str
    enough: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class DirectionRow:
    """A direction over the district."""

    number: int
    title: str
    mean: str
    at: str
    median: str
    low: str
    high: str
    best: str
    weakest: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the heat map."""

    outcome: str
    word: str
    review: bool


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Schools × criteria: columns in groups by direction, rows in the order of the ranking, the legend of all columns with their counts."""

    groups: tuple[tuple[str, int], ...]
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, tuple[Cell, ...]], ...]
    legend: tuple[tuple[str, str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the measures that would lift the district most."""

    number: str
    title: str
    recommendation: str
    lack: str
    gain: str
    schools: str


@dataclass(frozen=True, slots=True)
class TroubleRow:
    """A kind of failure over the district."""

    what: str
    advice: str
    addresses: str
    schools: str


@dataclass(frozen=True, slots=True)
class DistrictPage:
    """All that the page of the district says."""

    locale: Locale
    pack: PackWords | None
    district: District
    stamp: Stamp | None
    counted: str
    mean: str
    levels: tuple[tuple[str, str, str], ...]
    ranking: tuple[Row, ...]
    not_assessed: tuple[Row, ...]
    directions: tuple[DirectionRow, ...]
    heat: HeatMap
    outcome_words: tuple[tuple[str, str], ...]
    measures: tuple[Measure, ...]
    troubles: tuple[TroubleRow, ...]
    asked: tuple[PlatformRow, ...]
    thrift: str
    norms: bool
    registers: RegisterCounts
    most_named: tuple[tuple[str, str], ...]  # partners and how many schools name them


def district_page(
    audits: Sequence[Audit],
    rulebook: Rulebook,
    *,
    ranks: Mapping[str, int],
    district: District,
    registers: DistrictRegisters | None = None,
    locale: Locale = "ru",
) -> DistrictPage:
    """The page of a run. `ranks` gives the place of every assessed school by id; equal places are ties. `registers` are the schools' own
    put together."""
    together = registers or DistrictRegisters()
    words = words_in(locale, rulebook.words)
    ordered = in_order(audits, ranks)
    ranked = assessed(ordered)
    names = {one.school.id: clip(one.school.name, NAME_LIMIT) for one in audits}
    spreads = criterion_spreads(audits, rulebook)
    newest = max(audits, key=lambda one: one.audited_at, default=None)
    mean = mean_value(audits)
    places = list(ranks.values())
    return DistrictPage(
        locale=locale,
        pack=rulebook.words,
        district=district,
        stamp=stamp(newest, words) if newest else None,
        counted=words.say("district.counted", schools=words.count("school", len(audits)), assessed=str(len(ranked))),
        mean=words.number(mean),
        levels=_levels(ranked, words),
        ranking=tuple(_row(one, _place(ranks.get(one.school.id), places), words) for one in ranked),
        not_assessed=tuple(_row(one, "", words) for one in ordered if one.indicator.value is None),
        directions=tuple(_direction(direction_spread(audits, one), names, words) for one in rulebook.in_order()),
        heat=_heat(ordered, rulebook, spreads, words),
        outcome_words=tuple((one.value, words.say(f"outcome.{one}")) for one in Outcome),
        measures=tuple(_measure(one, rulebook, district, words) for one in measures(spreads)),
        troubles=tuple(
            TroubleRow(
                words.say(f"trouble.{one.trouble}.what"),
                words.say(f"trouble.{one.trouble}.advice"),
                words.count("address", one.addresses),
                words.count("school", one.schools),
            )
            for one in trouble_spreads(audits)
        ),
        asked=platform_rows(audits),
        thrift=thrift_in_words(thrift_of(audits), words),
        norms=any(norm.verified for norm in rulebook.norms),
        registers=register_counts(audits, together, rulebook),
        most_named=tuple(
            (clip(one.name, NAME_LIMIT), words.count("school", len({tie.school for tie in one.ties})))
            for one in together.partners[:MOST_NAMED]
        ),
    )


def in_order(audits: Sequence[Audit], ranks: Mapping[str, int]) -> tuple[Audit, ...]:
    """Schools by place, then by name; those without a place last."""
    last = len(audits) + 1
    return tuple(sorted(audits, key=lambda one: (ranks.get(one.school.id, last), one.school.name, one.school.id)))


def _place(rank: int | None, places: Sequence[int]) -> str:
    """A place; schools that share it are told so by the range: «2–3»."""
    if rank is None:
        return ""
    sharing = places.count(rank)
    return f"{rank}–{rank + sharing - 1}" if sharing > 1 else str(rank)


def _levels(ranked: Sequence[Audit], words: Words) -> tuple[tuple[str, str, str], ...]:
    """How many schools stand on each level: code, word, count."""
    codes = ("high", "sufficient", "moderate", "low")
    return tuple(
        (code, words.code("level", code), words.count("school", sum(one.indicator.level == code for one in ranked))) for code in codes
    )


def _row(audit: Audit, place: str, words: Words) -> Row:
    groups = trouble_groups(audit.failures[:1], words) if audit.indicator.value is None else ()
    gaps = [words.reason(gap) for gap in audit.reach.gaps]
    return Row(
        place=place,
        name=clip(audit.school.name, NAME_LIMIT),
        href=f"schools/{audit.school.id}.html",
        address=address(audit.school.url),
        gauge=gauge(audit.indicator, words),
        found_share=words.number(audit.indicator.found_share),
        reach=words.say(
            "reach.short", pages=words.count("page", audit.reach.pages), documents=words.count("document", audit.reach.documents)
        ),
        enough=audit.reach.enough,
        why=groups[0].what if groups else (gaps[0] if gaps else words.say("district.no_reason")),
    )


def _direction(spread: DirectionSpread, names: Mapping[str, str], words: Words) -> DirectionRow:
    return DirectionRow(
        number=spread.direction.number,
        title=words.wording(spread.direction.title),
        mean=words.number(spread.mean),
        at=percent(spread.mean) if spread.mean is not None else "",
        median=words.number(spread.median),
        low=words.number(spread.low),
        high=words.number(spread.high),
        best=_named(spread.best, names, words),
        weakest=_named(spread.weakest, names, words) if spread.low != spread.high else words.say("district.all_equal"),
    )


def _named(ids: Sequence[str], names: Mapping[str, str], words: Words) -> str:
    told = ", ".join(names[one] for one in ids[:NAMED])
    return told + (words.say("district.and_more", number=str(len(ids) - NAMED)) if len(ids) > NAMED else "")


def _heat(ordered: Sequence[Audit], rulebook: Rulebook, spreads: Sequence[CriterionSpread], words: Words) -> HeatMap:
    numbers = rulebook.numbers()
    columns = [criterion for direction in rulebook.in_order() for criterion in rulebook.of(direction)]
    by_id = {one.criterion.id: one for one in spreads}
    rows = []
    for audit in ordered:
        findings = {one.criterion: one for one in audit.findings}
        cells = []
        for criterion in columns:
            finding = findings.get(criterion.id)
            outcome = finding.outcome if finding else Outcome.UNKNOWN
            cells.append(Cell(outcome.value, words.say(f"outcome.{outcome}"), bool(finding and finding.needs_review)))
        rows.append((clip(audit.school.name, NAME_LIMIT), f"schools/{audit.school.id}.html", tuple(cells)))
    return HeatMap(
        groups=tuple((words.wording(one.short), len(rulebook.of(one))) for one in rulebook.in_order() if rulebook.of(one)),
        columns=tuple((numbers[one.id], words.wording(one.title)) for one in columns),
        rows=tuple(rows),
        legend=tuple((numbers[one.id], words.wording(one.title), tuple(count for _, count in by_id[one.id].outcomes)) for one in columns),
    )


def _measure(spread: CriterionSpread, rulebook: Rulebook, district: District, words: Words) -> Measure:
    lacking = sum(count for outcome, count in spread.outcomes if outcome in (Outcome.PARTIAL, Outcome.ABSENT))
    return Measure(
        number=rulebook.numbers()[spread.criterion.id],
        title=words.wording(spread.criterion.title),
        recommendation=filled(words.wording(spread.criterion.recommendation), district),
        lack=words.number(spread.lack, 2),
        gain=words.number(spread.gain),
        schools=words.count("school", lacking),
    )
