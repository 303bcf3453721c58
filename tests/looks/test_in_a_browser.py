"""Every kind of page in headless Chromium: an accessibility checker finds nothing, nothing runs over the edge, nothing is loaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from site_audit.view.words import LOCALES, Locale
from tests.looks.pages import write_pages

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PHONE, DESK = (360, 740), (1280, 900)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: the pages are not looked at in a browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a network."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass(frozen=True)
class Looked:
    """What a browser made of one page: what the checker found, by how much it is too wide on each screen, what it asked for or said."""

    violations: tuple[tuple[str, str, str], ...]
    wider: tuple[int, ...]
    heard: tuple[str, ...]


@pytest.fixture(scope="module", params=LOCALES)
def looked(request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Looked]:
    """Every page in each language, all folded parts open."""
    locale: Locale = request.param
    folder = tmp_path_factory.mktemp(f"pages-{locale}")
    return {path: _look(browser, folder / path) for path in write_pages(folder, locale)}


def _look(browser: Browser, path: Path) -> Looked:
    heard: list[str] = []
    page = browser.new_page(bypass_csp=True)  # the checker is a script, which the pages forbid
    page.on("request", lambda one: heard.append(one.url) if one.url != path.as_uri() else None)
    page.on("console", lambda one: heard.append(one.text))
    page.on("pageerror", lambda one: heard.append(str(one)))
    page.goto(path.as_uri())
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    wider = []
    for width, height in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": height})
        wider.append(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    page.close()
    return Looked(tuple((one["id"], one["help"], one["nodes"][0]["html"][:120]) for one in found), tuple(wider), tuple(heard))


def test_an_accessibility_checker_finds_nothing(looked: dict[str, Looked]) -> None:
    """WCAG 2.1 A and AA and the checker's own best practice."""
    assert {path: one.violations for path, one in looked.items() if one.violations} == {}


def test_nothing_runs_over_the_edge(looked: dict[str, Looked]) -> None:
    """Neither on a phone nor on a desk, hostile names and endless words included; wide tables scroll in a region of their own."""
    assert {path: one.wider for path, one in looked.items() if max(one.wider) > 0} == {}


def test_a_page_asks_for_nothing_and_complains_of_nothing(looked: dict[str, Looked]) -> None:
    """No request beside the file itself, no message in the console."""
    assert {path: one.heard for path, one in looked.items() if one.heard} == {}


def test_the_checker_can_find_something(browser: Browser, tmp_path: Path) -> None:
    """A page with a picture without words, grey on grey and far too wide is not accepted."""
    bad = tmp_path / "bad.html"
    grey = "color:#999;background:#aaa;width:5000px"
    bad.write_text(f'<html lang="ru"><title>x</title><main><h1>x</h1><img src="x.png"><p style="{grey}">слово</p></main></html>')
    seen = _look(browser, bad)
    assert {"image-alt", "color-contrast"} <= {name for name, _, _ in seen.violations}
    assert min(seen.wider) > 0 and seen.heard
