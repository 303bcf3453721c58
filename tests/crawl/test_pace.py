"""Politeness and patience: one pause per host, a longer one where it is asked for, and bounded repetition of what may pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from site_audit.crawl.answers import Answer, Busy
from site_audit.crawl.polite import Polite
from site_audit.crawl.retrying import DEAD_AFTER, LONGEST_WAIT_S, PATIENCE_S, Retrying
from site_audit.crawl.trust import Trusting
from site_audit.model import Capture, Failure, Trouble
from tests.crawl.walking import NOW, QUICK, Clock, fetcher_for
from tests.crawl.zoo import Reply, Zoo, page

URL = "http://school.example/a"
GOOD = Capture(URL, URL, 200, "text/html", "", (), b"x", NOW, "sha256:x")
REFUSED = Failure(URL, Trouble.CONNECT, "connection refused")
LATE = Failure(URL, Trouble.TIMEOUT)


def busy(wait_s: float | None = None) -> Busy:
    """A server that asks to come later."""
    return Busy(Failure(URL, Trouble.HTTP_STATUS, "503"), wait_s)


class Scripted:
    """Answers in turn; the last answer for ever."""

    def __init__(self, answers: Sequence[Answer], seen: Callable[[str], None] = lambda url: None) -> None:
        self.answers = list(answers)
        self._seen = seen
        self.asked: list[str] = []
        self.closed = False

    def ask(self, url: str) -> Answer:
        """The next answer."""
        self.asked.append(url)
        self._seen(url)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def close(self) -> None:
        """Remember it."""
        self.closed = True


def paced(delay_s: float, cost_s: float = 0.0) -> tuple[Polite, Clock, list[tuple[float, str]]]:
    """A polite layer over a site that answers in `cost_s`, and when it was asked what."""
    clock = Clock()
    moments: list[tuple[float, str]] = []

    def seen(url: str) -> None:
        moments.append((clock.moment, url))
        clock.moment += cost_s

    return Polite(Scripted([GOOD], seen), delay_s=delay_s, clock=clock, sleep=clock.sleep), clock, moments


def gaps(moments: list[tuple[float, str]]) -> list[float]:
    """The time between requests."""
    return [round(later - earlier, 3) for (earlier, _), (later, _) in pairwise(moments)]


def test_a_pause_between_requests() -> None:
    """Two requests to one host are never closer than the pause, which runs from the end of the answer."""
    polite, clock, moments = paced(1.0, cost_s=0.5)
    for path in "abc":
        polite.ask(f"http://school.example/{path}")
    assert gaps(moments) == [1.5, 1.5]
    assert clock.slept == [1.0, 1.0]


def test_time_that_passed_anyway_is_not_waited_again() -> None:
    """Reading a document takes time too: only what is left of the pause is waited."""
    polite, clock, _ = paced(1.0)
    polite.ask(URL)
    clock.moment += 0.75
    polite.ask(URL)
    assert clock.slept == [0.25]


def test_hosts_have_pauses_of_their_own() -> None:
    """Another host is not the same server; www is; on loopback each port is a school of its own."""
    polite, clock, _ = paced(1.0)
    polite.ask("http://school.example/")
    polite.ask("http://files.example/")
    polite.ask("http://127.0.0.1:8801/")
    polite.ask("http://127.0.0.1:8802/")
    assert clock.slept == []
    polite.ask("https://www.school.example/")
    polite.ask("http://127.0.0.1:8801/b")
    assert clock.slept == [1.0]


def test_the_site_may_ask_for_more() -> None:
    """The larger of our pause and the site's counts, from the answer that told it."""
    polite, _, moments = paced(1.0)
    polite.ask(URL)
    polite.pace(URL, 5.0)
    polite.ask(URL)
    polite.pace(URL, 0.1)
    polite.ask(URL)
    polite.ask(URL)
    assert gaps(moments)[0] == 5.0
    assert gaps(moments)[2] == 1.0
    assert polite.requests == 4


def retrying(answers: Sequence[Answer], retries: int = 2) -> tuple[Retrying, Scripted, Clock]:
    """A repeating layer over scripted answers."""
    inner, clock = Scripted(answers), Clock()
    return Retrying(inner, retries=retries, sleep=clock.sleep), inner, clock


def test_what_passes_is_asked_again() -> None:
    """A refused connection and a busy server are asked again, each time after a longer while."""
    layer, inner, clock = retrying([REFUSED, busy(), GOOD])
    assert layer.ask(URL) == GOOD
    assert len(inner.asked) == 3
    assert clock.slept == sorted(clock.slept)
    assert all(clock.slept)


