"""Serves the demo district on loopback, one port a school, with nothing but the standard library.

    with serve_district() as district:
        district.urls["verhnelipsk-1"]      # "http://127.0.0.1:8801/"

A school that cannot be reached owns a port on which nobody listens: bound, so that no other program can answer there.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from site_audit.demo.school_server import HOST, SchoolServer
from site_audit.demo.site import Site, read_sites

SITES = Path(__file__).parent / "sites"
MOST_REQUESTS = 5_000  # a school answers no more than this in one life of the server; a crawl needs about a hundred


class District:
    """A running district: `urls` tells where each school is. Use it as a context, or `stop` it; stopping twice does no harm.

    `told` learns of every request before it is answered: the school and the path.
    """

    def __init__(
        self,
        sites: tuple[Site, ...],
        *,
        fixed_ports: bool = True,
        most_requests: int = MOST_REQUESTS,
        told: Callable[[str, str], None] = lambda school, path: None,
    ) -> None:
        self._told = told
        self._most_requests = most_requests
        self._servers: list[SchoolServer] = []
        self._threads: list[threading.Thread] = []
        self._silent: list[socket.socket] = []
        found: dict[str, str] = {}
        try:
            for site in sites:
                port = self._open(site, site.port if fixed_ports else 0)
                found[site.id] = f"http://{HOST}:{port}/"
        except OSError:
            self.stop()
            raise
        self.urls: Mapping[str, str] = found

    @property
    def requests(self) -> Mapping[str, int]:
        """How many requests each reachable school was asked."""
        return {server.site.id: server.answered for server in self._servers}

    @property
    def sent_bytes(self) -> Mapping[str, int]:
        """How many bytes of bodies each reachable school sent."""
        return {server.site.id: server.sent_bytes for server in self._servers}

    def stop(self) -> None:
        """Hang up on everybody, wait for the threads, give the ports back."""
        for server, thread in zip(self._servers, self._threads, strict=True):
            server.close()
            thread.join()
        for one in self._silent:
            one.close()
        self._servers, self._threads, self._silent = [], [], []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def _open(self, site: Site, port: int) -> int:
        """Open a school on the port it wants, or on a free one where that is taken."""
        try:
            return self._open_at(site, port)
        except OSError:
            if port == 0:
                raise
            return self._open_at(site, 0)

    def _open_at(self, site: Site, port: int) -> int:
        if site.unreachable:
            return self._reserve(port)
        server = SchoolServer(site, port, self._most_requests, self._told)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), name=f"demo-{site.id}", daemon=True)
        self._servers.append(server)
        self._threads.append(thread)
        thread.start()
        return int(server.server_address[1])

    def _reserve(self, port: int) -> int:
        """Own a port without listening on it: whoever calls is refused at once."""
        one = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            one.bind((HOST, port))
        except OSError:
            one.close()
            raise
        self._silent.append(one)
        return int(one.getsockname()[1])


def serve_district(folder: Path = SITES, *, fixed_ports: bool = True) -> District:
    """Serve every school of a folder, on their fixed ports where these are free; the answer's `urls` says where."""
    return District(read_sites(folder), fixed_ports=fixed_ports)
