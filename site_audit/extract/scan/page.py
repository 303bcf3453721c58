"""One picture of a page to the words and tables on it, by way of the recogniser; the same page a text file would give."""

from __future__ import annotations

from site_audit.extract.pdf.grids import find_grids
from site_audit.extract.pdf.page import PageText, page_text
from site_audit.extract.pdf.quality import page_is_unreadable
from site_audit.extract.recognition import Look, Picture, Recogniser, Unrecognised, Word
from site_audit.extract.scan.cells import missed_words
from site_audit.extract.scan.rules import ruled_lines
from site_audit.extract.scan.straight import lies_sideways, straightened, turned
from site_audit.extract.scan.words import letters_in, mean_confidence, runs_of, without_noise

FEW_LETTERS = 60  # a page with fewer may lie on its side
GOOD = 0.65  # below it the page may lie on its side, or hold Latin words
LEAST = 0.4  # below it nothing was read


class PageScanner:
    """Reads the pictures of one file, and remembers which way up they lie: the sheets of a file lie alike."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._turn = 0

    def is_ready(self) -> bool:
        """Whether another picture would be looked at."""
        return self._recogniser.is_ready()

    def read(self, picture: Picture) -> PageText | None:
        """What the page says, None where it was not read or makes no words."""
        try:
            upright, words = self._best(picture)
        except Unrecognised:
            return None
        confidence = mean_confidence(words)
        if letters_in(words) and confidence < LEAST:
            return None
        printed = without_noise(words)
        across, down = ruled_lines(upright) if printed else ([], [])
        printed += missed_words(upright, printed, find_grids(across, down), self._recogniser)
        page = page_text(runs_of(printed, upright, down), across, down)
        page.confidence, page.recognised = confidence, letters_in(printed)
        return None if page_is_unreadable(page.texts) else page

    def _best(self, picture: Picture) -> tuple[Picture, tuple[Word, ...]]:
        """The picture as it stands upright, and its words: what costs time is asked only where the words are few or poor."""
        upright = straightened(turned(picture, self._turn))
        words = None if lies_sideways(upright) else self._recogniser.words(upright)
        if words is None or _is_poor(words):
            upright, words = self._turned(upright, words)
        if mean_confidence(words) < GOOD and letters_in(words) >= FEW_LETTERS:
            words = self._mixed(upright, words)
        return upright, words

    def _turned(self, picture: Picture, words: tuple[Word, ...] | None) -> tuple[Picture, tuple[Word, ...]]:
        """The picture turned by quarters, if that gives better words than those it gave as it was (None where it was not looked at)."""
        try:
            degrees = self._recogniser.turn(picture)
            upright = straightened(turned(picture, degrees)) if degrees else picture
            found = self._recogniser.words(upright) if degrees or words is None else words
        except Unrecognised:
            if words is None:
                words = self._recogniser.words(picture)
            return picture, words
        if words is not None and _worth(found) <= _worth(words):
            return picture, words
        self._turn = (self._turn + degrees) % 360
        return upright, found

    def _mixed(self, picture: Picture, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """The words read with Latin letters among the Russian, if they are better for it."""
        try:
            return max(words, self._recogniser.words(picture, Look.MIXED), key=_worth)
        except Unrecognised:
            return words


def _is_poor(words: tuple[Word, ...]) -> bool:
    return letters_in(words) < FEW_LETTERS or mean_confidence(words) < GOOD


def _worth(words: tuple[Word, ...]) -> float:
    """How much was read how surely; more of a bad reading is no better."""
    return float(mean_confidence(words) ** 2 * letters_in(words) ** 0.5)
