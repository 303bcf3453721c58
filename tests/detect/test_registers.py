"""The registers of plans, events and partners: the same thing told twice is kept once."""

from __future__ import annotations

from datetime import date

from site_audit.model import Detected
from tests.detect.made import HOME, Answer, detected, file, menu, site

TITLE = "План профориентационной работы на 2026-2027 учебный год"
ROWS = "".join(f"<tr><td>Беседа о труде номер {n}</td><td>октябрь</td><td>{n} класс</td></tr>" for n in (5, 6, 7, 9))
VISIT = "14.10.2026 ученики 8 класса побывали на хлебозаводе «Каравай»."


def of(**pages: Answer) -> Detected:
    """What is found on a site with these pages."""
    return detected(site(menu(*((path, "Страница") for path in pages)), pages))


def test_a_plan_is_taken_down() -> None:
    """Its year, its rows, its grades and whether it is approved."""
    html = f"<title>План</title><main><h1>{TITLE}</h1><p>УТВЕРЖДАЮ Директор 30.08.2026</p><table>{ROWS}</table></main>"
    (plan,) = of(p=html).plans
    assert (plan.academic_year, plan.approved, plan.rows, plan.grades, plan.kind, plan.url) == (
        "2026/27",
        True,
        4,
        "5-7, 9",
        "career",
        HOME + "p",
    )


def test_a_page_and_a_file_of_one_plan_are_one() -> None:
    """The page that names the plan and the file that holds it are one plan; the fuller account is kept."""
    body = f"<p>{TITLE}</p><table>{ROWS}</table>"
    result = detected(site(menu(("p", "Документы")), {"p": f"<main><h1>{TITLE}</h1><p>См. файл.</p></main>", "f.pdf": file(body, "f.pdf")}))
    assert [(plan.url, plan.rows) for plan in result.plans] == [(HOME + "f.pdf", 4)]


def test_plans_of_two_years_are_two() -> None:
    """Last year's plan is a plan of its own."""
    pages = {
        f"p{year}": f"<title>П</title><main><h1>План профориентации на {year}-{year + 1} учебный год</h1><table>{ROWS}</table></main>"
        for year in (2025, 2026)
    }
    assert sorted(plan.academic_year for plan in of(**pages).plans) == ["2025/26", "2026/27"]


def test_an_event_is_taken_down() -> None:
    """Its title, day, grades and kind."""
    (event,) = of(v=f"<main><h1>Как пекут хлеб</h1><p>{VISIT}</p></main>").events
    assert (event.title, event.day, event.grades, event.kind, event.url) == (
        "Как пекут хлеб",
        date(2026, 10, 14),
        "8",
        "excursion",
        HOME + "v",
    )


def test_an_event_told_twice_is_one() -> None:
    """In the list and on its own page it is the same event."""
    cards = f"<article><h3>Как пекут хлеб</h3><p>14.10.2026</p><p>{VISIT}</p></article>"
    others = "".join(f"<article><h3>Дело {n}</h3><p>{n}.11.2026</p><p>Слова о деле.</p></article>" for n in (1, 2, 3))
    own = f"<title>Как пекут хлеб</title><main><h1>Как пекут хлеб</h1><p>14.10.2026</p><p>{VISIT}</p><p>Дети рады.</p></main>"
    assert len(of(n=f"<main><h1>Новости</h1>{cards}{others}</main>", v=own).events) == 1


def test_events_of_two_days_are_two() -> None:
    """The newest stands first."""
    html = f"<main><h1>Год</h1><h2>Раз</h2><p>{VISIT}</p><h2>Два</h2><p>{VISIT.replace('14.10', '21.10')}</p></main>"
    assert [event.day.day for event in of(v=html).events if event.day] == [21, 14]


def test_a_partner_is_kept_once_with_its_strongest_tie() -> None:
    """An agreement outweighs a visit to the same place; the school itself is nobody's partner."""
    pact = "<main><h1>Партнёры</h1><ul><li>Договор: ГБПОУ «Луговской аграрный техникум»</li><li>Ещё слова о школе</li></ul></main>"
    result = of(a=pact, b=pact.replace("Партнёры", "Друзья").replace("Ещё слова", "Другие слова"))
    assert [(partner.kind, partner.relation) for partner in result.partners] == [("college", "agreement")]
    assert "аграрный техникум" in result.partners[0].name


