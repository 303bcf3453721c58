"""A walk broken off anywhere and begun again sees what it would have seen, and asks for nothing that was kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_audit.crawl import Halted, crawl
from site_audit.errors import MachineError
from site_audit.model import Capture, Failure, Link, School, Seen, Trouble, Visit
from site_audit.settings import Limits
from tests.crawl.memory import HOME, MemoryFetcher
from tests.crawl.test_replay import ANSWERS, NAMES
from tests.crawl.walking import NOW, QUICK, Clock, PlainReader, by_words, fetcher_for
from tests.crawl.zoo import Reply, Zoo, moved, page


class Before:
    """What an earlier attempt kept, given by address."""

    def __init__(self, visits: Sequence[Visit]) -> None:
        self._visits = list(visits)

    def __call__(self, link: Link) -> Visit | None:
        """The first visit of the address that was not given yet."""
        found = next((visit for visit in self._visits if visit.link.url == link.url and visit.link.rel == link.rel), None)
        if found is not None:
            self._visits.remove(found)
        return found


def attempt(
    fetcher: MemoryFetcher, before: Sequence[Visit] = (), *, limits: Limits = QUICK, halt: Callable[[], None] = lambda: None
) -> tuple[Seen, list[Visit]]:
    """One attempt at the walk of the site in memory, and what it kept besides what was there before."""
    kept: list[Visit] = []
    more = {"limits": limits, "priority": by_words, "now": lambda: NOW, "clock": lambda: 0.0}
    seen = crawl(School("s", "Школа", HOME), fetcher, PlainReader(), keep=kept.append, before=Before(before), halt=halt, **more)  # type: ignore[arg-type]
    return seen, kept


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(NAMES), ANSWERS), st.integers(0, 12))
def test_any_walk_cut_anywhere_goes_on(site: dict[str, bytes | str | Failure], cut: int) -> None:
    """Sightings, notes, what is left and the number of requests are those of a walk that was never broken off."""
    loop = Failure(HOME, Trouble.REDIRECTS, "loop")
    pages = {HOME + name: loop if isinstance(answer, str) else answer for name, answer in site.items()}
    whole, visits = attempt(MemoryFetcher(pages))
    later = MemoryFetcher(pages)
    resumed, kept = attempt(later, visits[:cut])
    assert resumed == whole
    assert [*visits[:cut], *kept] == visits
    asked_twice = {visit.link.url for visit in visits[:cut]} & set(later.asked)
    assert all(url.endswith("/robots.txt") for url in asked_twice)  # asked twice of a server that failed, in one attempt too


def test_a_real_walk_goes_on_where_it_was_killed() -> None:
    """Over the wire, with redirects, robots rules, a sitemap and failures: the second attempt asks exactly for the rest."""
    answers = {
        "/": page("Школа", "/a", "/gone", "/moved", "/closed/x", "/plan.pdf"),
        "/a": page("Профориентация", "/b"),
        "/b": page("Новости"),
        "/moved": moved("/b2"),
        "/b2": page("Переехало"),
        "/plan.pdf": Reply(b"%PDF-1.4 plan", type="application/pdf"),
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /closed/", type="text/plain"),
        "/sitemap.xml": Reply(b"<urlset><url><loc>/only-here</loc></url></urlset>", type="application/xml"),
        "/only-here": page("Только в карте"),
    }
    with Zoo(answers) as zoo:
        school = School("s", "Школа", zoo.url())

        def once(before: Sequence[Visit]) -> tuple[Seen, list[Visit], list[str]]:
            clock, kept = Clock(), list[Visit]()
            zoo.asked.clear()
            door = fetcher_for(QUICK, clock)
            more = {"limits": QUICK, "priority": by_words, "now": lambda: NOW, "clock": clock}
            seen = crawl(school, door, PlainReader(), keep=kept.append, before=Before(before), **more)  # type: ignore[arg-type]
            door.close()
            return seen, kept, list(zoo.asked)

        whole, visits, asked = once([])
        for cut in range(len(visits) + 1):
            seen, kept, later = once(visits[:cut])
            assert replace(seen, seconds=0.0) == replace(whole, seconds=0.0)
            assert len(kept) == len(visits) - cut
            assert later == asked[len(asked) - len(later) :]
            assert len(later) == sum(number for visit in visits[cut:] for _, number in visit.asked)


def test_a_halted_walk_says_nothing_of_the_site() -> None:
    """It ends at once, before the next request, and what it kept is enough to go on."""
    pages: dict[str, bytes | str | Failure] = {HOME: page("Школа", "/a", "/b").body, HOME + "a": b"<p>a", HOME + "b": b"<p>b"}
    fetcher, kept = MemoryFetcher(pages), list[Visit]()

    def halt() -> None:
        if len(fetcher.asked) == 3:
            raise Halted

    more = {"limits": QUICK, "priority": by_words, "now": lambda: NOW, "clock": lambda: 0.0}
    with pytest.raises(Halted):
        crawl(School("s", "Школа", HOME), fetcher, PlainReader(), keep=kept.append, halt=halt, **more)  # type: ignore[arg-type]
    assert [visit.link.url for visit in kept] == fetcher.asked == [HOME + "robots.txt", HOME, HOME + "sitemap.xml"]


def test_an_error_of_the_machine_is_no_trouble_of_the_site() -> None:
    """A ledger that cannot be written ends the walk; no address is blamed."""

    class Broken(MemoryFetcher):
        """Its throttle lies on a full disk."""

        def fetch(self, url: str) -> Capture | Failure:
            raise MachineError("The ledger could not be written: the disk is full.")

    with pytest.raises(MachineError, match="disk is full"):
        attempt(Broken({}))


def test_time_spent_before_the_break_counts() -> None:
    """The budget of a school is not begun anew with each attempt; the time in which nobody walked costs nothing."""
    names = [f"{number}" for number in range(30)]
    pages: dict[str, bytes | str | Failure] = {HOME: page("Школа", *(f"/{name}" for name in names)).body}
    pages |= {HOME + name: page(f"Страница {name}").body for name in names}
    _, visits = attempt(MemoryFetcher(pages))
    slow = [replace(visit, at=NOW.replace(minute=place)) for place, visit in enumerate(visits[:15])]
    slow += [replace(visit, at=NOW.replace(hour=20, minute=place)) for place, visit in enumerate(visits[15:18])]
    later = MemoryFetcher(pages)
    seen, _ = attempt(later, slow, limits=replace(QUICK, school_s=16 * 60.0 + 1_000))
    assert seen.seconds == (14 + 2 + 2) * 60.0
    assert len(seen.sightings) == 31
    cut_short, kept = attempt(MemoryFetcher(pages), slow, limits=replace(QUICK, school_s=600.0))
    assert (cut_short.notes, kept) == (("time_budget",), [])
