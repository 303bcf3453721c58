"""A document laid out for reading: which blocks are its own, what its title is, which words belong together.

A *passage* is what a person reads as one thing: a news card, a table row, a list entry, or the paragraphs under one heading.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from site_audit.detect.chrome import Print, fingerprint
from site_audit.detect.facts import Facts
from site_audit.model import Block, BlockKind, Document, Link, Sighting, Zone
from site_audit.text.lexicon import Lexicon, Reading, Span

_HEAD_BLOCKS = 12
_HEAD_CHARACTERS = 500
_BODY_BEGINS = re.compile(r"\d{1,2}[.)]\s|ПРИКАЗЫВАЮ|В соответствии|На основании|В целях")
_PSEUDO_HEADING = 140
_LISTING_CARDS = 3
_COLUMN_SHARE = 0.5
_OWN_ZONES = (Zone.MAIN, Zone.ASIDE)


@dataclass(frozen=True, slots=True)
class Line:
    """One block as it is read: where it is cited, and whether it names the whole document."""

    text: str
    kind: BlockKind
    place: str
    url: str
    digest: str
    item: int = 0
    level: int = 0
    titles: bool = False  # names the document: title, first heading, head of a file, a link that leads to it
    echo: bool = False  # stands in the document once more (the joined head): not a match of its own for body text
    header: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


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
    ) -> None:
        self.sighting = sighting
        self.document = document
        self.url = document.url
        self.incoming = incoming
        self.lines = _lines(document, chrome, incoming)
        self.reading = Reading([line.text for line in self.lines], lexicon)
        self._facts: dict[int, Facts] = {}

    def facts(self, number: int) -> Facts:
        """What one line says of dates, grades, people, organisations."""
        if number not in self._facts:
            line = self.lines[number]
            self._facts[number] = Facts(line.text, line.cells, line.header)
        return self._facts[number]

    @cached_property
    def own_text(self) -> int:
        """Characters of the document's own text, headings and links aside."""
        return sum(
            len(line.text)
            for line in self.lines
            if not line.titles and not line.echo and line.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)
        )

    @cached_property
    def is_listing(self) -> bool:
        """Whether the page is a list of cards (news), so that its date is none of theirs."""
        cards: dict[int, int] = {}
        for line in self.lines:
            if line.item and line.kind is not BlockKind.ROW:
                cards[line.item] = cards.get(line.item, 0) + 1
        return sum(1 for size in cards.values() if size > 1) >= _LISTING_CARDS

    @cached_property
    def own_links(self) -> tuple[Link, ...]:
        """Links of the page's own part (no menus, no repeated blocks)."""
        texts = {line.text for line in self.lines}
        return tuple(
            link
            for link in self.document.links
            if link.zone in _OWN_ZONES and (not link.text or any(link.text in text for text in texts))
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
            if line.kind is BlockKind.HEADING and line.level < rank and (at == number or not line.item or line.item == self.lines[number].item):
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
        return bool(line.item) and line.kind not in (BlockKind.ITEM, BlockKind.ROW) and line.item != self.lines[number].item and self.is_listing

    def at_word(self, index: int) -> int:
        """The line a word index lies in."""
        return bisect_right(self.reading.first_word, index) - 1


def _lines(document: Document, chrome: frozenset[Print], incoming: tuple[tuple[Link, str], ...]) -> list[Line]:
    own = _without_columns([block for block in document.blocks if _is_own(block, chrome, document)])
    naming = _naming(own, document)
    lines: list[Line] = []
    if not document.is_page:
        lines += [_joined_head(own, document)] if own else []
        lines += [
            Line(link.text, BlockKind.LINK, "link", link.source, digest, titles=True) for link, digest in incoming if link.text.strip()
        ]
    lines += [
        Line(
            block.text,
            block.kind,
            block.place,
            document.url,
            document.digest,
            item=block.item,
            level=block.level,
            titles=block.place in naming,
            header=block.header,
            cells=block.cells,
        )
        for block in own
    ]
    return lines


def _is_own(block: Block, chrome: frozenset[Print], document: Document) -> bool:
    if block.kind is BlockKind.TITLE or (block.kind is BlockKind.HEADING and block.level == 1 and block.zone is not Zone.FOOTER):
        return fingerprint(block) not in chrome
    if not document.is_page:
        return block.zone is not Zone.FOOTER and fingerprint(block) not in chrome
    return block.zone in _OWN_ZONES and fingerprint(block) not in chrome


def _without_columns(own: list[Block]) -> list[Block]:
    """Repeated containers that are no cards – the columns of a layout, the one article of a page – lose their number."""
    size: dict[int, int] = {}
    for block in own:
        size[block.item] = size.get(block.item, 0) + len(block.text)
    lines = Counter(block.item for block in own if block.item and block.kind not in (BlockKind.ROW, BlockKind.ITEM))
    cards = {item for item, count in lines.items() if count > 1}
    whole = sum(size.values()) or 1
    columns = {item for item in cards if len(cards) < _LISTING_CARDS or size[item] > _COLUMN_SHARE * whole}
    return [replace(block, item=0) if block.item in columns else block for block in own]


def _naming(own: list[Block], document: Document) -> frozenset[str]:
    """Places of the blocks that name a page: its title and first heading; on pages without headings the first short paragraph."""
    if not document.is_page:
        return frozenset()
    named = {block.place for block in own if block.kind is BlockKind.TITLE}
    headings = [block for block in own if block.kind is BlockKind.HEADING and not block.item]
    if headings:
        top = min(block.level for block in headings)
        named.add(next(block.place for block in headings if block.level == top))
        named.add(headings[0].place)
    else:
        first = next((block for block in own if block.kind in (BlockKind.PARAGRAPH, BlockKind.LINK)), None)
        if first and len(first.text) <= _PSEUDO_HEADING:
            named.add(first.place)
    return frozenset(named)


def _joined_head(own: list[Block], document: Document) -> Line:
    """The head of a file as one line: «ПЛАН / профориентационной работы / на 2026/27» is one title on three lines."""
    parts: list[str] = []
    for block in own[:_HEAD_BLOCKS]:
        if parts and (block.kind is BlockKind.ROW or _BODY_BEGINS.match(block.text) or sum(map(len, parts)) + len(block.text) > _HEAD_CHARACTERS):
            break
        parts.append(block.text[:_HEAD_CHARACTERS])
    return Line(" ".join(parts), BlockKind.TITLE, own[0].place, document.url, document.digest, titles=True, echo=True)
