"""Exceptions of the network, TLS and HTTP libraries → the closed list of troubles, each with a short neutral fact."""

from __future__ import annotations

import errno
import re
import ssl
from collections.abc import Iterator

import httpcore
import httpx

from site_audit.crawl.guard import Forbidden, NameUnknown
from site_audit.model import Trouble

_TIMEOUTS = (httpcore.TimeoutException, httpx.TimeoutException, TimeoutError)
_BAD_URLS = (httpx.InvalidURL, httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol, httpcore.LocalProtocolError, httpx.LocalProtocolError)
_ENDED_EARLY = re.compile(r"incomplete|without sending|disconnected|Connection reset|EndOfStream")


def trouble_of(wrong: Exception, *, answered: bool) -> tuple[Trouble, str]:
    """What happened, in our words. `answered`: the header of the answer had come, so what failed is its body."""
    chain = tuple(_chain(wrong))
    if any(isinstance(one, Forbidden) for one in chain):
        return Trouble.FORBIDDEN_NETWORK, "not a public address"
    if unknown := next((one for one in chain if isinstance(one, NameUnknown)), None):
        return Trouble.DNS, str(unknown)
    if isinstance(wrong, _TIMEOUTS):
        return Trouble.TIMEOUT, "while connecting" if isinstance(wrong, httpcore.ConnectTimeout) else "no answer in time"
    if tls := next((one for one in chain if isinstance(one, ssl.SSLError)), None):
        return (Trouble.TRUNCATED, "connection closed early") if answered else (Trouble.TLS, _tls_fact(tls))
    if isinstance(wrong, _BAD_URLS):
        return Trouble.BAD_URL, "cannot be asked"
    if answered:
        return Trouble.TRUNCATED, "connection closed early"
    if isinstance(wrong, (httpcore.ConnectError, httpx.ConnectError)):
        return Trouble.CONNECT, _connect_fact(chain)
    if isinstance(wrong, (httpcore.NetworkError, httpx.NetworkError, OSError)) or _ENDED_EARLY.search(str(wrong)):
        return Trouble.CONNECT, "connection closed without an answer"
    if isinstance(wrong, (httpcore.ProtocolError, httpx.ProtocolError, httpx.HTTPError)):
        return Trouble.BROKEN, "not an HTTP answer"
    if isinstance(wrong, (ValueError, UnicodeError)):
        return Trouble.BAD_URL, "cannot be asked"
    return Trouble.CRASHED, type(wrong).__name__


def _chain(wrong: BaseException | None) -> Iterator[BaseException]:
    for _ in range(8):
        if wrong is None:
            return
        yield wrong
        wrong = wrong.__cause__ or wrong.__context__


def _tls_fact(wrong: BaseException) -> str:
    told = str(wrong).lower()
    if isinstance(wrong, ssl.SSLCertVerificationError) or "certificate" in told:
        message = str(getattr(wrong, "verify_message", "")).lower() + told
        for word, fact in (
            ("expired", "certificate expired"),
            ("hostname mismatch", "certificate for another name"),
            ("ip address mismatch", "certificate for another name"),
            ("self-signed", "unknown certificate authority"),
            ("self signed", "unknown certificate authority"),
            ("unable to get", "unknown or incomplete certificate chain"),
            ("not yet valid", "certificate not yet valid"),
        ):
            if word in message:
                return fact
        return "certificate not accepted"
    if "protocol" in told or "handshake" in told or "legacy" in told:
        return "outdated protocol"
    return "handshake failed"


def _connect_fact(chain: tuple[BaseException, ...]) -> str:
    numbers = {one.errno for one in chain if isinstance(one, OSError)}
    if errno.ECONNREFUSED in numbers:
        return "connection refused"
    return "network unreachable" if numbers & {errno.ENETUNREACH, errno.EHOSTUNREACH} else "no connection"
