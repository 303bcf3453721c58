"""The reader's language: sentences, numbers, dates and counted things.

A sentence stands in a gettext catalogue (`catalogues.py`) and is asked for by its dotted name; `{name}` in it is a fact. What a report is
about is said by the rule pack: its words stand for `{about}` in every sentence («файлы {about}») and under the names `pack.…`.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

from site_audit.model import Reason
from site_audit.rulepack.schema import PackWords, Wording
from site_audit.view.catalogues import Sentences, sentences_of
from site_audit.view.plain import plain_detail, plain_pattern

Locale = Literal["ru", "en"]
LOCALES: tuple[Locale, ...] = get_args(Locale)
NBSP = "\N{NO-BREAK SPACE}"
UNSAID = "—"
FACT_LIMIT = 200
ABOUT = " {about}"  # in a sentence: what the pack is about
PACK_KEYS = ("norms", "basis")  # sentences of the pack itself
CHECK = "fails_"  # a named check of a rule that did not hold
CLOSED = MappingProxyType(  # fact → key of its word
    {"trouble": "trouble.{}.word", "owner": "owner_word.{}", "outcome": "outcome.{}", "scope": "scope.{}", "where": "where.{}"}
)
PATTERN = "words"  # the fact that holds a pattern of the rules
EXAMPLES = "such"  # the fact that holds some of its plainest words
SEEN = "seen"  # the fact that holds words of the page
NAMING = frozenset({"unmet", "met_musts", "named", "must", "missing"})  # facts that hold ids of the pack
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
DECIMAL = re.compile(r"[0-9]{1,9}\.[0-9]{1,9}")


class _Facts(dict[str, str]):
    """Facts of a sentence; one that is missing shows as a dash rather than breaking the report."""

    def __missing__(self, key: str) -> str:
        return UNSAID


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language. Get one with `words_in`."""

    locale: Locale
    entries: Mapping[str, str]
    sentences: Sentences

    def say(self, key: str, **facts: str) -> str:
        """The sentence of our own interface; a key that does not exist is our mistake and raises KeyError."""
        return string.Formatter().vformat(self.entries[key], (), _Facts(facts))

    def known(self, key: str) -> bool:
        """Whether the catalogue has the sentence: for codes that come from elsewhere."""
        return key in self.entries

    def code(self, group: str, code: str) -> str:
        """A closed word such as a kind or a level; one that we do not know is shown as it is."""
        return self.entries.get(f"{group}.{code}", code)

    def reason(self, reason: Reason, titles: Mapping[str, str] = MappingProxyType({})) -> str:
        """The sentence of a reason. An unknown code is shown with its facts. `titles` names ids of the pack in the facts."""
        facts = {name: self._fact(name, value, titles) for name, value in reason.facts}
        key = f"reason.{reason.code}"
        if SEEN in facts and self.known(f"{key}_seen"):
            key += "_seen"
        elif facts.get(PATTERN) == UNSAID and facts.get(EXAMPLES, UNSAID) != UNSAID:
            facts[PATTERN] = facts[EXAMPLES]
        elif facts.get(PATTERN) == UNSAID and self.known(f"{key}_unnamed"):
            key += "_unnamed"
        if self.known(key):
            return _tidy(self.say(key, **facts))
        if reason.code.startswith(CHECK):
            return self.say("reason_check", check=reason.code.removeprefix(CHECK).replace("_", " "))
        told = "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in facts.items())
        return self.say("reason_unknown_facts" if told else "reason_unknown", code=reason.code.replace("_", " "), facts=told)

    def _fact(self, name: str, value: str, titles: Mapping[str, str]) -> str:
        """A fact as a person says it: closed words, ids, days and decimal numbers are put into the language, the rest stays."""
        if name in CLOSED:
            return self.entries.get(CLOSED[name].format(value), value)
        if name in NAMING:
            return "; ".join(titles.get(one, one) for one in value.split(", "))
        if name == "link_text":
            return _short(value) or self.say("no_link_text")
        if name in (PATTERN, EXAMPLES):
            return plain_pattern(value) or UNSAID
        if name == "detail" and value and not value.isdigit():
            return f"– {_short(self.detail(value))}"
        return self.fact(value) or ("" if name in {"detail", "argument"} else UNSAID)

    def fact(self, value: str) -> str:
        """A fact without a name: a day or a decimal number in the language's form, anything else as it is."""
        if ISO_DAY.fullmatch(value):
            return self._iso(value)
        return self.exact(Decimal(value)) if DECIMAL.fullmatch(value) else _short(value)

    def detail(self, value: str) -> str:
        """The detail of a failure: "connection refused" in the reader's language, "404" as it is."""
        return plain_detail(value, self.entries)

    def _iso(self, value: str) -> str:
        try:
            return self.day(date.fromisoformat(value))
        except ValueError:
            return value

    def count(self, thing: str, number: int) -> str:
        """A number with its counted thing: «61 страница»."""
        forms = self.sentences.counted[f"count.{thing}"]
        return f"{number}{NBSP}{forms[self.sentences.form(number)]}"

    def number(self, value: Decimal | None, digits: int = 1) -> str:
        """A number with so many digits, half up; a dash where there is none."""
        if value is None:
            return UNSAID
        text = f"{rounded(value, digits):f}".replace("-", "−")
        return text.replace(".", ",") if self.locale == "ru" else text

    def exact(self, value: Decimal) -> str:
        """A coefficient without needless zeros, at most four digits."""
        text = f"{rounded(value, 4):f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.replace(".", ",") if self.locale == "ru" else text

    def day(self, value: date | None) -> str:
        """A day in figures."""
        if value is None:
            return UNSAID
        return f"{value:%d.%m.%Y}" if self.locale == "ru" else value.isoformat()

    def long_day(self, value: date) -> str:
        """A day with its month in words."""
        return self.say("month.day", day=str(value.day), month=self.say(f"month.m{value.month}"), year=str(value.year))

    def moment(self, value: datetime | None) -> str:
        """A day with its time and zone."""
        if value is None:
            return UNSAID
        zone = f"{value:%z}"
        return f"{self.day(value.date())} {value:%H:%M}" + (f" (UTC{zone[:3]})" if zone else "")

    def year(self, start: int) -> str:
        """An academic year by the year of its start: 2026/27."""
        return f"{start}/{(start + 1) % 100:02d}"

    def wording(self, wording: Wording) -> str:
        """A text of the rule pack in this language."""
        return _worded(wording, self.locale)


