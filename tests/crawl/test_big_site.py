"""A site with 2,000 news items and several traps, over a real connection: 150 pages are enough for what matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from site_audit.extract import extract
from site_audit.model import Capture, Document, Failure
from site_audit.rulepack import RulePack, load_pack
from tests.crawl.big_site import BigSite, Shape
from tests.crawl.walking import QUICK, Walked, walk
from tests.crawl.zoo import Zoo

AUTUMN = date(2026, 11, 23)
SPRING = date(2027, 4, 20)
SEPTEMBER = date(2026, 9, 1)


class RealReader:
    """The program's own reading of pages, without its child process."""

    def read(self, capture: Capture) -> Document | Failure:
        """The document of a capture."""
        return extract(capture.body, url=capture.url, media_type=capture.media_type, charset=capture.charset, digest=capture.digest)


@pytest.fixture(scope="module")
def pack() -> RulePack:
    """The shipped rules: their words give the links their worth."""
    return load_pack(Path("rules/career"))


def walked_over(site: BigSite, pack: RulePack) -> tuple[Walked, int]:
    """The walk with the default budget, and how many requests it took."""
    with Zoo(site) as zoo:
        walked = walk(zoo.url(), replace(QUICK, pages=150), priority=pack.priority, reader=RealReader(), as_of=site.today)
        return walked, len(zoo.asked)


@pytest.mark.parametrize("today", [AUTUMN, SPRING], ids=["autumn", "spring"])
@pytest.mark.parametrize("shape", list(Shape))
def test_a_big_site_shows_its_career_pages_and_the_news_of_the_year(shape: Shape, today: date, pack: RulePack) -> None:
    """All pages of a section three clicks deep, one of them linked late, and every career item of this year, in 150 pages."""
    site = BigSite(shape, today)
    walked, requests = walked_over(site, pack)
    read = set(walked.paths)
    assert site.career_pages() <= read
    assert site.career_news(SEPTEMBER) <= read
    assert sum(document.is_page for document in walked.documents) <= 150 + 20
    assert requests <= 310
