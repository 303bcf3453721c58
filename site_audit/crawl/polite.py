"""Politeness by platform: a request waits for its turn at its host, at the hoster or domain it belongs to, and at its network address.

The turns are booked with a throttle that all walks of a run share. Within one walk the pause runs from the end of one answer to the next
request, so a slow site is asked more slowly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from ipaddress import ip_address
from urllib.parse import urlsplit

from site_audit.crawl.answers import Answer, Asker, Busy
from site_audit.crawl.protocols import Halt, Throttle, go_on
from site_audit.crawl.throttle import LocalThrottle
from site_audit.model import Failure, Trouble
from site_audit.urls import host_of, is_machine, platform_key, site_key, without_www

LONGEST_WAIT_S = 60.0  # a server that wants a longer rest is left alone
SLICE_S = 5.0  # a long wait is broken up, so that Ctrl-C is heard
RESTING = "platform_rest"  # the note of a walk that ended because its server wants to be left alone
TOO_MANY = "429"  # a limit of requests: it is meant for all that comes from us


class Waiting:
    """Sleeps, and asks now and then whether it is still worth while."""

    def __init__(self, sleep: Callable[[float], None]) -> None:
        self._sleep = sleep
        self._slice_s = float("inf")
        self.halt: Halt = go_on

    def heed(self, halt: Halt) -> None:
        """Ask this from now on, in every long wait too."""
        self.halt = halt
        self._slice_s = SLICE_S

    def __call__(self, seconds: float) -> None:
        """Wait so long."""
        while seconds > 0:
            part = min(seconds, self._slice_s)
            self._sleep(part)
            seconds -= part
            self.halt()


class Polite:
    """Waits before it asks, and passes on to the throttle what the answers say of the server's strength.

    `sites` is for how many sites a platform of many schools counts: the pause there is so much shorter, the pause at the host never is.
    """

    def __init__(
        self,
        inner: Asker,
        *,
        delay_s: float,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        throttle: Throttle | None = None,
        address: Callable[[str], str] = lambda url: "",
        sites: int = 1,
    ) -> None:
        self._inner = inner
        self._delay_s = delay_s
        self._platform_delay_s = delay_s / sites
        self._clock = clock
        self._waiting = sleep if isinstance(sleep, Waiting) else Waiting(sleep)
        self._throttle = throttle or LocalThrottle(clock)
        self._address = address
        self._keys: dict[str, tuple[str, ...]] = {}
        self._paces: dict[str, float] = {}
        self._ended: dict[str, float] = {}
        self._took: tuple[tuple[str, ...], float | None] = ((), None)
        self._asked: Counter[str] = Counter()
        self.resting = False
        self.queued_s = 0.0

    @property
    def requests(self) -> int:
        """How many requests went out."""
        return self._asked.total()

    @property
    def asked(self) -> Mapping[str, int]:
        """How many requests each host got."""
        return self._asked

    def ask(self, url: str) -> Answer:
        """Ask when it is our turn. A server that wants a long rest is not asked, and the walk learns of it."""
        host = _host_key(url)
        keys = self._keys_of(url)
        if not self._wait_for_turn(host, keys):
            self.resting = True
            return Failure(url, Trouble.BUDGET)
        self._waiting.halt()
        self._asked[host] += 1
        began = self._clock()
        answer = self._inner.ask(url)
        self._ended[host] = self._clock()
        self._took = (keys, None if isinstance(answer, Busy) else self._ended[host] - began)
        if isinstance(answer, Busy):
            everybody = answer.failure.detail == TOO_MANY
            return replace(answer, wait_s=self._throttle.rest(keys, asked_s=answer.wait_s, everybody=everybody))
        return answer

    def pace(self, url: str, delay_s: float) -> None:
        """The site asks for a longer pause; it counts from the last answer on."""
        self._paces[_host_key(url)] = delay_s

    def heed(self, halt: Halt) -> None:
        """Stop when told."""
        self._waiting.heed(halt)

    def close(self) -> None:
        """Close all connections."""
        self._inner.close()

    def _wait_for_turn(self, host: str, keys: tuple[str, ...]) -> bool:
        delay = max(self._delay_s, self._paces.get(host, 0.0))
        own = max(0.0, self._ended[host] + delay - self._clock()) if host in self._ended else 0.0
        delays = {key: self._platform_delay_s for key in keys} | {keys[0]: delay}
        took = self._took[1] if self._took[0] == keys else None
        self._took = (keys, None)  # told once
        turn = self._throttle.turn(delays, at_least_s=own, patience_s=LONGEST_WAIT_S, took_s=took)
        if not turn.booked:
            return False
        self.queued_s += max(0.0, turn.wait_s - max(own, turn.rest_s))
        self._waiting(turn.wait_s)
        return True

    def _keys_of(self, url: str) -> tuple[str, ...]:
        there = urlsplit(url).netloc
        if there not in self._keys:
            self._keys[there] = throttle_keys(url, self._address(url))
        return self._keys[there]


def throttle_keys(url: str, address: str) -> tuple[str, ...]:
    """What a request counts for: its host, the platform it stands on, and the network address it goes to ("" where it is not known).

    On this computer every port is a server of its own.
    """
    name = host_of(url)
    address = name if is_machine(name) else address
    if _is_own(address):
        return (f"{address}:{urlsplit(url).port or (443 if url.startswith('https:') else 80)}",)
    return tuple(dict.fromkeys(key for key in (_host_key(url), platform_key(url), address) if key))


def _is_own(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost" or address.endswith(".localhost")


def _host_key(url: str) -> str:
    host = host_of(url)
    return site_key(url) if is_machine(host) else without_www(host)
