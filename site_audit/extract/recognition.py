"""The seam of text recognition: a picture of a page goes out, words with their places come back.

`extract` only asks; the program that recognises lives above it and is handed in, so that extraction stays a pure function of both.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as grey pixels, row by row from the top, one byte each (0 black, 255 white)."""

    width: int
    height: int
    pixels: bytes
    dpi: int


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word and its box in pixels from the picture's upper left corner; `confidence` from 0 to 1.

    Words of one `line` stand in one line of print.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: int


class Look(StrEnum):
    """How a picture is looked at."""

    PAGE = "page"  # a page of Russian print
    CLOSER = "closer"  # the same page again, enlarged
    MIXED = "mixed"  # the same page again, with Latin letters expected among the Russian
    CELLS = "cells"  # cells of a table the first look passed over, cut out and laid one under another


class Unrecognised(Exception):
    """This picture was not read: no program, no budget left, or the program gave up on it."""


class Recogniser(Protocol):
    """Reads the pictures of one file. `words` and `turn` raise `Unrecognised`."""

    def is_ready(self) -> bool:
        """Whether another picture would be looked at: without a program or a budget none need be drawn."""
        ...

    def words(self, picture: Picture, look: Look = Look.PAGE) -> tuple[Word, ...]:
        """The words on an upright picture, in reading order."""
        ...

    def turn(self, picture: Picture) -> int:
        """By how many degrees clockwise the picture must be turned to stand upright: 0, 90, 180 or 270."""
        ...


class Program(Protocol):
    """A program that recognises text, as a value that can be sent to another process."""

    @property
    def file_seconds(self) -> float:
        """The most that recognising one file may take."""
        ...

    def begin(self) -> Recogniser:
        """A recogniser with the whole budget of one file before it."""
        ...


class NoRecogniser:
    """Where no program recognises text: every picture stays unread."""

    def is_ready(self) -> bool:
        """Never."""
        return False

    def words(self, picture: Picture, look: Look = Look.PAGE) -> tuple[Word, ...]:
        """Nothing."""
        raise Unrecognised

    def turn(self, picture: Picture) -> int:
        """Nothing."""
        raise Unrecognised


NOBODY = NoRecogniser()
