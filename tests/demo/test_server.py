"""The loopback server of the demo district: every school answers in its own way, and it leaves nothing behind."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPMessage, IncompleteRead
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import pytest

from site_audit.demo.server import District, serve_district
from site_audit.demo.site import Site


class Answer(NamedTuple):
    """What came back for one request."""

    status: int
    headers: HTTPMessage
    body: bytes


@pytest.fixture(scope="module")
def district() -> Iterator[District]:
    """The district on free ports, so that a demo under way is not disturbed."""
    with serve_district(fixed_ports=False) as running:
        yield running


def ask(base: str, target: str = "/", method: str = "GET") -> Answer:
    """One request, redirects not followed."""
    connection = HTTPConnection(urlsplit(base).netloc, timeout=5)
    try:
        connection.request(method, target)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def test_every_school_but_one_answers(district: District) -> None:
    """Eleven home pages open; the unreachable school refuses at once."""
    for name, url in district.urls.items():
        if name == "stepnaya":
            with pytest.raises(ConnectionRefusedError):
                ask(url)
        else:
            answer = ask(url)
            assert answer.status == 200 and len(answer.body) > 300, name


def test_queries_choose_pages(district: District) -> None:
    """Pages that differ in their query alone are different pages; an unknown query is the page of the bare path."""
    portal, joomla = district.urls["rechnaya"], district.urls["olhovskaya"]
    assert "районном конкурсе".encode() in ask(portal, "/file/card?id=13").body
    assert "История школы".encode() in ask(joomla, "/index.php?option=com_content&view=article&id=2").body
    assert ask(portal, "/?special=1").body == ask(portal, "/").body


def test_charsets_are_said_or_not(district: District) -> None:
    """One school says UTF-8 in its header; the school of tables says nothing and is windows-1251; the damaged one lies."""
    assert ask(district.urls["verhnelipsk-1"]).headers["Content-Type"] == "text/html; charset=utf-8"
    tables = ask(district.urls["privolnenskaya"], "/plan.htm")
    assert tables.headers["Content-Type"] == "text/html" and "УТВЕРЖДАЮ" in tables.body.decode("cp1251")
    old = ask(district.urls["zarechenskaya"], "/staraya-stranica")
    assert "charset=utf-8" in old.headers["Content-Type"] and "прежнего сайта" in old.body.decode("cp1251")


def test_the_damaged_site_is_damaged(district: District) -> None:
    """Missing career section, broken plan, redirects in a circle, errors answered with 200, lying types."""
    url = district.urls["zarechenskaya"]
    assert ask(url, "/proforientaciya").status == 404
    assert ask(url, "/files/plan-proforientacii-2026.pdf").status == 500
    there, back = ask(url, "/raspisanie"), ask(url, "/raspisanie-urokov")
    assert (there.status, back.status) == (301, 301) and back.headers["Location"] == "/raspisanie"
    assert ask(url, "/net-takoy").status == 200
    assert ask(url, "/files/ustav.pdf").headers["Content-Type"] == "application/pdf"
    with pytest.raises(IncompleteRead):
        ask(url, "/istoriya")


def test_cyrillic_addresses_and_short_links_lead_to_posts(district: District) -> None:
    """A percent-encoded Cyrillic slug opens, and the short address redirects to it."""
    url = district.urls["yasenskaya"]
    slug = "/2025/10/15/" + quote("на-швейной-фабрике") + "/"
    assert ask(url, "/?p=4086").headers["Location"] == slug
    assert "Веснянка".encode() in ask(url, slug).body


def test_site_maps_name_the_port_in_use(district: District) -> None:
    """A site map and robots.txt carry whole addresses of the very server that answers."""
    url = district.urls["verhnelipsk-1"]
    assert f"<loc>{url}</loc>".encode() in ask(url, "/sitemap.xml").body
    assert f"Sitemap: {url}sitemap.xml".encode() in ask(url, "/robots.txt").body


def test_head_has_no_body(district: District) -> None:
    """HEAD answers with the length alone."""
    answer = ask(district.urls["lugovskaya"], "/", "HEAD")
    assert int(answer.headers["Content-Length"]) > 300 and answer.body == b""


def tiny(folder: Path, port: int = 0, **more: object) -> Site:
    """A site of one page."""
    (folder / "www").mkdir(exist_ok=True)
    (folder / "www" / "index.html").write_text("<title>one</title>", encoding="utf-8")
    return Site(id="one", folder=folder, port=port, **more)  # type: ignore[arg-type]


def test_a_taken_port_is_left_for_a_free_one(tmp_path: Path) -> None:
    """Where the wanted port is in use the school is served elsewhere, and the mapping says where."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with District((tiny(tmp_path, taken),)) as running:
            assert urlsplit(running.urls["one"]).port != taken
            assert ask(running.urls["one"]).body == b"<title>one</title>"


def test_a_silent_school_keeps_its_port(tmp_path: Path) -> None:
    """While the district runs nobody else can answer on the port of the unreachable school."""
    with District((tiny(tmp_path, unreachable=True),)) as running:
        port = urlsplit(running.urls["one"]).port
        assert port
        with socket.socket() as other, pytest.raises(OSError):
            other.bind(("127.0.0.1", port))


def test_requests_are_counted_and_bounded(tmp_path: Path) -> None:
    """A school that was asked too often answers 503 and goes on counting."""
    with District((tiny(tmp_path),), most_requests=2) as running:
        statuses = [ask(running.urls["one"]).status for _ in range(3)]
        assert statuses == [200, 200, 503] and running.requests["one"] == 3


def test_stop_leaves_no_thread_and_no_port(tmp_path: Path) -> None:
    """After `stop` no thread of ours lives, a silent client is hung up on, and the port can be had again; stopping twice does no harm."""
    before = set(threading.enumerate())
    running = District((tiny(tmp_path, delay=30.0),))
    port = urlsplit(running.urls["one"]).port
    assert port
    with socket.create_connection(("127.0.0.1", port)) as silent, socket.create_connection(("127.0.0.1", port)) as waiting:
        waiting.sendall(b"GET / HTTP/1.0\r\n\r\n")
        running.stop()
        running.stop()
        assert set(threading.enumerate()) <= before
        silent.settimeout(5)
        with suppress(ConnectionResetError):  # so the system says it where the call was not taken yet
            assert silent.recv(1) == b""
    with pytest.raises(ConnectionRefusedError):
        ask(f"http://127.0.0.1:{port}/")
