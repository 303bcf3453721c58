"""Only public addresses are asked, on ports of the web; the connection goes to the address that was checked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.crawl.answers import Answer, Asker, Moved
from site_audit.crawl.connection import Deadline, ForbiddenAddress, GuardedBackend, UnknownName
from site_audit.crawl.following import Following
from site_audit.crawl.guard import may_ask
from site_audit.crawl.http import HttpFetcher
from site_audit.crawl.opening import shared_context
from site_audit.crawl.polite import Polite
from site_audit.crawl.resolving import system_resolve
from site_audit.model import Capture, Failure, Trouble
from site_audit.urls import canonical
from tests.crawl.walking import NOW, QUICK, Clock, fetcher_for
from tests.crawl.zoo import Reply, Zoo, moved, page

_INNER = """127.0.0.1 127.8.8.8 10.1.2.3 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254 100.64.0.1 100.127.255.255 0.0.0.0 0.1.2.3
192.0.0.8 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::808:808
100::1 2001::1 2001:db8::1
2002:7f00:1:: 2002:808:808::1 3fff::1 5f00::1 fc00::1 fd12::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 2001:10::1"""
INNER = _INNER.split()
OUTER = [
    "8.8.8.8",
    "77.88.8.8",
    "172.15.0.1",
    "172.32.0.1",
    "100.63.0.1",
    "100.128.0.1",
    "192.169.0.1",
    "2a02:6b8::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("address", INNER)
def test_inner_addresses_are_refused(address: str) -> None:
    """Loopback, private, shared, link-local, reserved, multicast – plain, mapped or wrapped in IPv6 – are no sites of schools."""
    assert not may_ask(address, 80)


@pytest.mark.parametrize("address", OUTER)
def test_public_addresses_are_asked(address: str) -> None:
    """Neighbours of the special ranges are ordinary addresses."""
    assert may_ask(address, 80)
    assert may_ask(address, 443)


@pytest.mark.parametrize("port", [21, 22, 25, 445, 3306, 5432, 6379, 9200, 11211])
def test_only_ports_of_the_web(port: int) -> None:
    """Other services of a public machine are not spoken to."""
    assert not may_ask("8.8.8.8", port)
    assert may_ask("8.8.8.8", 8080)


@pytest.mark.parametrize("name", ["localhost", "0x7f.1", "2130706433", "0177.0.0.1", "127.1", "", "8.8.8.8 ", "[::1]"])
def test_what_is_no_address_is_not_asked(name: str) -> None:
    """Only a resolved address is judged; a name or an odd spelling is not taken for one."""
    assert not may_ask(name, 80)


@given(st.integers(0, 2**32 - 1))
def test_wrapping_hides_nothing(number: int) -> None:
    """An IPv4 address is as public in IPv6 dress as it is by itself."""
    plain = ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
    assert may_ask(f"::ffff:{plain}", 443) == may_ask(f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}", 443) == may_ask(plain, 443)


def test_private_networks_by_leave() -> None:
    """The demo and an operator's own network need a switch, and only that."""
    assert may_ask("127.0.0.1", 8801, allow_private=True)
    assert may_ask("10.0.0.5", 80, allow_private=True)


def _backend(addresses: Sequence[str], *, private: bool = False) -> GuardedBackend:
    deadline = Deadline(Clock())
    deadline.set(5.0)
    return GuardedBackend(deadline, allow_private=private, resolve=lambda host, port: addresses)


def test_one_bad_address_spoils_the_name() -> None:
    """A name with a public and a private address is refused as a whole: the next answer might be the other one."""
    with pytest.raises(ForbiddenAddress):
        _backend(["8.8.8.8", "10.0.0.1"]).connect_tcp("school.example", 80)


def test_a_name_without_addresses_is_unknown() -> None:
    """No address, no connection."""
    with pytest.raises(UnknownName):
        _backend([]).connect_tcp("school.example", 80)


def test_the_checked_address_is_connected() -> None:
    """The name is resolved once; what was checked is what is connected to, though the name itself leads nowhere."""
    with Zoo({"/": page("Школа")}) as zoo:
        stream = _backend(["127.0.0.1"], private=True).connect_tcp("school.invalid", zoo.port)
        stream.close()


def test_files_of_the_machine_are_no_sites() -> None:
    """A socket file cannot be reached."""
    with pytest.raises(ForbiddenAddress):
        _backend(["8.8.8.8"]).connect_unix_socket("/run/x.sock")


@pytest.mark.parametrize("spelling", ["127.1", "0x7f.1", "2130706433", "localhost"])
def test_odd_spellings_come_out_as_what_they_mean(spelling: str) -> None:
    """The system's resolver accepts numbers in many dresses; the guard sees the address."""
    for address in system_resolve(spelling, 80):
        assert not may_ask(address, 80)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://127.1:8080/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://localhost/", "http://0x7f000001/"],
)
def test_the_fetcher_is_guarded(url: str) -> None:
    """Without leave nothing on this machine is asked, however it is spelt."""
    fetcher = fetcher_for(private=False)
    got = fetcher.fetch(url)
    fetcher.close()
    assert isinstance(got, Failure)
    assert got.trouble is Trouble.FORBIDDEN_NETWORK


