"""Did it happen: told in the past, planned, offered, denied, or noted in a line of news."""

from __future__ import annotations

import pytest

from site_audit.detect.checks import holds, is_denied, is_planned
from site_audit.rulepack.checks import Check
from tests.detect.made import around

VISIT = "экскурси*"


def held(html: str) -> bool:
    """Whether the visit of this page counts as held."""
    return holds(Check("held"), around(html, VISIT))


@pytest.mark.parametrize(
    "text",
    [
        "Состоялась экскурсия на завод.",
        "Ребята съездили на экскурсию.",
        "Экскурсия прошла весело.",
        "Экскурсия состоялась в октябре.",
        "В экскурсии участвуют ученики 8 класса.",
        "Экскурсия на завод. Ребята увидели цех и пульт.",
        "Вчера была экскурсия, а завтра будет другая.",
    ],
)
def test_what_is_told_in_the_past_was_held(text: str) -> None:
    """A past verb in the sentence or, where the sentence has none, in the passage."""
    assert held(f"<main><h1>Рассказ</h1><p>{text}</p></main>")


@pytest.mark.parametrize(
    "text",
    [
        "Экскурсия состоится в октябре.",
        "Приглашаем на экскурсию всех желающих.",
        "На экскурсию можно записаться у психолога.",
        "Экскурсия пройдёт на заводе. Прошлая экскурсия понравилась.",
        "Экскурсия на завод",
    ],
)
def test_what_is_offered_or_to_come_was_not_held(text: str) -> None:
    """Offers, the future and a bare name tell of nothing that happened."""
    assert not held(f"<main><h1>Рассказ</h1><p>{text}</p></main>")


def test_a_row_of_a_plan_was_not_held() -> None:
    """In a plan even the past is intention."""
    html = "<main><h1>План работы</h1><table><tr><td>Экскурсия, которую просили ребята</td><td>май</td></tr></table></main>"
    assert not held(html)


def test_a_report_on_a_plan_tells_what_was_done() -> None:
    """«Отчёт о выполнении плана» is no plan."""
    html = "<main><h1>Отчёт о выполнении плана</h1><p>Прошла экскурсия на завод.</p></main>"
    assert held(html)
    assert not is_planned(around(html, VISIT))


@pytest.mark.parametrize(("day", "counts"), [("14.10.2026", True), ("23.11.2026", True), ("24.11.2026", False), ("14.10.2027", False)])
def test_a_notice_with_its_day_tells_of_that_day(day: str, counts: bool) -> None:
    """A line of news without a verb was held if its day is over, and not if it is still to come."""
    assert held(f"<main><h1>Лента</h1><ul><li>{day} 9 «А»: экскурсия на элеватор</li><li>{day} Праздник</li></ul></main>") is counts


@pytest.mark.parametrize(
    "text",
    [
        "Экскурсии не проводились.",
        "Экскурсия не состоялась.",
        "Экскурсии отсутствуют.",
        "Экскурсий нет.",
        "Обошлись без экскурсии.",
    ],
)
def test_a_denied_match_is_told(text: str) -> None:
    """«не проводится», «отсутствует», «нет» and «без» beside the words deny them."""
    assert is_denied(around(f"<main><p>{text}</p></main>", VISIT))


@pytest.mark.parametrize(
    "text", ["Экскурсия прошла. Замечаний нет.", "Уроки не проводились. Зато экскурсия состоялась.", "Нет лучше дня, чем экскурсия"]
)
def test_another_denial_is_not_its_denial(text: str) -> None:
    """A denial of something else, or in another sentence, denies nothing here."""
    assert not is_denied(around(f"<main><p>{text}</p></main>", VISIT))
