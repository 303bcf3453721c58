"""Asking whether a page has changed, over the real door: what is said and believed, and what servers that lie get instead of belief."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from site_audit.crawl.following import Following
from site_audit.crawl.unchanged import ANEW, WHOLE_AFTER, marks_of
from site_audit.model import Again, Capture, Failure, Trouble
from tests.crawl.walking import QUICK, fetcher_for
from tests.crawl.zoo import Reply, Zoo, moved

BODY = b"<html><title>\xd0\xa8</title><p>\xd0\xa2\xd0\xb5\xd0\xba\xd1\x81\xd1\x82</p></html>"
CHANGED = "Mon, 02 Nov 2026 10:00:00 GMT"
MARKED = (("ETag", '"v1"'), ("Last-Modified", CHANGED))


def kept_of(zoo: Zoo, path: str = "/x", headers: tuple[tuple[str, str], ...] = MARKED, body: bytes = BODY) -> Capture:
    """What a walk of yesterday kept of an address."""
    at = datetime.now(UTC) - timedelta(days=1)
    low = tuple((name.lower(), value) for name, value in headers)
    digest = "sha256:" + hashlib.sha256(body).hexdigest()
    return Capture(zoo.url(path), zoo.url(path), 200, "text/html", "utf-8", low, body, at, digest)


@dataclass
class Told:
    """What came of one fetch, and the conditions of each request it took."""

    got: Capture | Failure
    said: list[dict[str, str]] = field(default_factory=list)


def ask(answers: Callable[[int], Reply], make: Callable[[Zoo], Capture | None], path: str = "/x") -> Told:
    """Fetch an address of which something is kept; the server answers by the number of the request."""
    numbers = iter(range(99))
    with Zoo(lambda _: answers(next(numbers))) as zoo:
        kept = make(zoo)
        fetcher = fetcher_for(replace(QUICK, retries=0))
        assert isinstance(fetcher, Following)
        fetcher.know(lambda url: kept if kept is not None and kept.url == url else None)
        try:
            got = fetcher.fetch(zoo.url(path))
        finally:
            fetcher.close()
        names = ("if-none-match", "if-modified-since", "cache-control")
        return Told(got, [{name: head[name] for name in names if name in head} for head in zoo.headers])


def nothing_new(*headers: tuple[str, str]) -> Reply:
    """304 without a body."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return Reply(raw=f"HTTP/1.1 304 Not Modified\r\n{lines}Connection: close\r\n\r\n".encode())


def whole(body: bytes = BODY, *headers: tuple[str, str]) -> Reply:
    """200 with a body."""
    return Reply(body, headers=headers)


def capture(told: Told) -> Capture:
    """The capture that came of it."""
    assert isinstance(told.got, Capture), told.got
    return told.got


def test_as_before_is_worth_the_kept_bytes() -> None:
    """Both marks go out as they came; 304 gives the kept bytes as of now, with the moment at which they were sent."""
    kept: list[Capture] = []

    def make(zoo: Zoo) -> Capture:
        kept.append(kept_of(zoo))
        return kept[0]

    told = ask(lambda _: nothing_new(("ETag", '"v1"'), ("Date", "Wed, 25 Nov 2026 00:00:00 GMT")), make)
    got = capture(told)
    assert told.said == [{"if-none-match": '"v1"', "if-modified-since": CHANGED}]
    assert (got.body, got.digest, got.status, got.again) == (BODY, kept[0].digest, 200, Again.NOT_MODIFIED)
    assert got.sent_at == kept[0].fetched_at < got.fetched_at
    assert dict(got.headers)["date"] == "Wed, 25 Nov 2026 00:00:00 GMT"
    assert dict(got.headers)["last-modified"] == CHANGED


def test_a_chain_of_nights_remembers_when_the_bytes_came() -> None:
    """Night after night of "as before": the moment of the bytes stays the first one's."""
    first = datetime.now(UTC) - timedelta(days=5)
    told = ask(lambda _: nothing_new(), lambda zoo: replace(kept_of(zoo), sent_at=first, again=Again.NOT_MODIFIED))
    assert capture(told).sent_at == first


def test_a_changed_page_comes_whole() -> None:
    """200 to a conditional request is the new page, and no repetition."""
    told = ask(lambda _: whole(b"<p>new page"), kept_of)
    assert (capture(told).body, capture(told).again, len(told.said)) == (b"<p>new page", Again.NO, 1)


def test_equal_bytes_under_a_new_mark() -> None:
    """A server that makes up a new ETag for each answer: the bytes are seen to be equal."""
    told = ask(lambda _: whole(BODY, ("ETag", '"v2-random"')), kept_of)
    assert (capture(told).again, dict(capture(told).headers)["etag"]) == (Again.SAME_BYTES, '"v2-random"')


def test_pages_without_marks_are_asked_for_plainly() -> None:
    """No condition goes out; equal bytes are seen to be equal, others are new."""
    told = ask(lambda _: whole(), lambda zoo: kept_of(zoo, headers=()))
    assert (told.said, capture(told).again) == ([{}], Again.SAME_BYTES)
    assert capture(ask(lambda _: whole(b"<p>else"), lambda zoo: kept_of(zoo, headers=()))).again is Again.NO


