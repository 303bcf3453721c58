"""Addresses that are one, and addresses that are many of a kind: by this a trap is told from a site."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=8_192)
def near_key(url: str) -> str:
    """Equal for addresses that differ in scheme, www, a closing slash, an index file or the order of parameters only."""
    parts = urlsplit(url)
    netloc = parts.netloc.removeprefix("www.").removesuffix(":80" if parts.scheme == "https" else ":443")
    path = (_INDEX.sub("/", parts.path) if not parts.query else parts.path).rstrip("/")
    return f"{netloc}{path}?{'&'.join(sorted(parts.query.split('&')))}"


@lru_cache(maxsize=8_192)
def kinds(url: str) -> tuple[str, ...]:
    """The kinds an address is one of many of: what lies under its folder, and what its script shows by such parameters.

    A folder counts up to the first part with a number in it: /calendar/2026/11 is one of /calendar.
    """
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    numbered = next((i for i, segment in enumerate(segments) if _DIGITS.search(segment)), len(segments))
    folder = segments[: min(numbered, max(0, len(segments) - 1))]
    found = []
    if folder:
        found.append("/".join(folder) + "/")
    elif segments and _DIGITS.search(segments[0]):
        found.append(_DIGITS.sub("0", segments[0]))
    if parts.query:
        names = sorted({part.partition("=")[0] for part in parts.query.split("&")})
        found.append(f"{parts.path}?{','.join(names)}")
        found.append(f"{parts.path}?")
    return tuple(found)
