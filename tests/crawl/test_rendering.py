"""Pages that only a browser shows: which they are, what a browser may ask for, and that it reaches nobody else."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from site_audit.crawl.browser import find_chromium
from site_audit.crawl.rendering import REQUESTS, Fetch, Rendering, drawn, is_shell
from site_audit.crawl.sightings import BY_SCRIPT
from site_audit.model import Capture, Failure, Trouble
from tests.crawl.walking import NOW, QUICK, Walked, fetcher_for, walk
from tests.crawl.zoo import Reply, Zoo, page

SHELL = '<html><head><title>Школа</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>'
WORDS = "План профориентационной работы на 2026/27 учебный год утверждён директором школы."
DRAWS = f"""fetch('/data.json').then(r => r.json()).then(d => {{
  document.getElementById('app').innerHTML = '<h1>' + d.title + '</h1><p>{WORDS} {WORDS}</p><p><a href="/plan">План</a></p>';
}});"""
JSON, SCRIPT = "application/json", "text/javascript"

browser = pytest.mark.skipif(find_chromium() is None, reason="Chromium is not installed: nothing is drawn")


def _capture(body: str, media_type: str = "text/html") -> Capture:
    data = body.encode()
    url = "http://school.example/"
    return Capture(url, url, 200, media_type, "utf-8", (), data, NOW, "sha256:" + hashlib.sha256(data).hexdigest())


class Painter:
    """A renderer that asks for what it is told and draws the same each time."""

    def __init__(self, *wants: str) -> None:
        self.wants, self.got, self.closed, self.drew = wants, list[Capture | Failure](), False, 0

    def render(self, page: Capture, fetch: Fetch) -> bytes | None:
        """Ask, and draw."""
        self.drew += 1
        self.got += [fetch(url) for url in self.wants]
        return f"<p>{WORDS}</p>".encode()

    def close(self) -> None:
        """Remember that it was ended."""
        self.closed = True


@pytest.mark.parametrize(
    ("body", "shell"),
    [
        (SHELL, True),
        (SHELL.replace("</div>", f"{WORDS * 2}</div>"), False),
        (SHELL.replace("<script src", '<a href="/1">1</a><a href="/2">2</a><a href="/3">3</a><script src'), False),
        (SHELL.replace('<script src="/app.js"></script>', ""), False),
        (SHELL.replace("</div>", f"</div><noscript>{WORDS * 2}</noscript>"), False),
        (SHELL.replace("</div>", f'</div><script type="application/json">{{"text": "{WORDS * 2}"}}</script>'), False),
    ],
    ids=["empty", "with words", "with links", "without scripts", "words in noscript", "words in inline data"],
)
def test_a_shell_is_what_says_nothing_without_its_scripts(body: str, shell: bool) -> None:
    """What can be read without a browser is read without one."""
    assert is_shell(_capture(body)) is shell


def test_a_file_is_no_shell() -> None:
    """Only pages are drawn."""
    assert not is_shell(_capture(SHELL, "application/xhtml+json"))


def test_so_many_pages_are_drawn_and_no_more() -> None:
    """The browser is started at the first shell, draws what it may, and is ended with the walk."""
    painter, started = Painter(), list[int]()

    def start() -> Painter:
        started.append(1)
        return painter

    rendering = Rendering(start, most=2)
    assert not drawn(rendering.finished(_capture(f"<p>{WORDS * 3}</p>"), lambda url: _capture("")))
    assert started == []
    got = [rendering.finished(_capture(SHELL), lambda url: _capture("")) for _ in range(3)]
    assert [drawn(one) for one in got] == [True, True, False]
    assert got[0].digest == f"sha256:{hashlib.sha256(got[0].body).hexdigest()}"
    rendering.close()
    assert (len(started), painter.drew, painter.closed) == (1, 2, True)


def test_a_page_asks_its_own_site_alone() -> None:
    """Other hosts, other schemes and endless requests are refused before anybody is asked."""
    own = [f"http://www.school.example/{number}.js" for number in range(REQUESTS + 3)]
    painter, asked = Painter("https://counter.example/a.js", "file:///etc/passwd", "ftp://school.example/", *own), list[str]()

    def fetch(url: str) -> Capture:
        asked.append(url)
        return replace(_capture(""), url=url)

    Rendering(lambda: painter, most=1).finished(_capture(SHELL), fetch)
    assert asked == own[:REQUESTS]
    assert sum(isinstance(one, Failure) for one in painter.got) == 3 + 3


def test_a_painter_that_fails_leaves_the_page_as_it_came() -> None:
    """What could not be drawn is the shell that the site sent."""

    class Broken(Painter):
        def render(self, page: Capture, fetch: Fetch) -> bytes | None:
            return None

    shell = _capture(SHELL)
    assert Rendering(Broken, most=1).finished(shell, lambda url: shell) is shell


def _drawn_walk(zoo: Zoo) -> Walked:
    return walk(zoo.url(), fetcher=fetcher_for(QUICK, render=True))


@browser
def test_an_empty_shell_is_read_as_a_browser_shows_it() -> None:
    """Its words and links are there, its requests were ours, and the report will say so."""
    answers = {
        "/": Reply(SHELL.encode()),
        "/app.js": Reply(DRAWS.encode(), type=SCRIPT),
        "/data.json": Reply('{"title": "Профориентация"}'.encode(), type=JSON),
        "/plan": page("План"),
    }
    with Zoo(answers) as zoo:
        walked = _drawn_walk(zoo)
        assert {"/app.js", "/data.json", "/plan"} <= set(zoo.asked)
        agents = {one.get("user-agent", "") for one in zoo.headers}
    home = walked.documents[0]
    assert "Профориентация" in [block.text for block in home.blocks] and any(WORDS in block.text for block in home.blocks)
    assert "rendered" in walked.seen.notes
    assert agents == {QUICK.identity}


@browser
def test_without_leave_nothing_is_drawn() -> None:
    """The setting decides."""
    with Zoo({"/": Reply(SHELL.encode()), "/app.js": Reply(DRAWS.encode(), type=SCRIPT)}) as zoo:
        walked = walk(zoo.url())
        assert "/app.js" not in zoo.asked
    assert "rendered" not in walked.seen.notes
    assert walked.troubles["/"] == (Trouble.UNREADABLE, BY_SCRIPT), "what only a browser shows is unread, not empty"


@browser
def test_a_hostile_page_reaches_nobody() -> None:
    """Scripts, pictures, sockets, frames, posts and peers of other hosts: none of them arrives, and the page is read all the same."""
    with Zoo(lambda path: page("чужое")) as other:
        there = f"localhost:{other.port}"
        script = f"""document.getElementById('app').innerHTML = '<h1>Школа</h1><p>{WORDS} {WORDS}</p>';
            fetch('http://{there}/fetch').catch(() => 0); fetch('/post', {{method: 'POST', body: 'x'}}).catch(() => 0);
            new Image().src = 'http://{there}/image'; navigator.sendBeacon('http://{there}/beacon', 'x');
            try {{ new WebSocket('ws://{there}/socket') }} catch (e) {{}}
            try {{ new EventSource('http://{there}/events') }} catch (e) {{}}
            const f = document.createElement('iframe'); f.src = 'http://{there}/frame'; document.body.append(f);
            const s = document.createElement('script'); s.src = 'http://{there}/script'; document.body.append(s);
            window.open('http://{there}/window'); alert('x');"""
        with Zoo({"/": Reply(SHELL.encode()), "/app.js": Reply(script.encode(), type=SCRIPT)}) as zoo:
            walked = _drawn_walk(zoo)
            assert "/post" not in zoo.asked
        assert other.asked == []
    assert any(WORDS in block.text for block in walked.documents[0].blocks)


@browser
def test_what_robots_forbids_a_page_does_not_get() -> None:
    """A script behind robots.txt stays unread, as any other address does."""
    robots = Reply(b"User-agent: *\nDisallow: /app.js\n", type="text/plain")
    with Zoo({"/": Reply(SHELL.encode()), "/robots.txt": robots, "/app.js": Reply(DRAWS.encode(), type=SCRIPT)}) as zoo:
        _drawn_walk(zoo)
        assert "/app.js" not in zoo.asked


@browser
def test_a_page_that_never_rests_ends() -> None:
    """A script that asks without end gets so many answers; the page is read as it stands."""
    script = f"document.getElementById('app').innerHTML = '<h1>Школа</h1><p>{WORDS} {WORDS}</p>'; let n = 0;"
    script += "setInterval(() => fetch('/tick?' + n++).catch(() => 0), 5);"
    answers = {"/": Reply(SHELL.encode()), "/app.js": Reply(script.encode(), type=SCRIPT)}
    with Zoo(lambda path: answers.get(path, Reply(b"{}", type=JSON))) as zoo:
        walked = _drawn_walk(zoo)
        assert sum(path.startswith("/tick") for path in zoo.asked) <= REQUESTS
    assert any(WORDS in block.text for block in walked.documents[0].blocks)
