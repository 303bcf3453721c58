"""The conditions of a signal, tried one after another where its words stand: which hold, and what is said of the one that fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from site_audit.detect.around import Around
from site_audit.detect.checks import holds, is_denied
from site_audit.detect.mask import masked
from site_audit.model import BlockKind, Reason
from site_audit.rulepack import CompiledSignal
from site_audit.rulepack.checks import Check
from site_audit.rulepack.pack import Condition
from site_audit.text.patterns import Atom, Either, Pattern, Sequence

_BODY = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.LINK, BlockKind.ALT)
_ENTRIES = (BlockKind.ROW, BlockKind.ITEM)
_CLOSENESS_ELSEWHERE, _CLOSENESS_DENIED = 0.1, 0.2
_SEEN_CHARACTERS = 60
_EXAMPLES = 3
_EXAMPLE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One condition tried: its kind, what the rule says of it, and the reason given where it fails (None: it holds)."""

    kind: Literal["where", "denied", "also", "never", "check"]
    source: str
    failed: Reason | None


def steps(compiled: CompiledSignal, around: Around) -> Iterator[Step]:
    """The conditions in the order in which they are tried; whoever asks may stop at the first that fails."""
    where = compiled.signal.where
    yield Step("where", where, None if stands(where, around) else Reason("stands_elsewhere", (("where", where),)))
    yield Step("denied", "", Reason("denied") if is_denied(around) else None)
    for condition in compiled.also:
        yield Step("also", f"{condition.scope}: {condition.source}", _lacks(condition, around))
    for condition in compiled.never:
        yield Step("never", f"{condition.scope}: {condition.source}", _speaks_of(condition, around))
    for check in compiled.checks:
        yield Step("check", _written(check), None if holds(check, around) else _fails(check))


def turned_down(compiled: CompiledSignal, around: Around) -> tuple[Reason | None, float]:
    """The first condition that fails, and how much had held by then (0–1)."""
    whole = 1 + len(compiled.also) + len(compiled.never) + len(compiled.checks)
    held = 0
    for step in steps(compiled, around):
        if step.failed is not None:
            early = {"where": _CLOSENESS_ELSEWHERE, "denied": _CLOSENESS_DENIED}
            return step.failed, early.get(step.kind, held / whole)
        held += step.kind not in ("where", "denied")
    return None, 1.0


def stands(where: str, around: Around) -> bool:
    """Whether a match stands in a line of the kind a signal asks for; a caption is as good as a heading."""
    sheet, line = around.sheet, around.sheet.lines[around.line]
    match where:
        case "title":
            return line.titles
        case "heading":
            return line.titles or line.kind is BlockKind.HEADING or sheet.reading.words[around.span.first].start < line.caption
        case "row":
            return line.kind in _ENTRIES
        case "link":
            return line.kind is BlockKind.LINK or (line.kind is BlockKind.ITEM and line.text in sheet.link_texts)
        case "text":
            return line.kind in _BODY and not line.echo
        case _:
            return not line.echo


def _lacks(condition: Condition, around: Around) -> Reason | None:
    if around.has(condition.pattern, condition.scope):
        return None
    facts = (("words", condition.source), ("scope", condition.scope))
    such = examples(condition.pattern)
    return Reason("lacks", facts if such in ("", condition.source) else (*facts, ("such", such)))


def _speaks_of(condition: Condition, around: Around) -> Reason | None:
    for first, last in around.stretches(condition.scope):
        spans = around.sheet.reading.within(condition.pattern, first, last) if last >= first else []
        if spans:
            seen = masked(around.sheet.reading.quote(spans[0].first, min(spans[0].last, last)))[:_SEEN_CHARACTERS]
            return Reason("speaks_of", (("words", condition.source), ("scope", condition.scope), ("seen", seen)))
    return None


def _fails(check: Check) -> Reason:
    return Reason(f"fails_{'not_' if check.denied else ''}{check.name}", (("argument", check.argument),))


def _written(check: Check) -> str:
    argument = f":{check.argument}" if check.argument else ""
    return f"{check.scope}: {'not ' if check.denied else ''}{check.name}{argument}"


def examples(pattern: Pattern) -> str:
    """A few of the plainest words a pattern would match, in the pattern language: «договор*|соглашени*»; "" where it has none."""
    options = pattern.options if isinstance(pattern, Either) else (pattern,)
    told: list[str] = []
    for option in options:
        told += [words for words in (examples(option).split("|") if isinstance(option, Either) else [_plain(option)]) if words]
        if len(told) >= _EXAMPLES:
            break
    return "|".join(dict.fromkeys(told[:_EXAMPLES]))


def _plain(pattern: Pattern) -> str:
    """One word or a few in a row; nothing of what has distances, choices or numbers in it."""
    if isinstance(pattern, Atom):
        return {"prefix": f"{pattern.text}*", "capitals": pattern.text.upper(), "any": ""}.get(pattern.kind, pattern.text)
    if not isinstance(pattern, Sequence) or len(pattern.parts) > _EXAMPLE_WORDS:
        return ""
    words = [_plain(part) if isinstance(part, Atom) else "" for part in pattern.parts]
    return " ".join(words) if all(words) else ""
