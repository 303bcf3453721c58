"""The whole walk: what is asked in which order, what ends it, and that whatever a site does ends as a document or a failure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.crawl import replay
from site_audit.model import Capture, Document, Failure, Trouble
from tests.crawl.memory import HOME, MemoryFetcher
from tests.crawl.walking import QUICK, Clock, PlainReader, Walked, walk
from tests.crawl.zoo import Reply, Zoo, free_port, moved, page

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def html(title: str, *links: str, text: str = "") -> bytes:
    """The bytes of an ordinary page."""
    return page(title, *links, text=text).body


def of(site: Mapping[str, bytes | str | Failure], **more: object) -> Walked:
    """A walk over a site in memory; keys are paths below the home page."""
    whole = {HOME + path: HOME + found if isinstance(found, str) else found for path, found in site.items()}
    return walk(HOME, fetcher=MemoryFetcher(whole), **more)  # type: ignore[arg-type]


def test_home_first_then_career_words_then_the_rest() -> None:
    """The order in which a person who looks for career guidance would go."""
    home = html("Школа", "/a", "/b").replace(b"</body>", '<a href="/c">Профориентация</a></body>'.encode())
    walked = of({"": home, "a": html("А", "/d"), "b": html("Б"), "c": html("В"), "d": html("Г")})
    assert walked.paths == ["/", "/c", "/a", "/b", "/d"]
    assert [sighting.depth for sighting in walked.seen.sightings] == [0, 1, 1, 1, 2]
    assert (walked.seen.home, walked.seen.left, walked.seen.notes) == (HOME, (), ())


def test_every_answer_is_kept_before_it_is_judged() -> None:
    """What goes to the archive is all that came: robots.txt, sitemaps, pages and failures."""
    walked = of({"": html("Школа", "/a", "/gone"), "a": html("А")})
    assert [(visit.link.url.removeprefix(HOME), visit.link.rel) for visit in walked.visits] == [
        ("robots.txt", "robots"),
        ("", ""),
        ("sitemap.xml", "sitemap-file"),
        ("a", ""),
        ("gone", ""),
    ]


def test_a_walk_repeated_from_the_archive_is_the_same() -> None:
    """The visits and the walk without its sightings give back the walk, soft 404 and redirects home included, with no fetcher."""
    site: dict[str, bytes | str | Failure] = {
        "": html("Школа", "/a", "/missing", "/lost/x", "/gone", "/plan.pdf"),
        "a": html("А"),
        "missing": html("404"),
        "lost/x": "",
        "plan.pdf": b"%PDF-1.4 x",
    }
    walked = of(site)
    assert replay(walked.visits, replace(walked.seen, sightings=()), PlainReader()) == walked.seen
    assert set(walked.troubles) == {"/missing", "/lost/x", "/gone"}


@pytest.mark.parametrize("trouble", [Trouble.DNS, Trouble.CONNECT, Trouble.TLS])
def test_a_site_that_cannot_be_reached_is_one_failure(trouble: Trouble) -> None:
    """Where robots.txt already meets no server, home has the same trouble and nothing else is asked."""
    nothing = {f"{scheme}://school.example/robots.txt": Failure(HOME, trouble) for scheme in ("http", "https")}
    fetcher = MemoryFetcher({**nothing, HOME: html("Школа", "/a")})
    walked = walk(HOME, fetcher=fetcher)
    assert walked.troubles == {"/": (trouble, "")}
    assert HOME not in fetcher.asked


def test_a_home_page_that_fails_is_all_there_is() -> None:
    """No sitemap, no guessing: the failure alone."""
    walked = of({"": Failure(HOME, Trouble.HTTP_STATUS, "500")})
    assert walked.troubles == {"/": (Trouble.HTTP_STATUS, "500")}
    assert len(walked.seen.sightings) == 1


def test_an_impossible_address_is_a_failure() -> None:
    """A home that is no address gives a walk of one failure."""
    walked = walk("mailto:school@example.org", fetcher=MemoryFetcher({}))
    assert [sighting.failure and sighting.failure.trouble for sighting in walked.seen.sightings] == [Trouble.BAD_URL]


def test_where_nobody_listens_in_the_clear_the_secure_twin_is_home() -> None:
    """A list without schemes means http; a site that serves https only is found all the same."""
    secure = HOME.replace("http:", "https:")
    refused = Failure(HOME + "robots.txt", Trouble.CONNECT, "connection refused")
    walked = walk(HOME, fetcher=MemoryFetcher({HOME + "robots.txt": refused, secure: html("Школа", "/a"), secure + "a": html("А")}))
    assert walked.seen.home == secure
    assert walked.paths == ["/", "/a"]


def test_the_scope_follows_home_to_where_it_moved() -> None:
    """http to https to www to a new domain: the site is where home is found, and nothing else."""
    new = "https://www.gymnasium.example/"
    site: dict[str, bytes | str | Failure] = {
        HOME: new,
        new: html("Школа", "/a", "https://gymnasium.example/b", "http://other.example/c"),
        new + "a": html("А"),
        "https://gymnasium.example/b": html("Б"),
    }
    walked = walk(HOME, fetcher=MemoryFetcher(site))
    assert walked.seen.home == new
    assert [document.url for document in walked.documents] == [new, new + "a", "https://gymnasium.example/b"]


def test_the_page_budget_ends_the_pages_not_the_files() -> None:
    """Documents have their own budget; what was not asked is told."""
    site = {"": html("Школа", *(f"/{letter}" for letter in LETTERS), "/plan.pdf"), "plan.pdf": b"%PDF-1.4 x"} | {
        letter: html(letter) for letter in LETTERS
    }
    walked = of(site, limits=replace(QUICK, pages=10))
    assert sum(document.is_page for document in walked.documents) == 10
    assert "/plan.pdf" in walked.paths
    assert len(walked.seen.left) == len(LETTERS) - 9
    assert walked.seen.notes == ()


def test_the_document_budget_is_noted() -> None:
    """Files that were not read are left, and the walk says why."""
    walked = of(
        {"": html("Школа", *(f"/{n}.pdf" for n in range(5)))} | {f"{n}.pdf": b"%PDF-1.4 x" for n in range(5)},
        limits=replace(QUICK, documents=2),
    )
    assert len(walked.seen.left) == 3
    assert walked.seen.notes == ("document_budget",)


def test_a_file_behind_a_plain_address_is_a_document() -> None:
    """`/file/card?id=9` is told by its bytes and counts as a document."""
    site = {"": html("Школа", *(f"/card?id={n}" for n in range(6)), "/a"), "a": html("А")} | {
        f"card?id={n}": b"%PDF-1.4 x" for n in range(6)
    }
    walked = of(site, limits=replace(QUICK, pages=2, documents=6))
    assert sum(not document.is_page for document in walked.documents) == 6
    assert sum(document.is_page for document in walked.documents) == 2


def test_a_site_of_dead_links_ends() -> None:
    """Fruitless requests are bounded too."""
    fetcher = MemoryFetcher({HOME: html("Школа", *(f"/dead-{a}{b}" for a in LETTERS for b in LETTERS))})
    walk(HOME, limits=replace(QUICK, pages=20), fetcher=fetcher)
    assert len(fetcher.asked) == 3 + 20


def test_the_clock_ends_a_walk() -> None:
    """The school's time is over: the rest is left, and the walk says so."""
    site = {"": html("Школа", *(f"/{letter}" for letter in LETTERS))} | {letter: html(letter) for letter in LETTERS}
    walked = of(site, limits=replace(QUICK, school_s=10), clock=Clock(step=1.0))
    assert walked.seen.notes == ("time_budget",)
    assert len(walked.documents) + len(walked.seen.left) == len(LETTERS) + 1
    assert walked.seen.seconds >= 10


