"""One picture of a page to the words and tables on it, by way of the recogniser; the same page a text file would give."""

from __future__ import annotations

from site_audit.extract.pdf.grids import find_grids
from site_audit.extract.pdf.page import PageText, page_text
from site_audit.extract.pdf.quality import page_is_unreadable
from site_audit.extract.recognition import Look, Picture, Recogniser, Unrecognised, Word
from site_audit.extract.scan.cells import missed_words
from site_audit.extract.scan.light import evened
from site_audit.extract.scan.pictures import enlarged
from site_audit.extract.scan.rules import ruled_lines
from site_audit.extract.scan.straight import lies_sideways, straightened, turned
from site_audit.extract.scan.words import letters_in, mean_confidence, runs_of, usual_size, without_noise

FEW_LETTERS = 60  # a page with fewer may lie on its side
GOOD = 0.65  # below it the page may lie on its side, or hold Latin words
LEAST = 0.4  # below it nothing was read
SMALL_DOTS, GOOD_DOTS = 22.0, 32.0  # of the size of letters: 12 points at 130 and at 190 dots an inch

_Reading = tuple[Picture, tuple[Word, ...]]


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
            upright, words = self._best(evened(picture))
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

    def _best(self, picture: Picture) -> _Reading:
        """The picture as it stands upright, and its words: what costs time is asked only where the words are few or poor."""
        lying = turned(picture, self._turn)
        first = None if lies_sideways(lying) else self._looked_at(straightened(lying))
        upright, words = first if first is not None and not _is_poor(first[1]) else self._turned(lying, first)
        if letters_in(words) >= FEW_LETTERS and (size := usual_size(words)) < SMALL_DOTS:
            upright, words = self._closer(upright, words, GOOD_DOTS / size)
        if mean_confidence(words) < GOOD and letters_in(words) >= FEW_LETTERS:
            words = self._mixed(upright, words)
        return upright, words

    def _looked_at(self, upright: Picture) -> _Reading:
        return upright, self._recogniser.words(upright)

    def _turned(self, lying: Picture, first: _Reading | None) -> _Reading:
        """The picture turned by quarters, if that gives better words than the first reading, where there was one."""
        try:
            degrees = self._recogniser.turn(lying)
        except Unrecognised:
            degrees = 0
        if first is not None and not degrees:
            return first
        try:
            second = self._looked_at(straightened(turned(lying, degrees)))
        except Unrecognised:
            if first is None:
                raise
            return first
        if first is not None and _worth(second[1]) <= _worth(first[1]):
            return first
        self._turn = (self._turn + degrees) % 360
        return second

    def _closer(self, upright: Picture, words: tuple[Word, ...], times: float) -> _Reading:
        """The picture enlarged, if that gives better words: letters of few dots are read worse than the same letters enlarged."""
        larger = enlarged(upright, times)
        if larger is upright:
            return upright, words
        try:
            return max((upright, words), (larger, self._recogniser.words(larger, Look.CLOSER)), key=lambda one: _worth(one[1]))
        except Unrecognised:
            return upright, words

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
