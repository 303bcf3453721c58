"""When evidence belongs to: which date won, where it stood, and whether it was stated."""

from __future__ import annotations

from datetime import date

import pytest

from site_audit.detect.dating import date_of, term_of
from site_audit.model import Dating, Document
from tests.detect.made import around, file, page

CURRENT = 2026


def dated(kind: str, document: Document | str, words: str) -> Dating:
    """The dating of the words in a page or file, for a criterion of this kind."""
    return date_of(kind, around(document, words), current=CURRENT)


def plan(html: str, path: str = "plan.pdf") -> Dating:
    """The dating of a plan that is a file."""
    return dated("plan", file(f"<body>{html}</body>", path), "план*")


def event(html: str, path: str = "page") -> Dating:
    """The dating of an excursion on a page."""
    return dated("event", page(html, path), "экскурси*")


def standing(html: str) -> Dating:
    """The dating of an agreement on a page."""
    return dated("standing", html, "договор*")


def test_a_plan_is_dated_by_its_title_first() -> None:
    """The year in the title is what the plan is for, whatever dates stand below."""
    got = plan("<p>ПЛАН на 2025-2026 учебный год</p><p>1. Беседа 12.10.2026</p>")
    assert (got.year, got.source, got.stated) == (2025, "title", True)


def test_a_plan_is_dated_by_its_approval() -> None:
    """Without a year in the title the approval tells."""
    got = plan("<p>УТВЕРЖДАЮ Директор 30.08.2026</p><p>План работы</p>")
    assert (got.year, got.day, got.source) == (2026, date(2026, 8, 30), "approval")


@pytest.mark.parametrize(("approved", "year"), [("30.05.2026", 2025), ("15.06.2026", 2026), ("28.08.2026", 2026), ("12.01.2026", 2025)])
def test_what_is_approved_in_summer_is_for_the_year_to_come(approved: str, year: int) -> None:
    """From June on a plan is approved for the next academic year."""
    assert plan(f"<p>УТВЕРЖДАЮ Директор {approved}</p><p>План работы</p>").year == year


def test_a_plan_is_dated_by_its_files_name() -> None:
    """Where nothing inside tells, the name of the file does."""
    got = plan("<p>План работы школы</p>", "plan_2025-2026.pdf")
    assert (got.year, got.source) == (2025, "file name")


def test_a_calendar_year_is_current_while_it_runs() -> None:
    """A plan «на 2026 год» belongs to the academic year that runs in it; one for 2025 does not."""
    assert plan("<p>План работы на 2026 год</p>").year == CURRENT
    assert plan("<p>План работы на 2024 год</p>").year == 2024


def test_a_plan_without_any_date() -> None:
    """Nothing is made up where nothing is said."""
    assert plan("<p>План работы</p>") == Dating()


def test_an_event_is_dated_by_its_own_line_first() -> None:
    """The day in the card is the day, not the day of the page."""
    got = event("<title>Жизнь</title><main><h1>Рассказ</h1><p>20.11.2026</p><h2>Осень</h2><p>Экскурсия 14.10.2026 удалась.</p></main>")
    assert (got.day, got.year, got.source, got.stated) == (date(2026, 10, 14), 2026, "text", True)


def test_an_event_is_dated_by_the_line_under_its_heading() -> None:
    """A date line in the same run of paragraphs dates the whole."""
    assert event("<main><h1>Рассказ</h1><p>14.10.2026</p><p>Экскурсия удалась.</p></main>").day == date(2026, 10, 14)


def test_an_event_is_dated_by_its_markup() -> None:
    """What the page claims in its markup dates it where its words do not."""
    got = event("<main><h1>Рассказ</h1><time datetime='2026-10-14'></time><p>Экскурсия удалась.</p></main>")
    assert (got.day, got.year) == (date(2026, 10, 14), 2026)


def test_an_event_is_dated_by_its_address() -> None:
    """A day in the address of a news item is its day."""
    got = event("<main><h1>Рассказ</h1><p>Экскурсия удалась.</p></main>", "news/2026/10/14/zavod")
    assert (got.day, got.source) == (date(2026, 10, 14), "url")


def test_a_day_without_its_year_takes_the_year_around_it() -> None:
    """«14 октября» beside a stated academic year is that year's October; the year counts as stated."""
    got = event("<main><h1>Дела 2025-2026 учебного года</h1><p>Экскурсия 14 октября удалась.</p></main>")
    assert (got.day, got.year, got.stated) == (date(2025, 10, 14), 2025, True)


def test_a_year_from_other_dates_is_not_stated() -> None:
    """A year guessed from the other dates of a page is marked as guessed."""
    rows = "<tr><td>Экскурсия</td><td>14 октября</td></tr><tr><td>Праздник</td><td>20.11.2026</td></tr>"
    filler = "".join(f"<p>Строка {n}.</p>" for n in range(8))
    got = event(f"<main><h1>Дела</h1>{filler}<table>{rows}</table></main>")
    assert (got.day, got.source, got.stated) == (date(2026, 10, 14), "surroundings", False)


