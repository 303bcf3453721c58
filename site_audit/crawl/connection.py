"""Connections that are guarded, pinned and timed: a name is resolved once, all its addresses are checked, a checked one is connected to."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from site_audit.crawl.guard import may_ask
from site_audit.crawl.resolving import Resolve, system_resolve, why_unknown

TRIED = 4  # addresses of one name; more are a sign of a fault, and each costs a time-out


class ForbiddenAddress(httpcore.ConnectError):
    """The name leads to an address that must not be asked."""


class UnknownName(httpcore.ConnectError):
    """The name does not resolve; the message says why it may yet, "" where there is no such name."""


class Deadline:
    """The moment at which the request under way must be over, however busily its server drips."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._at = float("inf")

    def set(self, seconds: float) -> None:
        """Begin a request that may take so long."""
        self._at = self._clock() + seconds

    def left(self, timeout: float | None) -> float:
        """How long the next step may take; a time-out where nothing is left."""
        left = self._at - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("deadline")
        return left if timeout is None else min(left, timeout)


class GuardedBackend(httpcore.NetworkBackend):
    """Opens TCP connections for httpcore's pool, to checked addresses only. TLS keeps the name for SNI and the certificate."""

    def __init__(self, deadline: Deadline, *, allow_private: bool = False, resolve: Resolve = system_resolve) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._resolve = resolve
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the name's addresses that answers."""
        wrong: Exception = UnknownName("")
        for address in self._checked(host, port):
            try:
                limit = self._deadline.left(timeout)
                stream = self._backend.connect_tcp(address, port, timeout=limit, socket_options=socket_options)
                return TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                wrong = error
        raise wrong

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """A file of this computer is never a site."""
        raise ForbiddenAddress("unix socket")

    def _checked(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise UnknownName(why_unknown(error)) from error
        bad = [address for address in addresses if not may_ask(address, port, allow_private=self._allow_private)]
        if bad:
            raise ForbiddenAddress(f"{host} port {port}")
        return addresses[:TRIED]


class TimedStream(httpcore.NetworkStream):
    """A stream each step of which ends with the deadline of the whole request."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it."""
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the socket tells of itself."""
        return self._stream.get_extra_info(info)
