"""Secure connections: each fault of a certificate or protocol has its name; who vouched for a server is written on what it sent."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from site_audit.model import Capture, Failure, Trouble
from tests.crawl.certificates import HOUR, NOW, Issued, intermediate, issue, root, roots_file, serving
from tests.crawl.walking import QUICK, fetcher_for, walk
from tests.crawl.zoo import Zoo, moved, page

NAME = "school.example"
ONCE = replace(QUICK, retries=0)


def fetch(zoo: Zoo, extra_ca: Path | None = None, *, unverified: bool = False, path: str = "/") -> Capture | Failure:
    """What comes of the server when it is asked by its name."""
    door = fetcher_for(ONCE, extra_ca=extra_ca, unverified=unverified, resolve=lambda host, port: ["127.0.0.1"])
    with closing(door):
        return door.fetch(f"https://{NAME}:{zoo.port}{path}")


@contextmanager
def server(leaf: Issued, *chain: Issued, newest: ssl.TLSVersion | None = None) -> Iterator[Zoo]:
    """A server that shows this certificate."""
    with Zoo({"/": page("Школа")}, tls=serving(leaf, *chain, newest=newest)) as zoo:
        yield zoo


@pytest.fixture
def trusted(tmp_path: Path) -> Path:
    """The operator's file: the root alone."""
    return roots_file(tmp_path, root())


def test_the_national_root_is_trusted_where_the_operator_says_so(trusted: Path) -> None:
    """By the common roots alone the server is refused; with the operator's file it is read, and the capture says by whose word."""
    with server(issue(NAME, intermediate()), intermediate(), root()) as zoo:
        assert fetch(zoo) == Failure(f"https://{NAME}:{zoo.port}/", Trouble.TLS, "unknown certificate authority")
        got = fetch(zoo, trusted)
        assert isinstance(got, Capture)
        assert got.trust == "extra"


@pytest.mark.parametrize(
    ("leaf", "detail"),
    [
        (issue(NAME, intermediate(), ends=NOW - HOUR), "certificate expired"),
        (issue("other.example", intermediate()), "certificate is for another name"),
        (issue(NAME), "self-signed certificate"),
        (issue(NAME, intermediate(), ends=NOW + 2 * HOUR), ""),
    ],
)
def test_faults_of_certificates_have_names(leaf: Issued, detail: str, trusted: Path) -> None:
    """Expired, of another name, signed by itself; a good one beside them is read."""
    with server(leaf, *(() if leaf.certificate.issuer == leaf.certificate.subject else (intermediate(),))) as zoo:
        got = fetch(zoo, trusted)
        assert isinstance(got, Failure) == bool(detail)
        if isinstance(got, Failure):
            assert (got.trouble, got.detail) == (Trouble.TLS, detail)


def test_an_incomplete_chain(trusted: Path, tmp_path: Path) -> None:
    """A server that leaves the intermediate out is refused by its name; with the intermediate in the operator's file it is read."""
    with server(issue(NAME, intermediate())) as zoo:
        got = fetch(zoo, trusted)
        assert isinstance(got, Failure)
        assert (got.trouble, got.detail) == (Trouble.TLS, "incomplete chain or unknown authority")
        mended = fetch(zoo, roots_file(tmp_path / "both", root(), intermediate()))
        assert isinstance(mended, Capture)
        assert mended.trust == "extra"


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize("newest", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_an_outdated_protocol(newest: ssl.TLSVersion, trusted: Path) -> None:
    """A server that knows only old TLS is refused for that; by leave its public pages are read all the same, and that is told."""
    with server(issue(NAME, root()), newest=newest) as zoo:
        got = fetch(zoo, trusted)
        assert isinstance(got, Failure)
        assert (got.trouble, got.detail) == (Trouble.TLS, "outdated protocol")
        by_leave = fetch(zoo, trusted, unverified=True)
        assert isinstance(by_leave, Capture)
        assert by_leave.trust == "unverified: outdated protocol"


def test_nothing_is_read_unverified_without_leave(trusted: Path) -> None:
    """Only the setting opens the last rung; then the page is read once more, and the capture says why the check had failed."""
    with server(issue(NAME, root(), ends=NOW - timedelta(days=3))) as zoo:
        assert isinstance(fetch(zoo, trusted), Failure)
        assert zoo.asked == []
        got = fetch(zoo, trusted, unverified=True)
        assert isinstance(got, Capture)
        assert (got.trust, zoo.asked) == ("unverified: certificate expired", ["/"])


def test_a_plain_site_is_vouched_for_by_nobody() -> None:
    """Where no TLS is spoken nothing is said of trust."""
    with Zoo({"/": page("Школа")}) as zoo, closing(fetcher_for(ONCE)) as door:
        got = door.fetch(zoo.url())
        assert isinstance(got, Capture)
        assert got.trust == ""


def test_the_walk_tells_who_vouched(trusted: Path) -> None:
    """The note of the walk is taken from the captures: a walk that goes on after a break says the same."""
    with (
        server(issue("127.0.0.1.example", root(), ends=NOW - HOUR)) as zoo,
        closing(fetcher_for(ONCE, extra_ca=trusted, unverified=True)) as door,
    ):
        seen = walk(zoo.url(), fetcher=door).seen
        assert seen.notes == ("tls_unverified:certificate is for another name",)


def test_a_port_without_tls_and_one_that_breaks_off() -> None:
    """Plain HTTP on a secure address, noise, and a server that hangs up in the handshake are troubles of TLS."""
    with Zoo({"/": page("Школа")}) as zoo:
        got = fetch(zoo)
        assert isinstance(got, Failure)
        assert (got.trouble, got.detail) == (Trouble.TLS, "the server does not speak TLS here")


def test_a_handshake_that_drips() -> None:
    """A byte of the handshake now and then keeps nobody waiting beyond the time-out."""
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        closed = threading.Event()

        def drip() -> None:
            with suppress(OSError):
                one, _ = deaf.accept()
                with one:
                    for byte in b"\x16\x03\x03\x40\x00" + bytes(200):
                        if closed.wait(0.02):
                            return
                        one.sendall(bytes((byte,)))

        thread = threading.Thread(target=drip)
        thread.start()
        with closing(fetcher_for(replace(ONCE, timeout_s=0.2))) as door:
            got = door.fetch(f"https://127.0.0.1:{deaf.getsockname()[1]}/")
        closed.set()
        thread.join()
    assert isinstance(got, Failure)
    assert got.trouble is Trouble.TIMEOUT


def test_a_secure_address_that_leads_to_an_open_one(trusted: Path) -> None:
    """The page is read, as browsers read it, and the walk says that the way became unsafe."""
    with Zoo({"/": page("Школа")}) as plain, Zoo({"/": moved(plain.url())}, tls=serving(issue(NAME, root()))) as zoo:
        got = fetch(zoo, trusted)
        assert isinstance(got, Capture)
        assert (got.url, got.trust) == (plain.url(), "")


def test_a_ring_over_both_schemes(trusted: Path) -> None:
    """http sends to https and https back to http: a ring like any other."""
    with Zoo() as plain, Zoo(tls=serving(issue(NAME, root()))) as secure:
        plain.answers = {"/": moved(f"https://{NAME}:{secure.port}/")}
        secure.answers = {"/": moved(f"http://{NAME}:{plain.port}/")}
        got = fetch(secure, trusted)
        assert isinstance(got, Failure)
        assert (got.trouble, got.detail) == (Trouble.REDIRECTS, "loop")
