"""What a page says of itself outside its visible text: title, base address, refresh, dates, and the data of single-page shells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from site_audit.extract.builder import fold
from site_audit.extract.html.drafts import TimeDraft
from site_audit.extract.properties import day_of
from site_audit.model import DateClaim, Zone

_REFRESH = re.compile(r"\d*\s*[;,]?\s*url\s*=\s*['\"]?\s*([^'\"\s>]+)", re.IGNORECASE)
_STRING = re.compile(r'"((?:[^"\\\n]|\\.){12,20000})"')
_RUSSIAN = re.compile(r"[А-Яа-яЁё]{3,}")
_JSON_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
SCRIPT_LETTERS = 2_000_000
MAX_STRINGS = 500


def page_title(tree: LexborHTMLParser) -> str:
    """The page's title; where there is none, the one it gives to social networks, then its first heading."""
    for selector in ("head > title", "body > title", "title"):
        if (node := tree.css_first(selector)) is not None and (text := fold(node.text())):
            return text
    return ""


def spare_title(tree: LexborHTMLParser) -> str:
    """What to call a page without a title element."""
    meta = tree.css_first('meta[property="og:title"]')
    return fold((meta.attributes.get("content") or "") if meta is not None else "")


def base_of(tree: LexborHTMLParser, url: str) -> str:
    """Against what the page's links are resolved."""
    node = tree.css_first("base[href]")
    href = (node.attributes.get("href") or "").strip() if node is not None else ""
    try:
        return urljoin(url, href) if href else url
    except ValueError:
        return url


def refresh_target(tree: LexborHTMLParser) -> str:
    """Where a meta refresh sends the visitor, "" if nowhere; one inside noscript is for others."""
    for node in tree.css("meta[http-equiv]"):
        if (node.attributes.get("http-equiv") or "").lower() != "refresh" or (node.parent is not None and node.parent.tag == "noscript"):
            continue
        if found := _REFRESH.search(node.attributes.get("content") or ""):
            return found[1]
    return ""


def claimed_dates(tree: LexborHTMLParser, times: Iterable[TimeDraft], zones: list[Zone], in_card: dict[int, int]) -> tuple[DateClaim, ...]:
    """The dates the markup gives to the page as a whole; a list of dated cards dates none of them."""
    claims: list[tuple[str, date | None]] = []
    for node in tree.css("meta[property], meta[itemprop]"):
        named = node.attributes.get("property") or node.attributes.get("itemprop") or ""
        if named in ("article:published_time", "datePublished"):
            claims.append(("meta", day_of(node.attributes.get("content") or "")))
    claims += [("json-ld", day) for day in _published_in_scripts(tree)]
    own = [time for time in times if zones[time.frame] is Zone.MAIN and time.frame not in in_card]
    published = {day for time in own if time.published and (day := day_of(time.written))}
    days = published or {day for time in own if (day := day_of(time.written))}
    if len(days) == 1:
        claims.append(("time", days.pop()))
    return tuple(dict.fromkeys(DateClaim(source, day) for source, day in claims if day))


def _published_in_scripts(tree: LexborHTMLParser) -> set[date]:
    written = [m[1] for node in tree.css('script[type="application/ld+json"]') for m in _JSON_PUBLISHED.finditer(_script(node))]
    days = {day for one in written if (day := day_of(one))}
    return days if len(days) == 1 else set()


def script_texts(tree: LexborHTMLParser) -> Iterator[str]:
    """Russian sentences kept as data in the scripts of a page that has next to no visible text."""
    seen: set[str] = set()
    for node in tree.css("script"):
        kind = (node.attributes.get("type") or "").lower()
        source = _script(node)
        if not ("json" in kind or re.search(r"__[A-Z_]{3,}__|window\.\w+\s*=\s*[{\[]", source[:2000])):
            continue
        for found in _STRING.finditer(source):
            text = _unescaped(found[1])
            if text and text not in seen and len(_RUSSIAN.findall(text)) >= 2:
                seen.add(text)
                yield text
            if len(seen) >= MAX_STRINGS:
                return


def _script(node: LexborNode) -> str:
    return node.text(deep=True)[:SCRIPT_LETTERS]


def _unescaped(literal: str) -> str:
    try:
        text = str(json.loads(f'"{literal}"'))
    except ValueError:
        return ""
    if "<" in text:
        text = LexborHTMLParser(text).text(separator=" ")
    return fold(text)