def test_a_reader_that_breaks_breaks_one_page() -> None:
    """Our own fault at one document is that document's failure."""

    class Breaking(PlainReader):
        def read(self, capture: Capture) -> Document | Failure:
            if capture.url.endswith("/a"):
                raise RecursionError
            return super().read(capture)

    walked = of({"": html("Школа", "/a", "/b"), "a": html("А"), "b": html("Б")}, reader=Breaking())
    assert walked.troubles == {"/a": (Trouble.CRASHED, "RecursionError")}
    assert len(walked.documents) == 2


def test_one_step_through_a_door_is_still_home() -> None:
    """A frameset or refresh on the home page: its first target counts as home, the next page does not."""
    door = b'<html><head><title>School</title></head><frameset><frame src="/main.htm"></frameset></html>'
    walked = of({"": door, "main.htm": html("Школа", "/a"), "a": html("А", "/b"), "b": html("Б")})
    assert [(sighting.depth, sighting.link.rel) for sighting in walked.seen.sightings] == [(0, ""), (0, "frame"), (1, ""), (2, "")]


def test_what_the_site_forbids_is_a_failure_not_a_request() -> None:
    """robots.txt is obeyed for every address, and the report can tell what was not read."""
    fetcher = MemoryFetcher(
        {HOME + "robots.txt": b"User-agent: *\nDisallow: /closed/", HOME: html("Школа", "/closed/plan", "/a"), HOME + "a": html("А")}
    )
    walked = walk(HOME, fetcher=fetcher)
    assert walked.troubles == {"/closed/plan": (Trouble.ROBOTS, "disallowed")}
    assert HOME + "closed/plan" not in fetcher.asked


