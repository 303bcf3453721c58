"""Pages that say "no such page" with status 200, and addresses that all lead to the home page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from site_audit.crawl.pagetext import PageText
from site_audit.crawl.shape import near_key
from site_audit.model import BlockKind, Capture, Document, Zone

SHORT_LETTERS = 600
LEAST_LETTERS = 200
SAME_TEXT = 0.95  # of the blocks: a counter or the day's date may differ
_MISSING = re.compile(
    r"(?:страниц\w*|материал\w*|документ\w*|раздел\w*|элемент\w*|запис\w+|файл\w*|новост\w*)\s+(?:\w+\s+){0,2}не\s+(?:был[аио]?\s+)?(?:найден|существует|обнаружен)"
    r"|не\s+найден[аоы]?\s+(?:страниц|материал|документ|раздел|файл)|такой\s+страницы\s+(?:нет|не\s)|(?:page|file|document)\s+(?:was\s+)?not\s+found"
    r"|\bnot\s+found\b|ошибка\s*[№:]?\s*404|\berror\s*:?\s*404|404\s*(?:error|ошибка|not\b|страниц)|(?:запрашиваемая|запрошенная)\s+вами\s+страница\s+не"
)
_BARE_404 = re.compile(r"(?:http\s*)?404[\s.!:–—-]*(?:[|–—-].*)?")  # a school may have the number 404: "ГБОУ школа № 404"
_NUMBER = re.compile(r"\d")
_HOME_NAMES = re.compile(r"/(?:index|home|main|glavnaya|start|default|site|portal|o)?(?:\.\w{3,5})?/?", re.IGNORECASE)


def is_soft_404(page: PageText) -> bool:
    """Whether the page says that there is nothing here."""
    names = (page.title, *page.headings)
    if any(_MISSING.search(name) or _BARE_404.fullmatch(name) for name in names):
        return True
    return len(page.text) < SHORT_LETTERS and _MISSING.search(page.text[:300]) is not None


def leads_home(capture: Capture, home: str) -> bool:
    """Whether an inner address was answered with the home page by a redirect."""
    if capture.url == capture.requested_url or near_key(capture.url) != near_key(home):
        return False
    parts = urlsplit(capture.requested_url)
    return bool(parts.query) or not _HOME_NAMES.fullmatch(parts.path)


def home_text(document: Document) -> frozenset[str]:
    """What the home page says, to be known again; nothing where it says too little to be told from an empty frame."""
    said = frozenset(block.text for block in document.blocks if block.kind is not BlockKind.TITLE and block.zone in (Zone.MAIN, Zone.ASIDE))
    return said if sum(map(len, said)) >= LEAST_LETTERS else frozenset()


def shows_home(document: Document, url: str, home: str, said: frozenset[str]) -> bool:
    """Whether an inner address shows the home page without a redirect: engines do that with items they do not have."""
    parts = urlsplit(url)
    inner = bool(_NUMBER.search(parts.query)) if _HOME_NAMES.fullmatch(parts.path) else True
    if not said or not inner or near_key(url) == near_key(home):
        return False
    here = home_text(document)
    return len(here & said) >= SAME_TEXT * len(here | said)
