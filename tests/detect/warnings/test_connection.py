"""What a report says of the site's secure connection."""

from __future__ import annotations

from dataclasses import replace

from site_audit.detect.warnings.connection import unsafe_connection
from site_audit.model import Failure, Link, Seen, Sighting, Trouble, Warning
from site_audit.view.pages.troubles import notices
from site_audit.view.words import words_in
from tests.view.sample import rich

HOME = "https://school.example/"


def seen(*failures: Failure, notes: tuple[str, ...] = ()) -> Seen:
    """A walk that met these failures."""
    return Seen(HOME, tuple(Sighting(Link(one.url), 0, None, failure=one) for one in failures), notes=notes)


def test_a_fault_of_a_host_is_told_once() -> None:
    """However many addresses of it failed; each host by itself, and other troubles not at all."""
    expired = [Failure(f"{HOME}{name}", Trouble.TLS, "certificate expired") for name in ("", "a", "b")]
    files = Failure("https://files.school.example/plan.pdf", Trouble.TLS, "self-signed certificate")
    told = list(unsafe_connection(seen(*expired, files, Failure(f"{HOME}c", Trouble.TIMEOUT))))
    assert told == [
        Warning("tls_fault", HOME, "certificate expired"),
        Warning("tls_fault", "https://files.school.example/plan.pdf", "self-signed certificate"),
    ]


def test_what_was_read_all_the_same_is_told_too() -> None:
    """A fault passed over by the operator's leave and a way to an open address stay faults; the operator's own roots are none."""
    notes = ("tls_unverified:outdated protocol", "tls_extra_ca", "https_downgrade", "robots_delay:5")
    told = list(unsafe_connection(seen(notes=notes)))
    assert told == [Warning("tls_fault", HOME, "outdated protocol"), Warning("https_downgrade", HOME)]


def test_the_report_says_it_in_words() -> None:
    """A line of its own with the fault in Russian and advice."""
    (line,) = notices(replace(rich(), warnings=(Warning("tls_fault", HOME, "certificate expired"),)), words_in("ru"))
    assert line.detail == "срок сертификата истёк"
    assert "соединение" in line.what
    assert "сертификат" in line.advice
