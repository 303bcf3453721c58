"""Politeness by platform: who shares a server shares its turns, its rests and its pace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from site_audit.crawl import open_fetcher
from site_audit.crawl.answers import Answer, Busy
from site_audit.crawl.polite import LONGEST_WAIT_S, Polite, throttle_keys
from site_audit.crawl.protocols import Halted
from site_audit.crawl.resolving import KNOWN_S, Remembering
from site_audit.crawl.throttle import LocalThrottle
from site_audit.model import Capture, Failure, Trouble
from site_audit.settings import Limits, Settings
from tests.crawl.test_pace import GOOD, Scripted
from tests.crawl.walking import QUICK, Clock, fetcher_for, walk
from tests.crawl.zoo import Reply, Zoo, page


@pytest.mark.parametrize(
    ("url", "address", "keys"),
    [
        ("https://school.example/a", "203.0.113.5", ("school.example", "203.0.113.5")),
        ("https://www.school.example/a", "203.0.113.5", ("school.example", "203.0.113.5")),
        ("https://files.school.example/a", "203.0.113.6", ("files.school.example", "school.example", "203.0.113.6")),
        ("https://sch1.gosweb.gosuslugi.ru/", "203.0.113.7", ("sch1.gosweb.gosuslugi.ru", "gosweb.gosuslugi.ru", "203.0.113.7")),
        ("https://sch2.rostovschool.ru/", "", ("sch2.rostovschool.ru", "rostovschool.ru")),
        ("http://school-5.ucoz.ru/", "203.0.113.8", ("school-5.ucoz.ru", "ucoz.ru", "203.0.113.8")),
        ("http://lyceum.blogspot.com/", "", ("lyceum.blogspot.com", "blogspot.com")),
        ("http://school1.spb.ru/", "", ("school1.spb.ru",)),  # a zone of names, no server
        ("http://xn--80aesfpebagmfblc0a.xn--p1ai/", "203.0.113.9", ("xn--80aesfpebagmfblc0a.xn--p1ai", "203.0.113.9")),
        ("http://203.0.113.5/", "203.0.113.5", ("203.0.113.5:80", "203.0.113.5")),
        ("http://127.0.0.1:8801/", "127.0.0.1", ("127.0.0.1:8801",)),
        ("http://localhost:8802/", "127.0.0.1", ("localhost:8802",)),
        ("http://[::1]:8803/", "::1", ("::1:8803",)),
        ("http://school.example:8804/", "127.0.0.1", ("127.0.0.1:8804",)),
        ("https://school.example/", "127.0.0.1", ("127.0.0.1:443",)),
    ],
)
def test_what_a_request_counts_for(url: str, address: str, keys: tuple[str, ...]) -> None:
    """Its host, the hoster or registered domain, the address; on this computer every port is a server of its own."""
    assert throttle_keys(url, address) == keys


class Walks:
    """Polite layers of several schools that share a throttle and a clock; every request is noted."""

    def __init__(self, delay_s: float = 1.0, *, sites: int = 1, cost_s: float = 0.0) -> None:
        self.clock = Clock()
        self.moments: list[tuple[float, str]] = []
        self._throttle = LocalThrottle(self.clock, chance=lambda: 0.0)
        self._more = {"delay_s": delay_s, "sites": sites}
        self._cost_s = cost_s

    def polite(self, answers: Sequence[Answer] = (GOOD,), *, address: str = "203.0.113.5") -> Polite:
        """The layer of one school's walk."""

        def seen(url: str) -> None:
            self.moments.append((self.clock.moment - 1_000.0, url))
            self.clock.moment += self._cost_s

        inner = Scripted(answers, seen)
        more = {"clock": self.clock, "sleep": self.clock.sleep, "throttle": self._throttle, "address": lambda url: address}
        return Polite(inner, **self._more, **more)  # type: ignore[arg-type]  # the names are those of the layer


def test_schools_of_one_platform_take_turns() -> None:
    """Three schools of a hoster are asked once a second all together, not each."""
    walks = Walks()
    walks_of = [(walks.polite(address=""), f"http://school-{number}.ucoz.ru/") for number in range(3)]
    for _ in range(2):
        for polite, url in walks_of:
            polite.ask(url)
    assert [moment for moment, _ in walks.moments] == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]


