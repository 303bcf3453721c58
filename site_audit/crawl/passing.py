"""Troubles that may pass by themselves: they are asked once more when all schools have been walked. A missing page stays missing."""

from __future__ import annotations

from site_audit.model import Failure, Trouble

ALWAYS = frozenset({Trouble.TIMEOUT, Trouble.CONNECT, Trouble.TRUNCATED, Trouble.BLOCK_PAGE, Trouble.BUDGET})
STATUSES = frozenset({"408", "425", "429"})  # too slow, too early, too many: the server asks for another time


def may_pass(failure: Failure) -> bool:
    """Whether the same address may show something some hours later."""
    trouble, detail = failure.trouble, failure.detail
    if trouble is Trouble.HTTP_STATUS:
        return detail in STATUSES or detail.startswith("5")
    if trouble is Trouble.DNS:
        return bool(detail)  # the name service was silent; an unknown name is an answer
    if trouble is Trouble.ROBOTS:
        return detail.startswith("robots.txt")  # it did not open; what it forbids stays forbidden
    if trouble is Trouble.TLS:
        return detail == "handshake broken off"
    return trouble in ALWAYS
