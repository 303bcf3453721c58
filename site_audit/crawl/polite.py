"""One pause per host: never two requests to one host closer together than the settings, or the site itself, want it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from site_audit.crawl.answers import Answer, Asker
from site_audit.urls import is_machine, without_www


class Polite:
    """Waits before it asks. The pause runs from the end of one answer to the next request, so a slow site is asked more slowly."""

    def __init__(self, inner: Asker, *, delay_s: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._inner = inner
        self._delay_s = delay_s
        self._clock = clock
        self._sleep = sleep
        self._paces: dict[str, float] = {}
        self._next: dict[str, float] = {}
        self.requests = 0

    def ask(self, url: str) -> Answer:
        """Ask when the host's pause is over."""
        host = _host_key(url)
        wait = self._next.get(host, 0.0) - self._clock() if host in self._next else 0.0
        if wait > 0:
            self._sleep(wait)
        self.requests += 1
        answer = self._inner.ask(url)
        self._next[host] = self._clock() + max(self._delay_s, self._paces.get(host, 0.0))
        return answer

    def pace(self, url: str, delay_s: float) -> None:
        """The site asks for a longer pause; it counts from the last answer on."""
        host = _host_key(url)
        more = max(delay_s, self._delay_s) - max(self._paces.get(host, 0.0), self._delay_s)
        self._paces[host] = delay_s
        if host in self._next:
            self._next[host] += max(0.0, more)

    def close(self) -> None:
        """Close all connections."""
        self._inner.close()


def _host_key(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    return parts.netloc if is_machine(host) else without_www(host)
