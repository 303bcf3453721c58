"""The school's own dated publications, each once."""

from __future__ import annotations

from datetime import date

from site_audit.model import Detected, Publication
from tests.detect.made import TODAY, detected, menu, site


def card(title: str, day: str, text: str) -> str:
    """A news card."""
    return f"<article><h3>{title}</h3><p>{day}</p><p>{text}</p></article>"


OTHERS = card("Спорт", "01.11.2026", "Команда выиграла.") + card("Песни", "02.11.2026", "Хор спел.")
TOLD = "Прошла экскурсия 8 класса на хлебозавод."


def listing(*cards: str) -> str:
    """A list of news with two cards of other matters."""
    return f"<title>Новости</title><main><h1>Новости</h1>{''.join(cards)}{OTHERS}</main>"


def news(pages: dict[str, str], as_of: date = TODAY) -> tuple[Publication, ...]:
    """The publications of a site with these pages."""
    result: Detected = detected(site(menu(*((path, "Лента") for path in pages)), dict(pages)), as_of=as_of)
    return result.publications


def test_a_dated_account_is_a_publication() -> None:
    """Its day, its title and its literal words are kept."""
    (one,) = news({"n": listing(card("На хлебозаводе", "14.10.2026", TOLD))})
    assert (one.day, one.title, one.quote, one.announcement) == (date(2026, 10, 14), "На хлебозаводе", TOLD.rstrip("."), False)


def test_a_list_and_its_own_page_are_one_publication() -> None:
    """The card in the list and the news item itself tell one thing."""
    item = f"<title>На хлебозаводе</title><main><h1>На хлебозаводе</h1><p>14.10.2026</p><p>{TOLD}</p><p>Всем понравилось.</p></main>"
    assert len(news({"n": listing(card("На хлебозаводе", "14.10.2026", TOLD)), "item": item})) == 1


def test_a_near_duplicate_is_no_other_publication() -> None:
    """The print version of an item, with its own counter and stamp, tells nothing new."""
    item = "<title>На хлебозаводе</title><main><h1>На хлебозаводе</h1><p>14.10.2026</p><p>{told}</p><p>{more}</p></main>"
    twins = {
        path: item.format(told=TOLD, more=f"Всем понравилось. Просмотров: {n}") for n, path in enumerate(("item", "print-item", "m-item"))
    }
    assert len(news(twins)) == 1


def test_two_days_are_two_publications() -> None:
    """The same words of another day are another event."""
    cards = card("Поездка", "14.10.2026", TOLD) + card("Поездка", "15.10.2026", TOLD)
    assert [one.day.day for one in news({"n": listing(cards)})] == [14, 15]


def test_one_passage_is_one_publication() -> None:
    """A card that names two excursions is one piece of news."""
    assert len(news({"n": listing(card("Неделя", "14.10.2026", TOLD + " Была и экскурсия на ферму."))})) == 1


def test_what_is_to_come_is_not_counted() -> None:
    """A day after the audit's date is no publication yet; on its day it is."""
    pages = {"n": listing(card("Поездка", "24.11.2026", TOLD))}
    assert news(pages) == ()
    assert len(news(pages, date(2026, 11, 24))) == 1


def test_what_has_no_day_is_not_counted() -> None:
    """Freshness is counted in days: a publication without one counts for nothing."""
    assert news({"n": listing(card("Поездка", "осень", TOLD))}) == ()


def test_an_announcement_is_marked() -> None:
    """An invitation counts, but as an announcement."""
    (one,) = news({"n": listing(card("Скоро", "14.10.2026", "Приглашаем всех на экскурсию."))})
    assert one.announcement
