"""An address as a reader meets it: readable text, and a link only where following it is safe."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from site_audit.urls import display

SAFE = re.compile(r"https?://[^\s\x00-\x1f]+\Z", re.IGNORECASE)
PAGE = re.compile(r"page (\d+)")
WORDS_IN_FRAGMENT = 6
TEXT_LIMIT = 160
NAME_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Address:
    """`href` is empty where the address must not become a link."""

    text: str
    href: str


def address(url: str) -> Address:
    """The address for a reader; anything but http and https stays plain text."""
    return Address(clip(display(url), TEXT_LIMIT), url if SAFE.match(url) else "")


def address_of_quote(url: str, place: str, words: str) -> Address:
    """The address that opens at the quoted words where the browser can: a page of a file, or a text fragment of a page."""
    plain = address(url)
    if not plain.href or "#" in url:
        return plain
    if page := PAGE.match(place):
        return Address(plain.text, f"{url}#page={page[1]}")
    if place.startswith(("row", "title")) or "…" in words or "|" in words:
        return plain
    start = " ".join(words.split()[:WORDS_IN_FRAGMENT])
    return Address(plain.text, f"{url}#:~:text={quote(start, safe='', errors='replace').replace('-', '%2D')}") if start else plain


def clip(text: str, limit: int) -> str:
    """The text, or its beginning where it is longer than a reader can use."""
    return text if len(text) <= limit else text[:limit].rstrip() + " […]"
