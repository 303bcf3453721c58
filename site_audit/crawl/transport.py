"""Our transport under the HTTP client: httpcore's public pool with the guard as its network, and no way round it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import httpcore
import httpx


class GuardedTransport(httpx.BaseTransport):
    """Carries requests through a pool whose connections the guard makes. Errors pass as httpcore raises them."""

    def __init__(self, network: httpcore.NetworkBackend, ssl_context: ssl.SSLContext) -> None:
        # One school is asked one thing at a time: two connections cover a change of host by a redirect.
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl_context, max_connections=2, max_keepalive_connections=1, keepalive_expiry=30.0, network_backend=network
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the body is read by whoever iterates it."""
        url = httpcore.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path)
        answer = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, content=b"", extensions=request.extensions)
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
