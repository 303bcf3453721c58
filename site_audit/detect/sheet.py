"""A document laid out for reading: which blocks are its own, what its title is, which words belong together.

A *passage* is what a person reads as one thing: a news card, a table row, a list entry, or the paragraphs under one heading.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from site_audit.detect.chrome import Print
from site_audit.detect.facts import Facts, Gazetteer
from site_audit.detect.lines import LISTING_CARDS, OWN_ZONES, lines_of
from site_audit.model import BlockKind, Document, Link, Sighting, Trouble
from site_audit.text.lexicon import Lexicon
from site_audit.text.reading import Reading, Span


class Sheet:
    """A document with its own lines, read with the pack's lexicon."""

    def __init__(
        self,
        sighting: Sighting,
        document: Document,
        lexicon: Lexicon,
        *,
        chrome: frozenset[Print] = frozenset(),
        incoming: tuple[tuple[Link, str], ...] = (),
        unread: Mapping[str, tuple[Trouble, str]] = MappingProxyType({}),
        gazetteer: Gazetteer = (),
    ) -> None:
        self.sighting = sighting
        self.document = document
        self.url = document.url
        self.incoming = incoming
        self._dead = {link.text: link.url for link in document.links if link.text and link.url in unread}
        self._unread = unread
        self._gazetteer = gazetteer
        self.lines = lines_of(document, chrome, incoming)
        self.reading = Reading([line.text for line in self.lines], lexicon)
        self._facts: dict[int, Facts] = {}

    def facts(self, number: int) -> Facts:
        """What one line says of dates, grades, people, organisations."""
        if number not in self._facts:
            line = self.lines[number]
            self._facts[number] = Facts(line.text, line.cells, line.header, self._gazetteer)
        return self._facts[number]

    def dead_end(self, number: int) -> tuple[str, Trouble, str] | None:
        """Where a line is nothing but a link to what could not be read: the address and why. Such a line promises, it does not show."""
        url = self._dead.get(self.lines[number].text)
        return None if url is None else (url, *self._unread[url])

    @cached_property
    def own_text(self) -> int:
        """Characters of the document's own text, headings and links aside."""
        return sum(
            len(line.text)
            for line in self.lines
            if not line.titles and not line.echo and line.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)
        )

    @cached_property
    def standing_text(self) -> int:
        """Characters of the page's own text that stand outside cards."""
        plain = (line for line in self.lines if not line.item and not line.titles and not line.echo)
        return sum(len(line.text) for line in plain if line.kind is BlockKind.PARAGRAPH)

    @cached_property
    def is_listing(self) -> bool:
        """Whether the page is a list of cards (news), so that its date is none of theirs."""
        cards: dict[int, int] = {}
        for line in self.lines:
            if line.item and line.kind is not BlockKind.ROW:
                cards[line.item] = cards.get(line.item, 0) + 1
        return sum(1 for size in cards.values() if size > 1) >= LISTING_CARDS

    @cached_property
    def own_links(self) -> tuple[Link, ...]:
        """Links of the page's own part (no menus, no repeated blocks)."""
        texts = {line.text for line in self.lines}
        return tuple(
            link
            for link in self.document.links
            if link.zone in OWN_ZONES and (not link.text or any(link.text in text for text in texts))
        )

    # ------------------------------------------------------------ stretches

    def words(self, lines: range) -> tuple[int, int]:
        """First and last word index of some lines (last < first where they hold no word)."""
        return self.reading.first_word[lines.start], self.reading.first_word[lines.stop] - 1

    def line_of(self, span: Span) -> int:
        return self.reading.block_of[span.first]

    def sentence(self, span: Span) -> tuple[int, int]:
        """First and last word index of the sentence the span begins in."""
        words, blocks = self.reading.words, self.reading.block_of
        number, block = words[span.first].sentence, blocks[span.first]
        first = span.first
        while first and blocks[first - 1] == block and words[first - 1].sentence == number:
            first -= 1
        last = span.last
        while last + 1 < len(words) and blocks[last + 1] == block and words[last + 1].sentence == number:
            last += 1
        return first, last

    def passage(self, number: int) -> range:
        """The lines read as one thing with this line."""
        line = self.lines[number]
        if line.echo or (line.titles and not self.document.is_page):
            return range(number, number + 1)
        if line.kind is BlockKind.ROW:
            return range(number, number + 1)
        if line.item:
            card = self._card(number)
            if len(card) > 1 or line.kind is BlockKind.ITEM:
                return card
        if line.kind is BlockKind.ITEM:
            return range(number, number + 1)
        return self._run(number)

    def section(self, number: int) -> range:
        """From the heading above to the next heading of the same rank."""
        start = number
        while start > 0 and self.lines[start].kind is not BlockKind.HEADING:
            start -= 1
        rank = self.lines[start].level if self.lines[start].kind is BlockKind.HEADING else 0
        stop = number + 1
        while stop < len(self.lines):
            line = self.lines[stop]
            if line.kind is BlockKind.HEADING and (not rank or line.level <= rank) and not line.item:
                break
            stop += 1
        return range(start, stop)

    def context(self, number: int) -> list[int]:
        """The lines that name what this line stands under: the document's titles and the headings above, nearest first."""
        above: list[int] = []
        rank = 7
        for at in range(number, -1, -1):
            line = self.lines[at]
            shared = at == number or not line.item or line.item == self.lines[number].item
            if line.kind is BlockKind.HEADING and line.level < rank and shared:
                above.append(at)
                rank = line.level
        above += [at for at, line in enumerate(self.lines) if line.titles and at not in above]
        return above

    @cached_property
    def titles(self) -> tuple[int, ...]:
        return tuple(number for number, line in enumerate(self.lines) if line.titles)

    def _card(self, number: int) -> range:
        item = self.lines[number].item
        start = stop = number
        while start > 0 and self.lines[start - 1].item == item:
            start -= 1
        while stop + 1 < len(self.lines) and self.lines[stop + 1].item == item:
            stop += 1
        return range(start, stop + 1)

    def _run(self, number: int) -> range:
        start = number
        while start > 0 and self.lines[start].kind is not BlockKind.HEADING and not self._parts(start - 1, number):
            start -= 1
        stop = number + 1
        while stop < len(self.lines) and self.lines[stop].kind is not BlockKind.HEADING and not self._parts(stop, number):
            stop += 1
        return range(start, stop)

    def _parts(self, at: int, number: int) -> bool:
        """Whether a line closes the run: a card of its own, or the joined head of a file."""
        line = self.lines[at]
        if line.echo:
            return True
        other_card = bool(line.item) and line.item != self.lines[number].item
        return other_card and line.kind not in (BlockKind.ITEM, BlockKind.ROW) and self.is_listing

    def at_word(self, index: int) -> int:
        """The line a word index lies in."""
        return bisect_right(self.reading.first_word, index) - 1
