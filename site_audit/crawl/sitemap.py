"""Sitemaps: plain or gzipped, an index of them or a list of addresses. Read by pattern, so no entity and no nesting can hurt."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape

from site_audit.crawl.bodies import GZIP_MAGIC, TooLarge, Truncated, unpacked
from site_audit.model import Capture, Failure, Trouble
from site_audit.urls import canonical

MOST_FILES = 50
MOST_LEVELS = 2
MOST_ADDRESSES = 50_000  # what the sitemap protocol allows one file
_LOC = re.compile(r"<(?:\w+:)?loc\s*>\s*(?:<!\[CDATA\[)?\s*([^<\]]+?)\s*(?:\]\]>)?\s*</(?:\w+:)?loc\s*>", re.IGNORECASE)
_INDEX = re.compile(r"<(?:\w+:)?sitemapindex\b", re.IGNORECASE)
_LIST = re.compile(r"<(?:\w+:)?urlset\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d{1,5});")


@dataclass(frozen=True, slots=True)
class Sitemaps:
    """What a site's sitemaps name. `read` is None where the site has none, False where one could not be read."""

    addresses: tuple[str, ...] = ()
    read: bool | None = None


@dataclass(frozen=True, slots=True)
class _File:
    is_sitemap: bool
    is_index: bool = False
    addresses: tuple[str, ...] = ()


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
    found: dict[str, None] = {}
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
                queue.extend((one, level + 1) for one in file.addresses)
            elif not file.is_index:
                found.update(dict.fromkeys(file.addresses))
    cut_short = any(url not in asked for url, _ in queue)
    return Sitemaps(tuple(found)[:MOST_ADDRESSES], False if cut_short else read)


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
        written: Iterable[str] = (_ENTITY.sub(lambda entity: unescape(entity[0]), found[1]) for found in _LOC.finditer(text))
    elif "<" not in text[:1_000] and re.match(r"\s*https?://\S+\s*(\n|$)", text):
        written = text.splitlines()[:MOST_ADDRESSES]
    else:
        return _File(False)
    addresses = (canonical(one, base) for one in written)
    return _File(True, is_index, tuple(one for one in addresses if one))
