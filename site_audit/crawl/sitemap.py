"""Sitemaps: plain or gzipped, an index of them or a list of addresses. Read by pattern, so no entity and no nesting can hurt."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import unescape

from site_audit.crawl.bodies import GZIP_MAGIC, TooLarge, Truncated, unpacked
from site_audit.model import Capture, Failure, Trouble
from site_audit.urls import canonical

MOST_FILES = 50
MOST_LEVELS = 2
MOST_ADDRESSES = 50_000  # what the sitemap protocol allows one file
_LOC = re.compile(r"<(?:\w+:)?loc\s*>\s*(?:<!\[CDATA\[)?\s*([^<\]]+?)\s*(?:\]\]>)?\s*</(?:\w+:)?loc\s*>", re.IGNORECASE)
_CHANGED = re.compile(r"<(?:\w+:)?lastmod\s*>\s*(?:<!\[CDATA\[)?\s*(\d{4}-\d\d-\d\d)", re.IGNORECASE)
FARTHEST_CHANGE = 2_000  # letters after an address in which its last change is looked for
_INDEX = re.compile(r"<(?:\w+:)?sitemapindex\b", re.IGNORECASE)
_LIST = re.compile(r"<(?:\w+:)?urlset\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d{1,5});")


@dataclass(frozen=True, slots=True)
class Sitemaps:
    """What a site's sitemaps name. `read` is None where the site has none, False where one could not be read."""

    addresses: tuple[str, ...] = ()
    read: bool | None = None
    changed: Mapping[str, date] = field(default_factory=dict, compare=False)  # when pages were last changed, as the sitemap says


@dataclass(frozen=True, slots=True)
class _File:
    is_sitemap: bool
    is_index: bool = False
    named: tuple[tuple[str, date | None], ...] = ()


def read_sitemaps(
    starts: Iterable[str],
    fetch: Callable[[str], Capture | Failure],
    *,
    limit_bytes: int,
    go_on: Callable[[], bool],
) -> Sitemaps:
    """Read the sitemaps that begin here; a file that is not there, or is a page, is no sitemap."""
    queue = deque((url, 0) for start in starts if (url := canonical(start)))
    asked: set[str] = set()
    found: dict[str, date | None] = {}
    read: bool | None = None
    while queue and len(asked) < MOST_FILES and len(found) < MOST_ADDRESSES and go_on():
        url, level = queue.popleft()
        if url in asked:
            continue
        asked.add(url)
        file = _file(fetch(url), limit_bytes)
        if file is None:
            read = False
        elif file.is_sitemap:
            read = True if read is None else read
            if file.is_index and level < MOST_LEVELS:
                queue.extend((one, level + 1) for one, _ in file.named)
            elif not file.is_index:
                found.update(file.named)
    cut_short = any(url not in asked for url, _ in queue)
    changed = {url: day for url, day in found.items() if day is not None}
    return Sitemaps(tuple(found)[:MOST_ADDRESSES], False if cut_short else read, changed)


def _file(got: Capture | Failure, limit_bytes: int) -> _File | None:
    """What one file holds; None where it is there and cannot be read."""
    if isinstance(got, Failure):
        gone = got.trouble in (Trouble.EMPTY, Trouble.REDIRECTS, Trouble.ROBOTS, Trouble.WRONG_TYPE, Trouble.BAD_URL, Trouble.BLOCK_PAGE)
        return _File(False) if gone or (got.trouble is Trouble.HTTP_STATUS and got.detail.startswith("4")) else None
    try:
        body = unpacked(got.body, limit_bytes=limit_bytes) if got.body.startswith(GZIP_MAGIC) else got.body
    except (TooLarge, Truncated):
        return None
    text = body.decode("utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    return _parsed(text, got.url)


def _parsed(text: str, base: str) -> _File:
    is_index = _INDEX.search(text[:4_000]) is not None
    if is_index or _LIST.search(text[:4_000]):
        written: Iterable[tuple[str, str]] = _entries(text)
    elif "<" not in text[:1_000] and re.match(r"\s*https?://\S+\s*(\n|$)", text):
        written = ((line, "") for line in text.splitlines()[:MOST_ADDRESSES])
    else:
        return _File(False)
    named = ((url, _day(changed)) for one, changed in written if (url := canonical(one, base)))
    return _File(True, is_index, tuple(named))


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """Each address with what stands between it and the next: there the day of its last change is written."""
    found = list(_LOC.finditer(text))
    for number, one in enumerate(found):
        until = found[number + 1].start() if number + 1 < len(found) else len(text)
        changed = _CHANGED.search(text, one.end(), min(until, one.end() + FARTHEST_CHANGE))
        yield _ENTITY.sub(lambda entity: unescape(entity[0]), one[1]), changed[1] if changed else ""


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
