"""Links that are no addresses: told once each as what they are, never asked, and no silence about what they promised."""

from __future__ import annotations

from site_audit.crawl.replay import replay
from site_audit.crawl.walk import MOST_MISSPELT
from site_audit.extract import extract
from site_audit.model import Capture, Document, Failure, Trouble
from site_audit.rulepack import RulePack
from site_audit.score import measure_reach
from tests.crawl.walking import walk
from tests.crawl.zoo import Reply, Zoo, page
from tests.detect.small_pack import small_pack

BROKEN = (
    *(
        "http://",
        "http://[::1",
        "http://a..example/",
        "https://school.example:99999/x",
        "htpp://school.example/plan",
        "hhttps://school.example/",
    ),
    *("file:///C:/Users/director/plan.docx", "C:\\plan.docx", "http://school example/", "//"),
)
NO_PAGES = (
    "mailto:a@school.example",
    "tel:+79990000000",
    "javascript:void(0)",
    "#top",
    "",
    "viber://chat",
    "data:text/html,x",
    "skype:school",
)


class HtmlReader:
    """Reads pages as the program does, without the sandbox."""

    def read(self, capture: Capture) -> Document | Failure:
        """The document."""
        return extract(capture.body, url=capture.url, media_type=capture.media_type, charset=capture.charset, digest=capture.digest)


def home(*links: str, text: str = "Ссылка") -> Reply:
    """A page with these links as they are written."""
    ways = "".join(f"<p><a href='{link}'>{text}</a>" for link in links)
    return Reply(f"<html><title>Школа</title><main><h1>Школа</h1>{ways}<p>{'Мы рады видеть вас. ' * 20}".encode())


def test_what_was_meant_for_the_web_is_told() -> None:
    """Broken addresses and files of somebody's own computer are bad addresses; mail, telephones and scripts are no pages."""
    with Zoo({"/": home(*BROKEN, *NO_PAGES, "/a"), "/a": page("Другая")}) as zoo:
        walked = walk(zoo.url(), reader=HtmlReader())
        failures = [one.failure for one in walked.seen.sightings if one.failure is not None]
        assert [one.trouble for one in failures] == [Trouble.BAD_URL] * len(failures)
        assert {one.url for one in failures} == {link.strip() for link in BROKEN}
        assert all(one.link_text == "Ссылка" for one in failures)
        assert set(zoo.asked) == {"/robots.txt", "/", "/sitemap.xml", "/a"}
        assert [sighting for sighting in replay(walked.visits, walked.seen, HtmlReader()).sightings] == list(walked.seen.sightings)


def test_each_is_told_once_and_not_without_end() -> None:
    """The same link on every page is one, and a site of nothing else is bounded."""
    names = ("sport", "muzyka", "teatr", "les")
    answers = {f"/{name}": home(*(f"http://[{name}-{number}" for number in range(45)), "http://[same", text=name) for name in names}
    with Zoo({"/": page("Школа", *answers), **answers}) as zoo:
        seen = walk(zoo.url(), reader=HtmlReader()).seen
        told = [one.failure.url for one in seen.sightings if one.failure is not None and one.failure.trouble is Trouble.BAD_URL]
        assert len(told) == len(set(told)) == MOST_MISSPELT


def test_a_promise_behind_a_broken_link_is_not_absence() -> None:
    """Where the link to the plan is misspelt, nobody may say that the school has no plan."""
    pack: RulePack = small_pack()
    with Zoo({"/": home("htpp://school.example/plan", text="План профориентационной работы")}) as zoo:
        reach = measure_reach(walk(zoo.url(), reader=HtmlReader()).seen, is_subject=pack.is_subject_link)
    assert [gap.code for gap in reach.gaps] == ["subject_link_failed"]
