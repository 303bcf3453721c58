"""A rule pack, compiled: criteria with their patterns read, one lexicon over all words, the words of links that promise its subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from site_audit.model import Link, PackId
from site_audit.rulepack.checks import Check
from site_audit.rulepack.schema import Criterion, Direction, Must, Norm, PackWords, Signal, Wording
from site_audit.rulepack.trust import Trust
from site_audit.text.lexicon import Lexicon
from site_audit.text.patterns import Pattern
from site_audit.text.reading import Reading


@dataclass(frozen=True, slots=True)
class Condition:
    """A pattern that must (not) match in a scope. `source` is what the rule says, for explanations."""

    scope: str
    pattern: Pattern
    source: str


@dataclass(frozen=True, slots=True)
class CompiledSignal:
    signal: Signal
    find: tuple[Pattern, ...]
    also: tuple[Condition, ...]
    never: tuple[Condition, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class CompiledMust:
    must: Must
    find: tuple[Pattern, ...]
    checks: tuple[Check, ...]
    either: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class CompiledCriterion:
    criterion: Criterion
    signals: tuple[CompiledSignal, ...]
    musts: tuple[CompiledMust, ...]
    promises: tuple[Pattern, ...]
    places: tuple[Pattern, ...]


@dataclass(frozen=True)
class RulePack:
    """All that a pack of rules says. Made by `load_pack`."""

    id: str
    version: str
    digest: str
    title: Wording
    words: PackWords
    directions: tuple[Direction, ...]
    criteria: tuple[Criterion, ...]
    rules: tuple[CompiledCriterion, ...]
    norms: tuple[Norm, ...]
    cues: Mapping[str, Pattern]
    lexicon: Lexicon
    subject_links: tuple[Pattern, ...]
    second_links: tuple[Pattern, ...]
    subject_urls: tuple[str, ...]
    trust: Trust = field(default_factory=Trust)
    gazetteer: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    parents: Mapping[str, str] = field(default_factory=dict)  # of the branches in the gazetteer
    _priorities: dict[tuple[str, str], int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def identity(self) -> PackId:
        """What a report says of the pack it was made with."""
        return PackId(self.id, self.version, self.digest)

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion of that id; KeyError where the pack has none."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)

    def is_subject_link(self, link: Link) -> bool:
        """Whether the link's words or address promise what the pack is about."""
        return self.priority(link) == 0

    def priority(self, link: Link) -> int:
        """How soon a link is worth asking: 0 words of the subject, 1 where the subject often stands unnamed, 2 the rest."""
        key = (link.url, link.text)
        if key not in self._priorities:
            if len(self._priorities) > 50_000:
                self._priorities.clear()
            self._priorities[key] = self._weigh(link)
        return self._priorities[key]

    def _weigh(self, link: Link) -> int:
        path = _path(link.url)
        reading = Reading((link.text, path.replace("_", " ").replace("/", " / ")), self.lexicon)
        if any(hint in path for hint in self.subject_urls) or any(reading.spans(pattern) for pattern in self.subject_links):
            return 0
        return 1 if any(reading.spans(pattern) for pattern in self.second_links) else 2


def _path(url: str) -> str:
    """Path and query of an address as a person reads them; nothing of an address that is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return unquote(f"{parts.path}?{parts.query}").lower()
