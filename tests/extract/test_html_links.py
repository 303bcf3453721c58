"""Links and dates of pages: every way to another address, with the words and the place it has."""

from __future__ import annotations

from datetime import date

import pytest

from site_audit.model import DateClaim, Zone
from tests.extract.reading import URL, read


def test_a_link_has_text_source_and_zone() -> None:
    """A link is resolved against its page, and keeps its words."""
    (link,) = read("<html><p>См. <a href='../files/plan.pdf'>План\n работы</a>").links
    assert (link.url, link.text, link.source, link.zone) == ("http://school.example/files/plan.pdf", "План работы", URL, Zone.MAIN)


def test_the_base_element_counts() -> None:
    """Addresses are resolved against the page's base, and the document names it."""
    document = read("<html><base href='/school/'><a href='plan.pdf'>План</a>")
    assert document.links[0].url == "http://school.example/school/plan.pdf"
    assert document.base_url == "http://school.example/school/"


@pytest.mark.parametrize(
    ("markup", "text", "rel"),
    [
        ("<a href='/x'><img src=1.png alt='Профориентация'></a>", "Профориентация", ""),
        ("<a href='/x' title='Профориентация'><i></i></a>", "Профориентация", ""),
        ("<a href='/x' aria-label='Профориентация'></a>", "Профориентация", ""),
        ("<a href='/x' rel='nofollow'>План</a>", "План", "nofollow"),
        ("<map><area href='/x' alt='Наш кабинет'></map>", "Наш кабинет", ""),
        ("<iframe src='/x' title='План'></iframe>", "План", "frame"),
        ("<meta http-equiv='Refresh' content='0; URL=/x'>", "", "refresh"),
        ("<div onclick=\"location.href='/x'\">Открыть план</div>", "Открыть план", ""),
        ("<button onclick=\"window.open('/x')\">Открыть</button>", "Открыть", ""),
    ],
)
def test_other_ways_on(markup: str, text: str, rel: str) -> None:
    """Pictures, labels, maps, frames, refreshes and simple scripts lead on as well."""
    (link,) = read(f"<html>{markup}<p>текст</p>").links
    assert (link.url, link.text, link.rel) == ("http://school.example/x", text, rel)


def test_a_frameset_leads_on() -> None:
    """The page of a frameset is in its frames."""
    document = read("<html><frameset cols='20%,80%'><frame src='menu.html'><frame src='main.html'></frameset></html>")
    assert [link.url.rpartition("/")[2] for link in document.links] == ["menu.html", "main.html"]


@pytest.mark.parametrize("href", ["#top", "javascript:void(0)", "mailto:a@school.example", "tel:+7", "http://[", "data:text/html,1", ""])
def test_what_leads_nowhere_is_no_link(href: str) -> None:
    """Anchors, scripts, mail, telephones and broken addresses are left out."""
    assert read(f"<html><a href='{href}'>Сюда</a>").links == ()


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        ("<article><time datetime='2026-10-12T09:00'>12 октября</time><p>Экскурсия</p></article>", "time"),
        ("<meta property='article:published_time' content='2026-10-12T09:00:00+03:00'>", "meta"),
        ("<meta itemprop='datePublished' content='2026-10-12'>", "meta"),
        ('<script type="application/ld+json">{"datePublished": "2026-10-12"}</script>', "json-ld"),
    ],
)
def test_dates_that_the_markup_claims(markup: str, source: str) -> None:
    """A date for the whole page is taken with its source."""
    assert read(f"<html>{markup}<p>текст</p>").dates == (DateClaim(source, date(2026, 10, 12)),)


def test_a_list_of_dated_cards_dates_no_page() -> None:
    """The dates of a news list are those of its cards."""
    card = "<article><h3>Новость</h3><time datetime='2026-10-{0}'></time><p>Девятый класс побывал на заводе.</p></article>"
    assert read("<html>" + "".join(card.format(day) for day in (11, 12, 13))).dates == ()
