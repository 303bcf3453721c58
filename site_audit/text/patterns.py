"""The little language of rules: `план* ~4 (профориент*|профминимум*)`.

    слово        any form of the word           слово*       any word that begins so
    "как есть"   exactly these words            ЦЗН          an abbreviation, in capitals only
    А Б          one right after the other      А | Б        either
    А ~5 Б       within 5 words, any order      А >5 Б       Б at most 5 words after А
    ( … )        together                       @список      a shared list of patterns
    *            any one word

Patterns never reach across blocks (a paragraph, a list item, a table row).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

_TOKEN = re.compile(
    r'\s*(?:(?P<near>[~>]\d+)|(?P<quoted>"[^"]*")|(?P<list>@[a-zа-яё0-9_]+)|(?P<mark>[()|])|(?P<word>[^\s()|"~>@]+))', re.IGNORECASE
)
_MAX_LENGTH = 4000
_MAX_DEPTH = 12  # of brackets, of lists within lists, and of distances in a row
_MAX_IN_ROW = 40  # no longer match is looked for
_MAX_DISTANCE = 100  # further apart words have nothing to do with each other
_MAX_WORDS = 10_000  # of a pattern with its lists: each may name others, so that they multiply


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what is wrong and where."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One word to look for. `kind`: forms (any form), prefix, exact, capitals, any."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """Words right after one another."""

    parts: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Two patterns with at most `words` words between; `ordered` when the second must come after the first."""

    first: Pattern
    second: Pattern
    words: int
    ordered: bool


@dataclass(frozen=True, slots=True)
class Either:
    """Any one of the patterns."""

    options: tuple[Pattern, ...]


