"""The register of partners of one school: every naming taken down with its words, then names merged to organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from site_audit.detect.around import Around
from site_audit.detect.mask import masked
from site_audit.detect.signals import QUOTE_CHARACTERS, Hit
from site_audit.model import Agreement, Naming, Partner
from site_audit.rulepack import RulePack
from site_audit.text.agreements import find_agreements
from site_audit.text.organisation_matching import GAZETTEER, SAME, Group, gathered
from site_audit.text.organisations import FoundOrganisation
from site_audit.text.partner_names import fit_for_print, neat
from site_audit.text.words import folded

#: A longer register nobody reads; each name is compared with many.
MOST = 1_000
_MOST_NAMINGS = 20_000
_TRAIL = 20
_NO_PARTNERS = ("school",)
_STRENGTH = {"agreement": 0, "visit": 1, "mention": 2}
_SENTENCE_END = re.compile(r"[.!?…]\s+(?=[А-ЯЁA-Z«\"\d])")


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation named beside a hit."""

    name: str
    kind: str
    parent: str
    naming: Naming
    agreement: Agreement | None = None


@dataclass(slots=True)
class PartnerBook:
    """Gathers who is named."""

    pack: RulePack
    _named: list[Named] = field(default_factory=list)
    _made: tuple[int, tuple[tuple[Partner, frozenset[tuple[str, str]]], ...]] = (-1, ())

    def note(self, around: Around, hit: Hit, relation: str) -> None:
        """Take down the organisations of the hit's passage as partners by this relation."""
        lines = list(around.lines("passage"))
        for line in lines:
            text = around.sheet.lines[line].text
            found = [each for each in around.sheet.facts(line).organisations if is_partner(each)]
            for each in found:
                if len(self._named) >= _MOST_NAMINGS:
                    return
                url = around.sheet.lines[line].url
                agreement = _agreement(text, each, found, hit.dating.until) if relation == "agreement" else None
                told = agreement.day if agreement is not None and agreement.day is not None else hit.dating.day
                day = told if told is not None and told <= around.today else None  # the end of a term is no day of a tie
                end = _closed(text, each.start, each.end)
                naming = Naming(url, quote_around(text, each.start, end), text[each.start : end], relation, day)
                self._named.append(Named(each.name, each.kind, each.parent, naming, agreement))

    def partners(self) -> tuple[Partner, ...]:
        """Each partner once, with the strongest relation (agreement before visit before mention) and its trail."""
        return tuple(partner for partner, _ in self._merged())

    def names(self) -> dict[tuple[str, str], str]:
        """Which partner's name each name and kind came to."""
        return {pair: partner.name for partner, pairs in self._merged() for pair in pairs}

    def _merged(self) -> tuple[tuple[Partner, frozenset[tuple[str, str]]], ...]:
        """The partners with the names and kinds that came to each; merged anew only after another naming."""
        if self._made[0] != len(self._named):
            self._made = (len(self._named), self._merge())
        return self._made[1]

    def _merge(self) -> tuple[tuple[Partner, frozenset[tuple[str, str]]], ...]:
        told: dict[tuple[str, str], list[Named]] = {}
        for each in self._named:
            told.setdefault((each.name, each.kind), []).append(each)
        pairs = sorted(told, key=lambda pair: (min(_STRENGTH[each.naming.relation] for each in told[pair]), pair))[:MOST]
        made = [
            (_partner(group, pairs, told, self.pack), frozenset(pairs[number] for number in group.members))
            for group in gathered(pairs, self.pack.gazetteer)
        ]
        return tuple(sorted(made, key=lambda each: (each[0].kind, each[0].name)))


def is_partner(found: FoundOrganisation) -> bool:
    """Whether an organisation can be a partner: it has a name, and is no school."""
    return found.named and found.kind not in _NO_PARTNERS


def _closed(text: str, start: int, end: int) -> int:
    """The end of a name with its closing quote, where the opening one belongs to it."""
    opened = any(text.count(sign, start, end) % 2 for sign in '"“') or text.count("«", start, end) > text.count("»", start, end)
    return end + 1 if opened and text[end : end + 1] in ("»", '"', "”") else end


