"""Bytes to text: byte-order mark, strict UTF-8, the server's charset, the page's own, and a vote by Russian letter pairs.

A valid UTF-8 body beats every declaration; a declared code page that yields plainly un-Russian text loses to one that yields Russian,
because servers of old sites declare what their template did, not what the file holds.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from site_audit.extract.russian import russian_share
from site_audit.extract.sniff import looks_utf16

CANDIDATES = ("windows-1251", "koi8-r", "ibm866", "mac-cyrillic", "iso-8859-5")
CODECS = {"windows-1251": "cp1251", "ibm866": "cp866"}
ALIASES = {
    "cp1251": "windows-1251", "win1251": "windows-1251", "windows1251": "windows-1251", "xcp1251": "windows-1251", "1251": "windows-1251",
    "cswindows1251": "windows-1251", "xwindows1251": "windows-1251", "ansi1251": "windows-1251", "koi8r": "koi8-r", "koi8": "koi8-r",
    "koi": "koi8-r", "cskoi8r": "koi8-r", "koi8u": "koi8-u", "cp866": "ibm866", "866": "ibm866", "ibm866": "ibm866", "dos866": "ibm866",
    "maccyrillic": "mac-cyrillic", "xmaccyrillic": "mac-cyrillic", "iso88595": "iso-8859-5", "utf8": "utf-8", "utf": "utf-8",
    "unicode11utf8": "utf-8", "utf16": "utf-16", "utf16le": "utf-16-le", "utf16be": "utf-16-be", "latin1": "windows-1252",
    "iso88591": "windows-1252", "usascii": "windows-1252", "ascii": "windows-1252", "windows1252": "windows-1252", "cp1252": "windows-1252",
    "windows1250": "windows-1250", "windows1254": "windows-1254", "windows1257": "windows-1257", "iso885915": "iso-8859-15",
}  # fmt: skip
META_BYTES = 8192
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HIGH_RUN = re.compile(rb"[\x80-\xff]{2,}")
_NOT_NAME = re.compile(r"[^a-z0-9]")
RUNS_SAMPLED = 4000
PLAINLY_NOT, PLAINLY = 0.3, 0.5
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the next, so it stands before it
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding chosen and what decided: "bom", "utf-8", "header", "meta", "vote", "default"."""

    text: str
    encoding: str
    reason: str

    @property
    def label(self) -> str:
        """As a document carries it: "windows-1251 (meta)"."""
        return f"{self.encoding} ({self.reason})"


def decode(body: bytes, declared: str = "") -> Decoded:
    """The text of `body`; never fails, what cannot be read becomes U+FFFD."""
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(codec, "replace"), codec, "bom")
    if codec := looks_utf16(body[:4096]):
        return Decoded(body.decode(codec, "replace"), codec, "vote")
    if (text := _strict_utf8(body)) is not None:
        return Decoded(text, "utf-8", "utf-8")
    encoding, reason = _choose(body, declared)
    return Decoded(body.decode(CODECS.get(encoding, encoding), "replace"), encoding, reason)


def charset_name(declared: str) -> str:
    """The encoding a declaration means ("cp-1251", "win-1251", "x-cp1251" → "windows-1251"), "" if we do not know it."""
    return ALIASES.get(_NOT_NAME.sub("", declared.lower()), "")


def meta_charset(body: bytes) -> str:
    """What the page says of itself in its first 8 kB, comments skipped."""
    head = _COMMENT.sub(b"", body[: 4 * META_BYTES])[:META_BYTES]
    found = _META.search(head)
    return charset_name((found[1] or found[2]).decode("ascii", "replace")) if found else ""


def _strict_utf8(body: bytes) -> str | None:
    """The body as UTF-8; a last character cut in two by a size cap is no fault."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(body, False)
    except UnicodeDecodeError:
        return None


def _choose(body: bytes, declared: str) -> tuple[str, str]:
    sample = b" ".join(_HIGH_RUN.findall(body[:2_000_000])[:RUNS_SAMPLED])
    scores = {name: _score(sample, name) for name in ("utf-8", *CANDIDATES)}
    best = max(scores, key=lambda name: scores[name])
    for said, reason in ((charset_name(declared), "header"), (meta_charset(body), "meta")):
        if said and not said.startswith("utf-16"):
            score = scores[said] if said in scores else _score(sample, said)
            if score >= PLAINLY_NOT or (scores[best] < PLAINLY and said != "utf-8"):
                return said, reason
    return (best, "vote") if scores[best] > 0 else ("windows-1251", "default")


def _score(sample: bytes, encoding: str) -> float:
    text = sample.decode(CODECS.get(encoding, encoding), "replace")
    if encoding == "utf-8":  # the sample is cut between runs of high bytes, so a broken character here and there says little
        text = text.replace("\ufffd", " ", text.count("\ufffd") // 2)
    return russian_share(text)