Pattern = Atom | Sequence | Near | Either
Lists = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list once read: its pattern, how many words it holds with the lists it names, and how deep these lie in one another."""

    pattern: Pattern
    words: int
    depth: int


def parse(source: str, lists: Lists | None = None, read: dict[str, ReadList] | None = None) -> Pattern:
    """Read a pattern; `lists` gives the meaning of `@names`. Raises PatternError with a sentence.

    `read` keeps the lists read so far: a reader of many patterns hands in the same one each time, and each list is read once.
    """
    parser = _Parser(source, lists or {}, {} if read is None else read, ())
    pattern = parser.either()
    if parser.peek() is not None:
        raise PatternError(f"unexpected {parser.peek()!r} in {source!r}")
    return pattern


class _Parser:
    """Reads one source. `inside` are the lists it stands in; `words` and `depth` tell what it came to hold."""

    def __init__(self, source: str, lists: Lists, read: dict[str, ReadList], inside: tuple[str, ...], words: int = 0) -> None:
        if len(source) > _MAX_LENGTH:
            raise PatternError(f"the pattern is longer than {_MAX_LENGTH} characters")
        self._source = source
        self._lists = lists
        self._read = read
        self._inside = inside
        self.words = words
        self.depth = 0
        self._tokens = _tokenise(source)
        self._at = 0
        self._depth = 0

    def peek(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> str:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def either(self) -> Pattern:
        options = [self._near()]
        while self.peek() == "|":
            self._take()
            options.append(self._near())
        return options[0] if len(options) == 1 else Either(tuple(options))

    def _near(self) -> Pattern:
        left = self._sequence()
        distances = 0
        while (token := self.peek()) is not None and token[0] in "~>" and len(token) > 1:
            self._take()
            distances += 1
            if distances > _MAX_DEPTH:
                raise PatternError(f"more than {_MAX_DEPTH} distances in a row in {self._source!r}")
            left = Near(left, self._sequence(), _distance(token), ordered=token[0] == ">")
        return left

    def _sequence(self) -> Pattern:
        parts: list[Pattern] = []
        while (token := self.peek()) is not None and token not in {"|", ")"} and not (token[0] in "~>" and len(token) > 1):
            parts.append(self._unit())
        if len(parts) > _MAX_IN_ROW:
            raise PatternError(f"more than {_MAX_IN_ROW} words in a row in {self._source[:80]!r}")
        if not parts:
            raise PatternError(f"a word is missing in {self._source!r}")
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _unit(self) -> Pattern:
        token = self._take()
        self._count(1)
        if token == "(":
            return self._bracket()
        if token.startswith("@"):
            return self._list(token[1:])
        if token.startswith('"'):
            words = [Atom("exact", word) for word in _plain_words(token[1:-1])]
            if not words:
                raise PatternError(f"empty quotation marks in {self._source!r}")
            return words[0] if len(words) == 1 else Sequence(tuple(words))
        return _word(token, self._source)

    def _count(self, words: int) -> None:
        self.words += words
        if self.words > _MAX_WORDS:
            raise PatternError(f"the pattern and the lists it names hold more than {_MAX_WORDS} words")

    def _bracket(self) -> Pattern:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise PatternError(f"more than {_MAX_DEPTH} brackets inside each other in {self._source!r}")
        inner = self.either()
        if self.peek() != ")":
            raise PatternError(f"a bracket is not closed in {self._source!r}")
        self._take()
        self._depth -= 1
        return inner

    def _list(self, name: str) -> Pattern:
        if name not in self._lists:
            near = get_close_matches(name, self._lists, n=1)
            raise PatternError(f"there is no list @{name}" + (f"; did you mean @{near[0]}?" if near else ""))
        if name in self._inside:
            raise PatternError(f"the list @{name} refers to itself")
        kept = self._read.get(name)
        if kept is None:
            kept = self._read[name] = self._read_list(name)
        else:
            self._count(kept.words)
        if len(self._inside) + kept.depth > _MAX_DEPTH:
            raise PatternError(f"more than {_MAX_DEPTH} lists inside each other at @{name}")
        self.depth = max(self.depth, kept.depth)
        return kept.pattern

    def _read_list(self, name: str) -> ReadList:
        if len(self._inside) >= _MAX_DEPTH:
            raise PatternError(f"more than {_MAX_DEPTH} lists inside each other at @{name}")
        before, depth = self.words, 0
        options: list[Pattern] = []
        for source in self._lists[name]:
            inner = _Parser(source, self._lists, self._read, (*self._inside, name), self.words)
            options.append(inner.either())
            self.words, depth = inner.words, max(depth, inner.depth)
            if inner.peek() is not None:
                raise PatternError(f"unexpected {inner.peek()!r} in {source!r} of the list @{name}")
        if not options:
            raise PatternError(f"the list @{name} is empty")
        return ReadList(options[0] if len(options) == 1 else Either(tuple(options)), self.words - before, depth + 1)


def _tokenise(source: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    while at < len(source) and source[at:].strip():
        match = _TOKEN.match(source, at)
        if not match:
            raise PatternError(f"cannot read {source[at:].strip()!r}")
        tokens.append(match.group().strip())
        at = match.end()
    return tokens


def _distance(token: str) -> int:
    words = token[1:]
    if len(words) > 3 or int(words) > _MAX_DISTANCE:
        raise PatternError(f"{token[:20]!r} reaches further than {_MAX_DISTANCE} words")
    return int(words)


def _plain_words(text: str) -> list[str]:
    return [word for word in re.split(r"[^\w]+", text.lower().replace("ё", "е")) if word]


def _word(token: str, source: str) -> Pattern:
    if token == "*":
        return Atom("any", "*")
    pieces = [piece for piece in re.split(r"[^\w*]+", token) if piece]
    atoms: list[Pattern] = [_atom(piece, source) for piece in pieces]
    if not atoms:
        raise PatternError(f"{token!r} is no word in {source!r}")
    return atoms[0] if len(atoms) == 1 else Sequence(tuple(atoms))


def _atom(piece: str, source: str) -> Atom:
    if "*" in piece.rstrip("*") or piece.count("*") > 1:
        raise PatternError(f"the star may stand only at a word's end: {piece!r} in {source!r}")
    word = piece.rstrip("*")
    if piece.endswith("*"):
        if len(word) < 2:
            raise PatternError(f"a beginning of one letter finds everything: {piece!r} in {source!r}")
        return Atom("prefix", word.lower().replace("ё", "е"))
    if len(word) > 1 and word.isupper() and word.isalpha():
        return Atom("capitals", word.lower().replace("ё", "е"))
    if not word.isalpha() or len(word) < 3:
        return Atom("exact", word.lower().replace("ё", "е"))
    return Atom("forms", word.lower().replace("ё", "е"))


def atoms_of(pattern: Pattern) -> frozenset[Atom]:
    """All words a pattern looks for."""
    match pattern:
        case Atom():
            return frozenset((pattern,))
        case Sequence(parts=parts) | Either(options=parts):
            return frozenset().union(*(atoms_of(part) for part in parts))
        case Near(first=first, second=second):
            return atoms_of(first) | atoms_of(second)
