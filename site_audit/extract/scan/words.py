"""Recognised words to the runs of a page: noise dropped, boxes made those of whole letters, cut where a ruled line stands between."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from statistics import median

from site_audit.extract.pdf.glyphs import Run, Stroke
from site_audit.extract.recognition import Picture, Word

LEAST_CONFIDENCE = 0.3
SURE, RATHER_SURE = 0.6, 0.45  # enough for a lone sign, and for a lone letter or digit
MOST_LETTERS = 200  # of one word
WORD_GAP = 1.5  # of the line's height: the blanks of stretched lines are wider here than in a text file, where they are drawn
BELOW, ABOVE = 0.22, 0.78  # of the letters' size: how far a line reaches from the foot of its letters
SMALL_UP, TALL_UP, DEEP_DOWN, TAIL_DOWN = 0.5, 0.7, 0.2, 0.1
ODD_SIZE = 3.0
SLACK, FEW_SLACK, FEW_LETTERS = 1.08, 1.6, 10
POINTS = 72
_FRAME = "|_¦[]{}"  # what a ruled line beside a word is taken for
_SAYS = re.compile(r"[^\W_]")
_TALL = re.compile(r"[А-ЯЁA-Z0-9бфйёbdfhkltQ()/№«»\"'!?%]")
_DEEP = re.compile(r"[руфgjpqy()/]")
_TAIL = re.compile(r"[дцщДЦЩQ,;]")
_SMALL = re.compile(r"[^\W\d_]")


def mean_confidence(words: Iterable[Word]) -> float:
    """How sure the program was, longer words weighing more; 0 where there are none."""
    weights = [(len(_SAYS.findall(word.text)), word.confidence) for word in words]
    letters = sum(weight for weight, _ in weights)
    return sum(weight * confidence for weight, confidence in weights) / letters if letters else 0.0


def letters_in(words: Iterable[Word]) -> int:
    """How many letters and digits the words have."""
    return sum(len(_SAYS.findall(word.text)) for word in words)


def usual_size(words: Iterable[Word]) -> float:
    """The size of the page's middle letter, in dots."""
    sizes = sorted((_size(word), letters_in([word])) for word in words)
    half = sum(letters for _, letters in sizes) / 2
    for size, letters in sizes:
        half -= letters
        if half <= 0:
            return size
    return 1.0


def without_noise(words: Iterable[Word]) -> list[Word]:
    """The words that print left: no speckles, frames or pieces of pictures."""
    kept = [word for word in map(_trimmed, words) if word.text and word.confidence >= LEAST_CONFIDENCE and _may_stand(word)]
    usual = median(_size(word) for word in kept) if kept else 0.0
    return [word for word in kept if word.confidence >= SURE or usual / ODD_SIZE <= _size(word) <= usual * ODD_SIZE]


def _trimmed(word: Word) -> Word:
    text = word.text[:MOST_LETTERS].strip(_FRAME)
    if text == word.text:
        return word
    return Word(text, word.left, word.top, word.right, word.bottom, word.confidence, word.line)


def _may_stand(word: Word) -> bool:
    """A sign without letters, or a lone letter, is print only where the program is sure of it."""
    said = len(_SAYS.findall(word.text))
    return said > 1 or word.confidence >= (RATHER_SURE if said else SURE)


def runs_of(words: Iterable[Word], picture: Picture, down: Iterable[Stroke]) -> list[Run]:
    """The runs of a page in points from its lower left corner, from words in the order they are read."""
    scale = POINTS / picture.dpi
    page_height = picture.height * scale
    uprights = sorted(down, key=lambda line: line.at)
    lines: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    usual = usual_size(word for line in lines.values() for word in line)
    runs: list[Run] = []
    for line in lines.values():
        size = _settled(median(_size(word) for word in line), usual, letters_in(line))
        for group in _parted(sorted(line, key=lambda word: word.left), size):
            runs.extend(_cut(group, size * scale, scale, page_height, uprights))
    return runs


def _settled(size: float, usual: float, letters: int) -> float:
    """Boxes are not exact: a line is as large as most of the page unless it is plainly not; a few letters say little."""
    slack = FEW_SLACK if letters < FEW_LETTERS else SLACK
    return usual if usual / slack <= size <= usual * slack else size


def _parted(line: list[Word], size: float) -> Iterator[list[Word]]:
    """The words of a line, parted where a column gap stands between."""
    group: list[Word] = []
    for word in line:
        if group and word.left - group[-1].right > WORD_GAP * size:
            yield group
            group = []
        group.append(word)
    yield group


def _cut(group: list[Word], size: float, scale: float, page_height: float, uprights: list[Stroke]) -> Iterator[Run]:
    """The runs of neighbouring words, cut at ruled lines."""
    foot = page_height - median(word.bottom - _depth(word) for word in group) * scale
    run: Run | None = None
    for word in group:
        left, right = word.left * scale, word.right * scale
        if run is not None and any(run.right - 2 <= line.at <= left + 2 and line.covers(run.middle) for line in uprights):
            yield run
            run = None
        if run is None:
            run = Run(word.text, left, foot - BELOW * size, right, foot + ABOVE * size, max(1.0, size))
        else:
            run.text += f" {word.text}"
            run.right = max(run.right, right)
    if run is not None:
        yield run


def _size(word: Word) -> float:
    """The size of the word's letters: its box reaches as high and as low as the letters in it do."""
    up, down = _reach(word.text)
    return (word.bottom - word.top) / (up + down)


def _depth(word: Word) -> float:
    """How far the word's box reaches below the foot of its letters."""
    return _reach(word.text)[1] * _size(word)


def _reach(text: str) -> tuple[float, float]:
    """How high and how low the letters of a word reach, as shares of their size."""
    up = SMALL_UP if _SMALL.search(text) and not _TALL.search(text) else TALL_UP
    return up, DEEP_DOWN if _DEEP.search(text) else TAIL_DOWN if _TAIL.search(text) else 0.0
