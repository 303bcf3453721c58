"""Ways through a site: clicks from home, links that lead to a file, and what lies inside a section."""

from __future__ import annotations

from dataclasses import replace

from site_audit.detect.paths import Paths
from site_audit.model import Link, Seen
from tests.detect.made import HOME, file, menu, page, saw, site

CHAIN = site(
    menu(("a", "А")),
    {"a": '<main><a href="/b">Б</a></main>', "b": '<main><a href="/c">В</a> <a href="/a">назад</a></main>', "c": "<main><p>в</p></main>"},
)


def ways(seen: Seen) -> Paths:
    """The ways through a site of which every document has gone by."""
    paths = Paths(seen)
    for _, document in seen.documents():
        paths.take(document)
    return paths


def test_clicks_are_the_shortest_way() -> None:
    """Home is no click away; a ring of links does not lengthen the way."""
    paths = ways(CHAIN)
    assert [paths.clicks(HOME + path) for path in ("", "a", "b", "c")] == [0, 1, 2, 3]


def test_what_no_link_leads_to_has_no_clicks() -> None:
    """A page known only from a sitemap is not reached by clicking."""
    assert ways(site(menu(), {"alone": "<p>один</p>"})).clicks(HOME + "alone") is None


def test_the_way_goes_through_redirects() -> None:
    """A link to an old address leads on from the new one."""
    seen = site(menu(("old", "Старое")), {"c": "<p>в</p>"})
    moved = replace(saw(page('<main><a href="/c">В</a></main>', "new")), link=Link(HOME + "old", "Старое", HOME))
    paths = ways(replace(seen, sightings=(*seen.sightings, moved)))
    assert (paths.clicks(HOME + "new"), paths.clicks(HOME + "c")) == (1, 2)


def test_links_to_a_file_come_wordiest_first_and_once() -> None:
    """The names a file is linked by, each once, the fullest first."""
    home = '<main><a href="/f.pdf">План</a> <a href="/f.pdf">план</a> <a href="/f.pdf">План работы школы</a></main>'
    seen = site(home, {"f.pdf": file("<p>Слова</p>", "f.pdf")})
    document = seen.sightings[1].document
    assert document is not None
    assert [link.text for link, _ in ways(seen).leading_to(document, document.url)] == ["План работы школы", "План"]


def test_a_section_holds_what_its_own_part_links() -> None:
    """Two steps deep, not through menus, not off the host, and not home."""
    hub = '<nav><a href="/menu">м</a></nav><main><a href="/a">а</a> <a href="/">домой</a> <a href="http://other.example/x">чужое</a></main>'
    pages = {
        "hub": hub,
        "a": '<main><a href="/b">б</a></main>',
        "b": '<main><a href="/c">в</a></main>',
        "c": "<p>в</p>",
        "menu": "<p>м</p>",
    }
    seen = site(menu(("hub", "Раздел")), pages)
    by_url = {sighting.document.url: sighting.document for sighting in seen.sightings if sighting.document}
    inside = ways(seen).inside([HOME + "hub"], by_url)
    assert inside == {HOME + "hub", HOME + "a", HOME + "b"}


def test_an_empty_walk_has_no_ways() -> None:
    """A site that showed nothing has nothing but its home."""
    seen = Seen(HOME, ())
    assert ways(seen).clicks(HOME) == 0
    assert ways(seen).inside([], {}) == frozenset()
