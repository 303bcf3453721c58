"""Asking whether an address is still what the last walk kept of it: the server's own marks go out, and "as before" is worth the kept bytes.

A server is believed as far as its marks make sense. An answer that does not fit them is asked for again, without conditions. And no server
is believed for ever: bytes are sent whole once in a while.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from site_audit.crawl.answers import Answer, Asker, Headers, Unchanged
from site_audit.crawl.protocols import Earlier, nothing_earlier
from site_audit.model import Again, Capture

WHOLE_AFTER = timedelta(days=14)  # so long a server's "as before" is believed before the bytes are asked for again
SETTLED = timedelta(minutes=1)  # a page changed within the minute before it was fetched may change again within it (RFC 9110, 8.8.2.2)
OK = 200
ANEW: Headers = (("Cache-Control", "no-cache"),)
RENEWED = frozenset({"date", "etag", "last-modified", "expires", "cache-control", "vary"})  # what an answer without a body says anew
_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{1,200}"|[\w.:+/=-]{1,200}', re.ASCII)  # never "*", which every page would meet
_PACKED = re.compile(r"(?:--?|;)(?:gzip|gz|deflate|br|df)$", re.IGNORECASE)  # what servers hang on to the mark of a packed body


class Conditions:
    """What is said with the request of an address: the marks of what is kept of it, as long as they may be trusted."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._earlier: Earlier = nothing_earlier
        self._at = ""
        self._kept: Capture | None = None
        self._anew = False

    def know(self, earlier: Earlier) -> None:
        """From now on this is what the last walk kept of each address."""
        self._earlier, self._at = earlier, ""

    def headers(self, url: str) -> Headers:
        """The headers of a request."""
        kept = self.kept(url)
        if self._anew:
            return ANEW
        return marks_of(kept) if kept and self._now() - (kept.sent_at or kept.fetched_at) < WHOLE_AFTER else ()

    def kept(self, url: str) -> Capture | None:
        """What the last walk kept of an address. The one asked last is in memory, no other."""
        if url != self._at:
            self._at, self._kept, self._anew = url, self._earlier(url), False
        return self._kept

    def anew(self, url: str) -> None:
        """Ask this address without conditions, past all caches."""
        self.kept(url)
        self._anew = True


class Conditional:
    """The layer that turns "as before" into the bytes that are kept."""

    def __init__(self, inner: Asker, conditions: Conditions) -> None:
        self._inner = inner
        self._conditions = conditions

    def ask(self, url: str) -> Answer:
        """The answer; one without a body that fits what is kept becomes the capture of tonight."""
        answer = self._inner.ask(url)
        kept = self._conditions.kept(url)
        if isinstance(answer, Unchanged):
            if kept is not None and _fits(answer, kept):
                return _renewed(kept, answer)
            self._conditions.anew(url)
            answer = self._inner.ask(url)
        if isinstance(answer, Capture) and kept is not None and answer.digest == kept.digest:
            return replace(answer, again=Again.SAME_BYTES)
        return answer

    def close(self) -> None:
        """Close all connections."""
        self._inner.close()


def marks_of(kept: Capture) -> Headers:
    """The validators of a kept answer that may be sent back: none of an answer that varies by everything, no date that proves nothing."""
    said = dict(kept.headers)
    if kept.status != OK or "*" in said.get("vary", ""):
        return ()
    found = []
    tag = said.get("etag", "").strip()
    if _TAG.fullmatch(tag):
        found.append(("If-None-Match", tag))
    changed, asked = _moment(said.get("last-modified", "")), _moment(said.get("date", "")) or kept.fetched_at
    if changed is not None and changed <= min(asked, kept.fetched_at) - SETTLED:
        found.append(("If-Modified-Since", said["last-modified"].strip()))
    return tuple(found)


def _fits(answer: Unchanged, kept: Capture) -> bool:
    """Whether the answer speaks of what was asked: we had asked with a mark, and the one it names is the same."""
    asked, named = dict(answer.asked_with), dict(answer.headers).get("etag", "").strip()
    mark = asked.get("If-None-Match", "")
    return ("If-Modified-Since" in asked or bool(mark)) and (not named or not mark or _core(named) == _core(mark))


def _core(tag: str) -> str:
    """A mark as weak comparison sees it, without what packing hangs on to it."""
    return _PACKED.sub("", tag.removeprefix("W/").strip('"'))


def _renewed(kept: Capture, answer: Unchanged) -> Capture:
    """The kept answer as of now."""
    said = tuple((name, value) for name, value in answer.headers if name in RENEWED)
    names = {name for name, _ in said}
    return replace(
        kept,
        requested_url=answer.url,
        headers=(*((name, value) for name, value in kept.headers if name not in names), *said),
        fetched_at=answer.at,
        again=Again.NOT_MODIFIED,
        trust=answer.trust,
        sent_at=kept.sent_at or kept.fetched_at,
    )


def _moment(said: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(said) if said else None
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)
