"""A document laid out for reading: which blocks are its own, what its title is, which words belong together.

A *passage* is what a person reads as one thing: a news card, a table row, a list entry, or the paragraphs under one heading.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from site_audit.detect.chrome import Print
from site_audit.detect.facts import Facts, Gazetteer
from site_audit.detect.lines import LISTING_CARDS, OWN_ZONES, lines_of
from site_audit.detect.passages import Passages
from site_audit.model import Approval, BlockKind, Document, Link, Sighting, Trouble
from site_audit.text.lexicon import Lexicon
from site_audit.text.reading import Reading, Span

#: So many words before and after a match no sentence of a person has; what a machine strings together is not read on and on.
_SENTENCE_WORDS = 300


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
        signed: bool = False,
    ) -> None:
        self.sighting = sighting
        self.document = document
        self.url = document.url
        self.incoming = incoming
        self._dead = {link.text: link.url for link in document.links if link.text and link.url in unread}
        self._unread = unread
        self._gazetteer = gazetteer
        self.signatures = _signatures(document, signed)
        self.lines = lines_of(document, chrome, incoming)
        self.reading = Reading([line.text for line in self.lines], lexicon)
        self._facts: dict[int, Facts] = {}
        self._contexts: dict[int, list[int]] = {}

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
        joined = "\n".join(texts)
        return tuple(
            link for link in self.document.links if link.zone in OWN_ZONES and (not link.text or link.text in texts or link.text in joined)
        )

    @cached_property
    def link_texts(self) -> frozenset[str]:
        """The words of all links of the document."""
        return frozenset(link.text for link in self.document.links)

    # ------------------------------------------------------------ stretches

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self.lines, is_page=self.document.is_page, is_listing=self.is_listing)

    def words(self, lines: range) -> tuple[int, int]:
        """First and last word index of some lines (last < first where they hold no word)."""
        return self.reading.first_word[lines.start], self.reading.first_word[lines.stop] - 1

    def line_of(self, span: Span) -> int:
        return self.reading.block_of[span.first]

    def sentence(self, span: Span) -> tuple[int, int]:
        """First and last word index of the sentence the span begins in; of one without end, what stands near the span."""
        words, blocks = self.reading.words, self.reading.block_of
        number, block = words[span.first].sentence, blocks[span.first]
        first = span.first
        while first > max(0, span.first - _SENTENCE_WORDS) and blocks[first - 1] == block and words[first - 1].sentence == number:
            first -= 1
        last = span.last
        end = min(len(words), span.last + _SENTENCE_WORDS) - 1
        while last < end and blocks[last + 1] == block and words[last + 1].sentence == number:
            last += 1
        return first, last

    def passage(self, number: int) -> range:
        """The lines read as one thing with this line."""
        return self._passages.of(number)

    def section(self, number: int) -> range:
        """From the heading above to the next heading of the same rank."""
        return self._passages.section(number)

    def context(self, number: int) -> list[int]:
        """The lines that name what this line stands under: the document's titles and the headings above, nearest first."""
        if number not in self._contexts:
            self._contexts[number] = self._passages.context(number)
        return list(self._contexts[number])

    @cached_property
    def page(self) -> tuple[int, ...]:
        """All lines but those that stand in the document once more."""
        return tuple(number for number, line in enumerate(self.lines) if not line.echo)

    @cached_property
    def titles(self) -> tuple[int, ...]:
        return tuple(number for number, line in enumerate(self.lines) if line.titles)


def _signatures(document: Document, signed: bool) -> tuple[Approval, ...]:
    """Electronic signatures: their stamps in the text, and one that lies beside the file."""
    stamped = tuple(Approval("signature", day=one.day, post=one.post) for one in document.signatures)
    return (*stamped, Approval("signature_file")) if signed else stamped
