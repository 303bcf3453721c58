"""The three registers – plans, events, partners – filled while the sheets go by, and the same thing told twice kept once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from site_audit.detect.around import Around
from site_audit.detect.dating import date_of
from site_audit.detect.happenings import Told, events_of, told_of
from site_audit.detect.news_signs import TELLING, is_news
from site_audit.detect.partners import PartnerBook, is_partner
from site_audit.detect.plans import plan_of, plans_once
from site_audit.detect.sheet import Sheet
from site_audit.detect.signals import Hit
from site_audit.model import Event, Partner, Plan
from site_audit.rulepack import CompiledCriterion, Criterion, RulePack
from site_audit.text.agreements import find_agreements
from site_audit.text.dates import academic_year_of

__all__ = ["Register", "Told"]


@dataclass(slots=True)
class Register:
    """Gathers what goes into the registers."""

    pack: RulePack
    today: date
    told: list[Told] = field(default_factory=list)
    _plans: list[Plan] = field(default_factory=list)
    _book: PartnerBook = field(init=False)

    def __post_init__(self) -> None:
        self._book = PartnerBook(self.pack)

    def note(self, rule: CompiledCriterion, sheet: Sheet, hits: Iterable[Hit]) -> None:
        """Take down what the hits of one criterion in one sheet tell for the registers."""
        criterion = rule.criterion
        hits = tuple(hits)
        telling = {each.signal.id for each in rule.signals if any(one.name in TELLING and not one.denied for one in each.checks)}
        plan = plan_of(criterion, sheet, hits) if criterion.plan_kind else None
        if plan is not None:
            self._plans.append(plan)
        for hit in hits:
            around = Around(sheet, hit.span, self.pack.cues, self.today)
            if criterion.partner_relation and not self._is_archive(criterion, hit):
                self._book.note(around, hit, criterion.partner_relation)
            if criterion.event_kind and _is_agreement(around):
                continue
            if criterion.event_kind or criterion.measure == "news_rate":
                self.told.append(told_of(criterion, around, hit, _first_named(around) if criterion.event_kind else None, self.pack))
            elif is_news(criterion, around, telling=hit.signal in telling):
                day = date_of("event", around, current=academic_year_of(self.today))
                self.told.append(told_of(criterion, around, replace(hit, dating=day), None, self.pack))

    def _is_archive(self, criterion: Criterion, hit: Hit) -> bool:
        """An event of years ago makes no partner of today."""
        year = hit.dating.year
        return criterion.time == "event" and year is not None and year < academic_year_of(self.today) - 1

    def plans(self) -> tuple[Plan, ...]:
        """Each plan once, with the grades it covers and where else it stands."""
        return plans_once(self._plans)

    def partners(self) -> tuple[Partner, ...]:
        """Each partner once, with the strongest relation (agreement before visit before mention) and its trail."""
        return self._book.partners()

    def events(self) -> tuple[Event, ...]:
        """Each event once, the newest first: a teaser in a list tells what its own page tells."""
        return events_of(self.told, self._book.names())


def _is_agreement(around: Around) -> bool:
    """Whether the row of a list tells of an agreement: then it is no event, whatever the agreement is about."""
    line = around.sheet.lines[around.line]
    return bool(line.cells) and bool(find_agreements(line.text))


def _first_named(around: Around) -> tuple[str, str] | None:
    """The organisation that the passage names first."""
    found = (each for line in around.lines("passage") for each in around.sheet.facts(line).organisations if is_partner(each))
    return next(((each.name, each.kind) for each in found), None)
