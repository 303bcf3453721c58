"""The register of events of one school: a passage tells one, the news, the album and the list tell the same one again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from site_audit.detect.around import Around
from site_audit.detect.mask import masked
from site_audit.detect.news_signs import is_paper
from site_audit.detect.signals import Hit
from site_audit.model import BlockKind, Event, Link, Telling
from site_audit.rulepack import Criterion, RulePack
from site_audit.text.grades import as_ranges
from site_audit.text.retold import NEWS_AFTER_DAYS, Retold, why_one_event
from site_audit.text.words import folded

TITLE_CHARACTERS = 160
#: Of events the newest are kept.
_MOST = 2_000
_TRAIL = 10
_LEADING_DAY = re.compile(r"^\d{1,2}[./]\d{1,2}[./](?:20)?\d\d\s?(?:г(?:ода|\.)?)?[\s|,.:–—-]*")
_SENTENCES = re.compile(r"(?<=[а-яё»\")]{2}[.!?])\s+(?=[А-ЯЁ«])")
_BARE_WORDS = 2
_SITE_WORDS = (
    "новости новостей архив лента главная события событий мероприятия мероприятий наши наша жизнь школы школьная фотогалерея фотоальбом"
    " галерея альбом фото страница документы календарь дневник блог хроника объявления и на год"
)
_PARTS_OF_A_SITE = frozenset(_SITE_WORDS.split())
_TRIED = 300  # events of nearly the same day that one is compared with


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
    partner: tuple[str, str] | None  # the name and kind of the organisation that the passage names first
    fetched_at: datetime | None
    shape: str = "page"  # page · list · file
    headed: bool = False  # the title is a heading, not words of the text


@dataclass(slots=True)
class _Kept:
    """An event with the tellings that have come together in it."""

    event: Event
    retold: list[Retold]
    trail: list[Telling]
    grades: frozenset[int]


def told_of(criterion: Criterion, around: Around, hit: Hit, partner: tuple[str, str] | None, pack: RulePack) -> Told:
    """What the passage of a hit tells."""
    sheet, lines = around.sheet, around.lines("passage")
    grades = frozenset(grade for line in lines for found in sheet.facts(line).grades for grade in found.grades)
    card = bool(sheet.lines[around.line].item) or sheet.is_listing
    title, headed = _title(around, lines, hit, pack)
    return Told(
        criterion=criterion,
        hit=hit,
        title=title,
        headed=headed,
        card=card,
        passage=(hit.url, lines[0]),
        paper=is_paper(around),
        grades=grades,
        partner=partner,
        fetched_at=sheet.sighting.fetched_at,
        shape="list" if card else "page" if sheet.document.is_page else "file",
    )


def events_of(told: Sequence[Told], names: Mapping[tuple[str, str], str]) -> tuple[Event, ...]:
    """Each event once, the newest first. `names` are the partners' names in the register by the names and kinds met."""
    passages: dict[tuple[str, int], list[Told]] = {}
    for each in told:
        if each.criterion.event_kind:
            passages.setdefault(each.passage, []).append(each)
    joined = sorted((_joined(each, names) for each in passages.values()), key=lambda one: one[0].day or date.min)[-_MOST:]
    kept: list[_Kept] = []
    by_week: dict[int, list[_Kept]] = {}
    for event, one, grades, _ in sorted(
        joined, key=lambda each: (each[1].brief, not each[3], each[0].day or date.min, -len(each[0].title), each[0].url)
    ):
        found = next(((other, why) for other in _near(by_week, one.day) if (why := _why(one, other))), None)
        if found is None:
            fresh = _Kept(event, [one], [event.trail[0]], grades)
            kept.append(fresh)
            by_week.setdefault(_week(one.day), []).append(fresh)
        else:
            _retell(found[0], event, one, grades, found[1])
    finished = (replace(one.event, grades=as_ranges(one.grades), trail=tuple(one.trail)) for one in kept)
    return tuple(sorted(finished, key=lambda event: (event.day or date.min, event.title), reverse=True))


