"""Whose site it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from site_audit.detect.owner import other_owner
from tests.detect.made import HOME, SCHOOL, Answer, detected, menu, site
from tests.detect.small_pack import small_pack


def owner(name: str, pages: int = 4) -> str:
    """Whose site this is: every page carries this name."""
    html = f"<title>{name}</title><header>{name}</header><main><h1>Страница</h1><p>Слова.</p></main>"
    seen = site(html, {f"p{n}": html.replace("Слова", f"Слова {n}") for n in range(pages)})
    return other_owner(seen, small_pack().lexicon, small_pack().cues)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Луговской колледж", "college"),
        ("ГБПОУ Степной техникум", "college"),
        ("Детский сад «Ромашка»", "kindergarten"),
        ("МБОУ Луговская СОШ", ""),
        ("Школа-колледж «Старт»", ""),
        ("Луговское", ""),
    ],
)
def test_the_name_tells_the_owner(name: str, kind: str) -> None:
    """A college or a kindergarten is told by its name; where a school is named, or nobody, it is taken for a school's."""
    assert owner(name) == kind


def test_one_page_about_a_college_does_not_make_it_a_colleges() -> None:
    """A school writes about colleges; its own name stands elsewhere."""
    pages: dict[str, Answer] = {"c": "<title>Колледж ждёт</title><main><h1>Колледж</h1></main>"}
    assert detected(site(menu(("c", "Колледж")), pages)).other_owner == ""


def test_another_owner_is_warned_of() -> None:
    """The report says why nothing is claimed."""
    html = "<title>Луговской колледж</title><main><h1>Колледж</h1></main>"
    result = detected(site(html, {"a": html + "<p>а</p>"}))
    assert ("other_owner", HOME, "college") in {(warning.kind, warning.url, warning.detail) for warning in result.warnings}


def test_unstated_grades_are_warned_of() -> None:
    """Where the list does not say which grades a school has, the report says what was assumed."""
    kinds = {warning.kind for warning in detected(site(menu(), {}), school=replace(SCHOOL, grades=None)).warnings}
    assert kinds == {"grades_not_stated"}
    assert detected(site(menu(), {})).warnings == ()
