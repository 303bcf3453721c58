"""All words of all rules in one table: each distinct word of a text is looked up once and remembered.

One pass over a text's words then tells which rule words stand where; local checks follow only where something was seen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence as Ordered
from dataclasses import dataclass

from site_audit.text.forms import all_forms
from site_audit.text.fuzzy import StemIndex
from site_audit.text.patterns import Atom, Either, Near, Pattern, Sequence, atoms_of
from site_audit.text.words import Word, words_of

_EMPTY: frozenset[Atom] = frozenset()
_REMEMBERED = 200_000
_SHORTEST_PREFIX = 2


class Lexicon:
    """The words of a set of patterns, ready to be found in texts."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        atoms = frozenset().union(*(atoms_of(pattern) for pattern in patterns)) if patterns else frozenset()
        self._forms: dict[str, set[Atom]] = {}
        self._capitals: dict[str, Atom] = {}
        self._prefixes: dict[str, Atom] = {}
        for atom in atoms:
            self._add(atom)
        self._longest = max((len(prefix) for prefix in self._prefixes), default=0)
        self._stems = StemIndex(self._prefixes)
        self._known: dict[tuple[str, bool], frozenset[Atom]] = {}

    def _add(self, atom: Atom) -> None:
        match atom.kind:
            case "forms":
                for form in all_forms(atom.text):
                    self._forms.setdefault(form, set()).add(atom)
            case "exact":
                self._forms.setdefault(atom.text, set()).add(atom)
            case "capitals":
                self._capitals[atom.text] = atom
            case "prefix":
                self._prefixes[atom.text] = atom

    def atoms(self, form: str, capitals: bool) -> frozenset[Atom]:
        """The rule words this word of a text may be."""
        key = (form, capitals)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._look_up(form, capitals)
        return found

    def _look_up(self, form: str, capitals: bool) -> frozenset[Atom]:
        found: set[Atom] = set(self._forms.get(form, ()))
        if capitals and form in self._capitals:
            found.add(self._capitals[form])
        for length in range(_SHORTEST_PREFIX, min(len(form), self._longest) + 1):
            atom = self._prefixes.get(form[:length])
            if atom is not None:
                found.add(atom)
        if not found:
            found.update(self._prefixes[stem] for stem in self._stems.meant(form))
        return frozenset(found) if found else _EMPTY


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words: first and last index, both within."""

    first: int
    last: int


class Reading:
    """A sequence of texts (blocks) read once with a lexicon: where each rule word stands, and where each pattern matches."""

    def __init__(self, texts: Ordered[str], lexicon: Lexicon) -> None:
        self.texts = texts
        self.words: list[Word] = []
        self.block_of: list[int] = []
        self.first_word: list[int] = []
        self._positions: dict[Atom, list[int]] = {}
        self._spans: dict[int, tuple[Pattern, list[Span]]] = {}
        for number, text in enumerate(texts):
            self.first_word.append(len(self.words))
            for word in words_of(text):
                for atom in lexicon.atoms(word.form, word.capitals):
                    self._positions.setdefault(atom, []).append(len(self.words))
                self.words.append(word)
                self.block_of.append(number)
        self.first_word.append(len(self.words))

    def spans(self, pattern: Pattern) -> list[Span]:
        """Where the pattern matches, in order; computed once per pattern."""
        kept = self._spans.get(id(pattern))
        if kept is None:
            kept = self._spans[id(pattern)] = (pattern, _unique(self._match(pattern)))
        return kept[1]

    def within(self, pattern: Pattern, first: int, last: int) -> list[Span]:
        """The matches that lie wholly between two word indices (both within)."""
        spans = self.spans(pattern)
        low = bisect_left(spans, first, key=lambda span: span.first)
        high = bisect_right(spans, last, key=lambda span: span.first)
        return [span for span in spans[low:high] if span.last <= last]

    def quote(self, first: int, last: int) -> str:
        """The literal text from one word to another of the same block."""
        text = self.texts[self.block_of[first]]
        return text[self.words[first].start : self.words[last].end]

    def _match(self, pattern: Pattern) -> list[Span]:
        match pattern:
            case Atom(kind="any"):
                return [Span(i, i) for i in range(len(self.words))]
            case Atom():
                return [Span(i, i) for i in self._positions.get(pattern, ())]
            case Either(options=options):
                return [span for option in options for span in self.spans(option)]
            case Sequence(parts=parts):
                return self._in_sequence(parts)
            case Near():
                return self._near(pattern)

    def _in_sequence(self, parts: tuple[Pattern, ...]) -> list[Span]:
        left = self.spans(parts[0])
        for part in parts[1:]:
            if not left:
                return []
            if isinstance(part, Atom) and part.kind == "any":
                left = [Span(s.first, s.last + 1) for s in left if self._same_block(s.first, s.last + 1)]
                continue
            starts: dict[int, list[int]] = {}
            for span in self.spans(part):
                starts.setdefault(span.first, []).append(span.last)
            left = [Span(s.first, last) for s in left for last in starts.get(s.last + 1, ()) if self._same_block(s.first, last)]
        return left

    def _near(self, pattern: Near) -> list[Span]:
        seconds = self.spans(pattern.second) if (firsts := self.spans(pattern.first)) else []
        found: list[Span] = []
        for span in firsts:
            reach = pattern.words + 1
            low = bisect_left(seconds, span.first - reach - 20, key=lambda other: other.first)
            high = bisect_right(seconds, span.last + reach, key=lambda other: other.first)
            for other in seconds[low:high]:
                if other.first > span.last:
                    near = other.first - span.last <= reach
                elif other.last < span.first:
                    near = not pattern.ordered and span.first - other.last <= reach
                else:
                    continue  # overlapping matches are one and the same words
                if near and self.block_of[span.first] == self.block_of[other.first]:
                    found.append(Span(min(span.first, other.first), max(span.last, other.last)))
        return found

    def _same_block(self, first: int, last: int) -> bool:
        return last < len(self.words) and self.block_of[first] == self.block_of[last]


def _unique(spans: list[Span]) -> list[Span]:
    return sorted(set(spans), key=lambda span: (span.first, span.last))
