"""How safely the site can be reached: faults of its certificate or protocol, and ways from a secure address to an open one."""

from __future__ import annotations

from collections.abc import Iterator

from site_audit.model import Seen, Trouble, Warning
from site_audit.urls import host_of

_UNVERIFIED, _DOWNGRADE = "tls_unverified", "https_downgrade"  # notes of the walk


def unsafe_connection(seen: Seen) -> Iterator[Warning]:
    """One warning for each host whose secure connection failed, or was made only by passing over the fault; one for a downgrade."""
    hosts: set[str] = set()
    for sighting in seen.sightings:
        failure = sighting.failure
        if failure is not None and failure.trouble is Trouble.TLS and host_of(failure.url) not in hosts:
            hosts.add(host_of(failure.url))
            yield Warning("tls_fault", failure.url, failure.detail)
    for note in seen.notes:
        code, _, fact = note.partition(":")
        if code == _UNVERIFIED:
            yield Warning("tls_fault", seen.home, fact)
        elif code == _DOWNGRADE:
            yield Warning("https_downgrade", seen.home)
