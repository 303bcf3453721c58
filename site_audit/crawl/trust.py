"""A ladder of trust: the common roots, the operator's additional roots, and only by the operator's leave no check at all.

A site is tried a rung lower where its certificate is refused. How a server was believed is written on all that it sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from site_audit.crawl.answers import Answer, Asker, Unchanged
from site_audit.crawl.rendering import drawn
from site_audit.model import Capture, Failure, Trouble
from site_audit.urls import host_of

COMMON, EXTRA, UNVERIFIED = "common", "extra", "unverified"  # the rungs, as captures and notes name them
Rung = tuple[str, Callable[[], Asker]]


class Trusting:
    """Asks with the common roots; a host that fails only by these is asked a rung lower from then on.

    Each rung is a name and what opens its connections, wider in trust than the one before.
    """

    def __init__(self, common: Asker, *wider: Rung) -> None:
        self._opened = [(COMMON, common)]
        self._wider = wider
        self._levels: dict[str, tuple[int, str]] = {}

    def ask(self, url: str) -> Answer:
        """Ask one address once, in further handshakes where the first was refused by us."""
        level, why = self._levels.get(host_of(url), (0, ""))
        answer = last = self._rung(level)[1].ask(url)
        while _refused(answer) and level < len(self._wider):
            level += 1
            name, rung = self._rung(level)
            answer = rung.ask(url)
            if _refused(answer):
                last = answer if name != UNVERIFIED else last  # what a check with more roots says is nearer the truth
            else:
                why = last.detail if isinstance(last, Failure) else why
                self._levels[host_of(url)] = (level, why)
        if _refused(answer):
            return last
        return _marked(answer, self._rung(level)[0], why)

    def close(self) -> None:
        """Close all connections."""
        for _, rung in self._opened:
            rung.close()

    def _rung(self, level: int) -> tuple[str, Asker]:
        while len(self._opened) <= level:
            name, make = self._wider[len(self._opened) - 1]
            self._opened.append((name, make()))
        return self._opened[level]


def connection_notes(got: Capture | Failure) -> Iterator[str]:
    """What the report should know of the way to a page: who vouched for its server, where a secure address led, what drew it."""
    if isinstance(got, Failure):
        return
    name, _, why = got.trust.partition(": ")
    if name == EXTRA:
        yield "tls_extra_ca"
    elif name == UNVERIFIED:
        yield f"tls_unverified:{why}"
    if drawn(got):
        yield "rendered"
    if got.requested_url.startswith("https:") and got.url.startswith("http:"):
        yield "https_downgrade"


def _refused(answer: Answer) -> bool:
    return isinstance(answer, Failure) and answer.trouble is Trouble.TLS


def _marked(answer: Answer, name: str, why: str) -> Answer:
    if not isinstance(answer, Capture | Unchanged) or not answer.url.startswith("https:"):
        return answer
    return replace(answer, trust=f"{name}: {why}" if name == UNVERIFIED else name)
