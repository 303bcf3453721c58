"""Bodies: packed, packed otherwise than declared, cut, spoilt, too large, bombs: each is the page, or a failure that says what it was."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_audit.crawl.bodies import TooLarge, Truncated, read_body
from site_audit.model import Trouble
from tests.crawl.asking import TIGHT, ask, body, trouble
from tests.crawl.zoo import Reply

PAGE = b"<!DOCTYPE html><p>" + "текст страницы ".encode() * 30


@pytest.mark.parametrize(("coding", "wbits"), [("gzip", 31), ("x-gzip", 31), ("deflate", 15), ("deflate", -15), ("GZIP", 31)])
def test_packed_bodies(coding: str, wbits: int) -> None:
    """gzip and both meanings of deflate are unpacked."""
    packer = zlib.compressobj(wbits=wbits)
    packed = packer.compress(b"<p>text</p>" * 50) + packer.flush()
    assert body(ask(Reply(packed, headers=(("Content-Encoding", coding),)))) == b"<p>text</p>" * 50


def test_a_file_that_is_a_gzip_stays_one() -> None:
    """A packed file under its own type is not unpacked on the way."""
    packed = gzip.compress(b"<urlset></urlset>")
    assert body(ask(Reply(packed, type="application/gzip"))) == packed


def test_packing_that_was_not_declared_or_not_done() -> None:
    """A page packed without a word is unpacked; one declared packed that is plain is taken as it is."""
    assert body(ask(Reply(gzip.compress(b"<p>text")))) == b"<p>text"
    assert body(ask(Reply(b"<p>text", headers=(("Content-Encoding", "gzip"),)))) == b"<p>text"


def test_cut_packing() -> None:
    """Half a gzip is a cut page, though its length is right."""
    packed = gzip.compress("слова и ещё слова".encode() * 99)
    assert trouble(ask(Reply(packed[: len(packed) // 2], headers=(("Content-Encoding", "gzip"),))))[0] is Trouble.TRUNCATED


def test_packing_we_did_not_ask_for() -> None:
    """A coding we cannot unpack is said, not guessed at."""
    kind, detail = trouble(ask(Reply(b"\x8b\x02\x80", headers=(("Content-Encoding", "br"),))))
    assert kind is Trouble.UNSUPPORTED
    assert "br" in detail


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "deflate", "gzip", "gzip, br", "UTF-8", "none", "identity", "windows-1251"])
def test_a_page_that_is_not_packed_as_it_claims(coding: str) -> None:
    """Whatever is declared, bytes that are plainly a page are taken for one, and no packing at all is no claim."""
    assert body(ask(Reply(PAGE, headers=(("Content-Encoding", coding),)))) == PAGE


@pytest.mark.parametrize(
    ("coding", "wbits"), [("gzip", 15), ("deflate", 31), ("br", 31), ("br", 15), ("x-deflate", 15), ("gzip, identity", 31), ("", 31)]
)
def test_packing_other_than_declared(coding: str, wbits: int) -> None:
    """The bytes say how they are packed: gzip declared and zlib sent, brotli declared and gzip sent, nothing declared at all."""
    packer = zlib.compressobj(wbits=wbits)
    packed = packer.compress(PAGE) + packer.flush()
    assert body(ask(Reply(packed, headers=(("Content-Encoding", coding),) if coding else ()))) == PAGE


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, br", "x-unheard-of"])
def test_a_packing_nobody_can_unpack_is_named(coding: str) -> None:
    """It was not offered, it is not decoded: the failure says which it was."""
    got = trouble(ask(Reply(bytes(range(128, 255)), headers=(("Content-Encoding", coding),))))
    assert got == (Trouble.UNSUPPORTED, f"packed in a way not asked for: {coding.replace(' ', '')}")


@pytest.mark.parametrize("wbits", [31, 15, -15])
@pytest.mark.parametrize("damage", ["cut", "spoilt"])
def test_packed_bodies_cut_or_spoilt(wbits: int, damage: str) -> None:
    """gzip and both kinds of deflate that end early or do not unpack are cut pages."""
    packer = zlib.compressobj(wbits=wbits)
    packed = packer.compress(bytes(range(256)) * 40) + packer.flush()
    half = len(packed) // 2
    sent = packed[:half] if damage == "cut" else packed[:half] + b"\xff" * half
    coding = "gzip" if wbits == 31 else "deflate"
    assert trouble(ask(Reply(sent, headers=(("Content-Encoding", coding),))))[0] is Trouble.TRUNCATED


def test_a_bomb_of_deflate() -> None:
    """Both kinds of deflate are stopped at the limit too."""
    for wbits in (15, -15):
        packer = zlib.compressobj(wbits=wbits)
        bomb = packer.compress(b"\0" * 5_000_000) + packer.flush()
        assert trouble(ask(Reply(bomb, headers=(("Content-Encoding", "deflate"),)), TIGHT))[0] is Trouble.TOO_LARGE


def test_a_bomb_within_a_packed_page() -> None:
    """A page packed twice is unpacked twice, within the same limit."""
    assert body(ask(Reply(gzip.compress(gzip.compress(PAGE)), headers=(("Content-Encoding", "gzip"),)))) == PAGE
    bomb = gzip.compress(gzip.compress(b"\0" * 5_000_000))
    assert trouble(ask(Reply(bomb, headers=(("Content-Encoding", "gzip"),)), TIGHT))[0] is Trouble.TOO_LARGE


def test_too_much_on_the_wire() -> None:
    """More than the limit is not read, whether it was announced or not."""
    assert trouble(ask(Reply(b"x" * 20_000), TIGHT))[0] is Trouble.TOO_LARGE
    unannounced = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"x" * 20_000
    assert trouble(ask(Reply(raw=unannounced), TIGHT))[0] is Trouble.TOO_LARGE


@pytest.mark.parametrize("headers", [(("Content-Encoding", "gzip"),), ()])
def test_a_bomb(headers: tuple[tuple[str, str], ...]) -> None:
    """A few kilobytes that unpack to megabytes are stopped at the limit, declared or not."""
    bomb = gzip.compress(b"\0" * 5_000_000)
    assert len(bomb) < 10_000
    assert trouble(ask(Reply(bomb, headers=headers), TIGHT))[0] is Trouble.TOO_LARGE


@given(st.binary(max_size=200))
def test_unpacking_any_bytes(data: bytes) -> None:
    """Whatever claims to be packed ends as bytes, too large or cut."""
    for coding in ("", "gzip", "deflate"):
        try:
            assert len(read_body((data[:7], data[7:]), coding, limit_bytes=500)) <= 500
        except (TooLarge, Truncated):
            assert coding or len(data) > 500 or data.startswith(b"\x1f\x8b")


@given(st.binary(max_size=3_000), st.integers(1, 400))
def test_packed_and_unpacked_is_the_same(data: bytes, step: int) -> None:
    """However a packed body is cut into pieces on the way, it comes out whole; several gzip members are one body."""
    packed = gzip.compress(data) + gzip.compress(b"end")
    pieces = [packed[i : i + step] for i in range(0, len(packed), step)]
    assert read_body(pieces, "gzip", limit_bytes=10_000) == data + b"end"
