"""What holds at one point of an RTF file: the look of letters and paragraphs, kept and given back with every group."""

from __future__ import annotations

from dataclasses import dataclass, replace

from site_audit.extract.office.gathering import CellLook

MAX_CELLS = 200


@dataclass(slots=True)
class State:
    """`shown` is False where words are another program's, said once more elsewhere, hidden or deleted."""

    shown: bool = True
    font: str = ""
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    fallback: int = 1  # letters that stand for a code after it, for programs that do not know it
    style: str = ""
    outline: int = 0
    listed: bool = False
    centred: bool = False
    in_table: bool = False
    depth: int = 0

    def copy(self) -> State:
        """The state a group within begins with."""
        return replace(self)

    def plain_letters(self, font: str) -> None:
        """As `\\plain` says."""
        self.font, self.bold, self.hidden, self.deleted = font, False, False, False

    def plain_paragraph(self) -> None:
        """As `\\pard` says."""
        self.style, self.outline, self.listed, self.centred, self.in_table, self.depth = "", 0, False, False, False, 0


class RowDefinition:
    """The cells of the row to come, as words before or after them define it."""

    def __init__(self) -> None:
        self._cells: list[CellLook] = []
        self._left = 0
        self.heading = False
        self._swallowed = self._continues = False

    def begin(self) -> None:
        """Nothing is defined from here on."""
        self._cells = []
        self._left = 0
        self.heading = self._swallowed = self._continues = False

    def say(self, word: str, value: int) -> None:
        """One control word of the definition; others mean nothing here."""
        if word == "cellx" and len(self._cells) < MAX_CELLS:
            self._cells.append(CellLook(self._left, value, self._swallowed, self._continues))
            self._left = value
            self._swallowed = self._continues = False
        elif word == "clmrg":
            self._swallowed = True
        elif word == "clvmrg":
            self._continues = True
        elif word == "trleft" and not self._cells:
            self._left = value
        elif word == "trhdr":
            self.heading = True

    def cells(self) -> tuple[CellLook, ...]:
        """What is defined so far."""
        return tuple(self._cells)