def test_304_to_an_unconditional_request() -> None:
    """A server that says "as before" to somebody who has nothing is asked once more, past caches; then it has failed."""
    told = ask(lambda number: nothing_new() if number == 0 else whole(), lambda zoo: None)
    assert (capture(told).body, told.said) == (BODY, [{}, {"cache-control": dict(ANEW)["Cache-Control"]}])
    told = ask(lambda _: nothing_new(), lambda zoo: None)
    assert isinstance(told.got, Failure)
    assert (told.got.trouble, told.got.detail, len(told.said)) == (Trouble.HTTP_STATUS, "304", 2)


def test_304_where_nothing_was_offered() -> None:
    """What is kept has no mark, so "as before" was not asked for and is not believed, though the bytes are there."""
    told = ask(lambda number: nothing_new() if number == 0 else whole(b"<p>now"), lambda zoo: kept_of(zoo, headers=()))
    assert capture(told).body == b"<p>now"


def test_304_about_another_version() -> None:
    """An answer that names another ETag than the one asked about is not about what we have: the page is asked for whole."""
    told = ask(lambda number: nothing_new(("ETag", '"v7"')) if number == 0 else whole(b"<p>v7"), kept_of)
    assert (capture(told).body, len(told.said)) == (b"<p>v7", 2)


@pytest.mark.parametrize("named", ['W/"v1"', '"v1-gzip"', 'W/"v1--gzip"', '"v1;gz"', ""])
def test_marks_are_compared_weakly(named: str) -> None:
    """A weak mark, one with a sign of packing, or none at all still speaks of the same page."""
    told = ask(lambda _: nothing_new(*((("ETag", named),) if named else ())), kept_of)
    assert capture(told).again is Again.NOT_MODIFIED


def test_redirects_lead_to_what_is_kept() -> None:
    """Conditions go with the address at which the page lies, not with the one that leads there."""
    told = ask(lambda number: moved("/x") if number == 0 else nothing_new(("ETag", '"v1"')), kept_of, "/old")
    got = capture(told)
    assert told.said == [{}, {"if-none-match": '"v1"', "if-modified-since": CHANGED}]
    assert got.url.endswith("/x") and got.requested_url.endswith("/old")


def test_no_server_is_believed_for_ever() -> None:
    """Bytes that came too long ago are asked for whole, whatever has been said since."""
    old = datetime.now(UTC) - WHOLE_AFTER - timedelta(hours=1)
    told = ask(lambda _: whole(), lambda zoo: replace(kept_of(zoo), sent_at=old))
    assert (told.said, capture(told).again) == ([{}], Again.SAME_BYTES)
    assert capture(told).sent_at is None


AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def marks(*headers: tuple[str, str], status: int = 200) -> dict[str, str]:
    """What is said of a page that was kept with these headers."""
    return dict(marks_of(Capture("http://a.example/", "http://a.example/", status, "text/html", "", headers, b"x", AT, "sha256:x")))


@pytest.mark.parametrize("tag", ["*", '"a"\r\nX: y', '"' + "a" * 300 + '"', '"a b"', "", '"тег"', 'W/"', '"a", "b"', "a,b"])
def test_marks_that_are_none(tag: str) -> None:
    """A star, which every page would meet, and what is no mark, are never sent."""
    assert marks(("etag", tag)) == {}


@pytest.mark.parametrize("tag", ['"a"', 'W/"5f-62"', '""a', '"x,y;z"', "5d41402abc4b2a76b9719d911017c592"])
def test_marks_that_are_sent_as_they_came(tag: str) -> None:
    """Weak ones and bare ones of careless programs included."""
    assert marks(("etag", tag)) == ({} if tag == '""a' else {"If-None-Match": tag})


@pytest.mark.parametrize(
    ("changed", "date", "sent"),
    [
        ("Sun, 22 Nov 2026 02:00:00 GMT", "", True),
        ("Tue, 01 Jan 2030 00:00:00 GMT", "", False),  # in the future: it would stay "not newer" whatever happens
        ("Mon, 23 Nov 2026 02:00:00 GMT", "", False),  # made at the moment it was asked for
        ("Mon, 23 Nov 2026 01:59:30 GMT", "", False),  # within the minute
        ("Mon, 23 Nov 2026 01:00:00 GMT", "Mon, 23 Nov 2026 01:00:00 GMT", False),  # by the server's own clock, just now
        ("Mon, 23 Nov 2026 04:00:00 GMT", "Mon, 23 Nov 2026 05:00:00 GMT", False),  # a server ahead of time is not argued with
        ("yesterday", "", False),
        ("Thu, 99 Foo 99999 99:99:99 GMT", "", False),
    ],
)
def test_dates_that_prove_something(changed: str, date: str, sent: bool) -> None:
    """Last-Modified goes out only where it lies safely before the moment the page was fetched."""
    said = marks(("last-modified", changed), *((("date", date),) if date else ()))
    assert said == ({"If-Modified-Since": changed} if sent else {})


def test_what_varies_by_everything_is_asked_for_whole() -> None:
    """`Vary: *` says that no two answers are comparable; a list of headers, ours being always the same, does not."""
    assert marks(("etag", '"a"'), ("vary", "*")) == {}
    assert marks(("etag", '"a"'), ("vary", "Accept-Encoding, User-Agent")) == {"If-None-Match": '"a"'}


def test_only_whole_answers_are_asked_after() -> None:
    """A part of a page (206) is never compared."""
    assert marks(("etag", '"a"'), status=206) == {}
