"""The gettext catalogues say everything that is asked for, in every language, and nothing besides."""

from __future__ import annotations

import re
import string
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from site_audit.view.catalogues import catalogue, domains, sentences_of
from site_audit.view.words import LOCALES

PACKAGE = Path(__file__).resolve().parents[2] / "site_audit"
DOMAINS = domains("ru")
#: A name written out where a sentence is asked for, also the second of `"a" if … else "b"`.
SAID = re.compile(
    r"""(?<![\w.])(?:words\.say|words\.known|t)\(\s*['"]([\w.]*\w)['"](?!\s*~)(?:\s+if\s+[^'"]+?\s+else\s+['"]([\w.]*\w)['"])?"""
)
COUNTED = re.compile(r"""words\.count\(\s*"(\w+)\"""")
#: The beginning of a name made at run time: `f"outcome.{one}"`, `"reckoning.col_" ~ key`, `"trouble.{}.word"`.
MADE = re.compile(r"""["']((?:\w+\.)+\w*)(?:\{|["']\s*[~+])""")
CODED = re.compile(r"""\.code\(\s*"(\w+)\"""")  # `words.code("level", …)`
OF_THE_PACK = ("pack.",)  # said by the rule pack, not by a catalogue


@cache
def _sources() -> str:
    """What may ask for a sentence: our modules and the templates of reports."""
    files = [one for pattern in ("*.py", "*.j2", "*.typ") for one in sorted(PACKAGE.rglob(pattern)) if "demo" not in one.parts]
    return "\n".join(one.read_text(encoding="utf-8") for one in files)


def _messages(language: str, domain: str) -> dict[str, Message]:
    return {one.id if isinstance(one.id, str) else one.id[0]: one for one in catalogue(language, domain) if one.id}


def _texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", LOCALES)
def test_every_language_has_every_catalogue(language: str) -> None:
    """A catalogue that one language lacks is named."""
    assert domains(language) == DOMAINS


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_sentence_of_one_language_stands_in_all_with_the_same_facts(domain: str) -> None:
    """A translation that is missing, empty, marked as doubtful or speaks of other facts is named."""
    told = {language: _messages(language, domain) for language in LOCALES}
    first = told["ru"]
    for language in LOCALES:
        assert list(told[language]) == list(first), language
        empty = [key for key, one in told[language].items() if not one.string]
        assert (language, empty, [key for key, one in told[language].items() if one.fuzzy]) == (language, [], [])
        other = [key for key, one in told[language].items() for text in _texts(one) if _facts(text) != _facts(_texts(first[key])[0])]
        assert (language, other) == (language, [])


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("domain", DOMAINS)
def test_a_catalogue_is_clean(language: str, domain: str) -> None:
    """Nothing is kept that was translated once and is gone; counted things have as many forms as the language needs."""
    read = catalogue(language, domain)
    assert list(read.obsolete) == []
    assert read.num_plurals == {"ru": 3, "en": 2}[language]
    short = [one.id for one in read if one.id and one.pluralizable and len([form for form in _texts(one) if form]) != read.num_plurals]
    assert short == []


def test_no_name_stands_twice() -> None:
    """One sentence has one place."""
    text = [PACKAGE.joinpath("view", "locale", "ru", "LC_MESSAGES", f"{domain}.po").read_text(encoding="utf-8") for domain in DOMAINS]
    names = Counter(re.findall(r'^msgid "(.+)"$', "\n".join(text), re.MULTILINE))
    assert [name for name, times in names.items() if times > 1] == []


def test_every_sentence_asked_for_exists() -> None:
    """Names written in code and templates are in the catalogues."""
    known = sentences_of("ru")
    asked = {key for pair in SAID.findall(_sources()) for key in pair if key and not key.startswith(OF_THE_PACK)}
    assert len(asked) > 100
    assert sorted(asked - set(known.said)) == []
    assert sorted({f"count.{thing}" for thing in COUNTED.findall(_sources())} - set(known.counted)) == []


def test_every_sentence_is_asked_for() -> None:
    """A sentence that no module and no template says, and that no name made at run time can reach, is named."""
    known = sentences_of("ru")
    written = set(re.findall(r"""["']([\w.]+)["']""", _sources()))
    made = (*MADE.findall(_sources()), *(f"{group}." for group in CODED.findall(_sources())))
    counted = {f"count.{thing}" for thing in COUNTED.findall(_sources())}
    left = [key for key in (*known.said, *known.counted) if key not in written | counted and not key.startswith(made)]
    assert left == []


@pytest.mark.parametrize(
    ("language", "number", "form"), [("ru", 1, 0), ("ru", 3, 1), ("ru", 11, 2), ("ru", 21, 0), ("ru", 112, 2), ("en", 1, 0), ("en", 0, 1)]
)
def test_a_number_takes_the_form_its_language_asks_for(language: str, number: int, form: int) -> None:
    """The plural rule stands in the catalogue and is gettext's own."""
    assert sentences_of(language).form(number) == form
