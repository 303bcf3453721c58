"""Two chains of trust: sites whose certificate the common roots do not vouch for are tried with the operator's additional roots."""

from __future__ import annotations

from collections.abc import Callable

from site_audit.crawl.answers import Answer, Asker
from site_audit.model import Failure, Trouble
from site_audit.urls import host_of


class Trusting:
    """Asks with the common roots; a host that fails only by these is asked with the additional ones from then on, and that is noted."""

    def __init__(self, common: Asker, wider: Callable[[], Asker] | None) -> None:
        self._common = common
        self._make_wider = wider
        self._wider: Asker | None = None
        self._hosts: set[str] = set()

    def ask(self, url: str) -> Answer:
        """Ask one address once, in a second handshake where the first was refused by us."""
        if host_of(url) in self._hosts and self._wider is not None:
            return self._wider.ask(url)
        answer = self._common.ask(url)
        if self._make_wider is None or not (isinstance(answer, Failure) and answer.trouble is Trouble.TLS):
            return answer
        self._wider = self._wider or self._make_wider()
        second = self._wider.ask(url)
        if isinstance(second, Failure) and second.trouble is Trouble.TLS:
            return answer
        self._hosts.add(host_of(url))
        return second

    @property
    def notes(self) -> tuple[str, ...]:
        """Said in the report where the additional roots were needed."""
        return ("tls_extra_ca",) if self._hosts else ()

    def close(self) -> None:
        """Close all connections."""
        self._common.close()
        if self._wider is not None:
            self._wider.close()
