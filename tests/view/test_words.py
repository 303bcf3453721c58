"""Both languages say everything, and say it right."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from site_audit.crawl.resolving import FAILED, SILENT
from site_audit.crawl.troubles import TLS_REASONS, TLS_WORDS
from site_audit.detect.warnings.personal import KINDS as PERSONAL
from site_audit.model import Outcome, Reason, Trouble
from site_audit.rulepack.checks import CHECKS, SCOPES
from site_audit.rulepack.schema import PackWords, Where, Wording
from site_audit.score.reasons import REASONS
from site_audit.score.same_text import KIND as SAME_TEXT
from site_audit.view.words import LOCALES, Locale, Words, rounded, words_in

RU, EN = words_in("ru"), words_in("en")
ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "site_audit"


@pytest.mark.parametrize("words", [RU, EN], ids=LOCALES)
def test_closed_lists_are_said(words: Words) -> None:
    """Every outcome and every trouble has its words and its advice."""
    missing = [f"outcome.{one}" for one in Outcome] + [f"trouble.{one}.{part}" for one in Trouble for part in ("word", "what", "advice")]
    assert [key for key in missing if key not in words.entries] == []


def test_every_code_of_scoring_and_of_checks_has_a_sentence() -> None:
    """Reasons given by scoring and by the named checks of rules are never shown as codes."""
    codes = [*REASONS, *(f"fails_{check}" for check in CHECKS)]
    assert [code for code in codes if not RU.known(f"reason.{code}")] == []


def test_an_unknown_reason_is_shown_with_its_facts() -> None:
    """A code nobody has translated is still readable."""
    assert RU.reason(Reason("brand_new", (("page_count", "7"),))) == "Записано кодом «brand new» (page count: 7)"
    assert RU.reason(Reason("brand_new")) == "Записано кодом «brand new»"


def test_a_new_check_of_rules_is_said_by_its_name() -> None:
    """A rule may ask for a check that the catalogue does not know yet."""
    assert RU.reason(Reason("fails_not_brand_new", (("argument", ""),))) == "Не выполнено условие правила: not brand new."
    assert RU.reason(Reason("fails_grades", (("argument", ""),))) == "Не названы классы."


def test_facts_are_put_into_the_language() -> None:
    """Troubles, ids, days and numbers in facts become words; an empty detail leaves no hole."""
    told = RU.reason(Reason("promise_unread", (("link_text", ""), ("trouble", "timeout"), ("detail", ""))))
    assert (
        told == "Ссылка «без подписи» обещает эти сведения, но прочитать материал не удалось (нет ответа вовремя), поэтому вывод не сделан."
    )
    assert "учебный год" in RU.reason(Reason("must_unmet", (("unmet", "year"),)), {"year": "учебный год"})
    assert "12.09.2026" in RU.reason(Reason("unheard", (("last", "2026-09-12"),)))
    assert "2026-99-99" in RU.reason(Reason("unheard", (("last", "2026-99-99"),)))


def test_a_missing_fact_shows_a_dash() -> None:
    """A reason with fewer facts than its sentence has does not break the report."""
    assert "—" in RU.reason(Reason("absent"))


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(договор*|соглашен*)", "Рядом нет слов вроде «договор…», «соглашен…», без которых это не свидетельство."),
        ("день рождени*", "Рядом нет слов вроде «день рождени…», без которых это не свидетельство."),
        ("@career", "Слова похожи, но рядом не видно, что речь именно об этом."),
        ("отчет* ~4 (школ*|год*)", "Слова похожи, но рядом не видно, что речь именно об этом."),
        ("|".join(["слово*"] * 20), "Слова похожи, но рядом не видно, что речь именно об этом."),
    ],
)
def test_a_pattern_of_the_rules_is_never_shown_raw(pattern: str, said: str) -> None:
    """A reader sees plain words, or a sentence without them; signs of the pattern language are for rule writers."""
    assert RU.reason(Reason("lacks", (("words", pattern), ("scope", "passage")))) == said


def test_where_a_word_stands_is_said() -> None:
    """A word of the title is not said to stand nearby; a word in the wrong place is told the right one."""
    assert RU.reason(Reason("stands_elsewhere", (("where", "heading"),))) == "Слова есть, но не там: ждём их в заголовке."
    told = RU.reason(Reason("speaks_of", (("words", "(план*|положени*)"), ("scope", "title"))))
    assert told == "Речь о другом: в названии страницы или документа есть слова вроде «план…», «положени…»."


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("connection refused", "сервер отказал в соединении"),
        ("leads to another site: school.example", "ведёт на другой сайт: school.example"),
        ("robots.txt: connection reset", "robots.txt не открылся: соединение оборвано"),
        ("20000001 bytes", "20000001 байт"),
        ("404", "404"),
        ("Страница: не найдена", "Страница: не найдена"),
    ],
)
def test_details_of_failures_are_said_in_the_readers_language(detail: str, said: str) -> None:
    """What we named ourselves is translated; what the site said stays."""
    assert RU.detail(detail) == said


def test_details_that_crawling_and_reading_name_have_words() -> None:
    """A new detail in the code of crawling or reading asks for its words."""
    folders = ("crawl", "extract", "reader")
    sources = "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in sorted((PACKAGE / folder).rglob("*.py")))
    named = set(re.findall(r'Trouble\.[A-Z_0-9]+, "([a-z][^"{}]*)"', sources))
    assert len(named) > 15
    named |= {word for _, word in TLS_WORDS} | set(TLS_REASONS.values()) | {SILENT, FAILED}
    assert [one for one in sorted(named) if not RU.known(f"detail.{one}")] == []


def test_kinds_that_detection_gives_have_words() -> None:
    """Warnings, notes of the walk, and the kinds of events and plans that the shipped rules name are never shown as codes."""
    detecting = "\n".join(path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "detect" / "warnings").glob("*.py")))
    warned = {SAME_TEXT, *PERSONAL, *re.findall(r'Warning\("(\w+)"', detecting)}
    noted = set(re.findall(r'_notes\[f?"(\w+)', (PACKAGE / "crawl" / "walk.py").read_text(encoding="utf-8")))
    noted |= set(re.findall(r'yield f?"(\w+)', (PACKAGE / "crawl" / "trust.py").read_text(encoding="utf-8")))
    rules = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "rules").rglob("*.toml")))
    named = re.findall(r'^(?:partner_)?(event_kind|plan_kind|relation) = "(\w+)"', rules, re.MULTILINE)
    kinds = {f"{name}.{kind}" for name, kind in named}
    assert warned and noted and kinds
    places = {f"where.{one}" for one in get_args(Where)} | {f"scope.{one}" for one in SCOPES}
    asked = places | {f"warning.{one}" for one in warned} | {f"note.{one}" for one in noted} | kinds
    assert sorted(key for key in asked if not RU.known(key) or not EN.known(key)) == []


def test_braces_in_facts_stay_literal() -> None:
    """A fact from a site cannot reach into our values."""
    assert "{0.__class__}" in RU.reason(Reason("promise_unread", (("link_text", "{0.__class__}"),)))


@pytest.mark.parametrize(("number", "said"), [(3, "3 страницы"), (5, "5 страниц"), (11, "11 страниц"), (21, "21 страница")])
def test_counted_things_agree_with_the_number(number: int, said: str) -> None:
    """Russian plural forms."""
    assert RU.count("page", number).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(("locale", "said"), [("ru", "72,4"), ("en", "72.4")])
def test_numbers_are_rounded_half_up_in_the_readers_form(locale: Locale, said: str) -> None:
    """One digit, half up, the language's own mark."""
    assert words_in(locale).number(Decimal("72.35")) == said