def test_a_partner_has_a_trail() -> None:
    """Every place that names it: the literal words, the form of the name, the day, and why it is this partner."""
    act = "Договор с ГБПОУ «Луговской аграрный техникум» № 3 от 02.09.2026"
    pact = f"<main><h1>Партнёры</h1><ul><li>{act}</li><li>Ещё слова о школе</li></ul></main>"
    visit = "<main><h1>Поездка</h1><p>14.10.2026 ученики побывали на заводе Луговского аграрного техникума.</p></main>"
    (partner,) = of(a=pact, b=visit).partners
    assert (partner.name, partner.relation) == ("Луговской аграрный техникум", "agreement")
    assert [(one.number, one.day) for one in partner.agreements] == [("3", date(2026, 9, 2))]
    assert [(one.url, one.form, one.relation, one.day) for one in partner.trail] == [
        (HOME + "a", "ГБПОУ «Луговской аграрный техникум»", "agreement", date(2026, 9, 2)),
        (HOME + "b", "Луговского аграрного техникума", "visit", date(2026, 10, 14)),
    ]
    assert all(one.form in one.quote for one in partner.trail)
    assert partner.trail[1].quote == "14.10.2026 ученики побывали на заводе Луговского аграрного техникума."


def test_an_event_keeps_the_places_that_tell_of_it() -> None:
    """The news and the album of the next day are one event on its day; the trail names both."""
    news = f"<title>Хлеб</title><main><h1>Как пекут хлеб</h1><p>{VISIT}</p></main>"
    album = "<title>Альбом</title><main><h1>Альбом</h1><p>15.10.2026 наши восьмиклассники: экскурсия на хлебозавод «Каравай».</p></main>"
    (event,) = of(v=news, w=album).events
    assert (event.title, event.day) == ("Как пекут хлеб", date(2026, 10, 14))
    assert [(one.url, one.day, one.why) for one in event.trail] == [
        (HOME + "v", date(2026, 10, 14), "first"),
        (HOME + "w", date(2026, 10, 15), "same_partner"),
    ]


def test_an_event_under_a_heading_of_the_site_is_named_by_its_words() -> None:
    """«Новости» is no name of an event, nor is its date a part of it."""
    (event,) = of(v=f"<title>Новости</title><main><h1>Новости</h1><p>{VISIT}</p></main>").events
    assert event.title == "ученики 8 класса побывали на хлебозаводе «Каравай»"


def test_a_plan_keeps_its_approval_and_its_other_places() -> None:
    """What the page alone says – here the approval – is not lost where the file is the fuller account."""
    page = f"<title>План</title><main><h1>{TITLE}</h1><p>УТВЕРЖДАЮ Директор 30.08.2026</p><table>{ROWS}</table></main>"
    longer = file(f"<p>{TITLE}</p><table>{ROWS}{ROWS.replace('Беседа', 'Игра')}</table>", "f.pdf")
    (plan,) = detected(site(menu(("p", "Документы")), {"p": page, "f.pdf": longer})).plans
    assert (plan.url, plan.rows, plan.approved, plan.also) == (HOME + "f.pdf", 8, True, (HOME + "p",))
    assert [(one.kind, one.day) for one in plan.approvals] == [("stamp", date(2026, 8, 30))]


def test_nothing_of_anothers_site_enters_the_registers() -> None:
    """On a college's site its visits and agreements are its own."""
    home = "<title>Луговской колледж</title><header>Луговской колледж</header><main><h1>Колледж</h1></main>"
    result = detected(site(home, {"v": f"<title>Колледж</title><main><h1>Колледж: поездка</h1><p>{VISIT}</p></main>"}))
    assert result.other_owner == "college"
    assert (result.groups, result.events, result.partners, result.plans, result.publications) == ((), (), (), (), ())
