"""Settings → one school's fetcher. Contexts for TLS cost 20 ms each and are shared by all fetchers of the process."""

from __future__ import annotations

import ssl
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

import certifi

from site_audit.crawl.browser import open_chromium
from site_audit.crawl.following import Following
from site_audit.crawl.http import HttpFetcher
from site_audit.crawl.polite import Polite, Waiting
from site_audit.crawl.protocols import Fetcher, Throttle
from site_audit.crawl.rendering import Rendering
from site_audit.crawl.resolving import Remembering, Resolve, Timely, system_resolve
from site_audit.crawl.retrying import Retrying
from site_audit.crawl.trust import EXTRA, UNVERIFIED, Rung, Trusting
from site_audit.crawl.unchanged import Conditional, Conditions
from site_audit.errors import ConfigurationError
from site_audit.settings import Settings

_building = Lock()
LEGACY_SERVER_CONNECT = 0x4  # named by the library from Python 3.12 on


def _utc_now() -> datetime:
    return datetime.now(UTC)


def open_fetcher(
    settings: Settings,
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    resolve: Resolve = system_resolve,
    throttle: Throttle | None = None,
    now: Callable[[], datetime] = _utc_now,
) -> Fetcher:
    """The whole onion for one school; to be used by one thread at a time and closed by who opened it.

    `throttle` is what all walks of a run share; without one the walk is polite by itself.
    """
    limits = settings.limits
    conditions = Conditions(now)
    resolved = Remembering(Timely(resolve, limits.timeout_s), clock)
    waiting = Waiting(sleep)

    def door(context: ssl.SSLContext) -> HttpFetcher:
        private = settings.allow_private_networks
        return HttpFetcher(
            limits, context=context, now=now, allow_private=private, clock=clock, resolve=resolved, conditions=conditions.headers
        )

    extra = None if settings.extra_ca is None else shared_context(settings.extra_ca)  # a bad file is told before anything is asked
    rungs: list[Rung] = [] if extra is None else [(EXTRA, lambda: door(extra))]
    if settings.read_unverified:
        rungs.append((UNVERIFIED, lambda: door(unchecked_context())))
    trusting = Trusting(door(shared_context()), *rungs)
    polite = Polite(
        trusting,
        delay_s=limits.delay_s,
        clock=clock,
        sleep=waiting,
        throttle=throttle,
        address=resolved.address,
        sites=limits.platform_sites,
    )
    asked = Conditional(Retrying(polite, retries=limits.retries, sleep=waiting), conditions)
    rendering = Rendering(open_chromium, most=limits.rendered_pages) if settings.render else None
    return Following(asked, polite, know=conditions.know, rendering=rendering)


def shared_context(extra_ca: Path | None = None) -> ssl.SSLContext:
    """The one context for ordinary sites, or the one that trusts the operator's additional roots too."""
    with _building:
        return _context(extra_ca)


def unchecked_context() -> ssl.SSLContext:
    """The one context that asks for no certificate and speaks old protocols: for public pages, by the operator's leave alone."""
    with _building:
        return _unchecked()


@lru_cache(maxsize=1)
def _unchecked() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")  # else the library refuses what old servers can do
    context.options |= LEGACY_SERVER_CONNECT
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that it is old is why it is asked for
        context.minimum_version = ssl.TLSVersion.TLSv1
    return context


@lru_cache(maxsize=4)
def _context(extra_ca: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=certifi.where())
    if extra_ca is not None:
        try:
            context.load_verify_locations(cafile=extra_ca)
        except (OSError, ssl.SSLError) as error:
            reason = "в нём нет сертификатов PEM" if isinstance(error, ssl.SSLError) else error.strerror
            raise ConfigurationError(f"Файл extra_ca {extra_ca} не читается ({reason}). Укажите файл PEM или уберите настройку.") from error
    return context
