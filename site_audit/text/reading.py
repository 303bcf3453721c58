"""Texts read once with a lexicon: where each rule word stands, and where each pattern matches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence as Ordered
from itertools import islice
from typing import NamedTuple

from site_audit.text.lexicon import Lexicon, Node
from site_audit.text.patterns import Atom, Either, Near, Pattern, Sequence
from site_audit.text.words import Word, words_of

#: A match longer than this many words before its neighbour is not looked for (patterns are far shorter).
_LONGEST_MATCH = 40
#: More matches of one pattern no text of a person has; a text made to have more must not cost minutes.
_MOST_MATCHES = 20_000


_PAIRS = (("«", "»"), ("(", ")"), ("“", "”"), ("„", "“"))


class Span(NamedTuple):
    """A stretch of words: first and last index, both within."""

    first: int
    last: int


class Reading:
    """A sequence of texts (blocks) read once."""

    def __init__(self, texts: Ordered[str], lexicon: Lexicon) -> None:
        self.texts = texts
        self.words: list[Word] = []
        self.block_of: list[int] = []
        self.first_word: list[int] = []
        self._lexicon = lexicon
        self._positions: dict[int, list[Span]] = {}
        self._spans: dict[int, list[Span]] = {}
        for number, text in enumerate(texts):
            self.first_word.append(len(self.words))
            for word in words_of(text):
                at = len(self.words)
                for rule_word in lexicon.rule_words(word.form, word.capitals):
                    self._positions.setdefault(rule_word, []).append(Span(at, at))
                self.words.append(word)
                self.block_of.append(number)
        self.first_word.append(len(self.words))
        self._possible = lexicon.possible(self._positions)

    def spans(self, pattern: Pattern) -> list[Span]:
        """Where the pattern matches, in order; computed once per pattern."""
        return self._matches(self._lexicon.number(pattern))

    def within(self, pattern: Pattern, first: int, last: int) -> list[Span]:
        """The matches that lie wholly between two word indices (both within)."""
        spans = self.spans(pattern)
        if not spans:
            return spans
        low = bisect_left(spans, (first,))
        high = bisect_right(spans, (last + 1,))
        return [span for span in spans[low:high] if span.last <= last]

    def stands(self, pattern: Pattern, first: int, last: int) -> bool:
        """Whether a match lies wholly between two word indices (both within)."""
        spans = self.spans(pattern)
        low = bisect_left(spans, (first,))
        return any(spans[at].last <= last for at in range(low, bisect_right(spans, (last + 1,))))

    def guessed(self, first: int, last: int) -> bool:
        """Whether one of these words (both within) is a rule's word by a guess alone: misspelt or misread."""
        return any(self._lexicon.is_guess(word.form, word.capitals) for word in self.words[first : last + 1])

    def quote(self, first: int, last: int) -> str:
        """The literal text from one word to another of the same block, with the quotation mark or bracket that opens or closes it."""
        text = self.texts[self.block_of[first]]
        start, end = self.words[first].start, self.words[last].end
        for opening, closing in _PAIRS:
            inside = text[start:end]
            if inside.count(opening) > inside.count(closing) and text[end : end + 1] == closing:
                end += 1
            elif inside.count(closing) > inside.count(opening) and text[start - 1 : start] == opening:
                start -= 1
        return text[start:end]

    def _matches(self, number: int) -> list[Span]:
        kept = self._spans.get(number)
        if kept is None:
            if not self._may_match(number):
                return []
            node = self._lexicon.nodes[number]
            kept = self._spans[number] = self._match(node, number)
        return kept

    def _match(self, node: Node, number: int) -> list[Span]:
        match node.pattern:
            case Atom(kind="any"):
                return [Span(index, index) for index in range(len(self.words))]
            case Atom():
                return self._positions.get(number, [])
            case Either():
                return self._either(node)
            case Sequence():
                return _unique(self._in_sequence(node))
            case Near():
                return _unique(self._near(node, node.pattern))

    def _may_match(self, number: int) -> bool:
        """Whether the words of a node stand in the text at all; most patterns are done with here."""
        if number >= len(self._possible):  # the lexicon has taken in a pattern since
            self._possible = self._lexicon.possible(self._positions)
        return bool(self._possible[number])

    def _either(self, node: Node) -> list[Span]:
        found: list[Span] = []
        for part in node.parts:
            if self._may_match(part):
                found += self._matches(part)
        return _unique(found)

    def _in_sequence(self, node: Node) -> list[Span]:
        nodes = self._lexicon.nodes
        left = self._matches(node.parts[0])
        for part in node.parts[1:]:
            if not left:
                return []
            if _is_any(nodes[part]):
                left = [Span(span.first, span.last + 1) for span in left if self._same_block(span.first, span.last + 1)]
                continue
            starts: dict[int, list[int]] = {}
            for span in self._matches(part):
                starts.setdefault(span.first, []).append(span.last)
            joined = (Span(s.first, last) for s in left for last in starts.get(s.last + 1, ()) if self._same_block(s.first, last))
            left = _unique(list(islice(joined, _MOST_MATCHES)))
        return left

    def _near(self, node: Node, pattern: Near) -> list[Span]:
        first, second = node.parts
        firsts = self._matches(first)
        seconds = self._matches(second) if firsts else []
        found: list[Span] = []
        reach = pattern.words + 1
        for span in firsts if seconds else ():
            if len(found) >= _MOST_MATCHES:
                break
            low = bisect_left(seconds, (span.first - reach - _LONGEST_MATCH,))
            high = bisect_right(seconds, (span.last + reach + 1,))
            for other in seconds[low:high]:
                if other.first > span.last:
                    near = other.first - span.last <= reach
                elif other.last < span.first:
                    near = not pattern.ordered and span.first - other.last <= reach
                else:
                    continue  # overlapping matches are one and the same words
                left, right = (span, other) if span.last < other.first else (other, span)
                if near and self._same_sentence(left.last, right.first):
                    found.append(Span(left.first, right.last))
        return found

    def _same_sentence(self, one: int, other: int) -> bool:
        same_block = self.block_of[one] == self.block_of[other]
        return same_block and self.words[one].sentence == self.words[other].sentence

    def _same_block(self, first: int, last: int) -> bool:
        return last < len(self.words) and self.block_of[first] == self.block_of[last]


def _is_any(node: Node) -> bool:
    return isinstance(node.pattern, Atom) and node.pattern.kind == "any"


def _unique(spans: list[Span]) -> list[Span]:
    return sorted(set(spans)) if len(spans) > 1 else spans