def test_unknown_rules_forbid_everything() -> None:
    """A robots.txt that fails twice: home is not asked, and the walk says why."""
    failing = Failure(HOME + "robots.txt", Trouble.HTTP_STATUS, "500")
    fetcher = MemoryFetcher({HOME + "robots.txt": failing, HOME: html("Школа")})
    walked = walk(HOME, fetcher=fetcher)
    assert walked.seen.sightings[0].failure == Failure(HOME, Trouble.ROBOTS, "robots.txt: 500")
    assert (walked.seen.notes, fetcher.asked) == (("robots_unreachable",), [HOME + "robots.txt"] * 2)


def test_a_sitemap_shows_what_no_page_links() -> None:
    """Its addresses join the walk, those of other sites do not."""
    locs = "".join(f"<url><loc>{url}</loc></url>" for url in (HOME + "hidden", "http://other.example/x"))
    walked = of({"": html("Школа"), "sitemap.xml": f"<?xml version='1.0'?><urlset>{locs}</urlset>".encode(), "hidden": html("Тайное")})
    assert walked.paths == ["/", "/hidden"]
    assert walked.seen.sitemap_read is True


def test_a_shield_in_place_of_home() -> None:
    """A page of a shield is recognised before anything is concluded from it."""
    walked = of({"": html("DDoS-Guard", text="Проверка браузера перед переходом на сайт")})
    assert walked.troubles == {"/": (Trouble.BLOCK_PAGE, "shield")}


# ------------------------------------------------------------ over a real connection


def test_a_wild_site_is_walked_to_its_end() -> None:
    """Every fault at once on a real server: each is a failure of its kind, the good pages are read, the walk ends."""
    bad = ("http://", "http://a..b/", "http://[::1", "javascript:x", "mailto:a@b", "http://школа_1.рф.:99999/", "//", "?")
    with Zoo() as zoo:
        zoo.answers = {
            "/": page("Школа", "/loop", "/cut", "/empty", "/soft", "/err", "/good", "/self", "/broken", "/away", *bad),
            "/loop": moved("/loop2"),
            "/loop2": moved("/loop"),
            "/cut": Reply(b"<p>half", promised=500),
            "/empty": Reply(b""),
            "/soft": page("Страница не найдена"),
            "/err": Reply(b"no", status=500),
            "/good": Reply("<title>План</title><p>Профориентация в школе</p>".encode("cp1251"), type="text/html; charset=utf-8"),
            "/self": page("Сама", "/self", "/self#top", "/self?utm_source=x"),
            "/broken": Reply(raw=b"\x00\xff not http at all\r\n\r\n"),
            "/away": moved(f"http://127.0.0.1:{free_port()}/"),
        }
        walked = walk(zoo.url())
    troubles = {path: trouble for path, (trouble, _) in walked.troubles.items()}
    assert troubles == {
        "/loop": Trouble.REDIRECTS,
        "/cut": Trouble.TRUNCATED,
        "/empty": Trouble.EMPTY,
        "/soft": Trouble.SOFT_404,
        "/err": Trouble.HTTP_STATUS,
        "/broken": Trouble.CONNECT,
        "/away": Trouble.REDIRECTS,
    }
    assert [document.title for document in walked.documents] == ["Школа", "План", "Сама"]
    assert walked.seen.requests == len(zoo.asked)


