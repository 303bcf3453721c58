"""Evidence groups: what may be joined, and what must not."""

from __future__ import annotations

from datetime import date

from site_audit.model import Detected, EvidenceGroup
from tests.detect.made import HOME, detected, file, menu, page, site

PLAN = "План профориентационной работы на 2026-2027 учебный год"
ROWS = "<ul><li>Беседа о труде в октябре</li><li>Поход на завод весной</li><li>Встреча с мастером цеха</li></ul>"


def groups(result: Detected, criterion: str) -> list[EvidenceGroup]:
    """The groups of a criterion."""
    return [group for group in result.groups if group.criterion == criterion]


def of(criterion: str, *entries: tuple[str, str, object]) -> list[EvidenceGroup]:
    """The groups of a criterion on a site whose home links these pages or documents."""
    pages = {path: answer for path, _, answer in entries}
    return groups(detected(site(menu(*((path, text) for path, text, _ in entries)), pages)), criterion)  # type: ignore[arg-type]


def test_a_page_and_its_file_are_one_group() -> None:
    """The page names the plan, the file it links holds the rows: together they meet the requirements."""
    front = f'<title>Сайт</title><main><h1>{PLAN}</h1><p>УТВЕРЖДАЮ Директор 30.08.2026</p><p><a href="/plan.pdf">{PLAN}</a></p></main>'
    pair, alone = of("plan", ("docs", "Документы", front), ("plan.pdf", "", file(f"<p>{PLAN}</p>{ROWS}")))
    assert (pair.met, alone.met) == (("year", "approval", "rows"), ("year", "rows"))


def test_requirements_are_not_joined_across_pages() -> None:
    """A stamp on one page and rows on another that does not link it make no complete plan."""
    stamped = f"<title>а</title><main><h1>{PLAN}</h1><p>УТВЕРЖДАЮ Директор 30.08.2026</p></main>"
    listed = f"<title>б</title><main><h1>{PLAN}</h1>{ROWS}</main>"
    met = [group.met for group in of("plan", ("a", "Один", stamped), ("b", "Два", listed))]
    assert sorted(met) == [("year", "approval"), ("year", "rows")]


def test_what_belongs_to_one_passage_is_met_by_one_passage() -> None:
    """The name beside one mention and the phone beside another do not make a named person with a phone."""
    html = """<main><h1>Люди</h1><h2>Корпус 1</h2><p>Ответственный за профориентацию: Петров Иван Сергеевич.</p>
    <h2>Корпус 2</h2><p>Ответственный за профориентацию: тел. 8 (86300) 2-12-85.</p></main>"""
    (group,) = of("lead", ("p", "Люди", html))
    assert len(group.met) == 1
    assert {"person", "contact"} & set(group.unmet)


def test_what_belongs_to_the_group_may_stand_elsewhere_on_the_page() -> None:
    """An order told at the foot of the page serves the person named at its top."""
    html = """<main><h1>Люди</h1><h2>Корпус</h2><p>Ответственный за профориентацию: Петров Иван Сергеевич, тел. 8 (86300) 2-12-85.</p>
    <h2>Основание</h2><p>Приказ по школе.</p></main>"""
    (group,) = of("lead", ("p", "Люди", html))
    assert group.unmet == ()


def test_each_academic_year_is_a_group_of_its_own() -> None:
    """Last year's news beside this year's does not drag it down."""
    cards = "".join(
        f"<article><h3>Поездка {n}</h3><p>{day}</p><p>Ученики {n} класса побывали на заводе.</p></article>"
        for n, day in ((7, "14.10.2026"), (8, "15.10.2025"), (9, "16.10.2025"))
    )
    years = {group.dating.year: len(group.evidence) for group in of("visits", ("n", "Новости", f"<main><h1>Новости</h1>{cards}</main>"))}
    assert years == {2026: 1, 2025: 2}


def test_the_best_evidence_comes_first() -> None:
    """What meets most requirements is shown first; the same words are shown once."""
    html = """<main><h1>Рассказы</h1><h2>а</h2><p>Ребята побывали на заводе.</p>
    <h2>б</h2><p>14.10.2026 ученики 8 класса побывали на заводе.</p><h2>в</h2><p>Ребята побывали на заводе.</p></main>"""
    evidence = [each for group in of("visits", ("n", "Рассказы", html)) for each in group.evidence]
    assert evidence[0].quote == "14.10.2026 ученики 8 класса побывали на заводе"
    assert len({each.quote for each in evidence}) == len(evidence)


def test_a_term_is_kept_for_the_group() -> None:
    """The longest term of an agreement counts for the page."""
    html = (
        """<main><h1>Партнёры</h1><ul><li>Договор с колледжем до 31.12.2024</li><li>Договор с техникумом до 31.12.2027</li></ul></main>"""
    )
    (group,) = of("pact", ("p", "Партнёры", html))
    assert group.dating.until == date(2027, 12, 31)


def test_clicks_and_section_are_told() -> None:
    """How far a group is from home, and whether it lies in the career section."""
    hub = '<title>Раздел</title><main><h1>Профориентация</h1><p><a href="/visit">Поездка</a></p></main>'
    visit = "<main><h1>Поездка</h1><p>14.10.2026 ученики 8 класса побывали на заводе.</p></main>"
    (group,) = groups(detected(site(menu(("prof", "Профориентация")), {"prof": hub, "visit": visit})), "visits")
    assert (group.clicks, group.in_section) == (2, True)


def test_a_file_with_text_is_savable() -> None:
    """A file one can keep is told from a page."""
    result = of("plan", ("plan.pdf", PLAN, file(f"<p>{PLAN}</p>{ROWS}")), ("p", "Ещё", f"<main><h1>{PLAN}</h1></main>"))
    assert {group.url: group.savable for group in result} == {HOME + "plan.pdf": True, HOME + "p": False}


def test_a_files_link_text_is_cited_where_it_stands() -> None:
    """The words of a link are quoted from the page that shows them."""
    (group,) = of("plan", ("1.pdf", PLAN, file("<p>Таблица мероприятий</p>" + ROWS, "1.pdf")))
    assert group.url == HOME + "1.pdf"
    assert [(each.url, each.place) for each in group.evidence] == [(HOME, "link")]
    assert page(menu(("1.pdf", PLAN)), "").blocks[-1].text == group.evidence[0].quote
