"""The narrow door to the network: one request over httpx, streamed, capped, timed; the answer or the trouble it met."""

from __future__ import annotations

import hashlib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from time import monotonic

import httpcore
import httpx

from site_audit.crawl.answers import Answer, Busy, Headers, Moved, Unchanged
from site_audit.crawl.blockpages import LASTING, SOURCE_BYTES, blocked_answer
from site_audit.crawl.bodies import GZIP_MAGIC, TooLarge, coding_of, read_begin, read_body, unpacked
from site_audit.crawl.connection import Deadline, GuardedBackend
from site_audit.crawl.resolving import Resolve, system_resolve
from site_audit.crawl.troubles import failure_of
from site_audit.model import Capture, Failure, Trouble
from site_audit.settings import Limits
from site_audit.urls import canonical

DEADLINE_FACTOR = 6  # a whole answer may take six times what one step may: 20 MB in two minutes by default
BUSY = frozenset({429, 502, 503, 504})
PARTIAL = 206
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
NOT_TEXT = ("audio/", "video/", "font/")  # a picture may be the scan of a document: its bytes will tell
HIDING = frozenset({401, 402, 403, 423, 429, 451, 503, 509})  # statuses under which shields and hosters put their own pages
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


class PoolTransport(httpx.BaseTransport):
    """httpx over httpcore's own pool: the one public place where connections can be guarded (`network_backend`)."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._pool = pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; its body is read by whoever asked."""
        where = request.url
        url = httpcore.URL(scheme=where.raw_scheme, host=where.raw_host, port=where.port, target=where.raw_path)
        asked = httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        answer = self._pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class HttpFetcher:
    """Asks one address once. No cookies, no proxies, no credentials, no redirects: those are decided outside."""

    def __init__(
        self,
        limits: Limits,
        *,
        context: ssl.SSLContext,
        now: Callable[[], datetime],
        allow_private: bool = False,
        clock: Callable[[], float] = monotonic,
        resolve: Resolve = system_resolve,
        deadline_s: float | None = None,
        conditions: Callable[[str], Headers] = lambda url: (),
    ) -> None:
        self._conditions = conditions
        self._limits = limits
        self._now = now
        self._deadline = Deadline(clock)
        self._deadline_s = deadline_s or limits.timeout_s * DEADLINE_FACTOR
        backend = GuardedBackend(self._deadline, allow_private=allow_private, resolve=resolve)
        pool = httpcore.ConnectionPool(ssl_context=context, max_connections=2, keepalive_expiry=15.0, network_backend=backend)
        self._client = httpx.Client(
            transport=PoolTransport(pool),
            headers={
                "User-Agent": limits.identity,
                "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
                "Accept-Language": "ru,en;q=0.5",
                "Accept-Encoding": "gzip, deflate",
            },
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx.Timeout(limits.timeout_s),
            trust_env=False,  # a proxy from the environment would go round the guard
            follow_redirects=False,
        )

    def ask(self, url: str) -> Answer:
        """Whatever the server does, as a value."""
        self._deadline.set(self._deadline_s)
        try:
            conditions = self._conditions(url)
            request = self._client.build_request("GET", url, headers=conditions)
            response = self._client.send(request, stream=True)
            try:
                if response.status_code == NOT_MODIFIED:
                    return Unchanged(url, _said(response), conditions, self._now())
                return self._answer(url, response)
            finally:
                with suppress(Exception):
                    response.close()
        except Exception as error:  # every kind of it is an observation about the site
            return failure_of(url, error)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def _answer(self, url: str, response: httpx.Response) -> Answer:
        status = response.status_code
        if status in REDIRECTS and (location := _raw_header(response, b"location")):
            return _moved(url, location)
        if status in HIDING and (kind := self._hidden(status, response)):
            return Failure(url, Trouble.BLOCK_PAGE, kind if kind in LASTING else f"{kind} {status}")
        if status in BUSY:
            return Busy(Failure(url, Trouble.HTTP_STATUS, str(status)), _retry_after(response, self._now))
        if not 200 <= status < 300:
            return Failure(url, Trouble.HTTP_STATUS, str(status))
        media_type, charset = _content_type(response.headers.get("content-type", ""))
        if media_type.startswith(NOT_TEXT):
            return Failure(url, Trouble.WRONG_TYPE, media_type)
        if status == PARTIAL:  # nobody asked for a part
            return Failure(url, Trouble.TRUNCATED, "a part instead of the whole")
        body = self._body(response, is_text=media_type.startswith("text/"))
        if not body.strip():
            return Failure(url, Trouble.EMPTY)
        return self._capture(url, response, body, media_type, charset)

    def _hidden(self, status: int, response: httpx.Response) -> str:
        """What stands behind an error, as far as the beginning of its body tells; a body that cannot be read tells nothing."""
        begin = b""
        with suppress(Exception):
            begin = read_begin(response.iter_raw(), coding_of(response.headers.get("content-encoding", "")), most_bytes=SOURCE_BYTES)
        return blocked_answer(status, response.headers, begin)

    def _body(self, response: httpx.Response, *, is_text: bool) -> bytes:
        coding = coding_of(response.headers.get("content-encoding", ""))
        limit = self._limits.body_limit_bytes
        declared = response.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > limit:
            raise TooLarge
        body = read_body(response.iter_raw(), coding, limit_bytes=limit)
        return unpacked(body, limit_bytes=limit) if is_text and body.startswith(GZIP_MAGIC) else body  # packed and not said so

    def _capture(self, url: str, response: httpx.Response, body: bytes, media_type: str, charset: str) -> Capture:
        return Capture(
            url=url,
            requested_url=url,
            status=response.status_code,
            media_type=media_type,
            charset=charset,
            headers=_said(response),
            body=body,
            fetched_at=self._now(),
            digest="sha256:" + hashlib.sha256(body).hexdigest(),
        )


def _said(response: httpx.Response) -> Headers:
    """The headers as they came, cookies left out."""
    headers = ((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in response.headers.raw)
    return tuple((name, value) for name, value in headers if name != "set-cookie")


def _raw_header(response: httpx.Response, name: bytes) -> bytes:
    return next((value for key, value in response.headers.raw if key.lower() == name), b"").strip()


def _moved(url: str, location: bytes) -> Moved:
    """Bytes beyond ASCII are escaped as they came, as browsers do; a host name in windows-1251 needs its letters."""
    escaped = "".join(chr(byte) if 32 < byte < 127 else f"%{byte:02X}" for byte in location)
    target = canonical(escaped, url) or canonical(location.decode("cp1251", "replace"), url)
    return Moved(url, target, escaped[:200])


def _retry_after(response: httpx.Response, now: Callable[[], datetime]) -> float | None:
    said = response.headers.get("retry-after", "").strip()
    if said.isdecimal():
        return float(said[:9])
    try:
        wait = (parsedate_to_datetime(said) - now()).total_seconds()
    except (ValueError, TypeError):  # no date, or a date without its zone
        return None
    return max(0.0, wait)


def _content_type(header: str) -> tuple[str, str]:
    media_type = header.partition(";")[0].strip().lower()
    charset = _CHARSET.search(header)
    return media_type, charset[1].lower() if charset else ""
