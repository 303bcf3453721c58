"""Addresses that are one, and addresses that are many of a kind: by this a trap is told from a site."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_PATH_SESSION = re.compile(r"/\((?:[A-Z]\([a-z0-9]{10,}\))+\)(?=/|$)")  # ASP.NET: /(S(lit3py55t21z5v55vlm25s55))/news.aspx
_DIGITS = re.compile(r"\d+")
_VIEW = re.compile(  # parameters that show the same page in another dress
    r"(?:print(?:able)?|tmpl=component|set_template|template|version=special|special|special_version|vi|visually|bvi|mobile)(?:=.*)?",
    re.IGNORECASE,
)
_ORDER = re.compile(  # and those that put the same list in another order: «order=15» may be a document, «order=desc» is none
    r"(?:sort|sort_?by|sort_?order|order|order_?by|order_?dir|dir|direction|filter_order(?:_dir)?)=(?:asc|desc|name|title|date|popular|views|hits|rating|new|old)?",
    re.IGNORECASE,
)


def is_view(parameter: str) -> bool:
    """Whether a parameter of a query only dresses the page: for printing, for weak eyes, for telephones, in another order."""
    return _VIEW.fullmatch(parameter) is not None or _ORDER.fullmatch(parameter) is not None


@lru_cache(maxsize=8_192)
def near_key(url: str) -> str:
    """Equal for addresses that differ in scheme, www, a closing slash, an index file, the order of parameters or the page's dress only.

    What is no address is equal to itself alone.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    netloc = parts.netloc.removeprefix("www.").removesuffix(":80" if parts.scheme == "https" else ":443")
    asked = sorted(part for part in parts.query.split("&") if not is_view(part))
    path = _PATH_SESSION.sub("", parts.path)
    path = (_INDEX.sub("/", path) if not any(asked) else path).rstrip("/")
    return f"{netloc}{path}?{'&'.join(asked)}"


@lru_cache(maxsize=8_192)
def kinds(url: str) -> tuple[str, ...]:
    """The kinds an address is one of many of, the narrowest first: the folders it lies under, and what its script shows.

    A folder counts up to the first part with a number in it: /calendar/2026/11 is one of /calendar. All folders above count too, because a
    trap may invent folders as well as pages.
    """
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    numbered = next((i for i, segment in enumerate(segments) if _DIGITS.search(segment)), len(segments))
    folder = segments[: min(numbered, max(0, len(segments) - 1))]
    found = []
    if parts.query:
        names = sorted({part.partition("=")[0] for part in parts.query.split("&")})
        found += [f"{parts.path}?{','.join(names)}", f"{parts.path}?"]
    found += ["/".join(folder[:length]) + "/" for length in range(len(folder), 0, -1)]
    if not folder and segments and _DIGITS.search(segments[0]):
        found.append(_DIGITS.sub("0", segments[0]))
    return tuple(found)


@lru_cache(maxsize=8_192)
def family(url: str) -> str:
    """The address without its numbers: pages of a list, days of a calendar, items by number have it in common."""
    return _DIGITS.sub("0", near_key(url).partition("/")[2] if "/" in near_key(url) else near_key(url).partition("?")[2])
