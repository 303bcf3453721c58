"""The containers of one page as flat lists, in document order: enough to tell zones and repeated cards without walking the page again.

A parent always stands before its children, so one pass down or up the lists does what recursion would, however deep the page nests.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from site_audit.model import Zone

CARD_MIN_LETTERS = 20
CARD_MAX_LETTERS = 5000
CARDS_IN_GROUP = 3
ROWS_OF_CARDS = 5  # a scaffolding table of three rows is head, page and foot
ONE_CARD_MAX_SHARE = 0.6
ZONE_MAX_SHARE = 0.6
SMALL_PAGE_LETTERS = 500
DATA_ROW = "data row"
_ALWAYS_CARD = ("li", "article", DATA_ROW)
_NEVER_CARD = ("p", "td", "th", "a", "body")
_VOLATILE = re.compile(r"\d+|\b(?:odd|even|first|last|active|current|item-first|item-last)\b")


class Frames:
    """One entry per container; 0 is the page itself."""

    def __init__(self) -> None:
        self.parent = [0]
        self.tag = ["body"]
        self.likeness = [""]
        self.zone_here: list[Zone | None] = [None]
        self.letters = [0]
        self.link_letters = [0]

    def add(self, parent: int, tag: str, classes: str, zone: Zone | None) -> int:
        """Enter a container."""
        self.parent.append(parent)
        self.tag.append(tag)
        self.likeness.append(_likeness(classes))
        self.zone_here.append(zone)
        self.letters.append(0)
        self.link_letters.append(0)
        return len(self.parent) - 1

    def close(self) -> None:
        """After the walk: every container's letters include those of what it contains."""
        for letters in (self.letters, self.link_letters):
            for frame in range(len(self.parent) - 1, 0, -1):
                letters[self.parent[frame]] += letters[frame]

    def zones(self) -> list[Zone]:
        """The zone of each container. A name that would make most of a page's prose a menu or a footer is a misnomer."""
        zones = [Zone.MAIN] * len(self.parent)
        for frame in range(1, len(self.parent)):
            here = self.zone_here[frame]
            zones[frame] = zones[self.parent[frame]] if here is None or self._misnamed(frame) else here
        return zones

    def _misnamed(self, frame: int) -> bool:
        letters, page = self.letters[frame], self.letters[0]
        is_prose = self.link_letters[frame] < 0.5 * letters
        return self.tag[frame] != "nav" and page > SMALL_PAGE_LETTERS and letters > ZONE_MAX_SHARE * page and is_prose

    def items(self, block_frames: list[int]) -> dict[int, int]:
        """The number of the card each container belongs to: the innermost list entry or table row, or card of two blocks or more."""
        cards = self._cards()
        held = [0] * len(self.parent)
        for frame in block_frames:
            held[frame] += 1
        for frame in range(len(self.parent) - 1, 0, -1):
            held[self.parent[frame]] += held[frame]
        number_of: dict[int, int] = {}
        nearest = [0] * len(self.parent)
        for frame in range(1, len(self.parent)):
            own = frame in cards and (held[frame] > 1 or self.tag[frame] in _ALWAYS_CARD)
            nearest[frame] = frame if own else nearest[self.parent[frame]]
        for frame in block_frames:
            if card := nearest[frame]:
                number_of.setdefault(card, len(number_of) + 1)
        return {frame: number_of[nearest[frame]] for frame in block_frames if nearest[frame]}

    def _cards(self) -> set[int]:
        groups: dict[tuple[int, str, str], list[int]] = defaultdict(list)
        for frame in range(1, len(self.parent)):
            groups[(self.parent[frame], self.tag[frame], self.likeness[frame])].append(frame)
        cards: set[int] = set()
        for (_, tag, _), group in groups.items():
            if tag == DATA_ROW:
                cards.update(group)
            elif tag not in _NEVER_CARD:
                cards.update(self._alike(tag, group))
        return cards

    def _alike(self, tag: str, group: list[int]) -> list[int]:
        """The siblings of one group, if they are many enough, of a card's size, and none outweighs the others."""
        sized = [frame for frame in group if CARD_MIN_LETTERS <= self.letters[frame] <= CARD_MAX_LETTERS]
        if len(sized) < (ROWS_OF_CARDS if tag == "tr" else CARDS_IN_GROUP) or len(sized) < 0.6 * len(group):
            return []
        sizes = [self.letters[frame] for frame in sized]
        return sized if tag == "li" or max(sizes) <= ONE_CARD_MAX_SHARE * sum(sizes) else []


@lru_cache(maxsize=4096)
def _likeness(classes: str) -> str:
    """What siblings of one kind share: the first class, without numbers and odd/even."""
    for name in classes.split()[:6]:
        if kept := _VOLATILE.sub("", name).strip("-_"):
            return kept
    return ""
