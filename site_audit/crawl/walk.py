"""The walk of one site: robots, home, sitemap, then the frontier until it is exhausted or a budget is spent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from urllib.parse import urlsplit

from site_audit.crawl.budget import Budget
from site_audit.crawl.course import Course
from site_audit.crawl.lists import PLAIN
from site_audit.crawl.protocols import (
    Before,
    Earlier,
    Fetcher,
    Halt,
    Halted,
    Mannered,
    Reader,
    Sparing,
    Telling,
    go_on,
    nothing_before,
    nothing_earlier,
)
from site_audit.crawl.robots import Robots, Rules, origin_of
from site_audit.crawl.scope import scope_of
from site_audit.crawl.sightings import ROBOTS, SITEMAP_FILE, Sighter, put_aside
from site_audit.crawl.sitemap import read_sitemaps
from site_audit.crawl.thrift import Tally
from site_audit.crawl.trust import connection_notes
from site_audit.errors import SiteAuditError
from site_audit.model import LEFT_SITE, Aside, Capture, Document, Failure, Link, School, Seen, Sighting, Trouble, Visit, in_hand
from site_audit.settings import Limits
from site_audit.urls import canonical, host_of, is_machine, names_a_file, site_key

DOORS = ("refresh", "frame")  # a home page that is only a door: one step through it is still home
MOST_MISSPELT = 100  # links of a site that are told as no addresses
LONGEST_STEP_S = 120.0  # more between two kept visits is the time in which nobody walked


def crawl(
    school: School,
    fetcher: Fetcher,
    reader: Reader,
    *,
    keep: Callable[[Visit], None],
    limits: Limits,
    priority: Callable[[Link], int],
    now: Callable[[], datetime],
    clock: Callable[[], float],
    as_of: date | None = None,
    before: Before = nothing_before,
    earlier: Earlier = nothing_earlier,
    halt: Halt = go_on,
    aside: Aside = in_hand,
) -> Seen:
    """Walk a site once. Every answer goes to `keep` as it comes; whatever the site does ends as a document or a failure.

    `as_of` says which academic year's news are worth turning pages for; without it, that of the moment the walk begins.
    What `before` has of an earlier attempt at this walk is taken instead of asking again, and not kept twice. Of what
    `earlier` has – the walk before this one – the site is asked whether it is still so. `halt` may end the walk by
    raising `Halted`: nothing is said of the site then, and a later attempt goes on from what was kept. Documents are put
    `aside` when the walk has taken their links.
    """
    if isinstance(fetcher, Sparing):
        fetcher.know(earlier)
    walk = _Walk(
        fetcher,
        reader,
        keep=keep,
        limits=limits,
        priority=priority,
        now=now,
        clock=clock,
        as_of=as_of,
        before=before,
        halt=halt,
        aside=aside,
    )
    return walk.run(school.url)


class _Walk:
    """The state of one walk: what is known, what was seen, what is left of the budget."""

    def __init__(
        self,
        fetcher: Fetcher,
        reader: Reader,
        *,
        keep: Callable[[Visit], None],
        limits: Limits,
        priority: Callable[[Link], int],
        now: Callable[[], datetime],
        clock: Callable[[], float],
        as_of: date | None,
        before: Before,
        halt: Halt,
        aside: Aside,
    ) -> None:
        self._fetcher = fetcher
        self._keep = keep
        self._limits = limits
        self._now = now
        self._before = before
        self._halt = halt
        self._budget = Budget(limits, lambda: clock() - self._queued_s())  # a crowd on the server costs the school nothing
        self._course = Course(priority, limits, as_of or now().date())
        self._reader = reader
        self._sighter = Sighter(reader)
        self._robots = Robots(self._fetch_robots, agent=limits.user_agent, told=self._told)
        self._sightings: list[Sighting] = []
        self._aside = aside
        self._notes: dict[str, None] = {}
        self._fetched: Counter[str] = Counter()
        self._accounted: Counter[str] = Counter()
        self._asked: Counter[str] = Counter()
        self._tally = Tally()
        self._last_kept: datetime | None = None
        self._last_late = False
        self._misspelt: set[str] = set()
        self._sitemap_read: bool | None = None
        if isinstance(fetcher, Mannered):
            fetcher.obey(self._hop_verdict)
            fetcher.heed(halt)

    def run(self, url: str) -> Seen:
        """The whole walk from its first address."""
        home = canonical(url)
        if home is None:
            return self._seen(url, only=Failure(url, Trouble.BAD_URL))
        home = self._open_door(home)
        sighting = self._visit(Link(home), 0)
        found = self._sighter.home
        if found is not None:
            self._course.scope = scope_of(found, asked=home)
            self._course.mark((found,))
        if sighting.document is not None and found is not None:
            self._take_links(sighting.document.whole(), sighting.link, 0)
            self._read_sitemaps(found)
            self._work_off()
        return self._seen(found or home)

    # ------------------------------------------------------------ the steps

    def _open_door(self, home: str) -> str:
        """The home address; where nobody listens on port 80, its https twin, if that one answers."""
        refused = self._robots.of(home).failure
        twin = "https" + home.removeprefix("http")
        if refused is None or refused.trouble is not Trouble.CONNECT or not home.startswith("http:") or is_machine(host_of(home)):
            return home
        return home if urlsplit(home).port or self._robots.of(twin).failure else twin

    def _read_sitemaps(self, home: str) -> None:
        origin = origin_of(home)
        declared = [url for url in self._robots.of(home).sitemaps if site_key(url) == site_key(home)]
        starts = dict.fromkeys((*declared, f"{origin}/sitemap.xml"))
        found = read_sitemaps(starts, self._fetch_sitemap, limit_bytes=self._limits.body_limit_bytes, go_on=lambda: self._budget.time_left)
        self._sitemap_read = found.read
        self._course.name(found)

    def _work_off(self) -> None:
        while known := self._course.next(pages=self._budget.pages_left, files=self._budget.files_left):
            if not self._budget.time_left:
                self._course.put_back(known)
                self._notes["time_budget"] = None
                return
            if isinstance(self._fetcher, Mannered) and self._fetcher.resting:  # it says so itself, in its notes
                self._course.put_back(known)
                return
            sighting = self._visit(known.link, known.depth)
            if sighting.document is not None:
                self._take_links(sighting.document.whole(), known.link, known.depth)
        if not self._budget.files_left and any(names_a_file(link.url) for link in self._course.left()):
            self._notes["document_budget"] = None

    def _visit(self, link: Link, depth: int) -> Sighting:
        visit = self._kept_before(link)
        if visit is None:
            got = self._robots.verdict(link.url) or self._fetch(link.url)
            visit = self._kept(link, depth, got)
        got = visit.got
        sighting, *parts = self._sighter.see(visit)
        self._sightings += put_aside((sighting, *parts), self._aside)
        self._budget.spend(sighting, fruitless=self._course.learn(sighting))
        self._course.mark((link.url, got.url) if isinstance(got, Capture) else (link.url,))
        return sighting

    def _take_links(self, document: Document, way: Link, depth: int) -> None:
        through = depth == 0 and not any(sighting.link.rel in DOORS for sighting in self._sightings)
        hints = self._course.hints(document, way)
        for link in document.links:
            if through and link.rel in DOORS and self._course.offer(link, 0):
                through = False
            else:
                hint = hints.get(link.url, PLAIN)
                self._course.offer(link, depth + (not hint.step), hint)  # who turns the page of a list goes no deeper
        for link in document.misspelt:
            self._tell_misspelt(link, depth + 1)

    def _tell_misspelt(self, link: Link, depth: int) -> None:
        """A link that is no address is told once, as a visit that could not be made."""
        if link.url not in self._misspelt and len(self._misspelt) < MOST_MISSPELT:
            self._misspelt.add(link.url)
            visit = self._kept_before(link) or self._kept(link, depth, Failure(link.url, Trouble.BAD_URL))
            self._sightings += self._sighter.see(visit)

    def _seen(self, home: str, only: Failure | None = None) -> Seen:
        sightings = tuple(self._sightings)
        if only is not None:
            sightings = self._sighter.see(self._kept_before(Link(home)) or self._kept(Link(home), 0, only))
        told = [note for part in (self._fetcher, self._reader) if isinstance(part, Telling) for note in part.notes]
        return Seen(
            home=home,
            sightings=sightings,
            left=self._course.left(),
            sitemap_read=self._sitemap_read,
            requests=self._asked.total(),
            asked=tuple(self._asked.most_common()),
            seconds=round(self._budget.seconds, 3),
            notes=tuple(dict.fromkeys((*self._notes, *told))),
            unfollowed=self._course.unfollowed(sightings),
            thrift=self._tally.told(self._reader),
        )

    # ------------------------------------------------------------ requests

    def _fetch(self, url: str) -> Capture | Failure:
        self._halt()
        self._fetched[host_of(url)] += 1
        try:
            return self._fetcher.fetch(url)
        except (Halted, SiteAuditError):
            raise  # no fault of the site
        except Exception as error:  # a fetcher must not raise; if it does, this address is unknown and the walk goes on
            return Failure(url, Trouble.CRASHED, type(error).__name__)

    def _fetch_robots(self, url: str) -> Capture | Failure:
        return self._fetch_and_keep(url, ROBOTS)

    def _fetch_sitemap(self, url: str) -> Capture | Failure:
        return self._robots.verdict(url) or self._fetch_and_keep(url, SITEMAP_FILE)

    def _fetch_and_keep(self, url: str, rel: str) -> Capture | Failure:
        link = Link(url, rel=rel)
        visit = self._kept_before(link) or self._kept(link, 0, self._fetch(url))
        return visit.got

    def _kept(self, link: Link, depth: int, got: Capture | Failure) -> Visit:
        """A visit as it has just been made, with the requests made since the one before."""
        counted = Counter(self._fetcher.asked if isinstance(self._fetcher, Mannered) else self._fetched)
        visit = Visit(link, depth, got, self._now(), tuple(sorted((counted - self._accounted).items())))
        self._accounted = counted
        self._keep(visit)
        self._count(visit)
        return visit

    def _kept_before(self, link: Link) -> Visit | None:
        """What an earlier attempt at this walk kept of an address, charged as if it had just been made."""
        visit = self._before(link)
        if visit is not None:
            if self._last_kept is not None and visit.late == self._last_late:  # between the passes of a night nobody walked
                self._budget.spent(min(LONGEST_STEP_S, max(0.0, (visit.at - self._last_kept).total_seconds())))
            self._count(visit)
        return visit

    def _count(self, visit: Visit) -> None:
        self._last_kept, self._last_late = visit.at, visit.late
        self._asked.update(dict(visit.asked))
        self._notes.update(dict.fromkeys(connection_notes(visit.got)))
        self._tally.count(visit)

    def _queued_s(self) -> float:
        return self._fetcher.queued_s if isinstance(self._fetcher, Mannered) else 0.0

    def _told(self, url: str, rules: Rules) -> None:
        """What robots.txt says of pace and of itself."""
        if rules.failure is not None and rules.failure.trouble is Trouble.ROBOTS:
            self._notes["robots_unreachable"] = None
        delay = min(rules.delay_s, self._limits.crawl_delay_cap_s)
        if delay > self._limits.delay_s:
            self._notes[f"robots_delay:{delay:g}"] = None
            if isinstance(self._fetcher, Mannered):
                self._fetcher.pace(url, delay)

    def _hop_verdict(self, url: str) -> Failure | None:
        """Where a redirect may not lead: out of the site, or to what robots.txt forbids."""
        scope = self._course.scope
        if scope is not None and not scope.holds(url):
            return Failure(url, Trouble.REDIRECTS, f"{LEFT_SITE}: {host_of(url)}")
        return self._robots.verdict(url)
