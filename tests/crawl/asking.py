"""One address asked once of a server that answers as a test wants."""

from __future__ import annotations

from dataclasses import replace

from site_audit.model import Capture, Failure, Trouble
from site_audit.settings import Limits
from tests.crawl.walking import QUICK, Clock, fetcher_for
from tests.crawl.zoo import Reply, Zoo

PATIENT_ONCE = replace(QUICK, retries=0)
HASTY = replace(PATIENT_ONCE, timeout_s=0.1)
TIGHT = replace(PATIENT_ONCE, body_limit_bytes=10_000)


def ask(reply: Reply, limits: Limits = PATIENT_ONCE, clock: Clock | None = None) -> Capture | Failure:
    """What comes of one address that answers so."""
    with Zoo({"/x": reply}) as zoo:
        return fetch(zoo.url("/x"), limits, clock)


def fetch(url: str, limits: Limits = PATIENT_ONCE, clock: Clock | None = None) -> Capture | Failure:
    """One fetch by a fetcher of its own."""
    fetcher = fetcher_for(limits, clock)
    try:
        return fetcher.fetch(url)
    finally:
        fetcher.close()


def trouble(got: Capture | Failure) -> tuple[Trouble, str]:
    """The trouble and its detail; a capture is none."""
    assert isinstance(got, Failure), got
    return got.trouble, got.detail


def body(got: Capture | Failure) -> bytes:
    """The bytes; a failure has none."""
    assert isinstance(got, Capture), got
    return got.body
