"""The three registers – plans, events, partners – filled while the sheets go by, and the same thing told twice kept once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from site_audit.detect.acts import is_disposed, is_listed_act
from site_audit.detect.around import Around
from site_audit.detect.checks import holds
from site_audit.detect.dating import date_of
from site_audit.detect.notices import is_stamped
from site_audit.detect.papers import approvals_of
from site_audit.detect.sheet import Sheet
from site_audit.detect.signals import Hit
from site_audit.model import BlockKind, Event, Partner, Plan
from site_audit.rulepack import CompiledCriterion, Criterion, RulePack
from site_audit.rulepack.checks import Check
from site_audit.text.dates import academic_label, academic_year_of
from site_audit.text.fuzzy import alike, contained, nearest
from site_audit.text.words import folded

_SAME_NAME = 0.9
_SAME_EVENT = 0.75
#: News of an event come out within so many days of it.
_NEWS_AFTER_DAYS = 4
_TITLE_CHARACTERS = 160
_PLAN_KINDS = ("career", "upbringing", "course", "early")
_LEAST_ROWS = 2
#: A longer register nobody reads, and each entry is compared with each; of events the newest are kept.
_MOST = 2_000
#: A signal with one of these checks tells that something took place: on a page it is a piece of news, whatever its criterion.
_TELLING = ("held", "noted")
_OF_A_PAPER = re.compile(r"(?:№\s?\S+|(?:дог|согл|прик|протокол|контракт|меморандум)\w*\.?)[^.;|]{0,25}\bот\s*«?\s*$", re.IGNORECASE)
_LOOK_BACK = 60
#: What stands on the site for good is no news, whatever date it bears.
_STANDING = ("access",)
_NO_PARTNERS = ("school",)
_STRENGTH = {"agreement": 0, "visit": 1, "mention": 2}


@dataclass(frozen=True, slots=True)
class Told:
    """One hit of an event criterion, with what its passage says: for the register of events and the freshness of news."""

    criterion: Criterion
    hit: Hit
    title: str
    card: bool  # an entry of a list, as against a page of its own
    passage: tuple[str, int]  # (url, first line): hits of one passage tell one thing
    paper: bool  # stands in an act, or is dated by an agreement or order alone: no news
    grades: frozenset[int]
    partner: str
    fetched_at: datetime | None


@dataclass(slots=True)
class Register:
    """Gathers what goes into the registers."""

    pack: RulePack
    today: date
    told: list[Told] = field(default_factory=list)
    _plans: list[Plan] = field(default_factory=list)
    _partners: list[Partner] = field(default_factory=list)

    def note(self, rule: CompiledCriterion, sheet: Sheet, hits: Iterable[Hit]) -> None:
        """Take down what the hits of one criterion in one sheet tell for the registers."""
        criterion = rule.criterion
        hits = tuple(hits)
        telling = {each.signal.id for each in rule.signals if any(one.name in _TELLING and not one.denied for one in each.checks)}
        named = next(((hit, title) for hit in hits if (title := _plan_title(sheet, hit))), None) if criterion.plan_kind else None
        if named is not None:
            self._plans.append(_plan(criterion, sheet, *named))
        for hit in hits:
            around = Around(sheet, hit.span, self.pack.cues, self.today)
            names = self._organisations(around) if criterion.partner_relation or criterion.event_kind else ()
            if criterion.partner_relation and not self._is_archive(criterion, hit):
                self._partners += [Partner(name, kind, criterion.partner_relation, hit.url) for name, kind in names]
            if criterion.event_kind or criterion.measure == "news_rate":
                self.told.append(_told(criterion, around, hit, names))
            elif _is_news(criterion, around, telling=hit.signal in telling):
                day = date_of("event", around, current=academic_year_of(self.today))
                self.told.append(_told(criterion, around, replace(hit, dating=day), names))

    def _is_archive(self, criterion: Criterion, hit: Hit) -> bool:
        """An event of years ago makes no partner of today."""
        year = hit.dating.year
        return criterion.time == "event" and year is not None and year < academic_year_of(self.today) - 1

    def _organisations(self, around: Around) -> tuple[tuple[str, str], ...]:
        found: dict[str, str] = {}
        for line in around.lines("passage"):
            for each in around.sheet.facts(line).organisations:
                if each.named and each.kind not in _NO_PARTNERS:
                    found.setdefault(each.name, each.kind)
        return tuple(found.items())

    def plans(self) -> tuple[Plan, ...]:
        """Each plan once: told by a page and by its file, or carrying several criteria, it is one plan of the kind it most is."""
        kept: dict[tuple[str, str], Plan] = {}
        texts: set[tuple[str, str]] = set()
        for plan in sorted(self._plans, key=lambda each: (_PLAN_KINDS.index(each.kind), -each.rows)):
            text = (folded(plan.title)[:60], plan.academic_year)
            if (plan.url, plan.academic_year) not in kept and text not in texts:
                kept[(plan.url, plan.academic_year)] = plan
                texts.add(text)
        return tuple(kept.values())

    def partners(self) -> tuple[Partner, ...]:
        """Each partner once, with the strongest relation (agreement before visit before mention)."""
        kept: dict[str, Partner] = {}
        for partner in sorted(dict.fromkeys(self._partners), key=lambda each: (_STRENGTH[each.relation], -len(each.name), each.name)):
            key = folded(partner.name)
            if len(kept) >= _MOST:
                break
            if not key or key in kept or nearest(key, kept, _SAME_NAME) is not None or any(f" {key} " in f" {known} " for known in kept):
                continue
            kept[key] = partner
        return tuple(sorted(kept.values(), key=lambda each: (each.kind, each.name)))

    def events(self) -> tuple[Event, ...]:
        """Each event once: a passage tells one, whatever criteria it carries; a teaser in a list tells what its own page tells."""
        passages: dict[tuple[str, int], list[Told]] = {}
        for told in self.told:
            if told.criterion.event_kind:
                passages.setdefault(told.passage, []).append(told)
        joined = sorted((_joined(each) for each in passages.values()), key=lambda pair: pair[0].day or date.min)[-_MOST:]
        kept: list[tuple[Event, Told]] = []
        for event, told in sorted(joined, key=lambda pair: (pair[1].card, pair[0].day or date.min, -len(pair[0].title), pair[0].url)):
            if not any(_same(event, told, other, others) for other, others in kept):
                kept.append((event, told))
        return tuple(event for event, _ in sorted(kept, key=lambda pair: (pair[0].day or date.min, pair[0].title), reverse=True))


def _is_news(criterion: Criterion, around: Around, *, telling: bool) -> bool:
    """Whether a hit of any other criterion stands in a piece of news: it tells of a day, or stands under the date line of one."""
    if not around.sheet.document.is_page or criterion.time == "plan" or criterion.direction in _STANDING:
        return False
    return holds(Check("own"), around) and (telling or is_stamped(around))


def _is_paper(around: Around) -> bool:
    """Whether the match stands in an act of the school or in a list of such, or all its days are those of papers."""
    sheet = around.sheet
    texts = [sheet.lines[number].text for number in around.lines("page")]
    above = [sheet.lines[number].text for number in around.lines("context")]
    if not sheet.is_listing and any(is_disposed(text) for text in texts):
        return True
    lines = around.lines("passage")
    if is_listed_act(sheet.lines[around.line].text, above):
        return True
    dated = [(sheet.lines[number].text, found.start) for number in lines for found in sheet.facts(number).dates if found.day]
    return bool(dated) and all(_OF_A_PAPER.search(text[max(0, start - _LOOK_BACK) : start]) for text, start in dated)


def _joined(told: list[Told]) -> tuple[Event, Told]:
    """The one event of a passage: of the kind best seen; on its earliest day, for news come after what they tell."""
    best = max(told, key=lambda each: (each.hit.confidence, len(each.hit.met), -told.index(each)))
    days = [each.hit.dating.day for each in told if each.hit.dating.day]
    event = Event(
        title=best.title,
        kind=best.criterion.event_kind,
        day=min(days, default=None),
        grades=_range(frozenset().union(*(each.grades for each in told))),
        partner=next((each.partner for each in told if each.partner), ""),
        url=best.hit.url,
    )
    return event, best


def _told(criterion: Criterion, around: Around, hit: Hit, names: tuple[tuple[str, str], ...]) -> Told:
    lines = around.lines("passage")
    grades = frozenset(grade for line in lines for found in around.sheet.facts(line).grades for grade in found.grades)
    return Told(
        criterion=criterion,
        hit=hit,
        title=_title(around, lines, hit),
        card=bool(around.sheet.lines[around.line].item) or around.sheet.is_listing,
        passage=(hit.url, lines[0]),
        paper=_is_paper(around),
        grades=grades,
        partner=names[0][0] if names else "",
        fetched_at=around.sheet.sighting.fetched_at,
    )


def _title(around: Around, lines: list[int], hit: Hit) -> str:
    """The heading of the passage; of an article, of its page; of a list's entry, its own words."""
    sheet, line = around.sheet, around.sheet.lines[around.line]
    heading = next((sheet.lines[number].text for number in lines if sheet.lines[number].level), "")
    entry = line.item or line.kind in (BlockKind.ITEM, BlockKind.ROW)
    if not heading and not entry:
        heading = next((sheet.lines[number].text for number in sheet.context(around.line) if sheet.lines[number].level), "")
    return (heading or hit.quote)[:_TITLE_CHARACTERS]


