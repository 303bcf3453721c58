"""One match with what lies around it: the scopes a rule may look in (sentence, block, passage, section, page, title, context)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from site_audit.detect.sheet import Sheet
from site_audit.text.patterns import Pattern
from site_audit.text.reading import Span


@dataclass(frozen=True, slots=True)
class Around:
    """A match in its sheet, and the stretch (word indices) a condition is looked for in."""

    sheet: Sheet
    span: Span
    cues: Mapping[str, Pattern]
    today: date

    @property
    def line(self) -> int:
        return self.sheet.line_of(self.span)

    def lines(self, scope: str) -> list[int]:
        """The lines of a scope, in order."""
        sheet, line = self.sheet, self.line
        match scope:
            case "sentence" | "block":
                return [line]
            case "passage":
                return list(sheet.passage(line))
            case "section":
                return list(sheet.section(line))
            case "title":
                return list(sheet.titles)
            case "context":
                return sheet.context(line)
            case _:
                return list(sheet.page)

    def stretches(self, scope: str) -> list[tuple[int, int]]:
        """The scope as stretches of words."""
        if scope == "sentence":
            return [self.sheet.sentence(self.span)]
        if scope in ("context", "title"):
            return [self.sheet.words(range(line, line + 1)) for line in self.lines(scope)]
        if scope == "passage":
            return [self.sheet.words(self.sheet.passage(self.line))]
        if scope == "section":
            return [self.sheet.words(self.sheet.section(self.line))]
        lines = self.lines(scope)
        return [self.sheet.words(range(lines[0], lines[-1] + 1))] if lines else []

    def has(self, pattern: Pattern, scope: str) -> bool:
        """Whether a pattern matches anywhere in the scope."""
        return any(self.sheet.reading.stands(pattern, first, last) for first, last in self.stretches(scope) if last >= first)

    def cue(self, name: str, scope: str) -> bool:
        """Whether a shared list of the pack matches in the scope (a pack without the list: no)."""
        return name in self.cues and self.has(self.cues[name], scope)
