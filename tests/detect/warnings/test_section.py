"""Warnings of the career section: foreign forms, dead links, invitations long over, nothing but links to other sites."""

from __future__ import annotations

import pytest

from site_audit.detect.warnings import MOST
from site_audit.model import Trouble
from tests.detect.made import HOME, Answer, detected, gone, menu, scan, site

HUB = "<title>Раздел</title><main><h1>Профориентация</h1>{}</main>"
OWN = f"<p>{'Мы знакомим ребят с предприятиями посёлка. ' * 8}</p>"


def warned(hub: str, pages: dict[str, Answer] | None = None) -> dict[str, str]:
    """The warnings of a site with this career section, by kind."""
    result = detected(site(menu(("prof", "Раздел")), {"prof": HUB.format(hub), **(pages or {})}))
    return {warning.kind: warning.detail for warning in result.warnings}


@pytest.mark.parametrize(
    ("html", "host"),
    [
        ('<a href="https://docs.google.com/forms/d/1">Анкета</a>', "docs.google.com"),
        ('<a href="https://school.typeform.com/to/1">Анкета</a>', "school.typeform.com"),
        ('<iframe src="https://www.surveymonkey.com/r/1"></iframe>', "surveymonkey.com"),
        ("Анкета: forms.gle/Ab12", "forms.gle"),
    ],
)
def test_a_foreign_form_is_warned_of(html: str, host: str) -> None:
    """A questionnaire that sends pupils' data abroad is told with its host: linked, in a frame, or written out."""
    assert warned(f"<p>{html}</p>{OWN}")["foreign_forms"] == host


@pytest.mark.parametrize(
    "url", ["https://docs.google.com/document/d/1", "https://forms.yandex.ru/u/1", "https://nottypeform.com/", "/forms.gle"]
)
def test_other_services_are_not_warned_of(url: str) -> None:
    """A foreign text, a form at home, a host that only sounds like one, a page of the school's own."""
    assert "foreign_forms" not in warned(f'<p><a href="{url}">Анкета</a></p>{OWN}')


def test_a_form_of_a_page_that_is_no_matter_of_careers_is_not_warned_of() -> None:
    """The dinner list may lie where it likes."""
    dinner = '<main><h1>Питание</h1><p><a href="https://forms.gle/1">Меню</a></p></main>'
    result = detected(site(menu(("prof", "Раздел"), ("dinner", "Обеды")), {"prof": HUB.format(OWN), "dinner": dinner}))
    assert "foreign_forms" not in {warning.kind for warning in result.warnings}


LINKS = "".join(f'<p><a href="/f{n}">Файл {n}</a></p>' for n in range(4))
PAGES: dict[str, Answer] = {f"f{n}": f"<p>Слова {n}</p>" for n in range(4)}


def test_broken_links_of_the_section_are_warned_of() -> None:
    """Their share is told; a dead link elsewhere, a slow or closed answer is no matter of the section."""
    assert warned(LINKS, {**PAGES, "f3": gone("f3")})["broken_links"] == "1/4"
    assert "broken_links" not in warned(LINKS, {**PAGES, "far": gone("far")})
    assert "broken_links" not in warned(LINKS, {**PAGES, "f3": gone("f3", Trouble.TIMEOUT, "")})
    assert "broken_links" not in warned(LINKS, {**PAGES, "f3": gone("f3", detail="403")})


def test_one_dead_link_in_twenty_is_no_warning() -> None:
    """More than five in a hundred are many; five are not."""
    pages: dict[str, Answer] = {f"f{n}": f"<p>Слова {n}</p>" for n in range(20)}
    links = "".join(f'<p><a href="/f{n}">Файл {n}</a></p>' for n in range(20))
    assert "broken_links" not in warned(links, {**pages, "f3": gone("f3")})
    assert warned(links, {**pages, "f3": gone("f3"), "f4": gone("f4")})["broken_links"] == "2/20"


@pytest.mark.parametrize(
    ("html", "day"),
    [
        ("<p>Приглашаем всех 20.04.2026 на день открытых дверей.</p>", "2026-04-20"),
        ("<h2>Ярмарка 12.03.2026</h2><p>Ждём вас в спортивном зале!</p>", "2026-03-12"),
        ("<p>С 1 по 5 июня 2026 года пройдёт практика (приказ от 28.08.2025 № 5).</p>", "2026-06-05"),
    ],
)
def test_an_invitation_long_over_is_warned_of(html: str, day: str) -> None:
    """The last day named is told; the day of an order is none."""
    assert warned(html + OWN)["stale_announcement"] == day


