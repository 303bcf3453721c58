"""What stands beside a link on its page: the day of the card it is in, and the card's words where the link itself says nothing.

A reader of a list sees «12.11.2026 · Экскурсия на завод · Подробнее» and goes by all three; the link alone says «Подробнее».
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from site_audit.model import Block, BlockKind, Document, Link, Zone
from site_audit.text.dates import find_dates, url_date

MEANINGLESS = frozenset(
    ("", "подробнее", "читать далее", "далее", "скачать", "открыть", "здесь", "тут", "ссылка", "смотреть", "просмотр", "more")
)
_MOST_LINKS = 1_000  # of one page; who lists more lists everything
_AHEAD = 60  # blocks looked at for a link before it counts as not found
_LONGEST_TITLE = 200
_OWN_ZONES = (Zone.MAIN, Zone.ASIDE)
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Beside:
    """The day and the words beside one link; nothing of either where there is none."""

    day: date | None = None
    words: str = ""


NOTHING = Beside()


def says_nothing(text: str) -> bool:
    """Whether a link's words could stand on any link."""
    return text.strip().lower().rstrip(".… »>") in MEANINGLESS


def beside_links(document: Document) -> dict[str, Beside]:
    """By address: what stands beside the links of a page's own part. The links are looked for in the order they are written in."""
    blocks = [block for block in document.blocks if block.zone in _OWN_ZONES and block.kind not in (BlockKind.TITLE, BlockKind.ALT)]
    cards = _cards(blocks)
    found: dict[str, Beside] = {}
    at = (0, 0)
    for link in [link for link in document.links if link.zone in _OWN_ZONES][:_MOST_LINKS]:
        found_at = _place(link, blocks, at)
        if found_at is None:
            told = Beside(url_date(link.url))
        else:
            place, _ = at = found_at
            card = cards.get(blocks[place].item) or blocks[max(0, place - 1) : place + 2]
            told = Beside(_day(link, blocks[place], card), _title(card) if says_nothing(link.text) else "")
        before = found.get(link.url, NOTHING)
        found[link.url] = Beside(before.day or told.day, before.words or told.words)
    return found


def own_day(document: Document) -> date | None:
    """The day a page says it is of: its markup's claim, else the first day in its first own words."""
    for claim in document.dates:
        if claim.source in ("time", "meta", "json-ld"):
            return claim.day
    own = [block for block in document.blocks if block.zone is Zone.MAIN and block.kind is not BlockKind.TITLE][:8]
    return next((day for block in own if (day := _first_day(block.text))), None) or url_date(document.url)


def _cards(blocks: Iterable[Block]) -> dict[int, list[Block]]:
    cards: dict[int, list[Block]] = {}
    for block in blocks:
        if block.item:
            cards.setdefault(block.item, []).append(block)
    return cards


def _place(link: Link, blocks: list[Block], at: tuple[int, int]) -> tuple[int, int] | None:
    """The block that holds the link's words, and where they end in it, looked for from where the link before ended."""
    words = link.text.strip()
    if not words:
        return None
    first, offset = at
    for place in range(first, min(len(blocks), first + _AHEAD)):
        start = blocks[place].text.find(words, offset if place == first else 0)
        if start >= 0:
            return place, start + len(words)
    return None


def _day(link: Link, block: Block, card: Iterable[Block]) -> date | None:
    """The day in the link's own block, else in its card, else in its address."""
    days = (_first_day(one.text) for one in (block, *card))
    return next((day for day in days if day), None) or url_date(link.url)


def _first_day(text: str) -> date | None:
    if not _NUMBER.search(text[:400]):
        return None
    return next((found.day for found in find_dates(text[:400]) if found.day is not None), None)


def _title(card: Iterable[Block]) -> str:
    """What a card is about: its heading, else its first words that say something."""
    said = [block for block in card if not says_nothing(block.text)]
    heading = next((block.text for block in said if block.kind is BlockKind.HEADING), "")
    return (heading or next((block.text for block in said if not _only_a_day(block.text)), ""))[:_LONGEST_TITLE]


def _only_a_day(text: str) -> bool:
    return len(text) <= 20 and _first_day(text) is not None
