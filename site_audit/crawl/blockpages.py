"""Pages put in front of a site or in its place: shields, blocked and parked domains, stubs of hosters, maintenance, consent walls.

They are known by what they lack as much as by their words: no way deeper into the site, and little else to read. An ordinary page that
mentions the same words has a menu or more to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from site_audit.crawl.blockwords import BLOCK_WORDS, CONSENT, CONSENT_TALK, COOKIE_CHECK, MARKS, POLICY, SERVERS
from site_audit.crawl.pagetext import PageText

SMALL_LETTERS = 1_500  # more is a page that has something to say
BRIEF_LETTERS = 600  # where only the text has the words, not title or heading
NEAR_LETTERS = 250  # they stand at the beginning then
FEW_WAYS = 5  # other addresses of the same site that a stub may link: home, mail, a form
SHELL_LETTERS = 300
SILENT_LETTERS = 60
SOURCE_BYTES = 20_000
LASTING = frozenset({"shield", "blocked", "parked"})  # what an error status may hide; the rest is the server's own trouble
_SENTENCE = re.compile(r"[.!?;|\n]+")
_UNSEEN = re.compile(r"<(script|style|noscript|template)\b.*?(?:</\1|$)|<!--.*?(?:-->|$)|<[^>]*>", re.DOTALL)
_TITLE = re.compile(r"<title[^>]*>([^<]*)")


def block_page(page: PageText, body: bytes) -> str:
    """What kind of page stands in the way, "" where none does."""
    if page.letters > SMALL_LETTERS or page.ways > FEW_WAYS:
        return ""
    return _by_words(page) or _by_source(page, body[:SOURCE_BYTES].lower()) or _consent_wall(page)


def blocked_answer(status: int, headers: Mapping[str, str], begin: bytes) -> str:
    """What an error status hides, by its header and the beginning of its body: a shield, a blocked or parked site; "" for a plain error."""
    server = headers.get("server", "").lower()
    name = next((one for one in SERVERS if one in server), "")
    if headers.get("cf-mitigated") or (status == 403 and name):
        return name or "challenge"
    text = begin[:SOURCE_BYTES].decode("utf-8", "ignore") if _is_utf8(begin) else begin[:SOURCE_BYTES].decode("cp1251", "ignore")
    text = text.lower().replace("ё", "е")
    title = _TITLE.search(text)
    said = " ".join(unescape(_UNSEEN.sub(" ", text)).split())
    page = PageText(unescape(title[1]).strip() if title else "", (), said, len(said), text.count("<a "))
    kind = block_page(page, begin)
    return kind if kind in LASTING or kind in {name for _, name in MARKS} else ""


def _by_words(page: PageText) -> str:
    names = (page.title, *page.headings)
    is_brief = page.letters <= BRIEF_LETTERS
    for words in BLOCK_WORDS:
        if any(words.texts.search(name) or (words.titles and words.titles.search(name)) for name in names):
            return words.kind
        if is_brief and (found := words.texts.search(page.text)) and found.start() <= NEAR_LETTERS:
            return words.kind
    return ""


def _by_source(page: PageText, begin: bytes) -> str:
    if page.letters > SHELL_LETTERS:
        return ""
    if page.letters <= SILENT_LETTERS and COOKIE_CHECK.search(begin):
        return "cookie check"
    return next((name for mark, name in MARKS if mark in begin), "")


def _consent_wall(page: PageText) -> str:
    """A page that speaks of nothing but cookies though that is not its subject."""
    is_subject = CONSENT.search(page.title) or any(POLICY.search(name) for name in (page.title, *page.headings))
    if is_subject or not CONSENT.search(page.text):
        return ""
    rest = (sentence.strip() for sentence in _SENTENCE.split(page.text))
    other = sum(len(sentence) for sentence in rest if not CONSENT_TALK.search(sentence))
    return "consent" if other <= SILENT_LETTERS else ""


def _is_utf8(begin: bytes) -> bool:
    try:
        begin[: SOURCE_BYTES - 4].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end >= len(begin[: SOURCE_BYTES - 4]) - 4
    return True
