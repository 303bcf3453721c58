"""What a site's robots.txt permits, for every address that is asked, on whichever host of the site it stands (RFC 9309).

Client errors mean "no rules"; a server that fails or is silent means that nothing may be asked, because its rules are unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from site_audit.model import Capture, Failure, Trouble

READ_BYTES = 512_000  # the RFC asks for at least 500 KiB
MOST_STARS = 12  # a rule with more wildcards takes exponential time and is written by nobody
UNREACHABLE = frozenset({Trouble.TIMEOUT, Trouble.TRUNCATED, Trouble.CRASHED, Trouble.ROBOTS, Trouble.BUDGET})
NO_CONNECTION = frozenset({Trouble.DNS, Trouble.CONNECT, Trouble.TLS, Trouble.FORBIDDEN_NETWORK, Trouble.BAD_URL})
_SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one origin. `failure` says why they are unknown."""

    parsed: Protego | None = None
    failure: Failure | None = None
    delay_s: float = 0.0
    sitemaps: tuple[str, ...] = ()


class Robots:
    """The rules of every origin a walk meets, each read once."""

    def __init__(self, fetch: Callable[[str], Capture | Failure], *, agent: str, told: Callable[[str, Rules], None]) -> None:
        self._fetch = fetch
        self._agent = agent.partition("/")[0]
        self._told = told
        self._rules: dict[str, Rules] = {}

    def verdict(self, url: str) -> Failure | None:
        """Why this address must not be asked, None where it may."""
        rules = self.of(url)
        if rules.failure is not None:
            return Failure(url, rules.failure.trouble, rules.failure.detail)
        if rules.parsed is None or _allowed(rules.parsed, url, self._agent):
            return None
        return Failure(url, Trouble.ROBOTS, "disallowed")

    def of(self, url: str) -> Rules:
        """The rules for this address."""
        origin = origin_of(url)
        if origin not in self._rules:
            got = self._read(f"{origin}/robots.txt")
            rules = self._rules[origin] = self._rules_from(got)
            if isinstance(got, Capture):
                self._rules.setdefault(origin_of(got.url), rules)  # http and www lead to the same file
            self._told(url, rules)
        return self._rules[origin]

    def _read(self, url: str) -> Capture | Failure:
        got = self._fetch(url)
        return self._fetch(url) if isinstance(got, Failure) and _is_unreachable(got) else got

    def _rules_from(self, got: Capture | Failure) -> Rules:
        if isinstance(got, Capture):
            return self._parsed(got.body[:READ_BYTES].decode("utf-8-sig", "replace"))
        if got.trouble in NO_CONNECTION:
            return Rules(failure=got)
        if _is_unreachable(got):
            return Rules(failure=Failure(got.url, Trouble.ROBOTS, f"robots.txt: {got.detail or got.trouble}"))
        return Rules()

    def _parsed(self, text: str) -> Rules:
        lines = (line for line in text.splitlines() if line.count("*") <= MOST_STARS)
        try:
            parsed = Protego.parse("\n".join(lines))
            delay = parsed.crawl_delay(self._agent) or 0.0
        except (ValueError, TypeError, AttributeError, RecursionError, re.error):
            return Rules()
        return Rules(parsed, None, max(0.0, float(delay)), tuple(_SITEMAP.findall(text)))


def origin_of(url: str) -> str:
    """Scheme, host and port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _is_unreachable(got: Failure) -> bool:
    return got.trouble in UNREACHABLE or (got.trouble is Trouble.HTTP_STATUS and (got.detail.startswith("5") or got.detail == "429"))


def _allowed(parsed: Protego, url: str, agent: str) -> bool:
    try:
        return bool(parsed.can_fetch(url, agent))
    except (ValueError, TypeError, RecursionError, re.error):
        return True
