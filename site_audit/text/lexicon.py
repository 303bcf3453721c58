"""All words of all rules in one table: each distinct word of a text is looked up once and remembered.

One pass over a text's words then tells which rule words stand where; local checks follow only where something was seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from site_audit.text.forms import all_forms, is_known
from site_audit.text.fuzzy import FormIndex, StemIndex
from site_audit.text.patterns import Atom, Either, Near, Pattern, Sequence
from site_audit.text.spelling import misreadings

_NONE: frozenset[int] = frozenset()
_REMEMBERED = 200_000
_SHORTEST_PREFIX = 2
_SHORTEST_MISREAD = 5


@dataclass(frozen=True, slots=True)
class Node:
    """A pattern with its parts by number."""

    pattern: Pattern
    parts: tuple[int, ...]


class Lexicon:
    """The words of a set of patterns, ready to be found in texts. The same pattern in two rules is one node."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.nodes: list[Node] = []
        self._wholes: list[list[int]] = []  # by part: of which nodes it is one
        self._needs: list[int] = []  # by node: how many different parts must stand in a text for it to match there
        self._anywhere: list[int] = []  # the nodes of «*»
        self._numbers: dict[Pattern, int] = {}
        self._by_identity: dict[int, int] = {}
        self._kept: list[Pattern] = []
        self._forms: dict[str, set[int]] = {}
        self._capitals: dict[str, int] = {}
        self._prefixes: dict[str, int] = {}
        for pattern in patterns:
            self.number(pattern)
        self._ready()

    def _ready(self) -> None:
        self._longest = max((len(prefix) for prefix in self._prefixes), default=0)
        self._stems = StemIndex(self._prefixes)
        self._inflected = FormIndex(self._forms)
        self._known: dict[tuple[str, bool], frozenset[int]] = {}

    def number(self, pattern: Pattern) -> int:
        """The number of a pattern's node; an unknown pattern is taken in."""
        known = self._by_identity.get(id(pattern))
        if known is not None:
            return known
        number = self._numbers.get(pattern)
        if number is None:
            number = self._take_in(pattern)
        self._by_identity[id(pattern)] = number
        self._kept.append(pattern)  # so that the identity stays its own
        return number

    def _take_in(self, pattern: Pattern) -> int:
        match pattern:
            case Atom():
                parts: tuple[int, ...] = ()
            case Sequence(parts=inner) | Either(options=inner):
                parts = tuple(self.number(part) for part in inner)
            case Near(first=first, second=second):
                parts = (self.number(first), self.number(second))
        number = self._numbers[pattern] = len(self.nodes)
        different = set(parts)
        self.nodes.append(Node(pattern, parts))
        self._needs.append(1 if isinstance(pattern, Either) else len(different))
        self._wholes.append([])
        for part in different:
            self._wholes[part].append(number)
        if isinstance(pattern, Atom):
            self._add(pattern, number)
        return number

    def _add(self, atom: Atom, number: int) -> None:
        match atom.kind:
            case "forms":
                for form in all_forms(atom.text):
                    self._forms.setdefault(form, set()).add(number)
            case "exact":
                self._forms.setdefault(atom.text, set()).add(number)
            case "capitals":
                self._capitals[atom.text] = number
            case "prefix":
                self._prefixes[atom.text] = number
            case "any":
                self._anywhere.append(number)
        if hasattr(self, "_known"):
            self._ready()

    def possible(self, standing: Iterable[int]) -> bytearray:
        """By node whether its words may make a match where these rule words stand: worked out upwards, from the words alone."""
        possible, lacking = bytearray(len(self.nodes)), self._needs.copy()
        reached = [*standing, *self._anywhere]
        for number in reached:
            possible[number] = True
        while reached:
            for whole in self._wholes[reached.pop()]:
                lacking[whole] -= 1
                if lacking[whole] == 0:
                    possible[whole] = True
                    reached.append(whole)
        return possible

    def rule_words(self, form: str, capitals: bool) -> frozenset[int]:
        """The numbers of the rule words this word of a text may be."""
        key = (form, capitals)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._look_up(form, capitals)
        return found

    def is_guess(self, form: str, capitals: bool) -> bool:
        """Whether this word is one of the rules' only if it is misspelt or misread."""
        return bool(self.rule_words(form, capitals)) and not self._as_it_stands(form) and not (capitals and form in self._capitals)

    def atoms(self, form: str, capitals: bool) -> frozenset[Atom]:
        """The rule words this word of a text may be, as patterns."""
        patterns = (self.nodes[number].pattern for number in self.rule_words(form, capitals))
        return frozenset(pattern for pattern in patterns if isinstance(pattern, Atom))

    def _look_up(self, form: str, capitals: bool) -> frozenset[int]:
        """What the word is as it stands; then what it may be a slip of, or be misread from, where no dictionary knows it."""
        found = self._as_it_stands(form)
        if capitals and form in self._capitals:
            found.add(self._capitals[form])
        if not found and len(form) >= _SHORTEST_MISREAD and form.isalpha() and not is_known(form):
            found.update(*(self._as_it_stands(meant) for meant in misreadings(form) if is_known(meant)))
        found.update(self._prefixes[stem] for stem in self._stems.meant(form))
        for meant in self._inflected.meant(form) if form not in self._forms else ():
            found |= self._as_it_stands(meant)
        return frozenset(found) if found else _NONE

    def _as_it_stands(self, form: str) -> set[int]:
        found = set(self._forms.get(form, ()))
        for length in range(_SHORTEST_PREFIX, min(len(form), self._longest) + 1):
            number = self._prefixes.get(form[:length])
            if number is not None:
                found.add(number)
        return found
