"""The throttle in the ledger says what the one in memory says, and says it to all processes."""

from __future__ import annotations

import multiprocessing
import time
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from site_audit.crawl import open_fetcher
from site_audit.crawl.throttle import LocalThrottle
from site_audit.model import Capture
from site_audit.pacing import Pace
from site_audit.settings import Limits, Settings
from site_audit.store.engine import open_engine
from site_audit.store.ledger import Ledger
from site_audit.store.platforms import PlatformBook
from site_audit.store.schema import bring_up_to_date
from tests.crawl.walking import Clock
from tests.crawl.zoo import Zoo, page

DELAY_S = 0.04
REQUESTS = 12


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A ledger's engine."""
    made = open_engine(tmp_path / "audit.db")
    bring_up_to_date(made)
    yield made
    made.dispose()


TURNS = st.tuples(st.just("turn"), st.sampled_from("abc"), st.sampled_from([0.0, 1.0, 2.5]), st.none() | st.floats(0, 5))
RESTS = st.tuples(st.just("rest"), st.sampled_from("abc"), st.sampled_from([None, 7.0, 90.0]), st.booleans())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TURNS | RESTS, st.floats(0, 3)), max_size=8))
def test_both_throttles_say_the_same(engine: Engine, deeds: list[tuple[tuple[str, str, object, object], float]]) -> None:
    """Any order of turns and rests over keys that overlap."""
    clock = Clock()
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM platforms")
    memory = LocalThrottle(clock, chance=lambda: 0.5)
    ledger = PlatformBook(engine, now=clock, chance=lambda: 0.5)
    for (deed, key, first, second), later in deeds:
        clock.moment += later
        keys = (key, "platform")
        said = [
            throttle.turn(dict.fromkeys(keys, first), at_least_s=0.5, patience_s=60.0, took_s=second)  # type: ignore[arg-type]
            if deed == "turn"
            else throttle.rest(keys, asked_s=first, everybody=bool(second))  # type: ignore[arg-type]
            for throttle in (memory, ledger)
        ]
        assert said[0] == pytest.approx(said[1]) if deed == "rest" else _alike(*said)


def _alike(one: object, other: object) -> bool:
    """Without any pause the ledger books nothing: then only the wait must be the same."""
    return repr(one) == repr(other)


def test_without_a_pause_nothing_is_written(engine: Engine) -> None:
    """A demo and a test pay for no transaction; a rest the server asked for is kept all the same."""
    begun: list[object] = []
    event.listen(engine, "begin", begun.append)
    book = PlatformBook(engine, now=Clock(), chance=lambda: 0.0)
    for _ in range(5):
        book.turn({"a": 0.0, "b": 0.0}, at_least_s=0.0, patience_s=60.0, took_s=0.1)
    assert begun == []
    book.rest(("a", "b"), asked_s=5.0, everybody=True)
    assert book.turn({"a": 0.0}, at_least_s=0.0, patience_s=60.0, took_s=None).wait_s == 5.0
    assert book.turn({"c": 0.0}, at_least_s=0.0, patience_s=60.0, took_s=None).wait_s == 0.0


def test_one_turn_is_one_transaction(engine: Engine) -> None:
    """However many keys it counts for."""
    begun: list[object] = []
    event.listen(engine, "begin", begun.append)
    book = PlatformBook(engine, now=Clock())
    book.turn({"a": 1.0, "b": 1.0, "203.0.113.5": 1.0}, at_least_s=0.0, patience_s=60.0, took_s=0.1)
    assert len(begun) == 1


def test_the_pace_survives_the_process(tmp_path: Path) -> None:
    """What one process learned of a server, the next one knows: when it was asked, how slow it is, how long it rests."""
    clock = Clock()
    with Ledger(tmp_path / "audit.db") as ledger:
        book = ledger.platforms(clock)
        book.turn({"a": 1.0}, at_least_s=0.0, patience_s=60.0, took_s=10.0)
        book.rest(("a",), asked_s=40.0, everybody=True)
    with Ledger(tmp_path / "audit.db") as ledger:
        book = ledger.platforms(clock)
        known = book.pace("a")
        assert (known.asked_at, known.took_s, known.strikes) == (1_000.0, 3.0, 1)
        assert book.turn({"a": 1.0}, at_least_s=0.0, patience_s=60.0, took_s=None).wait_s >= 40.0
        clock.moment += 40 * 86_400
        book.sweep()
        assert book.pace("a") == Pace()


def _ask(place: Path, url: str, ready: object, go: object) -> None:
    """What another process does: a school's fetcher with the ledger's throttle."""
    settings = Settings(limits=Limits(delay_s=DELAY_S, contact="a@example.org"), allow_private_networks=True)
    with Ledger(place) as ledger:
        fetcher = open_fetcher(settings, throttle=ledger.platforms(time.time))
        ready.set()  # type: ignore[attr-defined]
        go.wait(60)  # type: ignore[attr-defined]
        assert all(isinstance(fetcher.fetch(f"{url}{number}"), Capture) for number in range(REQUESTS))
        fetcher.close()


def test_two_processes_never_exceed_the_limit_together(tmp_path: Path) -> None:
    """The server sees the requests of both as if one had asked: in no span of time more than the pause allows (and one on its way each)."""
    moments: list[float] = []

    def answer(path: str) -> object:
        moments.append(time.monotonic())
        return page("Школа")

    context = multiprocessing.get_context("spawn")
    with Zoo(answer) as zoo:  # type: ignore[arg-type]
        Ledger(tmp_path / "audit.db").close()
        go, ready = context.Event(), [context.Event() for _ in range(2)]
        others = [context.Process(target=_ask, args=(tmp_path / "audit.db", zoo.url(), one, go)) for one in ready]
        for other in others:
            other.start()
        assert all(one.wait(60) for one in ready)
        go.set()
        for other in others:
            other.join(60)
        assert [other.exitcode for other in others] == [0, 0]
    moments.sort()
    assert len(moments) == 2 * REQUESTS
    for span in (2, 5, 10):
        most = max(bisect_right(moments, begin + span * DELAY_S) - place for place, begin in enumerate(moments))
        assert most <= span + 1 + len(others)