def test_names_that_lead_to_one_address_take_turns() -> None:
    """A school with a domain of its own on the same server is no other server."""
    walks = Walks()
    for name, address in (("a.example", "203.0.113.5"), ("b.example", "203.0.113.5"), ("c.example", "203.0.113.6")):
        walks.polite(address=address).ask(f"http://{name}/")
    assert [moment for moment, _ in walks.moments] == [0.0, 1.0, 1.0]


def test_a_strong_platform_may_be_counted_for_several_sites_but_no_host_is() -> None:
    """With four sites' worth the platform is asked every quarter of a second, each of its schools still once a second."""
    walks = Walks(sites=4)
    politely = [(walks.polite(), f"http://school-{number}.ucoz.ru/") for number in range(2)]
    for _ in range(3):
        for polite, url in politely:
            polite.ask(url)
    assert [moment for moment, url in walks.moments if "school-0" in url] == [0.0, 1.0, 2.0]
    assert [moment for moment, url in walks.moments if "school-1" in url] == [0.25, 1.25, 2.25]


def test_waiting_for_neighbours_is_told_apart() -> None:
    """Our own pause is the walk's own time; what the others took is not."""
    walks = Walks()
    one, other = walks.polite(), walks.polite()
    one.ask("http://school-1.ucoz.ru/")
    other.ask("http://school-2.ucoz.ru/")
    one.ask("http://school-1.ucoz.ru/b")
    one.ask("http://school-1.ucoz.ru/c")
    assert (one.queued_s, other.queued_s) == (1.0, 1.0)


def test_retry_after_is_kept_by_all_schools_of_the_platform() -> None:
    """One school is told 429 with Retry-After; no other school of the platform is asked before."""
    walks = Walks()
    limit = Busy(Failure("http://school-1.ucoz.ru/", Trouble.HTTP_STATUS, "429"), 30.0)
    walks.polite([limit]).ask("http://school-1.ucoz.ru/")
    walks.polite().ask("http://school-2.ucoz.ru/")
    walks.polite(address="203.0.113.77").ask("http://elsewhere.example/")
    assert [moment for moment, _ in walks.moments] == [0.0, 30.0, 30.0]


def test_a_long_rest_ends_the_walk() -> None:
    """A server that wants an hour is not asked: the address counts as not reached, the layer says so."""
    walks = Walks()
    limit = Busy(Failure("http://school-1.ucoz.ru/", Trouble.HTTP_STATUS, "429"), LONGEST_WAIT_S * 10)
    walks.polite([limit]).ask("http://school-1.ucoz.ru/")
    other = walks.polite()
    assert other.ask("http://school-2.ucoz.ru/") == Failure("http://school-2.ucoz.ru/", Trouble.BUDGET)
    assert (other.resting, other.requests, walks.clock.slept) == (True, 0, [])


def test_a_slowing_site_is_asked_more_slowly() -> None:
    """The pause between the end of an answer and the next request grows to the time the answers take."""
    walks = Walks(cost_s=6.0)
    polite = walks.polite()
    for number in range(12):
        polite.ask(f"http://school.example/{number}")
    gaps = [after - before for (before, _), (after, _) in zip(walks.moments, walks.moments[1:], strict=False)]
    assert gaps[0] == pytest.approx(7.0)
    assert gaps == sorted(gaps)
    assert gaps[-1] > 11.0


def test_the_walk_ends_where_the_server_wants_a_rest() -> None:
    """What was not asked is left, the end is noted, and robots.txt that could not be asked for permits nothing."""
    with Zoo({"/": page("Школа", "/a", "/b", "/c"), "/a": Reply(b"x", 429, headers=(("Retry-After", "999"),))}) as zoo:
        clock = Clock()
        throttle = LocalThrottle(clock, chance=lambda: 0.0)
        settings = Settings(limits=QUICK, allow_private_networks=True)
        doors = [open_fetcher(settings, clock=clock, sleep=clock.sleep, throttle=throttle) for _ in range(2)]
        first = walk(zoo.url(), clock=clock, fetcher=doors[0])
        asked = len(zoo.asked)
        second = walk(zoo.url(), clock=clock, fetcher=doors[1])
        assert len(zoo.asked) == asked
    assert first.seen.notes == ("platform_rest",)
    assert {link.url for link in first.seen.left} == {zoo.url("/c")}
    assert first.troubles["/b"] == (Trouble.BUDGET, "")
    assert set(second.seen.notes) == {"platform_rest", "robots_unreachable"}
    assert second.documents == []


