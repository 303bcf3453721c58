"""One address at a time, with every fault a server can have: each ends as a capture or as a failure of the closed list."""

from __future__ import annotations

import socket
import struct
import sys
import threading
from contextlib import closing
from dataclasses import replace
from time import monotonic

import pytest

from site_audit.crawl.http import HttpFetcher
from site_audit.crawl.opening import shared_context
from site_audit.model import Capture, Failure, Trouble
from tests.crawl.asking import HASTY, PATIENT_ONCE, ask, body, fetch, trouble
from tests.crawl.walking import NOW, Clock, fetcher_for
from tests.crawl.zoo import Reply, Zoo, free_port, page

PAGE = b"<!DOCTYPE html><p>" + "текст страницы ".encode() * 30


def test_a_page_is_captured_as_it_came() -> None:
    """Bytes, type, charset and digest are the server's; the moment carries its zone; cookies are not kept."""
    sent = "Привет".encode("cp1251")
    got = ask(Reply(sent, type='Text/HTML; charset="Windows-1251"', headers=(("Set-Cookie", "id=5"), ("X-A", "b"))))
    assert isinstance(got, Capture)
    assert (got.body, got.media_type, got.charset, got.status) == (sent, "text/html", "windows-1251", 200)
    assert got.digest.startswith("sha256:")
    assert got.fetched_at.tzinfo is not None
    assert ("x-a", "b") in got.headers
    assert "set-cookie" not in dict(got.headers)


def test_a_lying_header_changes_no_byte() -> None:
    """Windows-1251 bytes under a header that says UTF-8 come through as they are."""
    sent = "Профориентация в школе".encode("cp1251")
    assert body(ask(Reply(sent, type="text/html; charset=utf-8"))) == sent


def test_we_say_who_asks() -> None:
    """The User-Agent names the program and a contact, no cookie comes back, only coding we can unpack is asked for."""
    with Zoo({"/a": Reply(b"<p>x", headers=(("Set-Cookie", "id=5; Path=/"),)), "/b": page("b")}) as zoo:
        fetcher = fetcher_for()
        fetcher.fetch(zoo.url("/a"))
        fetcher.fetch(zoo.url("/b"))
        fetcher.close()
        assert [head["user-agent"] for head in zoo.headers] == ["site-audit/0.1 (+operator@example.org)"] * 2
        assert {head["accept-encoding"] for head in zoo.headers} == {"gzip, deflate"}
        assert not any("cookie" in head for head in zoo.headers)


def test_credentials_are_dropped() -> None:
    """A name and password in an address are not sent."""
    with Zoo({"/x": page("x")}) as zoo:
        got = fetch(zoo.url("/x").replace("127", "admin:secret@127"))
        assert isinstance(got, Capture)
        assert "secret" not in got.url
        assert not any("authorization" in head for head in zoo.headers)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 500, 501])
def test_statuses_are_failures(status: int) -> None:
    """An error status is a failure with its number as the detail."""
    assert trouble(ask(Reply(b"<h1>nothing here</h1>", status))) == (Trouble.HTTP_STATUS, str(status))


def test_a_shield_is_told_from_a_refusal() -> None:
    """403 from a known shield against robots is a page in the way, not the school's answer."""
    kind, detail = trouble(ask(Reply(b"<h1>Forbidden</h1>", 403, headers=(("Server", "ddos-guard"),))))
    assert kind is Trouble.BLOCK_PAGE
    assert "ddos-guard" in detail


@pytest.mark.parametrize("sent", [b"", b"  \r\n\t "])
def test_empty_bodies(sent: bytes) -> None:
    """A page of nothing is empty."""
    assert trouble(ask(Reply(sent)))[0] is Trouble.EMPTY


def test_nobody_listens() -> None:
    """A refused connection is said so."""
    assert trouble(fetch(f"http://127.0.0.1:{free_port()}/")) == (Trouble.CONNECT, "connection refused")


@pytest.mark.parametrize("host", ["school.invalid", "xn--80atdl2c.invalid", "a" * 64 + ".invalid"])
def test_unknown_names(host: str) -> None:
    """A name without an address is a trouble of the name service, however odd the name."""
    assert trouble(fetch(f"http://{host}/"))[0] in (Trouble.DNS, Trouble.BAD_URL)


@pytest.mark.parametrize("url", ["", "школа", "http://", "http://[::1", "mailto:a@b", "http://a..рф/", "http://x/\ud800"])
def test_addresses_that_cannot_be_asked(url: str) -> None:
    """What is no address never reaches the network."""
    assert trouble(fetch(url))[0] in (Trouble.BAD_URL, Trouble.DNS)


def test_tls_where_none_is_spoken() -> None:
    """A port that does not speak TLS is a trouble of TLS."""
    with Zoo({"/": page("Школа")}) as zoo:
        assert trouble(fetch(zoo.url().replace("http:", "https:")))[0] is Trouble.TLS


