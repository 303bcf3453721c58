"""Proof of search and warnings as a school's head reads them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from site_audit.model import Candidate, Finding, Outcome, PlaceSearched, Reason, Searched, Warning
from site_audit.view.html import render_school_html
from site_audit.view.pages.quotes import miss
from site_audit.view.pages.school import school_page
from site_audit.view.pages.searching import Search, place_name, search
from site_audit.view.pages.troubles import notices
from site_audit.view.plain import plain_pattern
from site_audit.view.words import NBSP, words_in

from . import sample

RU, EN = words_in("ru"), words_in("en")
RULES = Path(__file__).resolve().parents[2] / "rules"


def _absent() -> Finding:
    return sample.finding(sample.RULEBOOK.criteria[2], Outcome.ABSENT, "0")


def _said(finding: Finding, *, enough: bool = True) -> Search:
    reach = replace(sample.rich().reach, enough=enough)
    made = search(finding, reach, RU)
    assert made is not None
    return made


def test_each_place_says_what_there_is_of_it() -> None:
    """What is there comes first: read, not opened, somebody else's; then what the site does not show."""
    lines = {line.name: line.says.replace(NBSP, " ") for line in _said(_absent()).places}
    assert lines == {
        "«Новости»": "нашлось «Новости школы», прочитано: 40 страниц и 2 файла",
        "«Документы»": "ссылка «Документы» есть, но прочитать её не удалось (ответ сервера)",
        "«Профориентация»": "ссылка «Профориентация» ведёт на другой сайт",
        "«Партнёры»": "такой страницы на сайте не встретилось",
    }
    assert list(lines)[-1] == "«Партнёры»"


def test_where_too_little_was_read_nothing_is_said_not_to_be_there() -> None:
    """Unknown is not absent, for places too; where nothing was read, places are not even named."""
    assert "прочитан не весь сайт" in _said(_absent(), enough=False).places[-1].says
    nothing = replace(_absent(), searched=Searched("x", 0, 0, (PlaceSearched("партнер*"),)))
    assert _said(nothing, enough=False).places == ()


def test_an_old_audit_without_places_still_shows_its_counts() -> None:
    """Rows of the ledger from before places were kept."""
    said = _said(replace(_absent(), searched=Searched("x", 61, 23)))
    assert (said.places, said.counts.replace(NBSP, " ")) == ((), "Просмотрено: 61 страница и 23 файла.")


def test_every_place_of_the_shipped_rules_has_a_name() -> None:
    """By the catalogue or by plain words, in both languages; a new place of another kind asks for its name."""
    named = {place for path in RULES.rglob("*.toml") for place in tomllib.loads(path.read_text(encoding="utf-8")).get("places", ())}
    assert len(named) > 40
    assert [place for place in sorted(named) if not RU.known(f"search_place.{place}") and not plain_pattern(place)] == []


@pytest.mark.parametrize(
    ("pattern", "name"), [("@career", "«Профориентация»"), ("столов*", "«столов…»"), ("@unheard", "страница на эту тему")]
)
def test_a_place_is_never_called_by_a_pattern(pattern: str, name: str) -> None:
    """Known by its entry, else by plain words, else by no words at all."""
    assert place_name(pattern, RU) == name


def test_a_near_miss_shows_the_words_seen() -> None:
    """They are set off within the quote; where they cannot be found in it, the quote stands whole."""
    made = Candidate("x", "https://s.example/", "p[1]", "Наш план работы на год", Reason("denied"), 0.5, "план работы")
    shown = miss(made, {}, RU)
    assert (shown.before, shown.seen, shown.after) == ("Наш ", "план работы", " на год")
    whole = miss(replace(made, seen="иное"), {}, RU)
    assert (whole.before, whole.seen, whole.after) == ("Наш план работы на год", "", "")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ((("such", "договор*|соглашени*"),), "Рядом нет слов вроде «договор…», «соглашени…», без которых это не свидетельство."),
        ((("such", ""),), "Слова похожи, но рядом не видно, что речь именно об этом."),
        ((), "Слова похожи, но рядом не видно, что речь именно об этом."),
    ],
)
def test_a_list_of_the_rules_is_told_by_examples(facts: tuple[tuple[str, str], ...], said: str) -> None:
    """The shared list itself is never shown."""
    assert RU.reason(Reason("lacks", (("words", "@pact"), ("scope", "passage"), *facts))) == said


def test_the_words_that_speak_against_it_are_quoted() -> None:
    """A reader sees what turned it down; without them, what there was before."""
    reason = Reason("speaks_of", (("words", "@told"), ("scope", "title"), ("seen", "Отчёт")))
    assert RU.reason(reason) == "Речь о другом: в названии страницы или документа сказано «Отчёт»."
    assert "Отчёт" in EN.reason(reason)


@pytest.mark.parametrize(
    ("kind", "detail", "said"),
    [
        ("broken_links", "3/20", "не открылось 3 из 20, первая такая ссылка:"),
        ("stale_announcement", "2026-04-20", "последний названный день: 20.04.2026"),
        ("personal_data", "row 7", "место: строка таблицы 7"),
        ("pupils_health", "page 4, p[2]", "место: стр. 4, абзац 2"),
        ("same_text", "Школа № 1; Школа № 2", "Школа № 1; Школа № 2"),
        ("same_text", "Школа № 1; Школа № 2; Школа № 3; +4", "Школа № 1; Школа № 2; Школа № 3 и ещё 4"),
        ("section_leads_away", "a.example, b.example", "ссылки на a.example, b.example"),
        ("scan_only_documents", "4", "файлов: 4"),
        ("other_owner", "college", "колледж или техникум"),
        ("never_heard_of", "1/2", "1/2"),
        ("grades_not_stated", "", ""),
    ],
)
def test_details_of_warnings_are_said(kind: str, detail: str, said: str) -> None:
    """Numbers, days, places, names: each as a person would say it."""
    (notice,) = notices(replace(sample.rich(), warnings=(Warning(kind, "", detail),)), RU)
    assert notice.detail == said


def test_warnings_advise_and_accuse_nobody() -> None:
    """Each kind that a school can mend says how, in both languages."""
    kinds = [key.removeprefix("warning.") for key in RU.entries if key.startswith("warning.")]
    assert [kind for kind in kinds if kind not in ("other_owner", "grades_not_stated") and not RU.known(f"warning_advice.{kind}")] == []
    page = render_school_html(school_page(sample.rich(), sample.RULEBOOK, district=sample.DISTRICT))
    assert "Уберите телефоны или весь список." in page