def rounded(value: Decimal, digits: int = 1) -> Decimal:
    """The value as it is printed: half up."""
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _tidy(sentence: str) -> str:
    """Blanks left by an empty fact are closed up, and the sentence begins with a capital."""
    sentence = sentence.replace(" )", ")").replace("( ", "(").replace(" ()", "").replace(" .", ".").replace("  ", " ").strip()
    return sentence[:1].upper() + sentence[1:]


def _short(value: str) -> str:
    return value if len(value) <= FACT_LIMIT else value[:FACT_LIMIT].rstrip() + "…"


@cache
def _sentences(locale: Locale) -> Sentences:
    return sentences_of(locale)


@cache
def words_in(locale: Locale, pack: PackWords | None = None) -> Words:
    """The sentences of a language, read once, as they are said of a pack; without one they do not say what they are about."""
    about = f" {_literal(pack.about, locale)}" if pack else ""
    sentences = _sentences(locale)
    entries = {key: text.replace(ABOUT, about) for key, text in sentences.said.items()}
    for key in PACK_KEYS:
        entries[f"pack.{key}"] = _literal(getattr(pack, key, None), locale)
    return Words(locale, MappingProxyType(entries), sentences)


def _worded(wording: Wording, locale: Locale) -> str:
    return wording.ru if locale == "ru" else wording.en


def _literal(wording: Wording | None, locale: Locale) -> str:
    """A text of the pack as a part of a sentence: a brace in it opens no fact."""
    text = _worded(wording, locale) if wording else ""
    return text.replace("{", "{{").replace("}", "}}")