def _week(day: date | None) -> int:
    return -1 if day is None else day.toordinal() // (NEWS_AFTER_DAYS + 1)


def _near(by_week: Mapping[int, list[_Kept]], day: date | None) -> Iterator[_Kept]:
    """The events near a day; an undated telling may be of any event, an event without a day be told by any."""
    week = _week(day)
    weeks = sorted(by_week) if day is None else (week - 1, week, week + 1, -1)
    count = 0
    for each in weeks:
        for one in by_week.get(each, ()):
            count += 1
            if count > _TRIED:
                return
            yield one


def _why(one: Retold, kept: _Kept) -> str:
    return next((why for other in kept.retold if (why := why_one_event(one, other))), "")


def _retell(kept: _Kept, event: Event, one: Retold, grades: frozenset[int], why: str) -> None:
    if len(kept.trail) < _TRAIL:
        kept.trail.append(replace(event.trail[0], why=why))
        kept.retold.append(one)
    kept.grades |= grades
    kept.event = replace(
        kept.event,
        day=min((day for day in (kept.event.day, event.day) if day), default=None),
        partner=kept.event.partner or event.partner,
    )


def _joined(told: list[Told], names: Mapping[tuple[str, str], str]) -> tuple[Event, Retold, frozenset[int], bool]:
    """The one event of a passage: of the kind best seen; on its earliest day, for news come after what they tell."""
    best = max(told, key=lambda each: (each.hit.confidence, len(each.hit.met), -told.index(each)))
    day = min((each.hit.dating.day for each in told if each.hit.dating.day), default=None)
    pair = next((each.partner for each in told if each.partner), None)
    partner = "" if pair is None else names.get(pair, pair[0])
    grades = frozenset[int]().union(*(each.grades for each in told))
    kind = best.criterion.event_kind
    telling = Telling(best.hit.url, best.hit.quote, day, best.shape)
    event = Event(best.title, kind, day, as_ranges(grades), partner, best.hit.url, (telling,))
    retold = Retold(day, kind, partner, grades, frozenset({folded(best.title), folded(best.hit.quote)}), best.card)
    return event, retold, grades, best.headed


def _title(around: Around, lines: Sequence[int], hit: Hit, pack: RulePack) -> tuple[str, bool]:
    """The heading of the passage; of an article, of its page; of a list's entry, or under «Новости», its own words without the date.

    Whether it is a heading is told too.
    """
    sheet, line = around.sheet, around.sheet.lines[around.line]
    heading = next((sheet.lines[number].text for number in lines if sheet.lines[number].level), "")
    entry = line.item or line.kind in (BlockKind.ITEM, BlockKind.ROW)
    if not heading and not entry:
        heading = next((sheet.lines[number].text for number in sheet.context(around.line) if sheet.lines[number].level), "")
    if heading and not is_general(heading, pack):
        return heading[:TITLE_CHARACTERS], True
    told = _telling_cell(around) if line.kind is BlockKind.ROW and line.cells else hit.quote
    return (_LEADING_DAY.sub("", masked(told)) or told)[:TITLE_CHARACTERS], False


def _telling_cell(around: Around) -> str:
    """The cell of a row that the words seen stand in; the longest, where they go over several."""
    sheet = around.sheet
    word = sheet.reading.quote(around.span.first, around.span.first)
    cells = sheet.lines[around.line].cells
    cell = max((cell for cell in cells if word in cell), key=len, default="") or max(cells, key=len)
    return next((sentence for sentence in _SENTENCES.split(cell) if word in sentence), cell)


def is_general(heading: str, pack: RulePack) -> bool:
    """Whether a heading names a part of the site («Архив новостей») or the subject of the pack, rather than one thing that happened."""
    return is_part_of_site(heading) or (len(folded(heading).split()) <= _BARE_WORDS and pack.is_subject_link(Link("", heading)))


def is_part_of_site(heading: str) -> bool:
    """Whether a heading is made of words for parts of a site: «Лента новостей, страница 2»."""
    return all(word in _PARTS_OF_A_SITE or word.isdigit() for word in folded(heading).split())
