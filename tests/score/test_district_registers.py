"""The registers of the district: partners and events of several schools told once, plans by school."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from site_audit.model import Agreement, Audit, Event, Naming, PackId, Partner, Plan, School, Telling
from site_audit.score import district_registers
from site_audit.score.indicator import indicate
from tests.rules.shipped import shipped_pack
from tests.score.made import AS_OF, ENOUGH

DAY = date(2026, 10, 14)


def partner(name: str, kind: str = "college", relation: str = "visit", **more: object) -> Partner:
    """A partner named once."""
    url = "http://school.example/p"
    told = Naming(url, f"Были в {name}.", name, relation, DAY)
    return Partner(name, kind, relation, url, trail=(told,), **more)  # type: ignore[arg-type]  # the tests name real fields


def event(title: str, who: str = "", day: date | None = DAY, kind: str = "excursion", grades: str = "8") -> Event:
    """An event told on one page."""
    url = "http://school.example/e"
    return Event(title, kind, day, grades, who, url, (Telling(url, title, day),))


def audit(name: str, partners: Iterable[Partner] = (), events: Iterable[Event] = (), plans: Iterable[Plan] = ()) -> Audit:
    """A school with these registers."""
    return Audit(
        School(name, name, f"http://{name}.example/"),
        "run",
        datetime(2026, 11, 23, tzinfo=UTC),
        AS_OF,
        PackId("career", "1", ""),
        indicate((), (), ()),
        ENOUGH,
        (),
        plans=tuple(plans),
        events=tuple(events),
        partners=tuple(partners),
    )


def test_a_partner_of_several_schools_is_one() -> None:
    """Under its fullest name, with the strongest relation, and why each school's name is its."""
    (one,) = district_registers(
        [
            audit("a", [partner("Луговской педколледж")]),
            audit("b", [partner("Луговской педагогический колледж", relation="agreement", agreements=(Agreement("3", DAY),))]),
        ]
    ).partners
    assert (one.name, one.relation) == ("Луговской педагогический колледж", "agreement")
    assert [(tie.school, tie.why, tie.day) for tie in one.ties] == [("b", "same_name", DAY), ("a", "word_forms", DAY)]


def test_colleges_of_two_towns_are_two() -> None:
    """A type of college is no name."""
    audits = [audit("a", [partner("Луговской педагогический колледж")]), audit("b", [partner("Ольховский педагогический колледж")])]
    assert len(district_registers(audits).partners) == 2


def test_the_gazetteer_names_what_schools_name_differently() -> None:
    """«ДГТУ» and its full name are one; the institute that is its branch stays apart and knows its parent."""
    pack = shipped_pack()
    audits = [
        audit("a", [partner("ДГТУ", "university"), partner("ИСОиП ДГТУ", "university")]),
        audit("b", [partner("Донской государственный технический университет", "university")]),
    ]
    told = {(one.name, one.parent, len(one.ties)) for one in district_registers(audits, pack.gazetteer, pack.parents).partners}
    university = "Донской государственный технический университет"
    assert told == {(university, "", 2), ("Институт сферы обслуживания и предпринимательства ДГТУ", university, 1)}


def test_what_schools_did_together_is_told_once() -> None:
    """One day, one kind, one partner: one event of two schools, with the classes of both, whatever each calls the partner."""
    college = partner("Луговской педагогический колледж")
    audits = [
        audit("a", [college], [event("Едем в колледж", college.name)]),
        audit("b", [partner("Луговской педколледж")], [event("В гостях у студентов", "Луговской педколледж", grades="9")]),
    ]
    (one,) = district_registers(audits).events
    assert (one.joint, one.grades, one.partner) == (True, "8-9", college.name)
    assert [(told.school, told.why) for told in one.told] == [("a", "first"), ("b", "same_partner")]


def test_other_days_and_places_are_other_events() -> None:
    """Nor is a day without a date the same as any."""
    audits = [
        audit("a", events=[event("Едем", "ООО «Нива»")]),
        audit("b", events=[event("Были", "ООО «Нива»", date(2026, 10, 16)), event("Едем", "СПК «Колос»")]),
        audit("c", events=[event("Едем", "ООО «Нива»", None), event("Едем", "ООО «Нива»", kind="meeting")]),
    ]
    events = district_registers(audits).events
    assert len(events) == 5
    assert not any(one.joint for one in events)
    assert events[-1].day is None


def test_a_school_tells_of_an_event_once() -> None:
    """What one site keeps apart the district does not join."""
    audits = [
        audit("a", events=[event("Утром", "ООО «Нива»"), event("Днём", "ООО «Нива»")]),
        audit("b", events=[event("Мы", "ООО «Нива»")]),
    ]
    assert sorted(len(one.told) for one in district_registers(audits).events) == [1, 2]


def test_plans_stand_by_school() -> None:
    """The newest career plan first; a school without any is told."""
    old, new = Plan("П", "2025/26", True, "u"), Plan("П", "2026/27", False, "u", rows=9, grades="5-9")
    plans = district_registers([audit("b"), audit("a", plans=[old, new])]).plans
    assert [(one.school, [plan.academic_year for plan in one.plans], one.read) for one in plans] == [
        ("a", ["2026/27", "2025/26"], True),
        ("b", [], True),
    ]


def test_the_order_of_schools_changes_nothing() -> None:
    """The same audits in any order give the same registers."""
    audits = [
        audit("a", [partner("Луговской техникум"), partner("ООО «Нива»", "employer")], [event("Едем", "ООО «Нива»")]),
        audit("b", [partner("Луговской техникум связи")], [event("И мы", "ООО «Нива»")]),
        audit("c", [partner("фирма «Нива»", "employer")]),
    ]
    assert district_registers(audits) == district_registers(audits[::-1])
