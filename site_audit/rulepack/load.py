"""Reads a folder of rules. All mistakes of all files are told at once, each with its file and, where it can be told, its line.

Beside the packs lies what they share and read first: the word lists in `words/` and the register of norms in `norms.toml`.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from site_audit.errors import RulePackError
from site_audit.rulepack.checks import SCOPES, Check, parse_check
from site_audit.rulepack.pack import CompiledCriterion, CompiledMust, CompiledSignal, Condition, RulePack
from site_audit.rulepack.schema import Criterion, Gazetteer, Norm, NormRegister, Organisation, PackFile
from site_audit.rulepack.trust import TRAITS, Trust
from site_audit.text.lexicon import Lexicon
from site_audit.text.patterns import Pattern, PatternError, ReadList, parse

#: Lists every pack needs, because detection itself asks for them. They stand in the words that packs share.
CUES = ("negation", "capability", "planned", "pupils", "foreign", "reposted")
#: The folder of word lists and the register of norms: beside the packs those that all of them share, in a pack its own.
WORDS, NORMS = "words", "norms.toml"
#: How surely the rules of a pack are right, beside its pack.toml; made from labelled pages.
TRUST = "confidence.toml"
_FILE_LIMIT_BYTES = 1_000_000
_Model = TypeVar("_Model", bound=BaseModel)
_Read = TypeVar("_Read")


def load_pack(folder: Path, shared: Path | None = None) -> RulePack:
    """Read and compile the pack in `folder`, after what packs share: that lies beside it, unless `shared` names another folder.

    Raises RulePackError with every mistake found.
    """
    folder = folder.absolute()
    return _Loader(folder, folder.parent if shared is None else shared.absolute()).load()


class _Loader:
    def __init__(self, folder: Path, shared: Path) -> None:
        self._folder = folder
        self._shared = shared
        self._mistakes: list[str] = []
        self._hash = hashlib.sha256()
        self._lists: dict[str, tuple[str, ...]] = {}
        self._lists_read: dict[str, ReadList] = {}
        self._patterns: list[Pattern] = []

    def load(self) -> RulePack:
        if not (self._folder / "pack.toml").is_file():
            raise RulePackError(f"There is no rule pack in {self._folder}: the file pack.toml is missing. Name a folder with --rules.")
        head = self._validated(PackFile, self._folder / "pack.toml")
        self._read_lists()
        self._stop_at_mistakes()  # what every rule leans on first: a broken list would be told again by each rule that names it
        assert head is not None
        norms = self._norms(head)
        criteria = list(self._criteria(head, {norm.id for norm in norms}))
        named = {norm for criterion, _ in criteria for norm in criterion.norms} | {norm.id for norm in head.norms}
        rules = [self._compile(criterion, path) for criterion, path in criteria]
        here = self._folder / "pack.toml"
        links = [self._each(head.subject_links, here), self._each(head.second_links, here)]
        cues = {name: self._pattern(f"@{name}", here, WORDS) for name in sorted(self._lists)}
        organisations = self._organisations()
        trust = self._trust(set(head.order))
        self._stop_at_mistakes()
        return RulePack(
            id=head.id,
            version=head.version,
            digest="sha256:" + self._hash.hexdigest(),
            title=head.title,
            words=head.words,
            directions=head.directions,
            criteria=tuple(criterion for criterion, _ in criteria),
            rules=tuple(rule for rule in rules if rule is not None),
            norms=tuple(norm for norm in norms if norm.id in named),  # of the shared ones those that its criteria name
            cues={name: pattern for name, pattern in cues.items() if pattern is not None},
            lexicon=Lexicon(self._patterns),
            subject_links=links[0],
            second_links=links[1],
            subject_urls=head.subject_urls,
            gazetteer=tuple((entry.name, entry.kind, entry.variants) for entry in organisations),
            parents={entry.name: entry.parent for entry in organisations if entry.parent},
            trust=trust,
        )

    def _stop_at_mistakes(self) -> None:
        if self._mistakes:
            raise RulePackError(f"The rules in {self._folder} cannot be used:", tuple(dict.fromkeys(self._mistakes)))

    # ------------------------------------------------------------ files

    def _toml(self, path: Path) -> dict[str, Any] | None:
        if not path.is_file():  # a folder, or a device that would never end
            self._mistakes.append(f"{self._name(path)}: is no file")
            return None
        try:
            with path.open("rb") as file:
                raw = file.read(_FILE_LIMIT_BYTES + 1)
        except OSError as error:
            self._mistakes.append(f"{self._name(path)}: cannot be read ({error.strerror})")
            return None
        if len(raw) > _FILE_LIMIT_BYTES:
            self._mistakes.append(f"{self._name(path)}: larger than {_FILE_LIMIT_BYTES} bytes")
            return None
        self._hash.update(self._told_apart(path).encode() + b"\0" + raw.replace(b"\r\n", b"\n") + b"\0")
        try:
            return tomllib.loads(raw.decode("utf-8-sig"))
        except UnicodeDecodeError:
            self._mistakes.append(f"{self._name(path)}: is not UTF-8 text; save it as UTF-8")
        except tomllib.TOMLDecodeError as error:
            self._mistakes.append(f"{self._name(path)}: {error}")
        except RecursionError:
            self._mistakes.append(f"{self._name(path)}: brackets are nested too deep")
        return None

    def _told_apart(self, path: Path) -> str:
        """The file's name within the pack, or among the shared words: the same wherever the folders lie."""
        within = path.is_relative_to(self._folder)
        return path.relative_to(self._folder).as_posix() if within else f"../{path.relative_to(self._shared).as_posix()}"

    def _name(self, path: Path) -> str:
        """The file as a person is told of it."""
        beside = self._folder.parent
        return (path.relative_to(beside) if path.is_relative_to(beside) else path).as_posix()

    def _validated(self, model: type[_Model], path: Path, **extra: str) -> _Model | None:
        data = self._toml(path)
        if data is None:
            return None
        try:
            return model.model_validate({**data, **extra})
        except ValidationError as error:
            text = path.read_text(encoding="utf-8-sig")
            for mistake in error.errors():
                where = ".".join(str(part) for part in mistake["loc"])
                self._mistakes.append(f"{self._name(path)}{_line(text, mistake['loc'])}: {where}: {mistake['msg']}")
            return None

    def _read_lists(self) -> None:
        sources: dict[str, Path] = {}
        for path in (*sorted((self._shared / WORDS).glob("*.toml")), *sorted((self._folder / WORDS).glob("*.toml"))):
            for name, entries in (self._toml(path) or {}).items():
                if name in self._lists:
                    self._mistakes.append(f"{self._name(path)}: the list {name!r} stands twice, in {self._name(sources[name])} too")
                elif not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
                    self._mistakes.append(f"{self._name(path)}: {name!r} must be a list of texts")
                else:
                    self._lists[name] = tuple(entries)
                    sources[name] = path
        for name, path in sources.items():  # a bad entry is told once, at its own place, and left out of what follows
            self._lists[name] = tuple(entry for entry in self._lists[name] if self._parsed(entry, path, entry))
        for name in CUES:
            if name not in self._lists:
                self._mistakes.append(f"{self._name(self._shared / WORDS)}: the list {name!r} is missing; detection needs it")

    def _norms(self, head: PackFile) -> tuple[Norm, ...]:
        path = self._shared / NORMS
        read = self._validated(NormRegister, path) if path.is_file() else None
        shared = read.norms if read else ()
        for twice in sorted({norm.id for norm in shared} & {norm.id for norm in head.norms}):
            self._mistakes.append(f"pack.toml: the norm {twice!r} stands in {self._name(path)} already")
        return (*head.norms, *shared)

    def _criteria(self, head: PackFile, norms: set[str]) -> Iterator[tuple[Criterion, Path]]:
        found: dict[str, tuple[Criterion, Path]] = {}
        for direction in head.directions:
            for path in sorted((self._folder / direction.id).glob("*.toml")):
                criterion = self._validated(Criterion, path, direction=direction.id)
                if criterion is None:
                    continue
                if criterion.id != path.stem:
                    self._mistakes.append(f"{self._name(path)}: the id {criterion.id!r} is not the file's name")
                if criterion.id in found:
                    other = self._name(found[criterion.id][1])
                    self._mistakes.append(f"{self._name(path)}: the id {criterion.id!r} is used in {other} too")
                found[criterion.id] = (criterion, path)
        for missing in sorted(set(head.order) - set(found)):
            self._mistakes.append(f"pack.toml: order names {missing!r}, but there is no readable file for it")
        for unlisted in sorted(set(found) - set(head.order)):
            self._mistakes.append(f"pack.toml: order does not name {unlisted!r}")
        for criterion_id in head.order:
            if criterion_id in found:
                self._check_norms(*found[criterion_id], norms)
                yield found[criterion_id]

    def _check_norms(self, criterion: Criterion, path: Path, norms: set[str]) -> None:
        for norm in criterion.norms:
            if norm not in norms:
                self._mistakes.append(f"{self._name(path)}: the norm {norm!r} is not in the register: neither in {NORMS} nor in pack.toml")

    def _organisations(self) -> tuple[Organisation, ...]:
        path = self._folder / "organisations.toml"
        read = self._validated(Gazetteer, path) if path.is_file() else None
        found = read.organisations if read else ()
        names = {entry.name for entry in found}
        for entry in found:
            if entry.parent and (entry.parent not in names or entry.parent == entry.name):
                self._mistakes.append(
                    f"{self._name(path)}: {entry.name!r} belongs to {entry.parent!r}, which is no other entry of the list"
                )
        return found

    def _trust(self, criteria: set[str]) -> Trust:
        path = self._folder / TRUST
        read = (self._validated(Trust, path) if path.is_file() else None) or Trust()
        for name in sorted(set(read.criteria) - criteria):
            self._mistakes.append(f"{self._name(path)}: there is no criterion {name!r}")
        for name in sorted(set(read.traits) - set(TRAITS)):
            near = get_close_matches(name, TRAITS, n=1)
            self._mistakes.append(f"{self._name(path)}: nothing is called {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return read

    # ------------------------------------------------------------ compiling

    def _compile(self, criterion: Criterion, path: Path) -> CompiledCriterion | None:
        signals = tuple(
            CompiledSignal(
                signal=signal,
                find=self._each(signal.find, path),
                also=tuple(self._conditions(signal.also, path)),
                never=tuple(self._conditions(signal.never, path)),
                checks=self._checks(signal.checks, path),
            )
            for signal in criterion.signals
        )
        musts = tuple(
            CompiledMust(must, self._each(must.find, path), self._checks(must.checks, path), self._checks(must.either, path))
            for must in criterion.musts
        )
        return CompiledCriterion(criterion, signals, musts, self._each(criterion.promises, path), self._each(criterion.places, path))

    def _each(self, sources: Sequence[str], path: Path) -> tuple[Pattern, ...]:
        read = (self._pattern(source, path, source) for source in sources)
        return tuple(pattern for pattern in read if pattern is not None)

    def _conditions(self, sources: Sequence[str], path: Path) -> Iterator[Condition]:
        for source in sources:
            scope, separator, rest = source.partition(": ")
            if not separator or scope not in SCOPES:
                scope, rest = "passage", source
            pattern = self._pattern(rest, path, source)
            if pattern is not None:
                yield Condition(scope, pattern, rest)

    def _pattern(self, source: str, path: Path, shown: str) -> Pattern | None:
        pattern = self._parsed(source, path, shown)
        if pattern is not None:
            self._patterns.append(pattern)
        return pattern

    def _parsed(self, source: str, path: Path, shown: str) -> Pattern | None:
        return self._told(lambda: parse(source, self._lists, self._lists_read), path, shown)

    def _checks(self, sources: Sequence[str], path: Path) -> tuple[Check, ...]:
        read = (self._told(lambda source=source: parse_check(source), path, source) for source in sources)  # type: ignore[misc]
        return tuple(check for check in read if check is not None)

    def _told(self, read: Callable[[], _Read], path: Path, shown: str) -> _Read | None:
        try:
            return read()
        except (PatternError, ValueError) as error:
            line = _line_of(path.read_text(encoding="utf-8-sig"), shown) if path.is_file() else ""
            self._mistakes.append(f"{self._name(path)}{line}: {error}")
            return None


def _line_of(text: str, fragment: str) -> str:
    at = text.find(fragment)
    return f":{text.count(chr(10), 0, at) + 1}" if at >= 0 else ""


def _line(text: str, place: tuple[int | str, ...]) -> str:
    """The line of the n-th table or of the key a mistake is about, as ":12", or "" where it cannot be told."""
    lines = text.splitlines()
    start = 0
    if len(place) > 1 and isinstance(place[1], int):
        heads = [number for number, line in enumerate(lines) if line.strip() == f"[[{place[0]}]]"]
        if place[1] < len(heads):
            start = heads[place[1]]
    key = str(next((part for part in reversed(place) if isinstance(part, str)), ""))
    for number in range(start, len(lines)):
        if lines[number].split("=")[0].strip() == key:
            return f":{number + 1}"
    return f":{start + 1}" if start else ""
