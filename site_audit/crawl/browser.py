"""Headless Chromium, by Playwright (the extra `browser`): it runs the scripts of one page and has no network of its own."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from site_audit.crawl.rendering import Fetch
from site_audit.errors import ConfigurationError
from site_audit.model import Capture

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright, Route

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
LOADED_MS, RESTED_MS = 15_000, 4_000
PAGE_BYTES = 5_000_000
WANTED = frozenset(("document", "script", "xhr", "fetch"))  # neither looks nor pictures nor fonts are needed to read a page
# Every request is answered by us; should one slip by, it meets a proxy that is not there and names that are not found.
CUT_OFF = (
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
INSTALL = "Настройка render включена, а браузера нет. Установите Chromium и pip install 'site-audit[browser]' или уберите настройку."
_log = logging.getLogger(__name__)


def find_chromium() -> Path | None:
    """The browser of this machine, where both it and the library that drives it are there."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return None
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    return Path(found) if found else None


class Chromium:
    """One browser for one school's walk; to be used and closed by the thread that opened it."""

    def __init__(self, program: Path) -> None:
        from playwright.sync_api import sync_playwright

        arguments = [*CUT_OFF, *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else [])]  # root cannot have the sandbox
        self._play: Playwright = sync_playwright().start()
        self._browser: Browser = self._play.chromium.launch(executable_path=program, args=arguments)

    def render(self, page: Capture, fetch: Fetch) -> bytes | None:
        """The page as it stands when its scripts have come to rest."""
        from playwright.sync_api import Error

        context = self._browser.new_context(service_workers="block", accept_downloads=False, locale="ru-RU")
        try:
            context.route("**/*", lambda route: _answer(route, page, fetch))
            context.route_web_socket("**/*", lambda socket: socket.close())
            tab = context.new_page()
            tab.on("dialog", lambda dialog: dialog.dismiss())
            tab.goto(page.url, wait_until="domcontentloaded", timeout=LOADED_MS)
            try:
                tab.wait_for_load_state("networkidle", timeout=RESTED_MS)
            except Error:
                _log.debug("%s did not come to rest", page.url)
            body = tab.content().encode("utf-8", errors="replace")
        except Error as error:
            _log.info("%s could not be drawn: %s", page.url, str(error).splitlines()[0])
            return None
        finally:
            context.close()
        return body if len(body) <= PAGE_BYTES else None

    def close(self) -> None:
        """End the browser and what drives it."""
        self._browser.close()
        self._play.stop()


def open_chromium() -> Chromium:
    """The browser; a sentence where there is none."""
    program = find_chromium()
    if program is None:
        raise ConfigurationError(INSTALL)
    return Chromium(program)


def _answer(route: Route, page: Capture, fetch: Fetch) -> None:
    """Answer one request of the page ourselves."""
    request = route.request
    if request.resource_type not in WANTED or request.method != "GET":
        route.abort()
        return
    if request.url == page.url and request.resource_type == "document":
        route.fulfill(status=200, headers={"content-type": _content_type(page)}, body=page.body)
        return
    if request.resource_type == "document":  # a frame, or the page leading elsewhere
        route.abort()
        return
    got = fetch(request.url)
    if isinstance(got, Capture):
        route.fulfill(status=got.status, headers={"content-type": _content_type(got)}, body=got.body)
    else:
        route.abort()


def _content_type(capture: Capture) -> str:
    return f"{capture.media_type}; charset={capture.charset}" if capture.charset else capture.media_type
