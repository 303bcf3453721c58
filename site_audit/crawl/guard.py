"""Which network addresses may be asked. One function decides; every connection passes it, those of redirects too.

A school list or a page could name an address inside the operator's own network. So the name is resolved here, once, every address it has
must be public, and the connection goes to the very address that was checked: a name that changes its answer in between gains nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpcore
from httpcore._backends.base import SOCKET_OPTION  # the type alias alone; the classes below are public

from site_audit.crawl.deadline import Deadline, TimedStream

WEB_PORTS = frozenset({80, 81, 443, 8000, 8008, 8080, 8081, 8088, 8443, 8888})
ADDRESSES_TRIED = 3
_NOT_PUBLIC_4 = tuple(  # IANA's register of special IPv4 addresses, multicast and class E
    map(
        IPv4Network,
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 "
        "192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3".split(),
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")  # all that has been given out
_NOT_PUBLIC_6 = tuple(  # protocol assignments with Teredo, documentation, 6to4, segment routing's documentation
    map(IPv6Network, "2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20".split())
)
_NAT64 = IPv6Network("64:ff9b::/96")


class NameUnknown(httpcore.ConnectError):
    """The name has no address."""


class Forbidden(httpcore.ConnectError):
    """The address must not be asked."""


def may_ask(address: str, port: int, *, allow_private: bool = False) -> bool:
    """Whether an IP address and port may be asked: public ones on ports of the web, all with `allow_private`. A name is no address."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return allow_private or (port in WEB_PORTS and _is_public(found))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address.scope_id:
        return False
    if (mapped := address.ipv4_mapped) is not None:
        return _is_public(mapped)
    if address in _NAT64:
        return _is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    return address in _GLOBAL_6 and not any(address in network for network in _NOT_PUBLIC_6)


def addresses_of(host: str, port: int) -> tuple[str, ...]:
    """All addresses of a name, by the system's resolver. Odd spellings of numbers (`0x7f.1`, `2130706433`) come out as what they mean."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as wrong:  # UnicodeError: a label that is empty or too long
        raise NameUnknown(_why(wrong)) from wrong
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def _why(wrong: Exception) -> str:
    return "temporary failure" if isinstance(wrong, socket.gaierror) and wrong.errno == socket.EAI_AGAIN else "no such name"


class GuardedBackend(httpcore.NetworkBackend):
    """Connects only where `may_ask` says yes, within the deadline of the request."""

    def __init__(
        self,
        *,
        deadline: Deadline,
        allow_private: bool = False,
        resolve: Callable[[str, int], Sequence[str]] = addresses_of,
        inner: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._resolve = resolve
        self._inner = inner or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve once, refuse if any address is not to be asked, connect to one that was checked."""
        addresses = self._resolve(host.strip("[]"), port)
        if not addresses:
            raise NameUnknown("no such name")
        for address in addresses:
            if not may_ask(address, port, allow_private=self._allow_private):
                raise Forbidden(f"{address}:{port}")
        return self._connect(addresses[:ADDRESSES_TRIED], port, timeout, socket_options)

    def _connect(
        self, addresses: Sequence[str], port: int, timeout: float | None, options: Iterable[SOCKET_OPTION] | None
    ) -> httpcore.NetworkStream:
        last: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(address, port, self._deadline.at_most(timeout), None, options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as wrong:
                last = wrong
            else:
                return TimedStream(stream, self._deadline)
        raise last