@pytest.mark.parametrize(("told", "day"), [("14 октября", date(2025, 10, 14)), ("3 марта", date(2026, 3, 3)), ("29 февраля", None)])
def test_months_fall_into_their_half_of_the_academic_year(told: str, day: date | None) -> None:
    """Autumn belongs to the year's start, spring to its end; a day that does not exist is no day."""
    assert event(f"<main><h1>Дела 2025-2026 учебного года</h1><p>Экскурсия {told} удалась.</p></main>").day == day


def test_yesterday_is_counted_from_the_day_of_publication() -> None:
    """«Вчера» on a page of 15 October is the fourteenth."""
    html = "<main><h1>Рассказ</h1><p>Вчера прошла экскурсия.</p></main>"
    assert event(html, "news/2026/10/15/zavod").day == date(2026, 10, 14)


@pytest.mark.parametrize(
    "norm",
    [
        "Федеральный закон от 29.12.2012 № 273",
        "Приказ Министерства просвещения от 31.08.2023 № 650",
        "Письмо министерства от 01.06.2023",
    ],
)
def test_dates_of_norms_date_nothing(norm: str) -> None:
    """The date of a law or letter is no date of the school's."""
    assert event(f"<main><h1>Рассказ</h1><p>{norm}: экскурсия полезна.</p></main>").year is None
    assert standing(f"<main><h1>Договор</h1><p>{norm}: договор с техникумом.</p></main>").year is None


def test_a_standing_fact_is_dated_by_the_newest_date_of_its_passage() -> None:
    """Of several dates the newest tells how fresh it is."""
    got = standing("<main><h1>Партнёры</h1><p>Договор от 12.03.2021.</p><p>Договор от 14.10.2025.</p></main>")
    assert (got.day, got.year, got.stated) == (date(2025, 10, 14), 2025, True)


def test_a_date_of_another_section_does_not_freshen_it() -> None:
    """What stands under another heading dates something else."""
    html = "<main><h1>Партнёры</h1><h2>Техникум</h2><p>Договор от 12.03.2021.</p><h2>Праздник</h2><p>14.10.2026</p></main>"
    assert standing(html).year == 2020


def test_a_standing_fact_takes_the_pages_date_as_a_guess() -> None:
    """The date of the page itself is a guess for what stands on it."""
    got = standing("<main><h1>Партнёры</h1><p>14.10.2026</p><h2>Техникум</h2><p>Договор есть.</p></main>")
    assert (got.day, got.stated) == (date(2026, 10, 14), False)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Договор действует до 31.12.2027.", date(2027, 12, 31)),
        ("Срок действия: по 2028 год", date(2028, 12, 31)),
        ("Договор заключён до 31 декабря 2027 года", date(2027, 12, 31)),
        ("Договор бессрочный", date(9999, 12, 31)),
        ("Договор заключён на неопределённый срок", date(9999, 12, 31)),
        ("Договор с пролонгацией", date(9999, 12, 31)),
        ("Договор от 12.03.2021", None),
        ("до 45.13.2027 г.", None),
        ("", None),
    ],
)
def test_a_stated_term(text: str, until: date | None) -> None:
    """The end of a term is read where one is stated, and only there."""
    assert term_of(text) == until


def test_a_term_travels_with_the_dating() -> None:
    """An agreement of long ago that still holds says so."""
    got = standing("<main><h1>Партнёры</h1><p>Договор от 12.03.2021 действует до 31.12.2027.</p></main>")
    assert got.until == date(2027, 12, 31)


def test_a_listings_date_is_none_of_its_cards() -> None:
    """A card without a date does not take the date of its neighbour."""
    cards = "".join(f"<article><h3>Дело {n}</h3><p>{n}.11.2026</p><p>Слова о деле.</p></article>" for n in (11, 12, 13))
    got = event(f"<main><h1>Новости</h1>{cards}<article><h3>Поездка</h3><p>Экскурсия удалась.</p></article></main>")
    assert got.day is None


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Договор от 12.03.2025 сроком на три года", date(2028, 3, 12)),
        ("Договор от 12.03.2025, срок действия 2 года", date(2027, 3, 12)),
    ],
)
def test_a_term_in_years_runs_from_its_date(text: str, until: date) -> None:
    """«Сроком на три года» ends three years after the day of the agreement."""
    assert term_of(text) == until


def test_since_when_something_goes_on_is_no_date_of_it() -> None:
    """«С 2019 года» tells how old a friendship is, not how fresh its page."""
    assert standing("<main><h1>Партнёры</h1><p>С 2019 года действует договор с техникумом.</p></main>").year is None


def test_a_leavers_year_ended_in_its_summer() -> None:
    """What is told of the leavers of 2025 belongs to the academic year that ended then."""
    assert dated("report", "<main><h1>Жизнь</h1><p>Куда поступили: выпуск 2025 года.</p></main>", "поступи*").year == 2024
