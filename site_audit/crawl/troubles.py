"""Exceptions of the network → kinds of trouble. Whatever the client may raise ends here."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import httpcore
import httpx

from site_audit.crawl.bodies import TooLarge, Truncated, UnknownPacking
from site_audit.crawl.connection import ForbiddenAddress, UnknownName
from site_audit.model import Failure, Trouble

TLS_WORDS = (
    ("has expired", "certificate expired"),
    ("Hostname mismatch", "certificate is for another name"),
    ("IP address mismatch", "certificate is for another name"),
    ("self-signed certificate in", "unknown certificate authority"),  # the chain is whole, and its root is nobody we know
    ("self signed certificate in", "unknown certificate authority"),
    ("self-signed", "self-signed certificate"),
    ("self signed", "self-signed certificate"),
    ("unable to get", "incomplete chain or unknown authority"),
    ("unable to verify the first", "incomplete chain or unknown authority"),
    ("not yet valid", "certificate not yet valid"),
    ("revoked", "certificate revoked"),
)
TLS_REASONS = {  # of a handshake that broke off
    "UNSUPPORTED_PROTOCOL": "outdated protocol",
    "TLSV1_ALERT_PROTOCOL_VERSION": "outdated protocol",
    "UNSAFE_LEGACY_RENEGOTIATION_DISABLED": "outdated protocol",
    "DH_KEY_TOO_SMALL": "outdated protocol",
    "WRONG_VERSION_NUMBER": "the server does not speak TLS here",
    "HTTP_REQUEST": "the server does not speak TLS here",
    "SSLV3_ALERT_HANDSHAKE_FAILURE": "handshake failed",
    "UNEXPECTED_EOF_WHILE_READING": "handshake broken off",
}


def failure_of(url: str, error: Exception) -> Failure:
    """The trouble an exception means."""
    trouble, detail = _told(error)
    return Failure(url, trouble, detail)


def _told(error: Exception) -> tuple[Trouble, str]:
    for cause in _causes(error):
        if isinstance(cause, ForbiddenAddress):
            return Trouble.FORBIDDEN_NETWORK, str(cause)
        if isinstance(cause, UnknownName):
            return Trouble.DNS, str(cause)
        if isinstance(cause, ssl.SSLError):
            return Trouble.TLS, _tls_detail(cause)
    return _plainly(error)


def _plainly(error: Exception) -> tuple[Trouble, str]:
    if isinstance(error, TooLarge):
        return Trouble.TOO_LARGE, ""
    if isinstance(error, UnknownPacking):
        return Trouble.UNSUPPORTED, f"packed in a way not asked for: {str(error)[:20]}"
    if isinstance(error, Truncated):
        return Trouble.TRUNCATED, "packed body is damaged"
    if isinstance(error, httpcore.TimeoutException | httpx.TimeoutException | TimeoutError):
        return Trouble.TIMEOUT, ""
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | httpcore.UnsupportedProtocol | httpcore.LocalProtocolError):
        return Trouble.BAD_URL, ""
    if isinstance(error, httpcore.RemoteProtocolError | httpx.RemoteProtocolError):
        return _protocol(str(error))
    if isinstance(error, httpcore.NetworkError | httpx.NetworkError | OSError):
        return Trouble.CONNECT, _connect_detail(error)
    return Trouble.CRASHED, type(error).__name__


def _protocol(said: str) -> tuple[Trouble, str]:
    if "without sending complete message body" in said or "incomplete" in said:
        return Trouble.TRUNCATED, "connection closed before the end"
    if "location header" in said:  # the client reads the target of a redirect before we do
        return Trouble.BAD_URL, "redirect to no address"
    if "disconnected" in said:
        return Trouble.CONNECT, "connection closed without an answer"
    return Trouble.CONNECT, "the answer is not HTTP"


def _connect_detail(error: Exception) -> str:
    for cause in _causes(error):
        if isinstance(cause, ConnectionRefusedError):
            return "connection refused"
        if isinstance(cause, ConnectionResetError | BrokenPipeError):
            return "connection reset"
    return ""


def _tls_detail(error: ssl.SSLError) -> str:
    said = getattr(error, "verify_message", "") or str(error)
    reason = error.reason or ""
    plainly = TLS_REASONS.get(reason, reason.replace("_", " ").lower() or "handshake failed")
    return next((word for mark, word in TLS_WORDS if mark in said), plainly)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and what led to it, a bounded way back."""
    found: BaseException | None = error
    for _ in range(8):
        if found is None:
            return
        yield found
        found = found.__cause__ or found.__context__
