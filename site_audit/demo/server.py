"""Serves the demo district on loopback, one port a school, with nothing but the standard library.

    with serve_district() as district:
        district.urls["verhnelipsk-1"]      # "http://127.0.0.1:8801/"

A school that cannot be reached owns a port on which nobody listens: bound, so that no other program can answer there.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

from site_audit.demo.site import Route, Site, read_sites

HOST = "127.0.0.1"
SITES = Path(__file__).parent / "sites"
MOST_REQUESTS = 5_000  # a school answers no more than this in one life of the server; a crawl needs about a hundred
IDLE_S = 5.0  # a client that says nothing for so long is hung up on


class _SchoolServer(ThreadingHTTPServer):
    """One school's server: counts its requests, knows its open connections and hangs up on them when it is closed."""

    daemon_threads = False  # so that closing waits for the answers under way
    allow_reuse_address = os.name != "nt"  # a port just left is free again; Windows alone would share one that is in use

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        self.answered = 0
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        super().__init__((HOST, port), _Handler)

    def count(self) -> bool:
        """Count one more request; False when there were too many."""
        with self._lock:
            self.answered += 1
            return self.answered <= MOST_REQUESTS

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Remember a connection while it is served."""
        if isinstance(request, socket.socket):
            with self._lock:
                self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """Forget a connection that is done with."""
        if isinstance(request, socket.socket):
            with self._lock:
                self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news; nothing else can fail here that a caller could mend."""

    def hang_up(self) -> None:
        """Wake whoever waits in a delay or for a silent client."""
        self.closing.set()
        with self._lock:
            connections = tuple(self._open)
        for connection in connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD as the school's site says."""

    server: _SchoolServer
    protocol_version = "HTTP/1.1"
    timeout = IDLE_S

    def do_GET(self) -> None:
        """Answer with a body."""
        self._answer(body_wanted=True)

    def do_HEAD(self) -> None:
        """Answer with the headers alone."""
        self._answer(body_wanted=False)

    def version_string(self) -> str:
        """An invented server name, so that no real one is told."""
        return "school-demo"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the district is a backdrop."""

    def _answer(self, *, body_wanted: bool) -> None:
        self.close_connection = True
        site = self.server.site
        route = site.route(self.path) if self.server.count() else Route(at=self.path, status=503)
        self.server.closing.wait(site.delay + route.delay)
        host, port = self.server.server_address[:2]
        body = site.body(route, f"http://{host!s}:{port}")
        self._head(route, site.media_type(route), len(body))
        if body_wanted:
            self.wfile.write(body[: max(0, len(body) - route.cut)])

    def _head(self, route: Route, media_type: str, length: int) -> None:
        self.send_response(301 if route.redirect and route.status == 200 else route.status)
        if route.redirect:
            self.send_header("Location", route.redirect)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(length))
        self.send_header("Connection", "close")
        self.end_headers()


class District:
    """A running district: `urls` tells where each school is. Use it as a context, or `stop` it; stopping twice does no harm."""

    def __init__(self, sites: tuple[Site, ...], *, fixed_ports: bool = True) -> None:
        self._servers: list[_SchoolServer] = []
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

    def stop(self) -> None:
        """Hang up on everybody, wait for the threads, give the ports back."""
        for server, thread in zip(self._servers, self._threads, strict=True):
            server.hang_up()
            server.shutdown()
            server.server_close()
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
        server = _SchoolServer(site, port)
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
