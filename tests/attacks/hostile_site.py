"""A school's site that means harm, for a real walk over loopback: bombs, traps, ways to where nobody should go, words that would run."""

from __future__ import annotations

import gzip
import zlib

from tests.crawl.zoo import Reply, moved, page
from tests.extract.samples import word_parts

BODY_LIMIT = 2_000_000
WORDS = "План профориентационной работы на 2026-2027 учебный год"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)> \u202eабв\u2066"
_WORD = '<?xml version="1.0"?>{before}<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'
_ENTITIES = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
_PADDING = "<!--" + " " * 6_000 + "-->"  # so that the declaration does not stand where one looks for it


def word(body: str, before: str = "", **parts: bytes) -> bytes:
    """A Word file with this text part."""
    return word_parts(document=_WORD.format(before=before, body=body).encode(), **parts)


def paragraph(text: str) -> str:
    """One paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def laughs() -> str:
    """Ten entities, each twenty times the one before."""
    entities = "".join(f'<!ENTITY e{number + 1} "{f"&e{number};" * 20}">' for number in range(10))
    return f'{_PADDING}<!DOCTYPE a [<!ENTITY e0 "ха">{entities}]>'


def pdf_bomb() -> bytes:
    """A page whose two kilobytes unpack to two million operators."""
    drawn = zlib.compress(b"0 0 m 9 9 l S " * 150_000, 9)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"3 0 R " * 3_000 + b"]/Count 3000>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(drawn), drawn),
    )
    return b"%PDF-1.4\n" + b"".join(b"%d 0 obj%sendobj\n" % pair for pair in enumerate(objects, 1)) + b"trailer<</Root 1 0 R>>"


def hostile(victim: str) -> dict[str, Reply]:
    """The site's answers by path; `victim` is a machine of the same network that nobody may be led to."""
    told = [path for path in _ANSWERS if not path.startswith("/on-") or path == "/on-0"]
    ways = "".join(f'<p><a href="{way}">Профориентация</a></p>' for way in (*told, *_WAYS, victim, "/to-victim"))
    frames = f'<iframe src="{victim}frame"></iframe><meta http-equiv="refresh" content="0; url={victim}refresh">'
    home = Reply(f"<title>{EVIL}</title><main><h1>Школа &lt;script&gt;alert(3)&lt;/script&gt;</h1>{frames}{ways}".encode())
    sitemap = "".join(f"<url><loc>{url}</loc></url>" for url in (victim + "sitemap", *(f"/nothing-{number}" for number in range(2_000))))
    return {
        **_ANSWERS,
        "/": home,
        "/to-victim": moved(f"{victim}redirect"),
        "/sitemap.xml": Reply(f"<urlset>{sitemap}</urlset>".encode(), type="application/xml"),
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /secret\n" + b"Disallow: /a*b*c*d$\n" * 50_000, type="text/plain"),
    }


_WAYS = (
    *("javascript:alert(4)", "data:text/html,x", "file:///etc/passwd", "ftp://127.0.0.1/", "mailto:a@b.example"),
    *("http://169.254.169.254/", "http://10.0.0.1/", "http://localhost:22/", "http://[::1]/", "http://0x7f.1/", "http://[bad/"),
    *("/secret", "/gone?%22%3E%3Cscript%3Ealert(5)%3C/script%3E"),
)
_ANSWERS = {
    "/gzip": Reply(gzip.compress(b"<p>" + b"a" * 50_000_000), headers=(("Content-Encoding", "gzip"),)),
    "/large": Reply(b"<p>" + b"a " * BODY_LIMIT),
    "/unending": Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + (b"f4240\r\n" + b"a" * 1_000_000 + b"\r\n") * 3),
    "/deep": Reply(b"<html>" + b"<div>" * 200_000),
    "/attributes": Reply(b"<html><p " + b"a=1 " * 100_000 + b">"),
    "/round": moved("/round-again"),
    "/round-again": moved("/round"),
    **{f"/on-{number}": moved(f"/on-{number + 1}") for number in range(30)},
    "/links": Reply(f"<html><main>{''.join(f'<a href=/many/{number}>Профориентация {number}</a>' for number in range(6_000))}".encode()),
    "/ring-0": page("Профориентация", "/ring-1", "/ring-0"),
    "/ring-1": page("Профориентация", "/ring-0"),
    "/evil": Reply(f"<title>{EVIL}</title><main><h1>{WORDS} &lt;script&gt;alert(6)&lt;/script&gt;\u202e\x00</h1><p>{EVIL}</p>".encode()),
    "/title": Reply(f"<title>{'Профориентация ' * 5_000}</title><h1>{'план ' * 5_000}</h1>".encode()),
    "/zeros": Reply(f"<p>{WORDS}".encode() + b"\x00" * 5_000),
    "/picture": Reply(b"<p>page", type="video/mp4"),
    "/page.pdf": page("Не PDF"),
    "/bomb.pdf": Reply(pdf_bomb(), type="application/pdf"),
    "/bomb.docx": Reply(word("<w:p/>" * 1_500_000)),
    "/entity.docx": Reply(word(paragraph("&x;"), _ENTITIES)),
    "/hidden-entity.docx": Reply(word(paragraph("&x;"), _PADDING + _ENTITIES)),
    "/laughs.docx": Reply(word(paragraph("&e10;"), laughs())),
}
