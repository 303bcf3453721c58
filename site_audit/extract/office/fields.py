"""Fields of Word: a code («HYPERLINK "…"») between two marks and what it came to; only the latter is words of the document."""

from __future__ import annotations

import re

BEGIN, RESULT, END = "\x13", "\x14", "\x15"
MAX_NESTED = 50
_MARK = re.compile(f"([{BEGIN}{RESULT}{END}])")


class FieldFilter:
    """Follows fields over the runs and paragraphs of a text. A code never reaches over the end of its paragraph."""

    def __init__(self) -> None:
        self._codes: list[bool] = []  # of each open field: whether its code is still going on

    def shown(self, text: str) -> str:
        """The text without codes and marks."""
        if not self._codes and BEGIN not in text and END not in text:
            return text
        kept = []
        for part in _MARK.split(text):
            if part == BEGIN:
                if len(self._codes) < MAX_NESTED:
                    self._codes.append(True)
            elif part == RESULT:
                if self._codes:
                    self._codes[-1] = False
            elif part == END:
                if self._codes:
                    self._codes.pop()
            elif not any(self._codes):
                kept.append(part)
        return "".join(kept)

    def end_paragraph(self) -> None:
        """Codes end here: a file in which one is never closed keeps the rest of its words."""
        self._codes = [False] * len(self._codes)
