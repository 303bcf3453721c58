"""A real server on loopback that misbehaves as asked."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """How one address answers."""

    body: bytes = b""
    status: int = 200
    type: str = HTML
    headers: tuple[tuple[str, str], ...] = ()
    raw: bytes | None = None  # sent as it is, instead of an HTTP answer
    promised: int | None = None  # the length that is said, be it a lie
    drip_s: float = 0.0  # the body comes byte by byte, with such a pause; so does `raw`


def page(title: str, *links: str, text: str = "") -> Reply:
    """An ordinary page with links."""
    said = text or "Текст этой страницы рассказывает о школьной жизни. " * 4
    ways = "".join(f'<p><a href="{href}">Ссылка {href}</a></p>' for href in links)
    return Reply(f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{said}</p>{ways}</body></html>".encode())


def moved(target: str, status: int = 302) -> Reply:
    """A redirect."""
    return Reply(status=status, headers=(("Location", target),))


class _Server(ThreadingHTTPServer):
    tls: ssl.SSLContext | None = None

    def get_request(self) -> tuple[socket.socket, object]:
        """A connection; hands are shaken in its own thread, so that a client that hangs keeps nobody waiting."""
        request, address = super().get_request()
        if self.tls is not None:
            request = self.tls.wrap_socket(request, server_side=True, do_handshake_on_connect=False)
        return request, address

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up, or refuses our certificate, is what many tests are about."""


Answers = Mapping[str, Reply] | Callable[[str], Reply | None]


@dataclass
class Zoo:
    """The server: `answers` by path and query; all else is 404. `asked` remembers every request."""

    answers: Answers = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    tls: ssl.SSLContext | None = None  # the server speaks TLS by this, a handshake a connection

    def __enter__(self) -> Self:
        zoo = self
        self.closing = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            """Looks the answer up and sends it, faults included."""

            protocol_version = "HTTP/1.1"
            timeout = 5

            def do_GET(self) -> None:
                """One request."""
                zoo.asked.append(self.path)
                zoo.headers.append({name.lower(): value for name, value in self.headers.items()})
                with suppress(OSError):
                    zoo.send(self, zoo.reply(self.path))

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.tls = self.tls
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.port = int(self._server.server_address[1])
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, path: str = "/") -> str:
        """The whole address of a path."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}{path}"

    def reply(self, path: str) -> Reply:
        """What this address answers."""
        found = self.answers(path) if callable(self.answers) else self.answers.get(path)
        return found or Reply(b"nothing here", status=404)

    def send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        """Send it, and hang up after."""
        handler.close_connection = True
        if reply.raw is not None:
            self.drip(handler, reply.raw, reply.drip_s)
            return
        handler.send_response(reply.status)
        handler.send_header("Content-Type", reply.type)
        handler.send_header("Content-Length", str(len(reply.body) if reply.promised is None else reply.promised))
        for name, value in reply.headers:
            handler.send_header(name, value)
        handler.send_header("Connection", "close")
        handler.end_headers()
        self.drip(handler, reply.body, reply.drip_s)

    def drip(self, handler: BaseHTTPRequestHandler, data: bytes, pause_s: float) -> None:
        """Send at once, or byte by byte."""
        if not pause_s:
            handler.wfile.write(data)
            return
        for byte in data:
            if self.closing.wait(pause_s):
                return
            handler.wfile.write(bytes((byte,)))
            handler.wfile.flush()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
