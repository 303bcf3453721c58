"""Addresses and places as a reader meets them."""

from __future__ import annotations

import pytest

from site_audit.view.pages.address import address, address_of_quote, clip
from site_audit.view.pages.place import place_in_words
from site_audit.view.words import words_in


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "",
    ],
)
def test_only_http_addresses_become_links(url: str) -> None:
    """Anything but http and https is shown, never followed."""
    assert address(url).href == ""


def test_idn_is_shown_readably_and_followed_as_given() -> None:
    """The text is Cyrillic, the link is the canonical address."""
    one = address("https://xn--e1afmkfd.xn--p1ai/")
    assert "пример.рф" in one.text
    assert one.href == "https://xn--e1afmkfd.xn--p1ai/"


def test_a_broken_address_is_shown_as_it_is() -> None:
    """A host that cannot be read does not stop the report."""
    assert "broken" in address("http://[broken").text


def test_a_quote_in_a_file_opens_at_its_page() -> None:
    """A place on page 4 leads to page 4."""
    assert address_of_quote("https://s.example/p.pdf", "page 4, p[2]", "план").href == "https://s.example/p.pdf#page=4"


def test_a_quote_on_a_page_opens_at_its_words() -> None:
    """The first words are marked for the browser, quoted so that they cannot break out."""
    href = address_of_quote("https://s.example/p", "p[2]", 'план "работы" один два три четыре пять').href
    assert href.startswith("https://s.example/p#:~:text=%D0%BF")
    assert '"' not in href


def test_a_masked_quote_opens_the_page_only() -> None:
    """Words that do not stand on the page literally are not searched for."""
    assert address_of_quote("https://s.example/p", "p[2]", "ученик …").href == "https://s.example/p"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("h2[3]", "заголовок 3"),
        ("page 4, p[2]", "стр. 4, абзац 2"),
        ("row 7", "строка таблицы 7"),
        ("title", "название страницы"),
        ("li[4]", "пункт списка 4"),
        ("somewhere[9]", "somewhere[9]"),
        ("", ""),
    ],
)
def test_places_in_words(place: str, said: str) -> None:
    """Known places are named; an unknown one stays as it is."""
    assert place_in_words(place, words_in("ru")) == said


def test_long_texts_are_cut_with_a_mark() -> None:
    """What was left out is shown to be left out."""
    assert clip("а" * 20, 5) == "ааааа […]"
    assert clip("абв", 5) == "абв"