@pytest.mark.parametrize(
    "html",
    [
        "<p>Приглашаем 20.10.2026 на день открытых дверей.</p>",
        "<p>Приглашаем 20.04.2027 на день открытых дверей (объявление от 20.04.2026).</p>",
        "<p>Приглашаем на день открытых дверей каждый год в апреле.</p>",
        "<p>20.04.2026 прошёл день открытых дверей.</p>",
        "<p>Приказ от 28.08.2025 № 5: приглашаются родители.</p>",
    ],
)
def test_other_invitations_are_not_warned_of(html: str) -> None:
    """Of two months ago or to come, without a day, told as past, or with the day of an order only."""
    assert "stale_announcement" not in warned(html + OWN)


def test_an_old_invitation_in_a_feed_is_an_archive() -> None:
    """Newer entries stand above it; alone at the top it would be warned of."""
    old = "<article><h3>Ярмарка</h3><p>12.03.2026</p><p>Приглашаем на ярмарку!</p></article>"
    more = "".join(f"<article><h3>Дело {n}</h3><p>1{n}.0{n}.2026</p><p>Слова о деле {n}.</p></article>" for n in (1, 2))
    new = "<article><h3>Встреча</h3><p>12.11.2026</p><p>Ребята встретились с агрономом.</p></article>"
    assert "stale_announcement" not in warned(new + old + more + OWN)
    assert warned(old + more + OWN)["stale_announcement"] == "2026-03-12"


def test_an_invitation_outside_the_front_is_not_warned_of() -> None:
    """News keep their place."""
    news = "<main><h1>Новость</h1><p>Приглашаем всех 20.04.2026 на встречу.</p></main>"
    assert "stale_announcement" not in warned(f'<p><a href="/n">Новость</a></p>{OWN}', {"n": news})


AWAY = '<ul><li><a href="https://bvb.example/">Билет в будущее</a></li><li><a href="https://trud.example/a">Вакансии</a></li></ul>'


def test_a_section_that_only_links_away_is_warned_of() -> None:
    """It says next to nothing itself; the hosts are told."""
    assert warned(f"<p>Полезные ссылки:</p>{AWAY}")["section_leads_away"] == "bvb.example, trud.example"


def test_a_section_with_something_of_its_own_is_not() -> None:
    """Own text, an own file, or no links at all."""
    assert "section_leads_away" not in warned(OWN + AWAY)
    assert "section_leads_away" not in warned(f'{AWAY}<p><a href="/plan.pdf">План</a></p>')
    assert "section_leads_away" not in warned("<p>Раздел наполняется.</p>")


def test_scans_only_are_warned_of() -> None:
    """All career files are pictures; one with text is enough not to say so."""
    links = '<p><a href="/a.pdf">План профориентации</a></p><p><a href="/b.pdf">Договор</a></p>'
    assert warned(links, {"a.pdf": scan("a.pdf"), "b.pdf": scan("b.pdf")})["scan_only_documents"] == "2"


def test_of_one_kind_a_school_gets_so_many() -> None:
    """A hundred pages with the same trouble are told by the first few."""
    links = "".join(f'<li><a href="/f{n}">Анкета {n}</a></li>' for n in range(40))
    pages: dict[str, Answer] = {f"f{n}": f'<p>Слова {n} <a href="https://forms.gle/{n}">Анкета</a></p>' for n in range(40)}
    result = detected(site(menu(("prof", "Раздел")), {"prof": HUB.format(f"<ul>{links}</ul>"), **pages}))
    assert sum(warning.kind == "foreign_forms" for warning in result.warnings) == MOST


def test_nothing_is_warned_of_on_somebody_elses_site() -> None:
    """Of a college's site it is told that it is one, and no more."""
    html = "<title>Луговской колледж</title><main><h1>Колледж</h1><p>{} СНИЛС 112-233-445 95</p></main>"
    result = detected(site(html, {"a": html.format("а")}))
    assert {(warning.kind, warning.url) for warning in result.warnings} == {("other_owner", HOME)}