def test_repetition_is_bounded() -> None:
    """After the retries of the settings the last answer stands, as a failure."""
    layer, inner, _ = retrying([busy()])
    assert layer.ask(URL) == Failure(URL, Trouble.HTTP_STATUS, "503")
    assert len(inner.asked) == 3


@pytest.mark.parametrize(
    "answer",
    [GOOD, Failure(URL, Trouble.HTTP_STATUS, "404"), Failure(URL, Trouble.TLS), Failure(URL, Trouble.DNS), Failure(URL, Trouble.TOO_LARGE)],
)
def test_what_stays_is_not_asked_again(answer: Answer) -> None:
    """A page, a missing page, a bad certificate will be the same in a second."""
    layer, inner, _ = retrying([answer])
    assert layer.ask(URL) == answer
    assert len(inner.asked) == 1


def test_a_timeout_is_tried_once_more() -> None:
    """A time-out has cost its time already."""
    layer, inner, _ = retrying([LATE], retries=5)
    assert layer.ask(URL) == LATE
    assert len(inner.asked) == 2


def test_no_retries_by_setting() -> None:
    """Zero means once."""
    layer, inner, clock = retrying([REFUSED], retries=0)
    assert layer.ask(URL) == REFUSED
    assert (len(inner.asked), clock.slept) == (1, [])


def test_a_server_says_when_to_come_again() -> None:
    """Retry-After is kept where it is longer than our own pause; a very long one means: not tonight."""
    layer, inner, clock = retrying([busy(7.0), GOOD])
    assert layer.ask(URL) == GOOD
    assert clock.slept == [7.0]
    layer, inner, clock = retrying([busy(LONGEST_WAIT_S + 1), GOOD])
    assert isinstance(layer.ask(URL), Failure)
    assert (len(inner.asked), clock.slept) == (1, [])


def test_a_dead_site_is_not_asked_everything_thrice() -> None:
    """After some addresses in a row failed for good, each further one is asked once; one good answer brings patience back."""
    layer, inner, _ = retrying([REFUSED])
    for _ in range(DEAD_AFTER + 5):
        layer.ask(URL)
    assert len(inner.asked) == DEAD_AFTER * 3 + 5
    inner.answers = [GOOD, REFUSED, GOOD]
    assert layer.ask(URL) == GOOD
    assert layer.ask(URL) == GOOD


def test_patience_for_a_school_is_bounded() -> None:
    """However many addresses ask for a while, the waiting in all is bounded."""
    layer, _, clock = retrying([answer for _ in range(40) for answer in (busy(50.0), GOOD)])
    for _ in range(40):
        layer.ask(URL)
    assert sum(clock.slept) <= PATIENCE_S


@pytest.mark.parametrize(
    ("said", "slept"),
    [("3", 3.0), ("0", 1.0), ("-5", 1.0), ("soon", 1.0), ("Mon, 01 Jan 1990 00:00:00 GMT", 1.0), ("99999999999999999999", None)],
)
def test_retry_after_on_the_wire(said: str, slept: float | None) -> None:
    """Retry-After as seconds or as a date, past or nonsensical, over the real door."""
    replies = [Reply(b"later", 503, headers=(("Retry-After", said),)), page("Школа")]
    clock = Clock()
    with Zoo(lambda path: replies.pop(0)) as zoo:
        fetcher = fetcher_for(replace(QUICK, retries=1), clock)
        got = fetcher.fetch(zoo.url())
        fetcher.close()
    assert isinstance(got, Failure if slept is None else Capture)
    assert clock.slept == ([] if slept is None else [slept])


TLS = Failure(URL, Trouble.TLS, "unknown certificate authority")


def test_additional_roots_where_the_common_ones_do_not_do() -> None:
    """A host that fails by the common roots alone is asked with the operator's, from then on at once."""
    common, wider = Scripted([TLS]), Scripted([GOOD])
    layer = Trusting(common, ("extra", lambda: wider))
    assert layer.ask(URL) == GOOD
    assert layer.ask(URL) == GOOD
    assert (len(common.asked), len(wider.asked)) == (1, 2)
    layer.close()
    assert common.closed
    assert wider.closed


def test_a_bad_certificate_stays_bad() -> None:
    """Where no root helps, the trouble is what the widest check said; without additional roots nothing is tried again."""
    expired = Failure(URL, Trouble.TLS, "certificate expired")
    assert Trusting(Scripted([TLS]), ("extra", lambda: Scripted([expired]))).ask(URL) == expired
    assert Trusting(Scripted([TLS])).ask(URL) == TLS