SPELLINGS = (
    *(
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "0177.0.0.1",
        "017700000001",
        "0x7f.0.0.1",
        "0x7F000001",
        "2130706433",
        "127.0.0.1.",
        "127.000.000.001",
    ),
    *("[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "[fe80::1]"),
    *(
        "localhost",
        "LOCALHOST",
        "localhost.",
        "a.localhost",
        "0",
        "0.0.0.0",
        "[::]",
        "10.1",
        "0xa.1",
        "3232235521",
        "0xA9FEA9FE",
        "100.64.1",
    ),
    *("%31%32%37.0.0.1", "127%2e0%2e0%2e1", "１２７.0.0.1", "127。0。0。1", "①②⑦.⓪.⓪.①", "8.8.8.8@127.0.0.1", "a:b@127.1"),
)


@pytest.mark.parametrize("host", SPELLINGS)
@pytest.mark.parametrize("way", ["asked", "redirected"])
def test_no_spelling_leads_inside(host: str, way: str) -> None:
    """Octal, hexadecimal, decimal, short, wrapped, escaped, in other digits, behind credentials: asked at once or by a redirect."""
    target = f"http://{host}/"
    door = HttpFetcher(QUICK, context=shared_context(), now=lambda: NOW)
    clock = Clock()
    polite = Polite(_FirstHop(door, canonical(target) or ""), delay_s=0.0, clock=clock, sleep=clock.sleep)
    fetcher = Following(polite, polite)
    got = fetcher.fetch(target if way == "asked" else "http://school.example/")
    fetcher.close()
    assert isinstance(got, Failure)
    assert got.trouble in (Trouble.FORBIDDEN_NETWORK, Trouble.BAD_URL, Trouble.DNS)


def test_a_host_ends_where_browsers_say_it_ends() -> None:
    """Two readings of one address must not part at the guard: what is checked is what is asked. Port 0 is no port."""
    assert canonical("http://school.example:0/") is None
    assert canonical("http://8.8.8.8\\@127.0.0.1/") == "http://8.8.8.8/@127.0.0.1/"
    assert canonical("http://127.0.0.1\\@8.8.8.8/") == "http://127.0.0.1/@8.8.8.8/"


@pytest.mark.parametrize("scheme", ["file", "ftp", "gopher", "data", "javascript", "ws", "unix", "httpx", "about"])
def test_only_schemes_of_the_web(scheme: str) -> None:
    """Nothing but http and https is asked."""
    fetcher = fetcher_for()
    got = fetcher.fetch(f"{scheme}://127.0.0.1/etc/passwd")
    fetcher.close()
    assert isinstance(got, Failure)
    assert got.trouble is Trouble.BAD_URL


@pytest.mark.parametrize("port", [22, 25, 6379, 65535])
def test_other_ports_of_a_public_name_are_not_asked(port: int) -> None:
    """Not over a name either: the guard sees the port beside the address."""
    fetcher = fetcher_for(private=False, resolve=lambda host, port: ["8.8.8.8"])
    got = fetcher.fetch(f"http://school.example:{port}/")
    fetcher.close()
    assert isinstance(got, Failure)
    assert got.trouble is Trouble.FORBIDDEN_NETWORK


def test_cookies_and_credentials_do_not_travel() -> None:
    """What one answer sets, and what an address or a redirect carries, reaches no server; the referring page is not told either."""
    answers = {"/": Reply(b"<p>a", headers=(("Set-Cookie", "sid=1; Path=/"),)), "/b": page("b")}
    with Zoo(answers) as zoo:
        answers["/way"] = moved(zoo.url("/b").replace("127", "user:word@127"))
        fetcher = fetcher_for()
        for path in ("/", "/way"):
            assert isinstance(fetcher.fetch(zoo.url(path).replace("127", "me:secret@127")), Capture)
        fetcher.close()
        assert zoo.asked == ["/", "/way", "/b"]
        assert not {"cookie", "authorization", "proxy-authorization", "referer"} & {name for head in zoo.headers for name in head}


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would ask what the guard forbids."""
    with Zoo({"/": page("Школа")}) as zoo:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
        monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
        fetcher = fetcher_for()
        got = fetcher.fetch(zoo.url())
        fetcher.close()
    assert isinstance(got, Capture)


class _FirstHop:
    """A public site that sends its visitors elsewhere; the rest goes over the real door."""

    def __init__(self, door: Asker, target: str) -> None:
        self._door = door
        self._target = target

    def ask(self, url: str) -> Answer:
        """The first address redirects."""
        return Moved(url, self._target, self._target) if url == "http://school.example/" else self._door.ask(url)

    def close(self) -> None:
        """Close the door."""
        self._door.close()


def test_a_redirect_does_not_lead_inside() -> None:
    """Each hop is checked like a first address."""
    with Zoo({"/admin": page("Маршрутизатор")}) as zoo:
        door = HttpFetcher(QUICK, context=shared_context(), now=lambda: NOW)
        clock = Clock()
        polite = Polite(_FirstHop(door, zoo.url("/admin")), delay_s=0.0, clock=clock, sleep=clock.sleep)
        fetcher = Following(polite, polite)
        got = fetcher.fetch("http://school.example/")
        fetcher.close()
        assert isinstance(got, Failure)
        assert (got.url, got.trouble) == ("http://school.example/", Trouble.FORBIDDEN_NETWORK)
        assert not zoo.asked