def _plan_title(sheet: Sheet, hit: Hit) -> str:
    """What the plan is called: the words themselves where they name it, else the heading they stand under; "" where nothing names one."""
    line = sheet.lines[hit.line]
    if line.kind is BlockKind.LINK:
        return hit.quote
    listed = sum(1 for each in sheet.lines if each.kind in (BlockKind.ROW, BlockKind.ITEM))
    if sheet.is_listing or (sheet.document.is_page and listed < _LEAST_ROWS):
        return ""  # a page that speaks of a plan without showing one
    if line.titles or line.level:
        return hit.quote
    heading = next((sheet.lines[number].text for number in sheet.context(hit.line) if not sheet.lines[number].echo), "")
    return heading if line.kind in (BlockKind.ROW, BlockKind.ITEM) or not sheet.document.is_page else ""


def _plan(criterion: Criterion, sheet: Sheet, hit: Hit, title: str) -> Plan:
    rows = sum(1 for line in sheet.lines if line.cells and len(line.text.split()) > 2)
    grades = frozenset(g for number in range(len(sheet.lines)) for found in sheet.facts(number).grades for g in found.grades)
    return Plan(
        title=title[:_TITLE_CHARACTERS],
        academic_year=academic_label(hit.dating.year) if hit.dating.year is not None else "",
        approved=bool(approvals_of(sheet)),
        url=sheet.url,
        kind=criterion.plan_kind or "career",
        rows=rows,
        grades=_range(grades),
    )


def _range(grades: frozenset[int]) -> str:
    if not grades:
        return ""
    low, high = min(grades), max(grades)
    return str(low) if low == high else f"{low}-{high}"


def _same(event: Event, told: Told, other: Event, others: Told) -> bool:
    """Whether two passages tell of one event: on days close to each other, in words alike."""
    if event.day is None or other.day is None:
        return event.day is other.day and alike(folded(event.title), folded(other.title)) >= _SAME_EVENT
    if abs((event.day - other.day).days) > _NEWS_AFTER_DAYS:
        return False
    words = {folded(event.title), folded(told.hit.quote)}
    theirs = {folded(other.title), folded(others.hit.quote)}
    if any(alike(one, another) >= _SAME_EVENT for one in words for another in theirs):
        return True
    return told.card and any(contained(one, another) >= _SAME_EVENT for one in words for another in theirs)