def test_days_and_moments() -> None:
    """Days in figures and in words, moments with their zone, academic years over a century's end."""
    assert RU.long_day(date(2026, 11, 23)).replace("\N{NO-BREAK SPACE}", " ") == "23 ноября 2026 г."
    assert RU.moment(datetime(2026, 11, 23, 2, 14, tzinfo=UTC)) == "23.11.2026 02:14 (UTC+00)"
    assert RU.year(2099) == "2099/00"
    assert EN.day(date(2026, 11, 23)) == "2026-11-23"


def test_exact_keeps_what_matters() -> None:
    """Coefficients lose needless zeros only."""
    assert [RU.exact(Decimal(one)) for one in ("1", "0.50", "0.4750", "100", "0")] == ["1", "0,5", "0,475", "100", "0"]
    assert rounded(Decimal("2.25")) == Decimal("2.3")


def test_a_sentence_is_said_of_the_pack() -> None:
    """What the pack is about is taken into every sentence that tells of it; without a pack the sentence does without."""
    pack = PackWords(
        about=Wording(ru="о садах", en="about gardens"), norms=Wording(ru="Садов {не} требуют.", en="None asks for {gardens}.")
    )
    assert words_in("ru", pack).say("register.files") == "Файлы о садах: как они прочитаны"
    assert words_in("en", pack).say("register.files") == "Files about gardens: how they were read"
    assert RU.say("register.files") == "Файлы: как они прочитаны"
    assert words_in("en", pack).say("pack.norms") == "None asks for {gardens}."
    assert (RU.say("pack.norms"), words_in("ru", pack).say("pack.basis")) == ("", "")


@pytest.mark.parametrize("words", [RU, EN], ids=LOCALES)
def test_our_own_sentences_name_no_subject(words: Words) -> None:
    """Reports are of any pack: only the closed kinds of plans and events, and the names of places that rules look in, say one."""
    told = {key: said for key, said in words.entries.items() if not key.startswith(("plan_kind.", "event_kind.", "search_place."))}
    assert not [key for key, said in told.items() if re.search(r"(?i)профор|выбор\w* професси|\bcareer", said)]
