"""The HTML files: self-contained, safe, accessible."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise

import pytest

from site_audit.model import Audit
from site_audit.score import district_registers
from site_audit.settings import District
from site_audit.view.html import render_district_html, render_registers_html, render_runs_html, render_school_html
from site_audit.view.pages.district import district_page
from site_audit.view.pages.district_registers import registers_page
from site_audit.view.pages.runs import RunFacts, runs_page
from site_audit.view.pages.school import school_page
from site_audit.view.words import Locale

from . import sample

VOID = {"meta", "br", "path", "circle", "rect", "line", "use", "img", "input", "hr", "link"}


class Outline(HTMLParser):
    """Tags, attributes and headings of a page; `broken` tells tags that do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.headings: list[int] = []
        self.broken: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.broken += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count the tag and keep its attributes."""
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost tag."""
        if tag not in VOID and (not self._open or self._open.pop() != tag):
            self.broken.append(tag)

    def of(self, name: str) -> list[str]:
        """All values of one attribute."""
        return [value for _, attribute, value in self.attributes if attribute == name]


def _school(audit: Audit, locale: Locale = "ru") -> str:
    return render_school_html(school_page(audit, sample.RULEBOOK, district=sample.DISTRICT, locale=locale))


def _district(audits: tuple[Audit, ...]) -> str:
    return render_district_html(district_page(audits, sample.RULEBOOK, ranks=sample.ranks(audits), district=sample.DISTRICT))


def _registers(audits: tuple[Audit, ...], locale: Locale = "ru") -> str:
    registers = district_registers(audits)
    return render_registers_html(registers_page(audits, registers, sample.RULEBOOK, district=sample.DISTRICT, locale=locale))


def _runs() -> str:
    return render_runs_html(runs_page([RunFacts("20261123-0214", sample.AT, 6, 0, None)], district=District()))


PAGES = {
    "rich": _school(sample.rich()),
    "english": _school(sample.rich(), "en"),
    "hostile": _school(sample.hostile()),
    "unreachable": _school(sample.unreachable()),
    "district": _district((*sample.district(), sample.hostile())),
    "empty": _district(()),
    "registers": _registers((*sample.district(), sample.hostile())),
    "english registers": _registers(sample.district(), "en"),
    "no registers": _registers(()),
    "runs": _runs(),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_self_contained_and_runs_nothing(name: str) -> None:
    """No script, no handler, nothing loaded; links are relative, fragments or http."""
    outline = Outline(PAGES[name])
    assert not {"script", "img", "link", "iframe", "object", "base", "form"} & set(outline.tags)
    assert not [attribute for _, attribute, _ in outline.attributes if attribute.startswith("on") or attribute == "src"]
    for href in outline.of("href"):
        assert re.match(r"https?://|#|\.\./|schools/|[\w-]+/index\.html|index\.html|registers\.html|district\.(json|csv|xlsx)", href), href
    assert "url(" not in PAGES[name].split("</style>")[0]
    assert "@import" not in PAGES[name].split("</style>")[0]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_well_formed_for_readers(name: str) -> None:
    """Language, one h1, headings without a gap, ids once, tags that nest."""
    outline = Outline(PAGES[name])
    assert outline.broken == []
    assert outline.of("lang") == ["en" if name.startswith("english") else "ru"]
    assert PAGES[name].partition("</head>")[0].count("<title>") == outline.tags["h1"] == outline.tags["main"] == 1
    assert outline.headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(outline.headings))
    assert [one for one, count in Counter(outline.of("id")).items() if count > 1] == []


@pytest.mark.parametrize("name", PAGES)
def test_links_within_a_page_arrive(name: str) -> None:
    """Every fragment has its target."""
    outline = Outline(PAGES[name])
    assert {href[1:] for href in outline.of("href") if href.startswith("#")} <= set(outline.of("id"))


def test_hostile_texts_are_shown_as_text() -> None:
    """Markup is escaped; characters that hide or turn text are taken out."""
    page = PAGES["hostile"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(r"[\x00\u202e]", page)
    assert "javascript:alert(3)" in page
    assert len(page) < 1_000_000


def test_outcomes_are_told_by_word_and_sign_beside_the_colour() -> None:
    """Every badge holds an icon and a word; every square of the heat map a word for those who do not see it."""
    badges = re.findall(r'<span class="badge b-(\w+)">(.*?)</span>', PAGES["rich"])
    assert badges
    assert all(kind == "review" or ("<svg" in inner and re.sub("<[^>]*>", "", inner).strip()) for kind, inner in badges)
    cells = re.findall(r'<td class="h-[^>]*>(.*?)</td>', PAGES["district"])
    assert len(cells) == 35 * 7
    assert all('class="hidden"' in cell for cell in cells)


def test_the_limits_of_the_method_are_said_on_every_page() -> None:
    """What is measured; and, where a page is of one pack, what that pack rests on."""
    for name in set(PAGES) - {"english", "english registers"}:
        assert "Показатель измеряет только то, что школа опубликовала на своём сайте." in PAGES[name]
        assert ("Основание – Положение о мониторинге." in PAGES[name]) == (name != "runs")


def test_no_word_of_violation() -> None:
    """The reports recommend; they accuse nobody."""
    for page in PAGES.values():
        assert not re.search(r"наруш|обязан[ыа]?\b|violat", page, re.IGNORECASE)


def test_method_pack_and_digest_are_named() -> None:
    """Who repeats the audit knows by what it was judged."""
    for name in ("rich", "district"):
        assert all(said in PAGES[name] for said in ("iio-1", "career 2026.1", "sha256:" + "b" * 64))


def test_details_open_without_a_script() -> None:
    """One details element a criterion, and the blocks to paste in theirs."""
    assert Outline(PAGES["rich"]).tags["details"] >= 35
    assert "&lt;h2&gt;" in PAGES["rich"]


def test_an_unset_district_shows_a_blank() -> None:
    """No district of ours stands in for the operator's."""
    assert "Район ____" in PAGES["runs"]


def test_the_same_audit_gives_the_same_file() -> None:
    """Reports do not depend on when they are written."""
    assert _school(sample.rich()) == PAGES["rich"]


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first: str, second: str) -> float:
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_have_enough_contrast() -> None:
    """WCAG AA, 4.5:1, for text on white and on the panels, and in the heat map."""
    style = resources.files("site_audit.view").joinpath("static", "report.css").read_text(encoding="utf-8")
    named = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", style))
    texts = [named[one] for one in ("ink", "soft", "accent", "present", "partial", "absent", "unknown", "review")]
    pairs = [(text, ground) for text in texts for ground in ("#ffffff", named["panel"])]
    pairs += [(text, ground) for ground, text in re.findall(r"\.h-\w+ \{ background: (#[0-9a-f]{6}); color: (#[0-9a-f]{6})", style)]
    assert len(pairs) == 20
    assert [pair for pair in pairs if _contrast(*pair) < 4.5] == []
