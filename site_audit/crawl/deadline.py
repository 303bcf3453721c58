"""One deadline for a whole request. A site that sends a byte now and then keeps every single read within its time-out, for hours."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from time import monotonic
from typing import Any

import httpcore


class Deadline:
    """The moment by which the request under way must be over."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._end = float("inf")

    def set(self, seconds: float) -> None:
        """Begin a request that may take so long."""
        self._end = self._clock() + seconds

    def at_most(self, timeout: float | None) -> float:
        """The time-out of one step, cut to what is left; raises when nothing is."""
        left = self._end - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("total time")
        return left if timeout is None else min(timeout, left)


class TimedStream(httpcore.NetworkStream):
    """A connection whose every step ends by the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read some bytes."""
        return self._inner.read(max_bytes, self._deadline.at_most(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all bytes."""
        self._inner.write(buffer, self._deadline.at_most(timeout))

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Shake hands for TLS; the name checked is that of the site, not the address."""
        secured = self._inner.start_tls(ssl_context, server_hostname, self._deadline.at_most(timeout))
        return TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the inner connection knows."""
        return self._inner.get_extra_info(info)
