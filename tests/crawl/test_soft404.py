"""Pages that are none: missing with status 200, and addresses that are all sent home."""

from __future__ import annotations

import pytest

from site_audit.crawl.pagetext import PageText
from site_audit.crawl.soft404 import is_soft_404, leads_home
from tests.crawl.memory import HOME, capture

LONG = "Мы рассказываем о жизни школы, об уроках, кружках и праздниках. " * 40


def brief(title: str = "", text: str = "", *headings: str, ways: int = 1) -> PageText:
    """A page in brief."""
    return PageText(title.lower(), tuple(one.lower() for one in headings), text.lower(), len(text), ways)


@pytest.mark.parametrize(
    "page",
    [
        brief("404"),
        brief("404 – Ошибка"),
        brief("Ошибка 404 | МБОУ СОШ № 5", LONG),
        brief("Страница не найдена", LONG),
        brief("Школа № 5", LONG, "Запрашиваемая вами страница не существует"),
        brief("Школа № 5", "К сожалению, такой страницы нет. Вернитесь на главную."),
        brief("Page not found - School"),
        brief("Школа", "Материал не найден"),
    ],
)
def test_a_page_that_says_nothing_is_here(page: PageText) -> None:
    """Title, heading or a short text say that the page is missing."""
    assert is_soft_404(page)


@pytest.mark.parametrize(
    "page",
    [
        brief("ГБОУ школа № 404", "Добро пожаловать на сайт школы."),
        brief("Школа 404 Колпинского района | Новости", "Новости школы"),
        brief("Новости", LONG + " Если страница не найдена, напишите нам."),
        brief("Профориентация", "План работы на 2026/2027 учебный год"),
    ],
)
def test_an_ordinary_page_is_not_missing(page: PageText) -> None:
    """A school may have the number 404, and a long text may mention missing pages."""
    assert not is_soft_404(page)


@pytest.mark.parametrize("path", ["prof/plan", "?section_id=9", "novosti/2026"])
def test_a_deep_link_that_ends_at_home_is_missing(path: str) -> None:
    """Engines without a 404 page send every unknown address to the home page."""
    assert leads_home(capture(HOME, b"<p>", requested=HOME + path), HOME)


@pytest.mark.parametrize("path", ["", "index.php", "glavnaya", "main/"])
def test_another_name_of_home_is_home(path: str) -> None:
    """Only inner addresses count."""
    assert not leads_home(capture(HOME, b"<p>", requested=HOME + path), HOME)
