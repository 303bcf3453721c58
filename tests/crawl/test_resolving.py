"""Names: a resolver that hangs hangs nobody, a silent name service is no missing site, and an answer is remembered for a while."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest

from site_audit.crawl.resolving import FAILED, KNOWN_S, SILENT, UNKNOWN_S, Remembering, Timely, why_unknown
from site_audit.model import Failure, Trouble
from tests.crawl.walking import QUICK, Clock, fetcher_for, walk
from tests.crawl.zoo import Zoo, page

HASTY = replace(QUICK, timeout_s=0.1, retries=0)
Resolver = Callable[[str, int], Sequence[str]]


@contextmanager
def hanging() -> Iterator[Resolver]:
    """A resolver that answers only when the test is over."""
    over = threading.Event()

    def resolve(host: str, port: int) -> Sequence[str]:
        over.wait(30)
        return ["127.0.0.1"]

    try:
        yield resolve
    finally:
        over.set()


def failing(error: Exception) -> Resolver:
    """A resolver that raises."""

    def resolve(host: str, port: int) -> Sequence[str]:
        raise error

    return resolve


def ask(resolve: Resolver, url: str = "http://school.example/") -> Failure:
    """The failure of a fetch by this resolver."""
    with closing(fetcher_for(HASTY, resolve=resolve)) as door:
        got = door.fetch(url)
    assert isinstance(got, Failure)
    return got


def test_a_resolver_that_hangs_is_left_behind() -> None:
    """The system's look-up knows no time-out; the walk ends in our own, as a trouble of names that may pass."""
    with hanging() as resolve:
        assert ask(resolve) == Failure("http://school.example/", Trouble.DNS, SILENT)


def test_a_walk_ends_though_its_resolver_hangs() -> None:
    """One look-up a host, not one an address: robots.txt, home and the https twin together take a few time-outs."""
    with hanging() as resolve, closing(fetcher_for(HASTY, resolve=resolve)) as door:
        seen = walk("http://school.example/", HASTY, fetcher=door).seen
    assert [(one.failure.trouble, one.failure.detail) for one in seen.sightings if one.failure] == [(Trouble.DNS, SILENT)]


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), ""),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), FAILED),
        (UnicodeError("label too long"), ""),
        (RuntimeError("a resolver of somebody's own"), ""),
    ],
)
def test_an_unknown_name_is_told_from_a_service_that_fails(error: Exception, detail: str) -> None:
    """The first is an answer, the second none: it is asked again at the end of the night."""
    assert ask(failing(error)) == Failure("http://school.example/", Trouble.DNS, detail)


def test_a_name_without_addresses() -> None:
    """No address is an unknown name."""
    assert ask(lambda host, port: []) == Failure("http://school.example/", Trouble.DNS, "")


def test_an_answer_in_time_is_taken() -> None:
    """The bound changes nothing of a resolver that works, nor of what it raises."""
    assert Timely(lambda host, port: ["8.8.8.8"], 5.0)("school.example", 80) == ["8.8.8.8"]
    with pytest.raises(socket.gaierror):
        Timely(failing(socket.gaierror(socket.EAI_NONAME, "unknown")), 5.0)("school.example", 80)


def test_look_ups_that_hang_are_bounded() -> None:
    """A resolver that swallows every question gets no more of them than so many, and gives back what it swallowed."""
    with hanging() as resolve:
        timely = Timely(resolve, 0.001)
        for number in range(140):
            with pytest.raises(TimeoutError):
                timely(f"school{number}.example", 80)
        assert sum(thread.name == "resolver" for thread in threading.enumerate()) <= 128
    assert Timely(lambda host, port: ["8.8.8.8"], 5.0)("school.example", 80) == ["8.8.8.8"]


def test_silence_is_remembered_for_a_moment_only() -> None:
    """An answer holds for minutes, silence for seconds."""
    clock, asked = Clock(), list[str]()

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        if len(asked) == 1:
            raise TimeoutError(SILENT)
        return ["8.8.8.8"]

    known = Remembering(resolve, clock)
    for _ in range(2):
        with pytest.raises(TimeoutError) as silence:
            known("school.example", 80)
        assert why_unknown(silence.value) == SILENT
    clock.moment += UNKNOWN_S
    assert known("school.example", 80) == known("school.example", 80) == ["8.8.8.8"]
    clock.moment += KNOWN_S
    assert (known("school.example", 80), len(asked)) == (["8.8.8.8"], 3)


def test_a_name_that_turns_inward_is_refused_at_the_next_look() -> None:
    """A name first public, then of this machine: the connection goes to what was checked, and the new answer is checked too."""
    answers = [["8.8.8.8", "127.0.0.1"], ["127.0.0.1"]]
    with Zoo({"/": page("Маршрутизатор")}) as zoo:
        clock = Clock()
        with closing(fetcher_for(HASTY, clock, private=False, resolve=lambda host, port: answers.pop(0))) as door:
            for _ in range(2):
                got = door.fetch("http://school.example:8080/")
                assert isinstance(got, Failure)
                assert got.trouble is Trouble.FORBIDDEN_NETWORK
                clock.moment += KNOWN_S
        assert (zoo.asked, answers) == ([], [])
