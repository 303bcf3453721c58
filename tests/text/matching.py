"""How the tests of patterns read: the words a pattern finds in a text, and a slow, plain second opinion of what it should find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from site_audit.text import patterns
from site_audit.text.lexicon import Lexicon
from site_audit.text.patterns import Atom, Either, Near, Pattern, parse
from site_audit.text.reading import Reading

Places = set[tuple[int, int]]


def found(source: str, *texts: str, lists: Mapping[str, tuple[str, ...]] | None = None) -> list[str]:
    """The literal words the pattern finds in these blocks, in order."""
    pattern = parse(source, lists)
    reading = Reading(texts, Lexicon([pattern]))
    return [reading.quote(span.first, span.last) for span in reading.spans(pattern)]


def matches(source: str, text: str) -> bool:
    """Whether the pattern finds anything in the text."""
    return bool(found(source, text))


def plainly(pattern: Pattern, blocks: Sequence[Sequence[str]]) -> Places:
    """First and last word of every match, by trying everything; words are numbered through all blocks."""
    places: Places = set()
    start = 0
    for block in blocks:
        places |= {(start + first, start + last) for first, last in _in_block(pattern, block)}
        start += len(block)
    return places


def _in_block(pattern: Pattern, words: Sequence[str]) -> Places:
    match pattern:
        case Atom(kind="any"):
            return {(at, at) for at in range(len(words))}
        case Atom(text=wanted):
            return {(at, at) for at, word in enumerate(words) if word == wanted}
        case Either(options=options):
            return {place for option in options for place in _in_block(option, words)}
        case patterns.Sequence(parts=parts):
            places = _in_block(parts[0], words)
            for part in parts[1:]:
                places = {(a, d) for a, b in places for c, d in _in_block(part, words) if c == b + 1}
            return places
        case Near(first=first, second=second):
            pairs = [(one, other) for one in _in_block(first, words) for other in _in_block(second, words)]
            return {(min(one[0], other[0]), max(one[1], other[1])) for one, other in pairs if _are_near(pattern, one, other)}


def _are_near(pattern: Near, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """No overlap, at most so many words between, and in the asked order."""
    after = 0 <= other[0] - one[1] - 1 <= pattern.words
    before = 0 <= one[0] - other[1] - 1 <= pattern.words
    return after or (before and not pattern.ordered)
