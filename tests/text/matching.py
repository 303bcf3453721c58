"""How the tests of patterns read: the words a pattern finds in a text, and a slow, plain second opinion of what it should find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from site_audit.text import patterns
from site_audit.text.lexicon import Lexicon
from site_audit.text.patterns import Atom, Either, Near, Pattern, parse
from site_audit.text.reading import Reading

Places = set[tuple[int, int]]
Block = Sequence[Sequence[str]]  # sentences of words


def found(source: str, *texts: str, lists: Mapping[str, tuple[str, ...]] | None = None) -> list[str]:
    """The literal words the pattern finds in these blocks, in order."""
    pattern = parse(source, lists)
    reading = Reading(texts, Lexicon([pattern]))
    return [reading.quote(span.first, span.last) for span in reading.spans(pattern)]


def matches(source: str, text: str) -> bool:
    """Whether the pattern finds anything in the text."""
    return bool(found(source, text))


def written(block: Block) -> str:
    """A block of sentences as text."""
    return " ".join(" ".join(words).capitalize() + "." for words in block if words)


def plainly(pattern: Pattern, blocks: Sequence[Block]) -> Places:
    """First and last word of every match, by trying everything; words are numbered through all blocks."""
    places: Places = set()
    start = 0
    for block in blocks:
        words = [(word, number) for number, sentence in enumerate(block) for word in sentence]
        places |= {(start + first, start + last) for first, last in _in_block(pattern, words)}
        start += len(words)
    return places


def _in_block(pattern: Pattern, words: Sequence[tuple[str, int]]) -> Places:
    match pattern:
        case Atom(kind="any"):
            return {(at, at) for at in range(len(words))}
        case Atom(text=wanted):
            return {(at, at) for at, (word, _) in enumerate(words) if word == wanted}
        case Either(options=options):
            return {place for option in options for place in _in_block(option, words)}
        case patterns.Sequence(parts=parts):
            places = _in_block(parts[0], words)
            for part in parts[1:]:
                places = {(a, d) for a, b in places for c, d in _in_block(part, words) if c == b + 1}
            return places
        case Near(first=first, second=second):
            pairs = [(one, other) for one in _in_block(first, words) for other in _in_block(second, words)]
            ways = pairs if pattern.ordered else [*pairs, *((other, one) for one, other in pairs)]
            return {(left[0], right[1]) for left, right in ways if _is_before(left, right, pattern.words, words)}


def _is_before(left: tuple[int, int], right: tuple[int, int], reach: int, words: Sequence[tuple[str, int]]) -> bool:
    """One after the other without overlap, at most so many words between, and no sentence ends between them."""
    return 0 <= right[0] - left[1] - 1 <= reach and words[left[1]][1] == words[right[0]][1]
