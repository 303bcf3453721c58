"""How many requests the servers got: by host for a school, by platform for a run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal

from site_audit.model import Audit, Thrift
from site_audit.urls import display, platform_key
from site_audit.view.pages.address import NAME_LIMIT, clip
from site_audit.view.words import NBSP, Words

HOSTS_SHOWN = 5
PLATFORMS_SHOWN = 30
UNITS = (("gb", 10**9), ("mb", 10**6), ("kb", 10**3))


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """A server or platform with what it got."""

    name: str
    schools: str
    requests: str


def requests_in_words(audit: Audit, words: Words) -> str:
    """The number of requests, and which host got how many of them."""
    counted = words.count("request", audit.requests)
    if not audit.asked:
        return counted
    hosts = ", ".join(f"{_shown(host)}{NBSP}– {number}" for host, number in audit.asked[:HOSTS_SHOWN])
    more = len(audit.asked) - HOSTS_SHOWN
    return f"{counted}: {hosts}" + (words.say("asked.and_more", number=str(more)) if more > 0 else "")


def thrift_in_words(thrift: Thrift, words: Words) -> str:
    """What was sent and what need not be, what was read and what was known; "" where nothing was counted."""
    if thrift == Thrift():
        return ""
    if not (thrift.not_modified or thrift.same_bytes or thrift.recalled):
        return words.say("asked.thrift_none", sent=_bytes(thrift.bytes_sent, words), extracted=words.count("text", thrift.extracted))
    return words.say(
        "asked.thrift",
        sent=_bytes(thrift.bytes_sent, words),
        spared=_bytes(thrift.bytes_spared, words),
        not_modified=words.count("answer", thrift.not_modified),
        same=words.count("answer", thrift.same_bytes),
        extracted=words.count("text", thrift.extracted),
        recalled=str(thrift.recalled),
    )


def thrift_of(audits: Iterable[Audit]) -> Thrift:
    """What a whole run was spared."""
    counted = [audit.thrift for audit in audits]
    return Thrift(*(sum(getattr(one, part.name) for one in counted) for part in fields(Thrift)))


def platform_rows(audits: Iterable[Audit]) -> tuple[PlatformRow, ...]:
    """The busiest platforms of a run: sites of many schools on one server count together."""
    requests: Counter[str] = Counter()
    schools: defaultdict[str, set[str]] = defaultdict(set)
    for audit in audits:
        for host, number in audit.asked:
            platform = platform_key(f"http://{host}/")
            requests[platform] += number
            schools[platform].add(audit.school.id)
    busiest = sorted(requests.items(), key=lambda pair: (-pair[1], pair[0]))[:PLATFORMS_SHOWN]
    return tuple(PlatformRow(_shown(platform), str(len(schools[platform])), str(number)) for platform, number in busiest)


def _bytes(number: int, words: Words) -> str:
    unit, size = next(((unit, size) for unit, size in UNITS if number >= size), UNITS[-1])
    return words.say(f"unit.{unit}", number=words.number(Decimal(number) / size, 1))


def _shown(host: str) -> str:
    return clip(display(host), NAME_LIMIT)
