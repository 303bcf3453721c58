"""What the page of a school says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from site_audit.model import Audit, Outcome, Unfollowed
from site_audit.setting_values import BLANK
from site_audit.settings import District
from site_audit.view.pages.card import Card, cards, recommendation
from site_audit.view.pages.registers import registers
from site_audit.view.pages.reserve import gains, lack
from site_audit.view.pages.school import SchoolPage, school_page
from site_audit.view.words import words_in

from . import sample


def _page(audit: Audit) -> SchoolPage:
    return school_page(audit, sample.RULEBOOK, district=sample.DISTRICT)


@pytest.fixture(scope="module")
def rich() -> SchoolPage:
    """The page of a school that shows everything."""
    return _page(sample.rich())


def _cards(page: SchoolPage) -> dict[str, Card]:
    return {card.id: card for part in page.directions for card in part.cards}


def test_all_criteria_are_shown_in_seven_directions(rich: SchoolPage) -> None:
    """Nothing is left out, everything is numbered."""
    assert len(rich.directions) == 7
    assert len(_cards(rich)) == 35
    assert all(card.number for card in _cards(rich).values())


def test_every_claim_shows_its_quote(rich: SchoolPage) -> None:
    """Found in full or in part: there are words, a place and a date line."""
    claims = [card for card in _cards(rich).values() if card.outcome in ("present", "partial")]
    assert claims
    assert all(one.words and one.place and one.dating for card in claims for one in card.quotes)
    assert all(card.quotes for card in claims)


def test_every_absence_shows_its_search(rich: SchoolPage) -> None:
    """Absent: what was looked through is said, even where detection kept no list of places."""
    absences = [card for card in _cards(rich).values() if card.outcome == "absent"]
    assert absences
    assert all(card.search is not None and "61" in card.search.counts for card in absences)
    assert any(card.misses and "2023/24" in card.misses[0].turned_down for card in absences)


def test_the_unknown_says_what_would_make_it_known_and_advises_nothing_else(rich: SchoolPage) -> None:
    """Unknown is not absent: no score, no block to paste, a way out."""
    unknown = [card for card in _cards(rich).values() if card.outcome == "unknown"]
    assert unknown
    for card in unknown:
        assert card.help[0] == "Загрузите файл без пароля."
        assert card.score == "—"
        assert card.paste == ""


def test_the_product_of_the_factors_is_written_out(rich: SchoolPage) -> None:
    """A reader can multiply along."""
    card = _cards(rich)["responsible_person"]
    assert card.product == "1 × 0,5 × 1 × 0,95 × 1 = 0,475"
    assert [line.name for line in card.factors] == ["Наличие", "Полнота", "Актуальность", "Доступность", "Читаемый текст"]
    assert card.missing == ("отметка об утверждении",)


def test_dates_say_how_they_were_told(rich: SchoolPage) -> None:
    """No date, an inferred year and a stated year are told apart."""
    plan = _cards(rich)["annual_plan"]
    assert plan.quotes[0].dating == "дата не найдена"
    assert "прямо не указано" in plan.quotes[1].dating
    assert _cards(rich)["section_exists"].quotes[0].dating == "12.09.2026, 2026/27 учебный год, по заголовку"


def test_what_to_mend_is_ordered_by_unearned_weight() -> None:
    """w·(1 − q), the greatest first; the known only."""
    audit = sample.rich()
    by_id = {one.criterion: one for one in audit.findings}
    shown = [step.card.id for step in _page(audit).steps]
    lacks = [lack(by_id[one]) for one in shown]
    assert lacks == sorted(lacks, reverse=True)
    assert all(by_id[one].outcome in (Outcome.PRESENT, Outcome.PARTIAL, Outcome.ABSENT) for one in shown)


def test_gains_of_all_gaps_lead_to_a_hundred() -> None:
    """If every judged criterion were met, the indicator would be 100: value and gains add up."""
    audit = sample.rich()
    total = (audit.indicator.value or Decimal(0)) + sum(gains(audit, sample.RULEBOOK).values())
    assert abs(total - 100) < Decimal("0.0000001")


def test_a_school_not_assessed_is_not_zero() -> None:
    """No value, no bar, no reckoning; the reason and what to do instead."""
    page = _page(sample.unreachable())
    assert not page.gauge.assessed
    assert page.gauge.value == ""
    assert page.obstacle is not None
    assert page.obstacle.what == "Сайт не ответил вовремя"
    assert page.reckoning.total == ""
    assert page.steps == ()
    assert {part.value for part in page.directions} == {"—"}


def test_the_reckoning_ends_in_the_printed_value() -> None:
    """The last line is the number at the top of the page."""
    page = _page(sample.rich())
    assert page.reckoning.total.endswith(f"= {page.gauge.value}")


def test_only_verified_norms_are_named(rich: SchoolPage) -> None:
    """A norm nobody has verified is printed nowhere."""
    told = " ".join((*rich.norms, *(norm for card in _cards(rich).values() for norm in card.norms)))
    assert "273-ФЗ" in told
    assert "Непроверенное" not in told


def test_recommendations_name_the_operators_district() -> None:
    """The district comes from the settings, or stays a visible blank."""
    words = words_in("ru")
    named = cards(sample.rich(), sample.RULEBOOK, sample.DISTRICT, words)
    blank = cards(sample.rich(), sample.RULEBOOK, District(), words)
    assert any("Заречный район" in card.recommendation for card in named)
    assert any(BLANK in card.recommendation for card in blank)
    assert not any("Заречный" in card.recommendation for card in blank)


def test_what_is_published_is_not_asked_for_again() -> None:
    """Present with less than the full score: the advice is what lowers the score, and no block to paste is offered."""
    criterion = sample.RULEBOOK.criteria[0]
    low = (("found", Decimal(1)), ("navigation", Decimal("0.95")), ("file", Decimal("0.85")))
    found = sample.finding(criterion, Outcome.PRESENT, "0.8075", factors=low)
    told = recommendation(found, criterion, sample.DISTRICT, words_in("ru"))
    assert told.startswith("Материал есть.") and "главной странице" in told and "приложите файл" in told
    (card,) = cards(replace(sample.rich(), findings=(found,)), sample.RULEBOOK, sample.DISTRICT, words_in("ru"))
    assert (card.recommendation, card.paste) == (told, "")


def test_what_did_not_open_comes_first() -> None:
    """Where addresses did not open and criteria stay unknown, mending that comes first; a silent site was not walked to its end."""
    assert "критери" in _page(sample.rich()).unread
    assert _page(replace(sample.rich(), failures=())).unread == ""
    assert "пройдены все" not in _page(sample.unreachable()).reach


def test_failures_are_grouped_with_advice(rich: SchoolPage) -> None:
    """The most frequent kind first, each with what the school can do."""
    assert [group.kind for group in rich.troubles] == ["http_status", "unreadable"]
    assert rich.troubles[0].addresses[0][1:] == ("План на прошлый год", "404")
    assert all(group.advice for group in rich.troubles)


def test_a_register_that_no_criterion_fills_is_left_out() -> None:
    """A pack without events or partners does not say that none were met; what was met all the same is shown."""
    bare = replace(sample.rich(), events=(), partners=(), plans=())
    assert [one.key for one in registers(bare, sample.RULEBOOK, words_in("ru"))] == ["files"]
    criterion = sample.RULEBOOK.criteria[0].model_copy(update={"event_kind": "excursion", "plan_kind": "course"})
    asking = replace(sample.RULEBOOK, criteria=(criterion,))
    assert [one.key for one in registers(bare, asking, words_in("ru"))] == ["plans", "events", "files"]


def test_registers_keep_every_entry(rich: SchoolPage) -> None:
    """Plans, events by date, partners, files; an unknown kind stays readable."""
    assert [(one.key, len(one.rows)) for one in rich.registers] == [("plans", 1), ("events", 2), ("partners", 1), ("files", 3)]
    assert rich.registers[1].rows[0][0][:3] == ("14.10.2026", "Экскурсия на молочный завод", "экскурсия")
    assert rich.registers[1].rows[1][0][2] == "something_new"


def test_files_say_how_they_were_read(rich: SchoolPage) -> None:
    """Text, a scan recognised in part, a file that did not open: each with its approvals and the date that won."""
    text, scan, broken = (cells for cells, _ in rich.registers[3].rows)
    assert text == (
        "План профориентационной работы",
        "DOCX",
        "текст",
        "приказ № 181 от 29.08.2026; электронная подпись от 30.08.2026, директор; файл подписи рядом",
        "2026/27 учебный год, по заголовку; другие даты: 10.01.2024 (по дате файла на сервере)",
    )
    assert scan[1:4] == ("PDF, 4\xa0страницы", "скан, распознан с уверенностью 87 %; не прочитано страниц: 1", "не видно")
    assert broken[1:] == ("—", "не открыт: файл под паролем", "—", "—")


def test_notes_are_said_in_words(rich: SchoolPage) -> None:
    """Codes of the walk become sentences; a new code is readable."""
    assert rich.remarks[0] == "Сайт просит паузу между запросами, она соблюдена: 5 с"
    assert rich.remarks[2] == "Записано кодом «a new note» (value: 3)"


def test_what_was_not_followed_is_told_in_one_line_a_cause() -> None:
    """The cause in words, the number of addresses, and one of them as a link; without any, no line."""
    causes = ("budget", "depth", "trap", "robots", "duplicate")
    told = tuple(Unfollowed(why, 21, f"https://s.ru/{why}") for why in causes)
    audit = sample.rich()
    page = _page(replace(audit, reach=replace(audit.reach, unfollowed=told)))
    assert [example.href for _, example in page.unfollowed] == [f"https://s.ru/{why}" for why in causes]
    assert all("21\xa0адрес" in words or "21 адрес" in words for words, _ in page.unfollowed)
    assert len({words for words, _ in page.unfollowed}) == len(causes)
    assert _page(audit).unfollowed == ()


def test_findings_of_another_pack_are_still_shown() -> None:
    """An audit made with criteria we do not have is told by their ids."""
    few = type(sample.RULEBOOK)(sample.RULEBOOK.criteria[:1], sample.RULEBOOK.directions)
    page = school_page(sample.rich(), few, district=sample.DISTRICT)
    assert len(page.others) == 34
    assert page.others[0].title == "responsible_person"
