"""The events of all schools: what several schools did together on one day is told once, with the schools listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from site_audit.model import Audit, DistrictEvent, Event, SchoolEvent
from site_audit.text.grades import as_ranges, cell_grades
from site_audit.text.retold import NEWS_AFTER_DAYS, Retold, why_joint
from site_audit.text.words import folded

_TRIED = 400  # events near a day that one is compared with


@dataclass(slots=True)
class _Joint:
    told: list[SchoolEvent]
    retold: list[Retold]
    schools: set[str] = field(default_factory=set)


def joint_events(audits: Sequence[Audit], partners: Mapping[str, str]) -> tuple[DistrictEvent, ...]:
    """The events, the newest first, those without a day last. `partners` gives the district's name of a partner by a folded one."""
    all_told = [(audit.school.id, event, _retold(event, partners)) for audit in audits for event in audit.events]
    all_told.sort(key=lambda each: (each[1].day or date.min, each[0], each[1].title, each[1].url))
    found: list[_Joint] = []
    by_week: dict[int, list[_Joint]] = {}
    for school, event, retold in all_told:
        match = next(((one, why) for one in _near(by_week, event.day) if (why := _why(school, retold, one))), None)
        if match is None:
            joint = _Joint([SchoolEvent(school, event)], [retold], {school})
            found.append(joint)
            by_week.setdefault(_week(event.day), []).append(joint)
        else:
            joint, why = match
            joint.told.append(SchoolEvent(school, event, why))
            joint.retold.append(retold)
            joint.schools.add(school)
    made = (_event(one, partners) for one in found)
    return tuple(sorted(made, key=lambda one: (-(one.day or date.min).toordinal(), one.title, one.told[0].school)))


def _why(school: str, retold: Retold, joint: _Joint) -> str:
    """Why this school's event is the others'; a school tells of an event once."""
    if school in joint.schools:
        return ""
    return next((why for other in joint.retold if (why := why_joint(retold, other))), "")


def _retold(event: Event, partners: Mapping[str, str]) -> Retold:
    texts = frozenset({folded(event.title), *(folded(one.quote) for one in event.trail[:2])})
    partner = partners.get(folded(event.partner), event.partner) if event.partner else ""
    return Retold(event.day, event.kind, folded(partner), cell_grades(event.grades), texts)


def _week(day: date | None) -> int:
    return -1 if day is None else day.toordinal() // (NEWS_AFTER_DAYS + 1)


def _near(by_week: Mapping[int, list[_Joint]], day: date | None) -> Iterator[_Joint]:
    week = _week(day)
    if day is None:
        return
    left = _TRIED
    for each in (week, week - 1, week + 1):
        for one in by_week.get(each, ())[:left]:
            left -= 1
            yield one


def _event(joint: _Joint, partners: Mapping[str, str]) -> DistrictEvent:
    events = [one.event for one in joint.told]
    first = events[0]
    partner = next((event.partner for event in events if event.partner), "")
    grades = frozenset[int]().union(*(cell_grades(event.grades) for event in events))
    return DistrictEvent(
        title=first.title,
        kind=first.kind,
        day=first.day,
        grades=as_ranges(grades),
        partner=partners.get(folded(partner), partner) if partner else "",
        told=tuple(joint.told),
    )