def test_requests_are_counted_by_host() -> None:
    """Redirects and repetitions included; the sum is what the server saw."""
    answers = {"/": page("Школа", "/a"), "/a": Reply(status=302, headers=(("Location", "/b"),)), "/b": page("О школе")}
    with Zoo(answers) as zoo:
        walked = walk(zoo.url())
        assert walked.seen.asked == ((f"127.0.0.1:{zoo.port}", len(zoo.asked)),)
    assert walked.seen.requests == len(zoo.asked)
    assert sum(number for visit in walked.visits for _, number in visit.asked) == walked.seen.requests


def test_a_long_wait_is_broken_up_and_may_be_ended() -> None:
    """Whoever wants the walk to stop is heard within seconds, before the next request goes out."""
    clock = Clock()
    with Zoo({"/": page("Школа", "/a"), "/robots.txt": Reply(b"User-agent: *\nCrawl-delay: 25", type="text/plain")}) as zoo:

        def halt() -> None:
            if sum(clock.slept) >= 10:
                raise Halted

        door = fetcher_for(replace(QUICK, delay_s=1.0), clock)
        door.heed(halt)  # type: ignore[attr-defined]  # the real fetcher is a mannered one
        assert isinstance(door.fetch(zoo.url("/robots.txt")), Capture)
        door.pace(zoo.url(), 25.0)  # type: ignore[attr-defined]
        with pytest.raises(Halted):
            door.fetch(zoo.url())
        door.close()
    assert clock.slept == [5.0, 5.0]
    assert zoo.asked == ["/robots.txt"]


def test_a_name_is_looked_up_once_in_a_while() -> None:
    """Whoever waits and whoever connects know the same addresses; a name that did not resolve is soon asked again."""
    clock, asked = Clock(), []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        if host == "gone.example":
            raise OSError(-2, "Name or service not known")
        return ["203.0.113.9", "203.0.113.5"]

    known = Remembering(resolve, clock)
    assert (known("a.example", 443), known.address("https://a.example/")) == (["203.0.113.9", "203.0.113.5"], "203.0.113.5")
    assert known.address("http://gone.example/") == ""
    with pytest.raises(OSError, match="not known"):
        known("gone.example", 80)
    assert asked == ["a.example", "gone.example"]
    clock.moment += KNOWN_S + 1
    known("a.example", 443)
    assert known.address("http://gone.example/") == ""
    assert asked == ["a.example", "gone.example", "a.example", "gone.example"]


def test_the_time_of_a_crowd_is_not_the_schools() -> None:
    """A walk that waits for its neighbours' turns keeps its own time budget."""
    clock = Clock()
    throttle = LocalThrottle(clock, chance=lambda: 0.0)
    limits = Limits(delay_s=1.0, timeout_s=2.0, school_s=20.0, contact="a@example.org")
    settings = Settings(limits=limits, allow_private_networks=True)
    with Zoo({"/": page("Школа", *(f"/{n}" for n in range(8))), **{f"/{n}": page(f"Страница {n}") for n in range(8)}}) as zoo:

        class Crowd:
            """A throttle at which many others stand before us."""

            def turn(self, delays: dict[str, float], **more: float) -> object:
                for _ in range(30):
                    throttle.turn(delays, at_least_s=0.0, patience_s=60.0, took_s=None)
                return throttle.turn(delays, **more)

            def rest(self, keys: Sequence[str], **more: object) -> float:
                return 1.0

        door = open_fetcher(settings, clock=clock, sleep=clock.sleep, throttle=Crowd())  # type: ignore[arg-type]
        walked = walk(zoo.url(), limits, clock=clock, fetcher=door)
    assert len(walked.documents) == 9
    assert walked.seen.notes == ()
    assert walked.seen.seconds < 20.0 < sum(clock.slept)