def quote_around(text: str, start: int, end: int) -> str:
    """The sentence that the words at text[start:end] stand in, literal but for pupils' names, cut at blanks to a readable length."""
    breaks = [
        match.end() for match in _SENTENCE_END.finditer(text, max(0, start - QUOTE_CHARACTERS), min(len(text), end + QUOTE_CHARACTERS))
    ]
    first = max((at for at in breaks if at <= start), default=0 if start <= QUOTE_CHARACTERS else start)
    last = min((at for at in breaks if at >= end), default=len(text))
    room = max(0, QUOTE_CHARACTERS - (end - start)) // 2
    if last - first > QUOTE_CHARACTERS:
        first, last = _at_blanks(text, max(first, start - room), min(last, end + room), (start, end))
    return masked(" ".join(text[first:last].split()))


def _at_blanks(text: str, first: int, last: int, kept: tuple[int, int]) -> tuple[int, int]:
    """The stretch shortened to whole words; the kept part stays."""
    if first and not text[first - 1].isspace():
        blank = text.find(" ", first, kept[0])
        first = blank + 1 if blank >= 0 else kept[0]
    if last < len(text) and not text[last].isspace():
        blank = text.rfind(" ", kept[1], last)
        last = blank if blank >= 0 else kept[1]
    return first, last


def _agreement(text: str, one: FoundOrganisation, others: Sequence[FoundOrganisation], until: date | None) -> Agreement | None:
    """The agreement told nearest before or behind the name; where several organisations share a line, only one that is nearest to this."""
    told = find_agreements(text)
    mine = [found for found in told if min(others, key=lambda each: min(abs(found.start - each.start), abs(found.end - each.end))) is one]
    if mine:
        return Agreement(mine[0].number, mine[0].day, mine[0].until)
    return Agreement(until=until) if until is not None and len(others) == 1 else None


def _agreements_once(agreements: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """Each agreement once, with the end of its term where any account tells it; one without number and day only where there is no other."""
    kept: dict[tuple[str, date | None], Agreement] = {}
    for one in agreements:
        key = (one.number, one.day)
        if key not in kept or kept[key].until is None:
            kept[key] = one
    told = [one for key, one in kept.items() if any(key)]
    return tuple(told or kept.values())[:_TRAIL]


def _partner(group: Group, pairs: Sequence[tuple[str, str]], told: dict[tuple[str, str], list[Named]], pack: RulePack) -> Partner:
    mine = [(each, why) for number, why in sorted(group.members.items()) for each in told[pairs[number]]]
    kind = pairs[min(group.members)][1]
    name = group.known or fit_for_print([(each.name, kind) for each, _ in mine], [each.naming.form for each, _ in mine])
    parent = pack.parents.get(name, "") or next((each.parent for each, _ in mine if each.parent), "")
    trail = sorted(
        _namings(mine, name, known=bool(group.known)), key=lambda one: (_STRENGTH[one.relation], -_ordinal(one.day), one.url, one.quote)
    )
    best = trail[0]
    return Partner(
        name=name,
        kind=kind,
        relation=best.relation,
        url=best.url,
        parent=neat(parent, kind) if parent else "",
        known=bool(group.known),
        agreements=_agreements_once(each.agreement for each, _ in mine if each.agreement is not None),
        trail=tuple(trail[:_TRAIL]),
    )


def _namings(mine: Iterable[tuple[Named, str]], name: str, *, known: bool) -> Iterator[Naming]:
    """The trail, each place once, with why the name there is this partner's."""
    seen: set[tuple[str, str, str]] = set()
    for each, why in sorted(mine, key=lambda pair: _STRENGTH[pair[0].naming.relation]):
        one = each.naming
        key = (one.url, one.form, one.quote)
        if key in seen:
            continue
        seen.add(key)
        literal = folded(one.form) == folded(name)
        code = SAME if literal else GAZETTEER if known and why == SAME else "word_forms" if why == SAME else why
        yield Naming(one.url, one.quote, one.form, one.relation, one.day, code)


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0