def test_a_silent_server() -> None:
    """No answer within the time-out, and a header with nothing after it, are time-outs."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        assert trouble(fetch(f"http://127.0.0.1:{deaf.getsockname()[1]}/", HASTY))[0] is Trouble.TIMEOUT
    assert trouble(ask(Reply(b"x", drip_s=9.0), HASTY))[0] is Trouble.TIMEOUT


def test_a_slow_drip() -> None:
    """A byte now and then keeps every single read within its time-out; the whole request still ends."""
    hurried = Clock(step=0.02)  # each look at the clock finds it a little later
    assert trouble(ask(Reply(b"x" * 1_000, drip_s=0.01), HASTY, hurried))[0] is Trouble.TIMEOUT


def test_a_body_that_ends_early() -> None:
    """Fewer bytes than promised are a cut page, not a page."""
    assert trouble(ask(Reply(b"<p>half of it", promised=5_000)))[0] is Trouble.TRUNCATED


@pytest.mark.parametrize(
    "raw", [b"", b"HTTP/1.1 2", b"garbage\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx", b"\x15\x03\x01\x00\x02\x02\x28"]
)
def test_answers_that_are_no_http(raw: bytes) -> None:
    """Noise instead of an answer is a failure and nothing worse."""
    assert trouble(ask(Reply(raw=raw)))[0] in (Trouble.CONNECT, Trouble.BROKEN, Trouble.TRUNCATED)


def test_broken_chunks() -> None:
    """A chunked body that breaks off is cut, one with a wrong length is no page either."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert trouble(ask(Reply(raw=head + b"5\r\nabcde\r\n10\r\nab")))[0] is Trouble.TRUNCATED
    assert trouble(ask(Reply(raw=head + b"zz\r\nabcde\r\n")))[0] in (Trouble.TRUNCATED, Trouble.CONNECT)


def test_a_body_without_a_length() -> None:
    """A server that just hangs up at the end has sent the whole page."""
    assert body(ask(Reply(raw=b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>all of it"))) == b"<p>all of it"


def test_a_header_that_drips() -> None:
    """Status line and headers byte by byte: each read is in time, the whole request still ends."""
    raw = b"HTTP/1.1 200 OK\r\n" + b"X-Slow: " + b"a" * 900
    assert trouble(ask(Reply(raw=raw, drip_s=0.01), HASTY, Clock(step=0.02)))[0] is Trouble.TIMEOUT


def test_a_header_without_end() -> None:
    """More header than any server needs is no answer."""
    raw = b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (number, b"a" * 1_000) for number in range(300))
    assert trouble(ask(Reply(raw=raw))) == (Trouble.CONNECT, "the answer is not HTTP")


def test_the_deadline_by_the_real_clock() -> None:
    """A server that drips for ever is left after six time-outs, by a clock nobody moves."""
    limits = replace(PATIENT_ONCE, timeout_s=0.1)
    door = HttpFetcher(limits, context=shared_context(), now=lambda: NOW, allow_private=True)
    with Zoo({"/x": Reply(b"x" * 10_000, drip_s=0.02)}) as zoo, closing(door):
        began = monotonic()
        assert door.ask(zoo.url("/x")) == Failure(zoo.url("/x"), Trouble.TIMEOUT)
        assert 0.5 < monotonic() - began < 3.0


def test_a_part_instead_of_the_whole() -> None:
    """Nobody asked for a part; the rest of the page is unknown."""
    assert trouble(ask(Reply(PAGE, 206)))[0] is Trouble.TRUNCATED


@pytest.mark.parametrize("status", [204, 205])
def test_answers_without_a_body(status: int) -> None:
    """No content is an empty page."""
    raw = b"HTTP/1.1 %d Nothing\r\n\r\n" % status
    assert trouble(ask(Reply(raw=raw)))[0] is Trouble.EMPTY


@pytest.mark.parametrize("status", [408, 425, 429, 451, 502, 503, 504, 520, 599])
def test_further_statuses(status: int) -> None:
    """Whatever the number, it is told as it came."""
    assert trouble(ask(Reply(b"<h1>error</h1>", status))) == (Trouble.HTTP_STATUS, str(status))


def test_a_connection_cut_off_before_a_word() -> None:
    """A server that resets the connection is a trouble of the connection."""
    with socket.create_server(("127.0.0.1", 0)) as one:

        def reset() -> None:
            peer, _ = one.accept()
            peer.recv(100)
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0))
            peer.close()

        thread = threading.Thread(target=reset)
        thread.start()
        assert trouble(fetch(f"http://127.0.0.1:{one.getsockname()[1]}/")) == (Trouble.CONNECT, "connection reset")
        thread.join()


def test_a_picture_may_be_the_scan_of_a_document() -> None:
    """It is taken as it is; its bytes say what it holds."""
    got = ask(Reply(b"\xff\xd8\xff", type="image/jpeg"))
    assert isinstance(got, Capture) and got.media_type == "image/jpeg"


@pytest.mark.parametrize("media_type", ["video/mp4", "audio/mpeg", "font/woff2"])
def test_films_are_not_read(media_type: str) -> None:
    """What its server calls a film or a sound holds no text."""
    assert trouble(ask(Reply(b"\xff\xd8\xff", type=media_type))) == (Trouble.WRONG_TYPE, media_type)


def test_files_come_through() -> None:
    """A document is captured like a page."""
    got = ask(Reply(b"%PDF-1.4", type="application/pdf"))
    assert isinstance(got, Capture)
    assert got.media_type == "application/pdf"


@pytest.mark.parametrize(
    "media_type", ["", ";", "text/html;charset", 'text/html; charset=""', "text/html; charset=utf-8; charset=x", "\xff\xfe"]
)
def test_odd_content_types(media_type: str) -> None:
    """A Content-Type no standard knows costs nothing but itself."""
    raw = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: 3\r\n\r\n<p>".encode("latin-1")
    assert body(ask(Reply(raw=raw))) == b"<p>"


def test_plain_text_is_a_page_of_its_own() -> None:
    """robots.txt and its like come as they are."""
    assert body(ask(Reply(b"User-agent: *\n", type="text/plain"))) == b"User-agent: *\n"
