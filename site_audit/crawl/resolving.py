"""Names → addresses: within a time of our own, asked once in a while, and what a silent name service means is told from an unknown name."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Thread
from typing import TypeAlias
from urllib.parse import urlsplit

from site_audit.urls import host_of

Resolve: TypeAlias = Callable[[str, int], Sequence[str]]
KNOWN_S, UNKNOWN_S = 300.0, 10.0  # how long an answer of the resolver holds, and how long its silence
MOST_WAITING = 128  # look-ups that may hang in this process at once; a resolver that swallows so many is asked nothing more
SILENT = "the name service did not answer"
FAILED = "the name service failed"
_PASSING = frozenset({socket.EAI_AGAIN, *(getattr(socket, name) for name in ("EAI_SYSTEM", "EAI_MEMORY") if hasattr(socket, name))})
_hanging = BoundedSemaphore(MOST_WAITING)


def system_resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name as the system knows them, IPv4 first: many networks announce IPv6 and do not carry it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = dict.fromkeys(str(entry[4][0]) for entry in found)
    return sorted(addresses, key=lambda address: ":" in address)


class Timely:
    """Asks a resolver that takes as long as it likes, and waits so long and no longer: the system's own look-up knows no time-out.

    A look-up that hangs is left behind in a thread of its own, which does not keep the program from ending.
    """

    def __init__(self, resolve: Resolve, timeout_s: float) -> None:
        self._resolve = resolve
        self._timeout_s = timeout_s

    def __call__(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a name, or the error that looking for them ended in; a `TimeoutError` where nothing came in time."""
        if not _hanging.acquire(timeout=self._timeout_s):
            raise TimeoutError(SILENT)
        came: SimpleQueue[Sequence[str] | OSError | UnicodeError] = SimpleQueue()
        Thread(target=self._ask, args=(host, port, came), name="resolver", daemon=True).start()
        try:
            found = came.get(timeout=self._timeout_s)
        except Empty:
            raise TimeoutError(SILENT) from None
        if isinstance(found, OSError | UnicodeError):
            raise found
        return found

    def _ask(self, host: str, port: int, came: SimpleQueue[Sequence[str] | OSError | UnicodeError]) -> None:
        try:
            came.put(self._resolve(host, port))
        except (OSError, UnicodeError) as error:
            came.put(error)
        except Exception as error:  # whatever a resolver may raise, somebody waits for its answer
            came.put(OSError(type(error).__name__))
        finally:
            _hanging.release()


class Remembering:
    """Asks the resolver for a name once in a while: whoever waits for the server's turn and whoever connects know the same addresses."""

    def __init__(self, resolve: Resolve, clock: Callable[[], float]) -> None:
        self._resolve = resolve
        self._clock = clock
        self._known: dict[tuple[str, int], tuple[float, Sequence[str] | OSError | UnicodeError]] = {}

    def __call__(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a name, or the error that looking for them ended in."""
        until, found = self._known.get((host, port), (0.0, ()))
        if self._clock() >= until:
            try:
                found, lasts_s = self._resolve(host, port), KNOWN_S
            except (OSError, UnicodeError) as error:
                found, lasts_s = error, UNKNOWN_S
            self._known[host, port] = (self._clock() + lasts_s, found)
        if isinstance(found, OSError | UnicodeError):
            raise found.with_traceback(None)
        return found

    def address(self, url: str) -> str:
        """The address by which a server is known, the same for all names that lead to it; "" where there is none."""
        try:
            return min(self(host_of(url), urlsplit(url).port or (443 if url.startswith("https:") else 80)), default="")
        except (OSError, ValueError):
            return ""


def why_unknown(error: OSError | UnicodeError) -> str:
    """What keeps a name unknown for now; "" where nothing does: there is no such name."""
    if isinstance(error, TimeoutError):
        return SILENT
    passing = isinstance(error, socket.gaierror) and error.errno in _PASSING
    return FAILED if passing else ""
