"""Enough reach, one condition at a time: what keeps "not found" from becoming "absent"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from site_audit.model import LEFT_SITE, Failure, Link, ReadAs, Seen, Trouble, Zone
from site_audit.score.reach import measure_reach
from tests.score.made import HOME, made_page, saw

CAREER = Link(HOME + "career", "Профориентация", HOME)
NEWS = Link(HOME + "news", "Новости", HOME)
AT_HOME = saw(Link(HOME), made_page(HOME, CAREER, NEWS), depth=0)
WALK = Seen(home=HOME, sightings=(AT_HOME, saw(CAREER, made_page(CAREER.url))), sitemap_read=True)


def is_subject(link: Link) -> bool:
    """A stand-in for the pack's own judge."""
    return "проф" in link.text.lower()


def gaps_of(seen: Seen) -> list[str]:
    """The codes of what keeps a walk from being enough."""
    reach = measure_reach(seen, is_subject=is_subject)
    assert reach.enough is (not reach.gaps)
    return [gap.code for gap in reach.gaps]


def test_a_walk_that_read_everything_is_enough() -> None:
    """Nothing left, nothing failed, home and sitemap read: enough, and counted."""
    reach = measure_reach(WALK, is_subject=is_subject)
    assert (reach.enough, reach.pages, reach.documents, reach.failures, reach.frontier_exhausted) == (True, 2, 0, 0, True)


def test_no_sitemap_is_no_gap() -> None:
    """A site without a sitemap can be read well enough."""
    assert gaps_of(replace(WALK, sitemap_read=None)) == []


def test_an_unread_sitemap_is_a_gap() -> None:
    """A sitemap that is there but could not be read may name pages nobody knows."""
    assert gaps_of(replace(WALK, sitemap_read=False)) == ["sitemap_unread"]


def test_an_unread_home_is_the_first_gap() -> None:
    """Without the home page nothing is enough, and its trouble is told."""
    reach = measure_reach(Seen(HOME, (saw(Link(HOME), Failure(HOME, Trouble.DNS, "no such host"), depth=0),)), is_subject=is_subject)
    assert (reach.gaps[0].code, dict(reach.gaps[0].facts)["trouble"], reach.pages) == ("home_unread", "dns", 0)


def test_a_home_reached_by_redirect_is_read() -> None:
    """The home page may answer under another address than the one asked."""
    seen = Seen("https://www.school.example/", (saw(Link(HOME), made_page("https://www.school.example/"), depth=0),))
    assert gaps_of(seen) == []


@pytest.mark.parametrize("trouble", [Trouble.HTTP_STATUS, Trouble.TIMEOUT, Trouble.ROBOTS, Trouble.BROKEN, Trouble.SOFT_404])
def test_any_failed_career_link_is_a_gap(trouble: Trouble) -> None:
    """A 404 as much as a time-out: what was promised there was not seen."""
    seen = replace(WALK, sightings=(AT_HOME, saw(CAREER, Failure(CAREER.url, trouble, "404"))))
    assert gaps_of(seen) == ["subject_link_failed"]


def test_a_career_link_that_leads_to_another_site_is_no_gap() -> None:
    """«Билет в будущее» that redirects to the project's own site is somebody else's page: nothing of the school's went unread."""
    away = saw(CAREER, Failure(CAREER.url, Trouble.REDIRECTS, f"{LEFT_SITE}: project.example"))
    assert gaps_of(replace(WALK, sightings=(AT_HOME, away))) == []


def test_a_failed_link_without_career_words_is_no_gap() -> None:
    """A broken page of news does not make everything unknown."""
    assert gaps_of(replace(WALK, sightings=(*WALK.sightings, saw(NEWS, Failure(NEWS.url, Trouble.TIMEOUT))))) == []


def test_career_words_on_any_page_make_a_failed_link_count() -> None:
    """The frontier kept "Подробнее"; another page calls the same address by its name."""
    bare = Link(HOME + "file", "Подробнее", HOME)
    named = made_page(CAREER.url, Link(bare.url, "План профориентации", CAREER.url))
    seen = replace(WALK, sightings=(AT_HOME, saw(CAREER, named), saw(bare, Failure(bare.url, Trouble.TIMEOUT))))
    assert gaps_of(seen) == ["subject_link_failed"]


def test_a_career_link_left_unasked_is_a_gap() -> None:
    """The budget ran out before a career-worded link was asked."""
    assert gaps_of(replace(WALK, left=(Link(HOME + "deep", "Профпробы", CAREER.url),))) == ["subject_links_left"]


def test_a_spent_budget_with_nothing_subject_worded_left_is_enough() -> None:
    """What is left are other pages: the page budget was spent after what matters."""
    reach = measure_reach(replace(WALK, left=(NEWS,)), is_subject=is_subject)
    assert (reach.enough, reach.frontier_exhausted) == (True, False)


@pytest.mark.parametrize("zone", [Zone.MENU, Zone.HEADER])
def test_a_subject_worded_menu_entry_left_unasked_is_a_gap(zone: Zone) -> None:
    """The home page's menu names what was not read."""
    home = made_page(HOME, Link(HOME + "menu", "Профильные классы", HOME, zone))
    seen = Seen(HOME, (saw(Link(HOME), home, depth=0),), left=(Link(HOME + "menu", "", HOME),))
    assert gaps_of(seen) == ["menus_unread"]


def test_a_walk_stopped_by_the_clock_is_not_enough() -> None:
    """Only the page budget may end a walk early and still allow "absent"."""
    assert gaps_of(replace(WALK, left=(NEWS,), notes=("time_budget",))) == ["walk_cut_short"]


def test_unread_scans_and_unreadable_files_are_counted() -> None:
    """A scan without recognised text, and files whose decoder gave up."""
    scan = saw(Link(HOME + "a.pdf"), made_page(HOME + "a.pdf", media_type="application/pdf", read_as=ReadAs.IMAGE_UNREAD))
    locked = saw(Link(HOME + "b.pdf"), Failure(HOME + "b.pdf", Trouble.ENCRYPTED))
    slow = saw(Link(HOME + "c.pdf"), Failure(HOME + "c.pdf", Trouble.TIMEOUT))
    reach = measure_reach(replace(WALK, sightings=(*WALK.sightings, scan, locked, slow)), is_subject=is_subject)
    assert (reach.documents, reach.unreadable, reach.failures, reach.enough) == (1, 2, 2, True)