def test_an_endless_calendar_does_not_eat_the_site() -> None:
    """A calendar that invents a next month for ever leaves room for the career page and all ordinary ones."""

    def answer(path: str) -> Reply | None:
        if path.startswith("/calendar/"):
            number = int(path.rpartition("/")[2])
            return page(f"Месяц {number}", f"/calendar/{number + 1}", f"/calendar/{number + 2}", f"/calendar/{number + 3}")
        if path == "/":
            return page("Школа", "/calendar/1", *(f"/{letter}" for letter in LETTERS[:10]))
        return page(path, *(("/deep",) if path == "/j" else ())) if path[1:] in (*LETTERS, "deep") else None

    with Zoo(answer) as zoo:
        walked = walk(zoo.url(), replace(QUICK, pages=30, depth=30))
    assert {f"/{letter}" for letter in LETTERS[:10]} | {"/deep"} <= set(walked.paths)
    assert len(walked.documents) < 30
    assert [(one.why, one.example) for one in walked.seen.unfollowed] == [("trap", zoo.url("/calendar/12"))]


def test_session_ids_make_no_new_pages() -> None:
    """A site that gives every visitor another address of the same page is read once."""
    with Zoo() as zoo:
        zoo.answers = lambda path: (
            page("Школа", *(f"{path.partition('?')[0]}?PHPSESSID={n:032x}" for n in range(50)), "/a?sid=0123456789abcdef")
            if path in ("/", "/a")
            else None
        )
        walked = walk(zoo.url())
    assert walked.paths == ["/", "/a"]


def test_a_site_on_this_machine_is_not_asked_without_leave() -> None:
    """The guard stands in front of the whole walk."""
    with Zoo({"/": page("Школа")}) as zoo:
        walked = walk(zoo.url(), private=False)
        assert not zoo.asked
    assert walked.seen.sightings[0].failure is not None
    assert walked.seen.sightings[0].failure.trouble is Trouble.FORBIDDEN_NETWORK


PATHS = st.integers(0, 14).map(lambda n: f"p{n}")
ANSWERS = st.one_of(st.lists(PATHS, max_size=6), PATHS, st.sampled_from(list(Trouble)))
SITES = st.dictionaries(PATHS, ANSWERS, max_size=15)


@given(SITES, st.integers(1, 8), st.integers(0, 4), st.integers(0, 5))
def test_no_site_breaks_a_walk(site: dict[str, list[str] | str | Trouble], pages: int, documents: int, depth: int) -> None:
    """Any graph of pages, redirects and failures: budgets hold, no address is asked twice, the repetition is the same."""
    built: dict[str, bytes | str | Failure] = {"": html("Школа", *(f"/p{n}" for n in range(15)))}
    for path, answer in site.items():
        if isinstance(answer, list):
            built[path] = html(path, *(f"/{target}" for target in answer))
        elif isinstance(answer, str):
            built[path] = "" if answer >= path else answer  # leads to an earlier page, or home: no circle
        else:
            built[path] = Failure(HOME + path, answer)
    walked = of(built, limits=replace(QUICK, pages=pages, documents=documents, depth=depth))
    asked = [visit.link.url for visit in walked.visits]
    assert sum(document.is_page for document in walked.documents) <= pages
    assert len(asked) == len(set(asked)) <= 3 + 2 * pages + documents
    assert all(sighting.depth <= depth for sighting in walked.seen.sightings)
    assert replay(walked.visits, replace(walked.seen, sightings=()), PlainReader()) == walked.seen
