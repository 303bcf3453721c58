"""One invented school on one loopback port, answered by the standard library alone."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from site_audit.demo.site import Route, Site

HOST = "127.0.0.1"
IDLE_S = 5.0  # a client that says nothing for so long is hung up on


class SchoolServer(ThreadingHTTPServer):
    """One school's server: counts its requests, knows its open connections and hangs up on them when it is closed."""

    daemon_threads = False  # so that closing waits for the answers under way
    allow_reuse_address = os.name != "nt"  # a port just left is free again; Windows alone would share one that is in use

    def __init__(self, site: Site, port: int, most_requests: int, told: Callable[[str, str], None] = lambda school, path: None) -> None:
        self.site = site
        self._most_requests = most_requests
        self.told = told
        self.answered = 0
        self.sent_bytes = 0
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        super().__init__((HOST, port), _Handler)

    def count(self) -> bool:
        """Count one more request; False when there were too many."""
        with self._lock:
            self.answered += 1
            return self.answered <= self._most_requests

    def count_bytes(self, sent_bytes: int) -> None:
        """Count the bytes of a body."""
        with self._lock:
            self.sent_bytes += sent_bytes

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

    def close(self) -> None:
        """Stop listening, hang up on whoever is silent or waits in a delay, and wait for the answers under way."""
        self.closing.set()
        self.shutdown()
        with self._lock:
            connections = tuple(self._open)
        for connection in connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD as the school's site says."""

    server: SchoolServer
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
        self.server.told(site.id, self.path)
        route = site.route(self.path) if self.server.count() else Route(at=self.path, status=503)
        self.server.closing.wait(site.delay + route.delay)
        host, port = self.server.server_address[:2]
        body = site.body(route, f"http://{host!s}:{port}")
        mark = f'"{sha256(body).hexdigest()[:16]}"' if site.marked and route.file and route.status == 200 and not route.cut else ""
        if mark and self.headers.get("If-None-Match") == mark:
            self._nothing_new(mark)
            return
        self._head(route, site.media_type(route), len(body), mark)
        if body_wanted:
            sent = body[: max(0, len(body) - route.cut)]
            self.server.count_bytes(len(sent))
            self.wfile.write(sent)

    def _nothing_new(self, mark: str) -> None:
        self.send_response(304)
        self.send_header("ETag", mark)
        self.send_header("Connection", "close")
        self.end_headers()

    def _head(self, route: Route, media_type: str, length: int, mark: str) -> None:
        self.send_response(301 if route.redirect and route.status == 200 else route.status)
        if mark:
            self.send_header("ETag", mark)
        if route.redirect:
            self.send_header("Location", route.redirect)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(length))
        self.send_header("Connection", "close")
        self.end_headers()
